/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-sentences.h"

#include <string.h>

#include "base/nl-sms.h"
#include "base/nl-text.h"

/**
 * nl_unit_parse:
 * @name: (nullable): "characters", "width" or "septets"
 * @otherwise: the unit when it is none of these
 *
 * Returns: the unit
 */
NlUnit
nl_unit_parse (const char *name, NlUnit otherwise)
{
  static const char *const NAMES[] = { "characters", "width", "septets" };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (NAMES); i++)
    if (g_str_equal (NAMES[i], name))
      return (NlUnit) i;
  return otherwise;
}

static gsize
count_width (const char *text)
{
  gsize width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return width;
}

static gboolean
ends_sentence (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/**
 * nl_sentences_split:
 * @text: a text, of paragraphs perhaps
 *
 * Returns: (transfer full) (array zero-terminated=1): its sentences with the space behind each, so
 *   that together they are the text again
 */
char **
nl_sentences_split (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *start = text;
  gboolean ended = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gboolean space = g_unichar_isspace (c);

    /* Not behind a no-break space: it belongs to the mark behind it. */
    if (!space && ended && p > start && g_ascii_isspace (p[-1])) {
      g_strv_builder_take (builder, g_strndup (start, p - start));
      start = p;
      ended = FALSE;
    }
    if (c == '\n' || ends_sentence (c))
      ended = TRUE;
    else if (!space && c != 0xBB && c != 0x201D && c != 0x201C && c != ')'
             && !(c == '*' || c == '_'))
      ended = FALSE;
  }
  if (*start != '\0')
    g_strv_builder_add (builder, start);
  return g_strv_builder_end (builder);
}

/**
 * nl_sentences_fit:
 * @text: a text
 * @max: the limit; 0 is none
 * @unit: what the limit counts. A text outside the GSM alphabet has the 70 characters of UCS-2
 *
 * Returns: whether the text keeps the limit
 */
gboolean
nl_sentences_fit (const char *text, guint max, NlUnit unit)
{
  NlSmsSize size;

  if (max == 0)
    return TRUE;
  if (unit == NL_UNIT_WIDTH)
    return count_width (text) <= max;
  if (unit == NL_UNIT_CHARACTERS)
    return MAX (nl_text_length (text), (gsize) g_utf8_strlen (text, -1)) <= max;
  nl_sms_measure (text, &size);
  return size.units <= (size.is_ucs2 ? MIN (max, size.single) : max);
}

/* What leads on to words that are cut off, and the spaces before it: French has one that does not
 * break before a colon. */
static gboolean
leads_on (gunichar c)
{
  return g_unichar_isspace (c) || (c < 0x80 && strchr (",;:-(", (int) c) != NULL) || c == 0x2013
         || c == 0x2014 || c == 0xab || c == 0xbf || c == 0xa1 || c == 0x201e;
}

static char *
trimmed (const char *text, gsize length)
{
  const char *end = text + length;

  while (end > text) {
    const char *last = g_utf8_prev_char (end);

    if (!leads_on (g_utf8_get_char (last)))
      break;
    end = last;
  }
  return g_strndup (text, (gsize) (end - text));
}

/**
 * nl_sentences_shorten:
 * @text: a text that is too long
 * @max: the limit
 * @unit: what it counts
 *
 * Cuts behind the last sentence that fits, else behind the last word.
 *
 * Returns: (transfer full): a text that fits
 */
char *
nl_sentences_shorten (const char *text, guint max, NlUnit unit)
{
  g_auto (GStrv) sentences = nl_sentences_split (text);
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autofree char *best = g_strdup ("");

  for (guint i = 0; sentences[i] != NULL; i++) {
    g_autofree char *cut = NULL;

    g_string_append (whole, sentences[i]);
    cut = trimmed (whole->str, whole->len);
    if (!nl_sentences_fit (cut, max, unit))
      break;
    g_set_str (&best, cut);
  }
  if (*best != '\0')
    return g_steal_pointer (&best);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    g_autofree char *cut = NULL;

    if (*p != ' ' && *p != '\n')
      continue;
    cut = trimmed (text, p - text);
    if (!nl_sentences_fit (cut, max, unit))
      break;
    g_set_str (&best, cut);
  }
  return g_steal_pointer (&best);
}
