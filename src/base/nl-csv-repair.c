/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-csv-repair.h"

#include <string.h>

#include "base/nl-csv-source.h"

static gboolean
is_ascii (const char *text, gsize length)
{
  guint64 word = 0;
  guint64 all = 0;

  for (; length >= sizeof word; text += sizeof word, length -= sizeof word) {
    memcpy (&word, text, sizeof word);
    all |= word;
  }
  for (; length > 0; text++, length--)
    all |= (guchar) *text;
  return (all & G_GUINT64_CONSTANT (0x8080808080808080)) == 0;
}

/* Bytes that are not UTF-8 in a file that otherwise is come from rows pasted out of another file,
 * and that one was in Windows-1252. */
static void
append_repaired (GString *into, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end) {
    gunichar c = g_utf8_get_char_validated (text, end - text);

    if (c == (gunichar) -1 || c == (gunichar) -2)
      g_string_append_unichar (into, nl_csv_source_decode_byte ((guint8) *text++));
    else {
      g_string_append_unichar (into, c);
      text = g_utf8_next_char (text);
    }
  }
}

/**
 * nl_csv_repair_is_utf8:
 * @text: a row
 * @length: its bytes
 *
 * Returns: whether there is nothing to repair
 */
gboolean
nl_csv_repair_is_utf8 (const char *text, gsize length)
{
  return is_ascii (text, length) || g_utf8_validate_len (text, length, NULL);
}

/**
 * nl_csv_repair_fields:
 * @scanner: a scanner that has scanned a row
 * @repaired: replaced by the row's texts; the fields point into it
 *
 * Makes UTF-8 of the fields.
 */
void
nl_csv_repair_fields (NlCsvScanner *scanner, GString *repaired)
{
  gsize at = 0;

  g_string_truncate (repaired, 0);
  for (guint i = 0; i < scanner->n_fields; i++) {
    append_repaired (repaired, scanner->fields[i].text, scanner->fields[i].length);
    scanner->fields[i].length = repaired->len - at;
    at = repaired->len;
  }
  for (guint i = scanner->n_fields; i-- > 0;) {
    at -= scanner->fields[i].length;
    scanner->fields[i].text = repaired->str + at;
  }
}
