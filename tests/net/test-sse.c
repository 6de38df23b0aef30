/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-http-error.h"
#include "net/nl-sse.h"
#include "nl-test.h"

static void
note (const char *type, const char *text, gpointer data)
{
  g_string_append_printf (data, "[%s|%s]", type, text);
}

/* What came out of a stream that came in pieces of so many bytes. */
static char *
parse_in_pieces (const char *stream, gsize length, gsize piece)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (NlSseParser) parser = nl_sse_parser_new (note, events);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < length; i += piece) {
    nl_sse_parser_feed (parser, stream + i, MIN (piece, length - i), &error);
    g_assert_no_error (error);
  }
  return g_string_free_and_steal (g_steal_pointer (&events));
}

static const struct {
  const char *stream;
  const char *events;
} STREAMS[] = {
  { "data: a\n\n", "[message|a]" },
  { "data: a\r\n\r\n", "[message|a]" },
  { "data: a\r\r", "[message|a]" },
  { "\r\n\r\ndata: a\r\n\r\n\r\n", "[message|a]" },
  { "data:a\n\ndata:  b\n\n", "[message|a][message| b]" },
  { "data: a\ndata: b\n\n", "[message|a\nb]" },
  { "data\n\n", "[message|]" },
  { "data:\ndata:\n\n", "[message|\n]" },
  { "event: done\ndata: {}\n\ndata: x\n\n", "[done|{}][message|x]" },
  { "event: nothing\n\ndata: x\n\n", "[message|x]" },
  { "id: 7\nretry: 10\nnovel: x\ndata: a\n\n", "[message|a]" },
  { ": ping\n:\n\n: OPENROUTER PROCESSING\ndata: a\n\n", "[message|a]" },
  { "\xef\xbb\xbf"
    "data: a\n\n",
    "[message|a]" },
  { "data: \xef\xbb\xbf"
    "a\n\n",
    "[message|\xef\xbb\xbf"
    "a]" },
  { "data: Grüße, 世界 🎉\n\n", "[message|Grüße, 世界 🎉]" },
  { "data: \xc3(\n\n", "[message|\xef\xbf\xbd(]" },
  { "data: {\"error\":{}}\n\ndata: [DONE]\n\ndata: [DONE]\n\n",
    "[message|{\"error\":{}}][message|[DONE]][message|[DONE]]" },
  /* Cut off: what has no end is no event. */
  { "data: a\n\ndata: b", "[message|a]" },
  { "data: a\n\ndata: b\n", "[message|a]" },
  { "", "" },
};

static void
test_any_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (STREAMS); i++) {
    gsize length = strlen (STREAMS[i].stream);

    for (gsize piece = 1; piece <= length + 1; piece++) {
      g_autofree char *events = parse_in_pieces (STREAMS[i].stream, length, piece);

      g_assert_cmpstr (events, ==, STREAMS[i].events);
    }
  }
}

/* The standard's words once more, for a stream that is all there: lines, then fields. */
static char *
parse_naively (const char *stream)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *type = g_strdup ("");
  gboolean has_text = FALSE;
  gsize length;

  for (; stream[length = strcspn (stream, "\r\n")] != '\0';
       stream += length + (strncmp (stream + length, "\r\n", 2) == 0 ? 2 : 1)) {
    g_autofree char *line = g_strndup (stream, length);
    g_auto (GStrv) parts = g_strsplit (line, ":", 2);
    const char *value = parts[0] != NULL && parts[1] != NULL ? parts[1] : "";

    if (*value == ' ')
      value++;
    if (*line == '\0') {
      if (has_text)
        g_string_append_printf (events, "[%s|%s]", *type != '\0' ? type : "message", text->str);
      g_string_truncate (text, 0);
      g_set_str (&type, "");
      has_text = FALSE;
    } else if (g_str_equal (parts[0], "data")) {
      g_string_append_printf (text, "%s%s", has_text ? "\n" : "", value);
      has_text = TRUE;
    } else if (g_str_equal (parts[0], "event")) {
      g_set_str (&type, value);
    }
  }
  return g_string_free_and_steal (g_steal_pointer (&events));
}

static void
test_like_the_standard (void)
{
  static const char *const PARTS[]
      = { "data", "data:", "data: ", "event:", "event: e", ":",     " ",   "\n",     "\n",
          "\r",   "\r\n",  "\n\n",   "x",      "é",        "id: 1", "dat", "DATA: y" };

  for (guint i = 0; i < nl_test_rounds (20000, 2000); i++) {
    g_autoptr (GString) stream = g_string_new (NULL);
    g_autofree char *expected = NULL;
    g_autofree char *events = NULL;

    for (int n = g_test_rand_int_range (0, 25); n > 0; n--)
      g_string_append (stream, PARTS[g_test_rand_int_range (0, G_N_ELEMENTS (PARTS))]);
    expected = parse_naively (stream->str);
    events = parse_in_pieces (stream->str, stream->len, (gsize) g_test_rand_int_range (1, 9));
    g_assert_cmpstr (events, ==, expected);
  }
}

/* A server may keep a connection open for days: what is over is forgotten. */
static void
test_long_streams (void)
{
  g_autofree char *line = g_strdup_printf ("data: %0200d\n\n: ping\n\n", 7);
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (NlSseParser) parser = nl_sse_parser_new (note, events);
  gsize total = 0;

  while (total < 3 * (gsize) NL_SSE_MAX_EVENT) {
    g_assert_true (nl_sse_parser_feed (parser, line, strlen (line), NULL));
    g_string_truncate (events, 0);
    total += strlen (line);
  }
  g_assert_true (nl_sse_parser_is_between_events (parser));
}

static void
test_nul (void)
{
  static const char stream[] = "data: a\0b\n\n";
  g_autofree char *events = parse_in_pieces (stream, sizeof stream - 1, 3);

  g_assert_cmpstr (events, ==,
                   "[message|a\xef\xbf\xbd"
                   "b]");
}

static void
test_comments (void)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (NlSseParser) parser = nl_sse_parser_new (note, events);

  g_assert_true (nl_sse_parser_feed (parser, ": ping\n\n:\n", 10, NULL));
  g_assert_cmpuint (nl_sse_parser_get_n_comments (parser), ==, 2);
  g_assert_true (nl_sse_parser_is_between_events (parser));
  g_assert_true (nl_sse_parser_feed (parser, "data: x", 7, NULL));
  g_assert_false (nl_sse_parser_is_between_events (parser));
  g_assert_true (nl_sse_parser_feed (parser, "\n", 1, NULL));
  g_assert_false (nl_sse_parser_is_between_events (parser));
  g_assert_true (nl_sse_parser_feed (parser, "\n", 1, NULL));
  g_assert_true (nl_sse_parser_is_between_events (parser));
}

static void
test_too_large (void)
{
  g_autofree char *much = g_strnfill (NL_SSE_MAX_EVENT / 2, 'x');
  const char *const lines[] = { "", "\ndata: " };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (GString) events = g_string_new (NULL);
    g_autoptr (NlSseParser) parser = nl_sse_parser_new (note, events);
    g_autoptr (GError) error = NULL;

    g_assert_true (nl_sse_parser_feed (parser, "data: ", 6, NULL));
    g_assert_true (nl_sse_parser_feed (parser, much, strlen (much), NULL));
    g_assert_true (nl_sse_parser_feed (parser, lines[i], strlen (lines[i]), NULL));
    g_assert_false (nl_sse_parser_feed (parser, much, strlen (much), &error)
                    && nl_sse_parser_feed (parser, much, strlen (much), &error));
    g_assert_error (error, NL_HTTP_ERROR, NL_HTTP_ERROR_TOO_LARGE);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/net/sse/any-cut", test_any_cut);
  g_test_add_func ("/net/sse/like-the-standard", test_like_the_standard);
  g_test_add_func ("/net/sse/long-streams", test_long_streams);
  g_test_add_func ("/net/sse/nul", test_nul);
  g_test_add_func ("/net/sse/comments", test_comments);
  g_test_add_func ("/net/sse/too-large", test_too_large);
  return g_test_run ();
}
