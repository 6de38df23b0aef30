/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-sse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "net/nl-http-error.h"

/* Server-sent events, as the WHATWG's HTML standard has them (section 9.2). Bytes come as the
 * network cut them: inside a character, inside a field's name, between CR and LF. So they are kept
 * until a line is complete, and only then looked at. */
struct _NlSseParser {
  NlSseFunc func;
  gpointer func_data;
  GString *line;
  GString *text;
  char *type;
  gboolean has_text;
  gboolean after_cr;  /* an LF that comes now belongs to the line end before */
  gboolean has_begun; /* past the place where a byte order mark may be */
  guint64 n_comments;
};

/**
 * nl_sse_parser_new:
 * @func: called for each event
 * @data: passed to @func
 *
 * Returns: (transfer full): a parser at the beginning of a stream
 */
NlSseParser *
nl_sse_parser_new (NlSseFunc func, gpointer data)
{
  NlSseParser *self = g_new0 (NlSseParser, 1);

  self->func = func;
  self->func_data = data;
  self->line = g_string_new (NULL);
  self->text = g_string_new (NULL);
  return self;
}

/**
 * nl_sse_parser_free:
 * @self: (transfer full): a parser
 *
 * Frees @self. An event whose end has not come is dropped, as the standard wants it.
 */
void
nl_sse_parser_free (NlSseParser *self)
{
  g_string_free (self->line, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self->type);
  g_free (self);
}

static void
dispatch (NlSseParser *self)
{
  g_autofree char *type = g_steal_pointer (&self->type);

  if (self->has_text) {
    self->func (type != NULL && *type != '\0' ? type : "message", self->text->str, self->func_data);
    g_string_truncate (self->text, 0);
  }
  self->has_text = FALSE;
}

static void
take_field (NlSseParser *self, const char *name, const char *value)
{
  if (g_str_equal (name, "data")) {
    if (self->has_text)
      g_string_append_c (self->text, '\n');
    g_string_append (self->text, value);
    self->has_text = TRUE;
  } else if (g_str_equal (name, "event")) {
    g_free (self->type);
    self->type = g_strdup (value);
  }
}

static void
end_line (NlSseParser *self)
{
  g_autofree char *line = g_utf8_make_valid (self->line->str, (gssize) self->line->len);
  char *colon;

  g_string_truncate (self->line, 0);
  if (!self->has_begun && g_str_has_prefix (line, "\xef\xbb\xbf"))
    memmove (line, line + 3, strlen (line + 3) + 1);
  self->has_begun = TRUE;
  colon = strchr (line, ':');
  if (*line == '\0') {
    dispatch (self);
  } else if (colon == line) {
    self->n_comments++;
  } else if (colon == NULL) {
    take_field (self, line, "");
  } else {
    *colon = '\0';
    take_field (self, line, colon[1] == ' ' ? colon + 2 : colon + 1);
  }
}

/**
 * nl_sse_parser_feed:
 * @self: a parser
 * @bytes: (array length=length): what came next
 * @length: how many
 * @error: return location for %NL_HTTP_ERROR_TOO_LARGE
 *
 * Takes in bytes, cut anywhere, and calls the function for each event they complete.
 *
 * Returns: %FALSE when an event is larger than %NL_SSE_MAX_EVENT
 */
gboolean
nl_sse_parser_feed (NlSseParser *self, const char *bytes, gsize length, GError **error)
{
  const char *end = bytes + length;

  while (bytes < end) {
    const char *stop = bytes;

    if (self->after_cr && *bytes == '\n')
      stop = ++bytes;
    self->after_cr = FALSE;
    while (stop < end && *stop != '\n' && *stop != '\r')
      stop++;
    g_string_append_len (self->line, bytes, stop - bytes);
    if (self->line->len + self->text->len > NL_SSE_MAX_EVENT) {
      g_propagate_error (error,
                         nl_http_error_new (NL_HTTP_ERROR_TOO_LARGE, TRUE,
                                            _ ("The server sent more at once than makes sense.")));
      return FALSE;
    }
    if (stop == end)
      return TRUE;
    self->after_cr = *stop == '\r';
    end_line (self);
    bytes = stop + 1;
  }
  return TRUE;
}

/**
 * nl_sse_parser_is_between_events:
 * @self: a parser
 *
 * Returns: whether the stream can end here without an event being cut
 */
gboolean
nl_sse_parser_is_between_events (NlSseParser *self)
{
  return self->line->len == 0 && !self->has_text && self->type == NULL;
}

/**
 * nl_sse_parser_get_n_comments:
 * @self: a parser
 *
 * Returns: how many comments came, which servers send to keep a connection open
 */
guint64
nl_sse_parser_get_n_comments (NlSseParser *self)
{
  return self->n_comments;
}
