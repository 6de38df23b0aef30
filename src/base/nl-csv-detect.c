/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-csv-detect.h"

#include "base/nl-csv-scanner.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows that decide about the delimiter and the header. */
#define SAMPLE_ROWS 100
#define SAMPLE_COLUMNS 4096
/* A column's name is longer than this only in files that have none. */
#define MAX_NAME 100

typedef struct {
  const char *magic;
  gsize length;
  const char *what;
} Magic;

#define MAGIC(bytes, what) { bytes, sizeof bytes - 1, what }

/* How files begin that people take for a CSV file, or pick by mistake. */
static const Magic MAGICS[] = {
  MAGIC ("PK\x03\x04",
         N_ ("This is an Excel workbook or another ZIP archive, not a CSV file. Open "
             "it in a spreadsheet and save it as CSV.")),
  MAGIC ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
         N_ ("This is an old Excel workbook, not a CSV file. Open it in a spreadsheet and save it "
             "as CSV.")),
  MAGIC ("%PDF-", N_ ("This is a PDF document, not a CSV file. Export the data as CSV instead.")),
  MAGIC ("\x89PNG\r\n\x1a\n", N_ ("This is a picture, not a CSV file.")),
  MAGIC ("\xff\xd8\xff", N_ ("This is a picture, not a CSV file.")),
  MAGIC ("GIF87a", N_ ("This is a picture, not a CSV file.")),
  MAGIC ("GIF89a", N_ ("This is a picture, not a CSV file.")),
  MAGIC ("RIFF", N_ ("This is a picture or a recording, not a CSV file.")),
  MAGIC ("\x1f\x8b", N_ ("This file is compressed. Unpack it first, then choose the CSV file.")),
  MAGIC ("7z\xbc\xaf\x27\x1c",
         N_ ("This file is compressed. Unpack it first, then choose the CSV file.")),
  MAGIC ("Rar!\x1a", N_ ("This file is compressed. Unpack it first, then choose the CSV file.")),
  MAGIC ("\x28\xb5\x2f\xfd",
         N_ ("This file is compressed. Unpack it first, then choose the CSV file.")),
  MAGIC ("SQLite format 3", N_ ("This is a database, not a CSV file.")),
  MAGIC ("\x7f"
         "ELF",
         N_ ("This is a program, not a CSV file.")),
  MAGIC ("{\\rtf", N_ ("This is a text document with formatting, not a CSV file.")),
};

/* The same for text: compared without case, behind blanks and a byte order mark. */
static const Magic TEXTS[] = {
  MAGIC ("<!doctype html",
         N_ ("This is a web page, not a CSV file. The download may have failed; "
             "sign in and export the file again.")),
  MAGIC ("<html",
         N_ ("This is a web page, not a CSV file. The download may have failed; sign in "
             "and export the file again.")),
  MAGIC ("<?xml", N_ ("This is an XML file, not a CSV file. Export the data as CSV instead.")),
  MAGIC ("{\"", N_ ("This is a JSON file, not a CSV file. Export the data as CSV instead.")),
  MAGIC ("[{", N_ ("This is a JSON file, not a CSV file. Export the data as CSV instead.")),
};

static gsize
count_control_bytes (const guint8 *head, gsize length)
{
  gsize count = 0;

  for (gsize i = 0; i < length; i++)
    count += head[i] < 0x20 && (head[i] < '\t' || head[i] > '\r');
  return count;
}

static gboolean
is_utf_16 (NlCsvEncoding encoding)
{
  return encoding == NL_CSV_ENCODING_UTF_16_LE || encoding == NL_CSV_ENCODING_UTF_16_BE;
}

static const char *
find_text_magic (const guint8 *head, gsize length)
{
  /* JSON is written with and without blanks: compare without any. */
  char start[16] = { 0 };
  gsize n = 0;

  for (gsize i = 0; i < MIN (length, 256) && n < sizeof start - 1; i++)
    if (!g_ascii_isspace (head[i]) && head[i] < 0x80)
      start[n++] = (char) head[i];
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
    g_autofree char *magic = g_strdup (TEXTS[i].magic);
    gsize m = 0;

    for (const char *c = magic; *c != '\0'; c++)
      if (*c != ' ')
        magic[m++] = *c;
    if (g_ascii_strncasecmp (start, magic, m) == 0)
      return TEXTS[i].what;
  }
  return NULL;
}

/**
 * nl_csv_detect_text:
 * @head: the first bytes of a file
 * @length: how many
 * @error: return location for %NL_CSV_ERROR_EMPTY or %NL_CSV_ERROR_NOT_CSV
 *
 * Looks at how a file begins, to say what it is when it is something quite different.
 *
 * Returns: whether it may be a CSV file
 */
gboolean
nl_csv_detect_text (const guint8 *head, gsize length, GError **error)
{
  const char *what = NULL;
  gsize controls;

  if (length == 0) {
    g_set_error_literal (error, NL_CSV_ERROR, NL_CSV_ERROR_EMPTY, _ ("The file is empty."));
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (MAGICS) && what == NULL; i++)
    if (length >= MAGICS[i].length && memcmp (head, MAGICS[i].magic, MAGICS[i].length) == 0)
      what = MAGICS[i].what;
  if (what == NULL)
    what = find_text_magic (head, length);
  controls = count_control_bytes (head, length);
  if (what == NULL && controls >= 16 && controls > length / 50
      && !is_utf_16 (nl_csv_detect_encoding (head, length)))
    what = N_ ("This file does not contain text. Export the data as CSV, then choose that file.");
  if (what == NULL)
    return TRUE;
  g_set_error_literal (error, NL_CSV_ERROR, NL_CSV_ERROR_NOT_CSV, _ (what));
  return FALSE;
}

/* Whether the bytes beyond ASCII rather are UTF-8 than single letters. A text that is cut off
 * within a letter counts as one fault. */
static gboolean
is_mostly_utf_8 (const guint8 *head, gsize length)
{
  const char *at = (const char *) head;
  const char *end = at + length;
  gsize letters = 0;
  gsize faults = 0;

  while (at < end) {
    gunichar c;

    if ((guchar) *at < 0x80) {
      at++;
      continue;
    }
    c = g_utf8_get_char_validated (at, end - at);
    if (c == (gunichar) -1 || c == (gunichar) -2) {
      faults += c == (gunichar) -1;
      at++;
    } else {
      letters++;
      at = g_utf8_next_char (at);
    }
  }
  return faults <= letters;
}

/**
 * nl_csv_detect_encoding:
 * @head: the first bytes of a file
 * @length: how many
 *
 * Goes by the byte order mark, then by where the zeros of UTF-16 are, then by whether the letters
 * beyond ASCII are valid UTF-8.
 *
 * Returns: the encoding, never %NL_CSV_ENCODING_DETECT
 */
NlCsvEncoding
nl_csv_detect_encoding (const guint8 *head, gsize length)
{
  gsize zeros[2] = { 0, 0 };

  if (length >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    return NL_CSV_ENCODING_UTF_8;
  if (length >= 2 && memcmp (head, "\xff\xfe", 2) == 0)
    return NL_CSV_ENCODING_UTF_16_LE;
  if (length >= 2 && memcmp (head, "\xfe\xff", 2) == 0)
    return NL_CSV_ENCODING_UTF_16_BE;
  for (gsize i = 0; i < length; i++)
    zeros[i & 1] += head[i] == 0;
  if (length % 2 == 0 || length > 64) {
    if (zeros[1] > length / 6 && zeros[0] < length / 100 + 1)
      return NL_CSV_ENCODING_UTF_16_LE;
    if (zeros[0] > length / 6 && zeros[1] < length / 100 + 1)
      return NL_CSV_ENCODING_UTF_16_BE;
  }
  return is_mostly_utf_8 (head, length) ? NL_CSV_ENCODING_UTF_8 : NL_CSV_ENCODING_WINDOWS_1252;
}

typedef struct {
  NlCsvScanner scanner;
  char *text;
} Sample;

static void
sample_init (Sample *sample, const char *text, gsize length, gboolean is_complete, char delimiter)
{
  nl_csv_scanner_init (&sample->scanner);
  sample->text = g_malloc0 (length + NL_CSV_PADDING);
  memcpy (sample->text, text, length);
  sample->scanner.start = sample->text;
  sample->scanner.end = sample->text + length;
  sample->scanner.is_complete = is_complete;
  sample->scanner.delimiter = delimiter;
  sample->scanner.max_columns = SAMPLE_COLUMNS;
}

static void
sample_clear (Sample *sample)
{
  nl_csv_scanner_clear (&sample->scanner);
  g_free (sample->text);
}

static gboolean
sample_next (Sample *sample)
{
  NlCsvScanner *scanner = &sample->scanner;

  while (scanner->start < scanner->end && nl_csv_scanner_scan (scanner) == NL_CSV_SCAN_ROW) {
    scanner->start = scanner->next;
    if (!nl_csv_scanner_is_blank (scanner)) {
      nl_csv_scanner_unescape (scanner);
      return TRUE;
    }
  }
  return FALSE;
}

/* How well rows fall into columns: the share of rows with as many as the first one, and then the
 * more columns the better. */
static double
rate_delimiter (const char *text, gsize length, gboolean is_complete, char delimiter)
{
  Sample sample;
  guint n_columns = 0;
  guint rows = 0;
  guint even = 0;

  sample_init (&sample, text, length, is_complete, delimiter);
  for (; rows < SAMPLE_ROWS && sample_next (&sample); rows++) {
    if (rows == 0)
      n_columns = sample.scanner.n_fields;
    even += sample.scanner.n_fields == n_columns;
  }
  /* A first row that is longer than the sample, or has too many columns. */
  if (rows == 0)
    n_columns = sample.scanner.n_fields;
  sample_clear (&sample);
  if (n_columns < 2)
    return 0;
  return (rows == 0 ? 1 : (double) even / rows) + MIN (n_columns, 1000) * 0.0001;
}

/* "1,5;2,5": commas that only divide digits are decimal points where anything else divides the
 * row as well. */
static gboolean
is_decimal_comma (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == ','
        && (i == 0 || !g_ascii_isdigit (text[i - 1]) || i + 1 == length
            || !g_ascii_isdigit (text[i + 1])))
      return FALSE;
  return TRUE;
}

/**
 * nl_csv_detect_delimiter:
 * @text: the first part of a file, as UTF-8
 * @length: its bytes
 * @is_complete: whether that is all of it
 *
 * Returns: the one of ',', ';', tab and '|' that divides the rows most evenly; a comma when none
 *   divides them
 */
char
nl_csv_detect_delimiter (const char *text, gsize length, gboolean is_complete)
{
  static const char CANDIDATES[] = { ',', ';', '\t', '|' };
  char best = ',';
  double best_rate = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (CANDIDATES); i++) {
    double rate = rate_delimiter (text, length, is_complete, CANDIDATES[i]);

    if (CANDIDATES[i] == ',' && is_decimal_comma (text, length))
      rate /= 2;
    if (rate > best_rate) {
      best_rate = rate;
      best = CANDIDATES[i];
    }
  }
  return best;
}

/* A number, an amount, a date, a telephone number or an address: nothing a column is called. */
static gboolean
is_value (const char *name)
{
  gsize digits = 0;
  gsize letters = 0;

  if (strchr (name, '@') != NULL && strchr (name, '.') != NULL)
    return TRUE;
  if (strlen (name) > MAX_NAME || strstr (name, "://") != NULL)
    return TRUE;
  for (const char *c = name; *c != '\0'; c++) {
    digits += g_ascii_isdigit (*c);
    letters += g_ascii_isalpha (*c) || (guchar) *c >= 0x80;
  }
  return digits > 0 && digits > letters;
}

/* Whether a row has a name in the column of that name. The whole header may come again: several
 * exports were joined to one file. */
static gboolean
repeats_name (const NlCsvScanner *row, GPtrArray *names)
{
  guint repeated = 0;

  for (guint i = 0; i < MIN (row->n_fields, names->len); i++) {
    g_autofree char *text = g_strstrip (nl_csv_field_dup (&row->fields[i]));

    repeated += *text != '\0' && g_str_equal (text, g_ptr_array_index (names, i));
  }
  return repeated > 0 && (names->len == 1 || repeated < names->len);
}

/* Which columns hold nothing but values below a name: their first row is a header, whatever word
 * comes again in another column. */
static void
note_values (const NlCsvScanner *row, GPtrArray *names, guint *n_values, gboolean *has_words)
{
  for (guint i = 0; i < MIN (row->n_fields, names->len); i++) {
    const char *name = g_ptr_array_index (names, i);
    g_autofree char *text = g_strstrip (nl_csv_field_dup (&row->fields[i]));

    if (*text == '\0' || g_str_equal (text, name))
      continue;
    if (*name != '\0' && is_value (text))
      n_values[i]++;
    else
      has_words[i] = TRUE;
  }
}

/**
 * nl_csv_detect_header:
 * @text: the first part of a file, as UTF-8
 * @length: its bytes
 * @is_complete: whether that is all of it
 * @delimiter: what divides its fields
 *
 * Returns: whether the first row names the columns: none of its fields is a value, and none comes
 *   again in its column unless another column holds nothing but values below its name
 */
gboolean
nl_csv_detect_header (const char *text, gsize length, gboolean is_complete, char delimiter)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean is_header = TRUE;
  gboolean has_name = FALSE;
  gboolean is_repeated = FALSE;
  gboolean is_above_values = FALSE;
  g_autofree guint *n_values = NULL;
  g_autofree gboolean *has_words = NULL;
  Sample sample;

  sample_init (&sample, text, length, is_complete, delimiter);
  if (sample_next (&sample)) {
    for (guint i = 0; i < sample.scanner.n_fields; i++) {
      char *name = g_strstrip (nl_csv_field_dup (&sample.scanner.fields[i]));

      is_header = is_header && !is_value (name);
      has_name = has_name || *name != '\0';
      g_ptr_array_add (names, name);
    }
  }
  n_values = g_new0 (guint, names->len + 1);
  has_words = g_new0 (gboolean, names->len + 1);
  for (guint rows = 0; is_header && rows < SAMPLE_ROWS && sample_next (&sample); rows++) {
    is_repeated = is_repeated || repeats_name (&sample.scanner, names);
    note_values (&sample.scanner, names, n_values, has_words);
  }
  sample_clear (&sample);
  for (guint i = 0; i < names->len; i++)
    is_above_values = is_above_values || (n_values[i] > 0 && !has_words[i]);
  return is_header && has_name && (!is_repeated || is_above_values);
}
