/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-unspelled.h"

/* What no dictionary knows and no one should correct: addresses, codes, placeholders, names. */

/* Web and mail addresses; placeholders as mail programs write them; tags and handles; what has
 * digits in it; and codes and abbreviations, all in capitals. */
#define PATTERN                                                                \
  "(?:https?://|www\\.|mailto:)\\S+"                                           \
  "|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+"                                          \
  "|(?<!\\w)[\\w-]+(?:\\.[\\w-]+)*\\.[a-z]{2,}(?:/\\S*|(?=[\\s,;:!?)]|\\.?$))" \
  "|\\{\\{[^{}\\n]*\\}\\}|\\{[\\w .|:-]+\\}|\\[\\[[^\\n]*?\\]\\]"              \
  "|%[\\w.]+%|\\*\\|[^\\n]*?\\|\\*"                                            \
  "|[#@]\\w[\\w-]*"                                                            \
  "|(?<!\\w)[\\w-]*\\d[\\w-]*"                                                 \
  "|(?<!\\w)\\p{Lu}[\\p{Lu}_-]+(?!\\w)"

/**
 * nl_unspelled_regex_new:
 * @names: (nullable) (array zero-terminated=1): names of shops and products, which may be of any
 *   language
 *
 * Returns: (transfer full): what nl_unspelled_find() looks for
 */
GRegex *
nl_unspelled_regex_new (const char *const *names)
{
  g_autoptr (GString) pattern = g_string_new (PATTERN);

  for (; names != NULL && *names != NULL; names++) {
    g_autofree char *escaped = g_regex_escape_string (*names, -1);

    if (*escaped != '\0')
      g_string_append_printf (pattern, "|(?<!\\w)%s(?!\\w)", escaped);
  }
  return g_regex_new (pattern->str, G_REGEX_OPTIMIZE, 0, NULL);
}

/**
 * nl_unspelled_find:
 * @regex: from nl_unspelled_regex_new()
 * @text: a text
 *
 * Returns: (transfer full) (element-type NlUnspelled): what in @text is not to be checked, in order
 */
GArray *
nl_unspelled_find (GRegex *regex, const char *text)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (NlUnspelled));
  g_autoptr (GMatchInfo) match = NULL;

  g_return_val_if_fail (regex != NULL, found);
  g_return_val_if_fail (text != NULL, found);

  g_regex_match (regex, text, 0, &match);
  while (g_match_info_matches (match)) {
    NlUnspelled piece;
    int start;
    int end;

    g_match_info_fetch_pos (match, 0, &start, &end);
    piece.start = (int) g_utf8_pointer_to_offset (text, text + start);
    piece.end = (int) g_utf8_pointer_to_offset (text, text + end);
    g_array_append_val (found, piece);
    g_match_info_next (match, NULL);
  }
  return found;
}
