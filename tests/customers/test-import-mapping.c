/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-mapping.h"
#include "customers/nl-import-row.h"
#include "nl-test.h"

static NlImportMapping *
guess (const char *csv)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, strlen (csv));
  g_autoptr (GError) error = NULL;
  g_autoptr (NlCsvReader) reader
      = nl_csv_reader_new_for_bytes (bytes, &(NlCsvOptions) { 0 }, &error);

  g_assert_no_error (error);
  return nl_import_mapping_guess (reader);
}

static void
test_headers (void)
{
  static const struct {
    const char *header;
    NlImportField field;
  } cases[] = {
    { "Default Address Address1", NL_IMPORT_ADDRESS1 },
    { "default_address_country_code", NL_IMPORT_COUNTRY },
    { "Accepts Email Marketing", NL_IMPORT_EMAIL_CONSENT },
    { "Email *", NL_IMPORT_EMAIL },
    { "Adresse e-mail", NL_IMPORT_EMAIL },
    { "Prénom", NL_IMPORT_FIRST_NAME },
    { "Nachname", NL_IMPORT_LAST_NAME },
    { "Country / Region", NL_IMPORT_COUNTRY },
    { "Total Spend", NL_IMPORT_AMOUNT_SPENT },
    { "Created (UTC)", NL_IMPORT_CUSTOMER_ADDED },
    { "Favourite Colour", NL_IMPORT_IGNORE },
    { "", NL_IMPORT_IGNORE },
    { "|", NL_IMPORT_IGNORE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (nl_import_field_guess (cases[i].header), ==, cases[i].field);
}

static void
test_two_equal_headers (void)
{
  g_autoptr (NlImportMapping) mapping = guess ("Email,Email,Name\na@b.example,c@d.example,Ada\n");

  g_assert_cmpint (nl_import_mapping_get_field (mapping, 0), ==, NL_IMPORT_EMAIL);
  g_assert_cmpint (nl_import_mapping_get_field (mapping, 1), ==, NL_IMPORT_IGNORE);
  g_assert_cmpint (nl_import_mapping_get_field (mapping, 2), ==, NL_IMPORT_FULL_NAME);
}

static void
test_no_header (void)
{
  g_autoptr (NlImportMapping) mapping
      = guess ("Ada,ada@example.com,12.50\nBen,ben@example.com,8.00\n");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (nl_import_mapping_get_header (mapping, 1), ==, "Column 2");
  g_assert_cmpint (nl_import_mapping_get_field (mapping, 1), ==, NL_IMPORT_EMAIL);
  g_assert_true (nl_import_mapping_check (mapping, &error));
  g_assert_no_error (error);
}

static void
test_assignments (void)
{
  g_autoptr (NlImportMapping) mapping = guess ("Mail,Who,Spent=EUR\na@b.example,Ada,1\n");
  g_autoptr (GError) error = NULL;

  g_assert_true (nl_import_mapping_set_by_name (mapping, "Who=first_name", &error));
  g_assert_true (nl_import_mapping_set_by_name (mapping, "Spent=EUR=amount_spent", &error));
  g_assert_no_error (error);
  g_assert_cmpint (nl_import_mapping_get_column (mapping, NL_IMPORT_FIRST_NAME), ==, 1);
  g_assert_cmpint (nl_import_mapping_get_column (mapping, NL_IMPORT_AMOUNT_SPENT), ==, 2);

  g_assert_true (nl_import_mapping_set_by_name (mapping, "Who=email", &error));
  g_assert_cmpint (nl_import_mapping_get_field (mapping, 0), ==, NL_IMPORT_IGNORE);

  g_assert_false (nl_import_mapping_set_by_name (mapping, "Nobody=email", &error));
  g_assert_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_MAPPING);
  g_assert_nonnull (strstr (error->message, "Mail, Who, Spent=EUR"));
  g_clear_error (&error);
  g_assert_false (nl_import_mapping_set_by_name (mapping, "Mail=shoe_size", &error));
  g_assert_nonnull (strstr (error->message, "shoe_size"));
  g_clear_error (&error);
  g_assert_false (nl_import_mapping_set_by_name (mapping, "Mail", &error));
  g_clear_error (&error);
  g_assert_false (nl_import_mapping_set (mapping, 0, NL_IMPORT_EMAIL, &error));
  g_assert_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_MAPPING);
}

static void
test_nothing_mapped (void)
{
  g_autoptr (NlImportMapping) mapping = guess ("Colour,Size\nred,12\n");
  g_autoptr (GError) error = NULL;

  g_assert_false (nl_import_mapping_check (mapping, &error));
  g_assert_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_NOTHING_MAPPED);
}

static void
test_times (void)
{
  g_autoptr (GTimeZone) paris = g_time_zone_new_identifier ("Europe/Paris");
  static const struct {
    const char *text;
    const char *utc; /* NULL: not a time */
  } cases[] = {
    { "2026-05-30", "2026-05-29T22:00:00Z" },
    { "2025-10-02 17:09:34 -0300", "2025-10-02T20:09:34Z" },
    { "2025-10-02 17:09:34", "2025-10-02T15:09:34Z" },
    { "2025-10-02T17:09:34Z", "2025-10-02T17:09:34Z" },
    { "2025-10-02 17:09:34 UTC", "2025-10-02T17:09:34Z" },
    { "31.12.2025", "2025-12-30T23:00:00Z" },
    { "31.12.24", "2024-12-30T23:00:00Z" },
    { "31.12.99", "1999-12-30T23:00:00Z" },
    { "31.02.2025", NULL },
    { "2026-02-30", NULL },
    { "yesterday", NULL },
    { "12/31/2025", "2025-12-30T23:00:00Z" },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 time;
    gboolean is_time = nl_import_parse_time (cases[i].text, paris, NL_DATE_ORDER_DAY_FIRST, &time);
    g_autoptr (GDateTime) moment = is_time ? g_date_time_new_from_unix_utc_usec (time) : NULL;
    g_autofree char *utc = is_time ? g_date_time_format (moment, "%FT%TZ") : NULL;

    g_assert_cmpstr (utc, ==, cases[i].utc);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/import-mapping/headers", test_headers);
  g_test_add_func ("/import-mapping/equal-headers", test_two_equal_headers);
  g_test_add_func ("/import-mapping/no-header", test_no_header);
  g_test_add_func ("/import-mapping/assignments", test_assignments);
  g_test_add_func ("/import-mapping/nothing-mapped", test_nothing_mapped);
  g_test_add_func ("/import-mapping/times", test_times);
  return g_test_run ();
}
