/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-format.h"

#include <glib/gi18n-lib.h>

/* What a CSV file is about and how it is written, in words. */

const char *const nl_import_delimiters[] = { ",", ";", "\t", "|", NULL };

/* In the order of NlCsvEncoding, from NL_CSV_ENCODING_UTF_8 on. */
const char *const nl_import_encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", NULL };

/* In the order of NlImportKind. */
const char *const nl_import_kinds[] = { "customers", "orders", NULL };

const char *const nl_import_decimals[] = { "auto", ".", ",", NULL };

/* In the order of NlDateOrder. */
const char *const nl_import_dates[] = { "auto", "day-first", "month-first", NULL };

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
 * nl_import_kind_dup_name:
 * @kind: one of nl_import_kinds
 *
 * Returns: (transfer full): its translated name
 */
char *
nl_import_kind_dup_name (const char *kind)
{
  return g_strdup (nl_import_kind_find (kind) == NL_IMPORT_KIND_ORDERS ? _ ("Orders")
                                                                       : _ ("Customers"));
}

/**
 * nl_import_kind_find:
 * @kind: one of nl_import_kinds
 *
 * Returns: which one it is
 */
NlImportKind
nl_import_kind_find (const char *kind)
{
  return g_strcmp0 (kind, nl_import_kinds[NL_IMPORT_KIND_ORDERS]) == 0 ? NL_IMPORT_KIND_ORDERS
                                                                       : NL_IMPORT_KIND_CUSTOMERS;
}

/**
 * nl_import_kind_dup_description:
 * @kind: what a file was recognised as
 * @program: (nullable): whose export it is
 *
 * Returns: (transfer full): such as “Orders of Shopify”
 */
char *
nl_import_kind_dup_description (NlImportKind kind, const char *program)
{
  if (kind == NL_IMPORT_KIND_ORDERS)
    /* Translators: what a file was recognised as; a program such as Shopify. */
    return program != NULL ? g_strdup_printf (_ ("Orders of %s"), program)
                           : g_strdup (_ ("Looks like a file of orders"));
  /* Translators: what a file was recognised as; a program such as Shopify. */
  return program != NULL ? g_strdup_printf (_ ("Customers of %s"), program)
                         : g_strdup (_ ("Looks like a file of customers"));
}

/**
 * nl_import_decimal_dup_name:
 * @decimal: one of nl_import_decimals
 *
 * Returns: (transfer full): its translated name
 */
char *
nl_import_decimal_dup_name (const char *decimal)
{
  switch (decimal[0]) {
  case '.':
    return g_strdup ("1,234.56");
  case ',':
    return g_strdup ("1.234,56");
  default:
    return g_strdup (_ ("Automatic"));
  }
}

/**
 * nl_import_dates_dup_name:
 * @dates: one of nl_import_dates
 *
 * Returns: (transfer full): its translated name
 */
char *
nl_import_dates_dup_name (const char *dates)
{
  switch (nl_import_dates_find (dates)) {
  case NL_DATE_ORDER_DAY_FIRST:
    /* Translators: dates like 31/05/2026. */
    return g_strdup (_ ("Day First"));
  case NL_DATE_ORDER_MONTH_FIRST:
    /* Translators: dates like 05/31/2026. */
    return g_strdup (_ ("Month First"));
  case NL_DATE_ORDER_DETECT:
    break;
  }
  return g_strdup (_ ("Automatic"));
}

/**
 * nl_import_dates_find:
 * @dates: (nullable): one of nl_import_dates
 *
 * Returns: which one it is
 */
NlDateOrder
nl_import_dates_find (const char *dates)
{
  for (guint i = 0; nl_import_dates[i] != NULL; i++)
    if (g_strcmp0 (nl_import_dates[i], dates) == 0)
      return i;
  return NL_DATE_ORDER_DETECT;
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
