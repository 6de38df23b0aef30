/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text-checks.h"

#include <string.h>

#include "base/nl-text.h"

static void
complain (const char *what, const char *where, const char *text)
{
  g_error ("%s: %s: “%s”", where, what, text);
}

/* Compiling a pattern costs more than all texts it is matched with. */
static gboolean
matches (const char *pattern, const char *text)
{
  static GHashTable *compiled;
  GRegex *regex;

  if (compiled == NULL)
    compiled
        = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_regex_unref);
  regex = g_hash_table_lookup (compiled, pattern);
  if (regex == NULL) {
    g_autoptr (GError) error = NULL;

    regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, &error);
    g_assert_no_error (error);
    g_hash_table_insert (compiled, g_strdup (pattern), regex);
  }
  return g_regex_match (regex, text, 0, NULL);
}

/* What no text of any language may have. */
void
check_text (const char *text, const char *language, const char *where)
{
  if (*text == '\0')
    complain ("empty", where, text);
  if (!g_utf8_validate (text, -1, NULL))
    complain ("not UTF-8", where, text);
  if (strpbrk (text, "{}") != NULL)
    complain ("a placeholder survived", where, text);
  if (matches ("  | \\n|^\\s|\\s$|\\n\\n\\n", text))
    complain ("spaces where none belong", where, text);
  if (matches (" [,.](?![.0-9])|,,|\\.\\.(?!\\.)|\\(\\)|,\\.|\\(null\\)|\\bnan\\b", text))
    complain ("marks that do not belong together", where, text);
}

/* A sentence begins with a capital letter, a figure or a mark. A letter in German goes on in lower
 * case after its greeting: that is the one line that may begin so. */
void
check_sentences (const char *text, const char *where)
{
  if (matches ("^\\p{Ll}", text))
    complain ("begins with a small letter", where, text);
  if (matches ("[\\p{L}%)][.!?\\x{2026}] +\\p{Ll}", text))
    complain ("a sentence begins with a small letter", where, text);
  if (matches ("[!?,;:]\\x{202F}?[,;:]|\\.[,;]|!!|\\?\\?|\\.\\x{2026}|\\x{2026}\\.|;\\.|[,;:]$",
               text))
    complain ("two marks where one belongs", where, text);
  if (matches ("(?<![\\p{N},.\\x{A0}\\x{202F}-])(100|0)[\\x{A0}\\x{202F}]?%", text))
    complain ("all or none told as a percentage", where, text);
}

/* How the language sets its marks; not for SMS, hashtags and addresses. */
void
check_typography (const char *text, const char *language, const char *where)
{
  g_autoptr (GRegex) address = g_regex_new ("\\(?https?://[^ )\\n]+\\)?", 0, 0, NULL);
  g_autofree char *prose = g_regex_replace_literal (address, text, -1, 0, "", 0, NULL);

  if (strchr (prose, '\'') != NULL || strchr (prose, '"') != NULL || strstr (prose, "...") != NULL)
    complain ("a straight quote or three dots", where, prose);
  if (matches ("[0-9] [%€]", prose))
    complain ("a space that may break before a unit", where, prose);
  if (g_str_equal (language, "fr")) {
    if (matches ("\\b(de (du|des)|à (du|au|aux)) ", prose))
      complain ("a preposition and an article that has one already", where, prose);
    if (matches ("(?<![\\x{202F}!?;])[!?;]", prose) && !matches ("^[^\\w]*$", prose))
      complain ("no narrow space before ; ! or ?", where, prose);
    if (matches ("(?<!\\x{A0}):(?=\\s|$)", prose))
      complain ("no no-break space before a colon", where, prose);
    if (matches ("«(?!\\x{A0})|(?<!\\x{A0})»", prose))
      complain ("no no-break space inside « »", where, prose);
  } else if (matches ("[ \\x{A0}\\x{202F}][!?;:](\\s|$)", prose)) {
    complain ("a space before a mark", where, prose);
  }
  if (g_str_equal (language, "es")) {
    guint opened = 0;
    guint closed = 0;

    if (matches ("\\b(de|a) el ", prose))
      complain ("an article that is not joined to its preposition", where, prose);
    for (const char *p = prose; *p != '\0'; p = g_utf8_next_char (p)) {
      gunichar c = g_utf8_get_char (p);

      opened += c == 0xA1 || c == 0xBF;
      closed += c == '!' || c == '?';
    }
    if (opened != closed)
      complain ("¿ and ? or ¡ and ! do not pair", where, prose);
  }
}

/* An own reading of “banned”, cruder than the engine's: the folded word stands there by itself. */
void
check_banned (const char *text, JsonObject *facts, const char *where)
{
  JsonNode *voice = json_object_get_member (facts, "voice");
  JsonArray *banned;
  g_autofree char *folded = nl_text_fold (text);

  if (voice == NULL || !JSON_NODE_HOLDS_OBJECT (voice))
    return;
  banned = json_object_get_array_member (json_node_get_object (voice), "banned_words");
  for (guint i = 0; i < json_array_get_length (banned); i++) {
    g_autofree char *word = nl_text_fold (json_array_get_string_element (banned, i));
    g_autofree char *escaped = g_regex_escape_string (word, -1);
    g_autofree char *pattern = g_strdup_printf ("\\b%ss?\\b", escaped);

    if (matches (pattern, folded))
      complain ("a banned word", where, text);
  }
}

guint
count_emoji (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    n += (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF);
  }
  return n;
}
