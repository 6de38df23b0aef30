/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-echo.h"

#include <string.h>

#include "base/nl-text.h"

/* As many words in a row are no coincidence for who reads them twice. */
#define RUN 4

/* In an article words may come back. */
#define LONG_TEXT 3000

struct _NlEcho {
  GPtrArray *names;
  GPtrArray *texts; /* the words of each, with a space around each word */
};

/**
 * nl_echo_new:
 *
 * Returns: (transfer full): one that has heard nothing yet
 */
NlEcho *
nl_echo_new (void)
{
  NlEcho *self = g_new0 (NlEcho, 1);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * nl_echo_free:
 * @self: (nullable): an echo
 */
void
nl_echo_free (NlEcho *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/**
 * nl_echo_allow:
 * @self: an echo
 * @name: (nullable): what has only one name, such as a product, and may be named again
 */
void
nl_echo_allow (NlEcho *self, const char *name)
{
  if (name != NULL && *name != '\0')
    g_ptr_array_add (self->names, g_strdup (name));
}

/* Addresses of one shop have much in common. */
static void
drop_addresses (GString *text)
{
  for (char *at = strstr (text->str, "http"); at != NULL; at = strstr (at + 1, "http")) {
    gssize begin = at - text->str;
    gsize length = strcspn (at, " )\n");

    if (g_str_has_prefix (at, "http://") || g_str_has_prefix (at, "https://")) {
      g_string_erase (text, begin, (gssize) length);
      g_string_insert_c (text, begin, '\n');
    }
    at = text->str + begin;
  }
}

/* Lower case, without accents and marks; a name becomes a word that is no word. */
static char *
to_words (NlEcho *self, const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);
  g_autofree char *folded = NULL;
  g_autoptr (GString) words = g_string_new (" ");

  for (guint i = 0; i < self->names->len; i++)
    g_string_replace (plain, self->names->pdata[i], "\n", 0);
  drop_addresses (plain);
  folded = nl_text_fold (plain->str);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (*p == '\n')
      g_string_append (words, words->str[words->len - 1] == ' ' ? "| " : " | ");
    else if (g_unichar_isalnum (c) || g_unichar_ismark (c))
      g_string_append_unichar (words, c);
    else if (words->str[words->len - 1] != ' ')
      g_string_append_c (words, ' ');
  }
  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static guint
count_words (const char *words)
{
  guint n = 0;

  for (const char *p = words; *p != '\0'; p++)
    n += *p == ' ';
  return n - 1;
}

/* The end of the run that begins at the space before its first word; NULL when there are fewer. */
static const char *
end_of_run (const char *at, guint run)
{
  for (guint i = 0; i < run; i++) {
    at = strchr (at + 1, ' ');
    if (at == NULL)
      return NULL;
  }
  return at;
}

/* Whether a run of words of text stands in other as well, or in the rest of text when other is it.
 * A run does not go beyond a line or a name. */
static gboolean
share_run (const char *text, const char *other, guint run)
{
  for (const char *at = text; at != NULL && *at != '\0'; at = strchr (at + 1, ' ')) {
    const char *end = end_of_run (at, run);
    g_autofree char *words = NULL;

    if (end == NULL)
      return FALSE;
    words = g_strndup (at, end - at + 1);
    if (strchr (words, '|') == NULL && strstr (text == other ? end : other, words) != NULL)
      return TRUE;
  }
  return FALSE;
}

/**
 * nl_echo_add:
 * @self: an echo
 * @text: a text that the message has now
 */
void
nl_echo_add (NlEcho *self, const char *text)
{
  if (strlen (text) <= LONG_TEXT)
    g_ptr_array_add (self->texts, to_words (self, text));
}

/**
 * nl_echo_hears:
 * @self: an echo
 * @text: a text that the message might have
 *
 * Returns: whether @text says in the same words what was said already, by itself or in a text that
 *   was added: four words in a row, or all of a text that has only two or three
 */
gboolean
nl_echo_hears (NlEcho *self, const char *text)
{
  g_autofree char *words = NULL;
  guint n;

  if (strlen (text) > LONG_TEXT)
    return FALSE;
  words = to_words (self, text);
  n = count_words (words);
  if (n > RUN && share_run (words, words, RUN))
    return TRUE;
  for (guint i = 0; i < self->texts->len; i++) {
    const char *other = self->texts->pdata[i];
    guint run = MIN (RUN, MIN (n, count_words (other)));

    if (run >= 2
        && share_run (n <= count_words (other) ? words : other,
                      n <= count_words (other) ? other : words, run))
      return TRUE;
  }
  return FALSE;
}
