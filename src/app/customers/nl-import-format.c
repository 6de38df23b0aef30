/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-format.h"

#include <glib/gi18n-lib.h>

/* How a CSV file is written, in words. */

const char *const nl_import_delimiters[] = { ",", ";", "\t", "|", NULL };

/* In the order of NlCsvEncoding, from NL_CSV_ENCODING_UTF_8 on. */
const char *const nl_import_encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", NULL };

/**
 * nl_import_delimiter_dup_name:
 * @delimiter: one of nl_import_delimiters
 *
 * Returns: (transfer full): its translated name
 */
char *
nl_import_delimiter_dup_name (const char *delimiter)
{
  switch (delimiter[0]) {
  case ',':
    return g_strdup (_ ("Comma"));
  case ';':
    return g_strdup (_ ("Semicolon"));
  case '\t':
    return g_strdup (_ ("Tab"));
  default:
    return g_strdup (_ ("Vertical Bar"));
  }
}

/**
 * nl_import_encoding_dup_name:
 * @encoding: one of nl_import_encodings
 *
 * Returns: (transfer full): its translated name
 */
char *
nl_import_encoding_dup_name (const char *encoding)
{
  switch (nl_import_encoding_find (encoding)) {
  case NL_CSV_ENCODING_UTF_16_LE:
    return g_strdup (_ ("UTF-16, Little-Endian"));
  case NL_CSV_ENCODING_UTF_16_BE:
    return g_strdup (_ ("UTF-16, Big-Endian"));
  case NL_CSV_ENCODING_WINDOWS_1252:
    return g_strdup (_ ("Western (Windows-1252)"));
  case NL_CSV_ENCODING_UTF_8:
  case NL_CSV_ENCODING_DETECT:
    break;
  }
  return g_strdup ("UTF-8");
}

/**
 * nl_import_encoding_find:
 * @encoding: (nullable): one of nl_import_encodings
 *
 * Returns: which one it is
 */
NlCsvEncoding
nl_import_encoding_find (const char *encoding)
{
  for (guint i = 0; nl_import_encodings[i] != NULL; i++)
    if (g_strcmp0 (nl_import_encodings[i], encoding) == 0)
      return NL_CSV_ENCODING_UTF_8 + i;
  return NL_CSV_ENCODING_DETECT;
}

/**
 * nl_import_format_dup_description:
 * @format: how a file is written, with nothing left to detect
 *
 * Returns: (transfer full): such as “Comma, UTF-8, with column names”
 */
char *
nl_import_format_dup_description (const NlCsvOptions *format)
{
  const char delimiter[] = { format->delimiter, '\0' };
  guint index = format->encoding > NL_CSV_ENCODING_DETECT
                    ? (guint) format->encoding - NL_CSV_ENCODING_UTF_8
                    : 0;
  g_autofree char *delimiter_name = nl_import_delimiter_dup_name (delimiter);
  g_autofree char *encoding_name = nl_import_encoding_dup_name (nl_import_encodings[index]);

  if (format->header == NL_CSV_HEADER_ABSENT)
    /* Translators: what separates the columns of a file, and how its letters are stored. */
    return g_strdup_printf (_ ("%s, %s, without column names"), delimiter_name, encoding_name);
  /* Translators: what separates the columns of a file, and how its letters are stored. */
  return g_strdup_printf (_ ("%s, %s, with column names"), delimiter_name, encoding_name);
}
