/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include <string.h>

/* What is found in real exports, and what should never be in a file. */

static void
test_numbers_and_dates (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  nl_import_report_free (
      import_fixture_import_text (&self, "Email;Phone;Total Spent;Created at;Country\n"
                                         "a@example.com;'+33612345678;1.234,50;31/01/2025;FR\n"
                                         "b@example.com;06 12 34 56 79;12,5;01/02/2025;FR\n"
                                         "c@example.com;;1 000;2025-02-03;FR\n"
                                         "d@example.com;;-7,25;4.2.2025;FR\n"
                                         "e@example.com;;1.000;2025-02-05 10:00:00 UTC;FR\n"));
  import_fixture_assert_says (
      &self,
      "SELECT email_key, phone_key, amount_spent, strftime ('%Y-%m-%d %H',"
      " customer_added_at / 1000000, 'unixepoch') FROM customers ORDER BY 1",
      "a@example.com|+33612345678|123450|2025-01-30 23\n"
      "b@example.com|+33612345679|1250|2025-01-31 23\n"
      "c@example.com||100000|2025-02-02 23\n"
      "d@example.com||0|2025-02-03 23\n"
      "e@example.com||100000|2025-02-05 10");
  import_fixture_tear_down (&self);
}

static void
test_month_first (const char *folder)
{
  ImportFixture self;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  NlImportOptions day_first = { .date_order = NL_DATE_ORDER_DAY_FIRST };
  const char *days = "SELECT group_concat (date ((customer_added_at + 7200000000) / 1000000,"
                     " 'unixepoch')) FROM customers";

  import_fixture_set_up (&self, folder);
  path = import_fixture_write (&self, "days.csv",
                               "Email,Created at\na@example.com,02/03/2025\n"
                               "b@example.com,12/31/2025\n");
  nl_import_report_free (import_fixture_import (&self, path, NULL, NULL, &error));
  g_assert_no_error (error);
  import_fixture_assert_says (&self, days, "2025-02-03,2025-12-31");
  nl_import_report_free (import_fixture_import (&self, path, &day_first, NULL, &error));
  g_assert_no_error (error);
  import_fixture_assert_says (&self, days, "2025-03-02,2025-12-31");
  import_fixture_tear_down (&self);
}

static void
test_dated_consents (const char *folder)
{
  ImportFixture self;
  const char *status = "SELECT email_subscription_status FROM customers";

  import_fixture_set_up (&self, folder);
  nl_import_report_free (
      import_fixture_import_text (&self, "Email,UNSUB_TIME\na@example.com,2025-05-01 10:00:00\n"));
  import_fixture_assert_says (&self, status, "UNSUBSCRIBED");
  nl_import_report_free (import_fixture_import_text (
      &self, "Email,Newsletter,CONFIRM_TIME\na@example.com,yes,2025-04-01 10:00:00\n"));
  import_fixture_assert_says (&self, status, "UNSUBSCRIBED");
  nl_import_report_free (import_fixture_import_text (
      &self, "Email,Newsletter,CONFIRM_TIME\na@example.com,yes,2025-06-01 10:00:00\n"));
  import_fixture_assert_says (&self, status, "SUBSCRIBED");
  import_fixture_assert_says (&self, "SELECT DISTINCT email_subscription_source FROM customers",
                              "import:customers.csv");
  import_fixture_tear_down (&self);
}

static void
test_mailchimp (const char *folder)
{
  ImportFixture self;
  g_autofree char *path = NULL;
  g_autoptr (NlImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_set_up (&self, folder);
  path = import_fixture_write (&self, "unsubscribed_members_export_1.csv",
                               "Email Address,First Name,LEID,EUID,NOTES,TAGS\n"
                               "a@example.com,Ada,12,abc,,\"\"\"VIP\"\",\"\"Blog\"\"\"\n");
  report = import_fixture_import (&self, path, NULL, NULL, &error);
  g_assert_no_error (error);
  import_fixture_assert_report (report, 1, 0, 0, 0);
  import_fixture_assert_says (&self,
                              "SELECT external_id, email_subscription_status, tags FROM customers",
                              "12|UNSUBSCRIBED|[\"VIP\",\"Blog\"]");
  import_fixture_tear_down (&self);
}

/* A value that makes no sense costs the value, not the customer, and is told. */
static void
test_values_left_out (const char *folder)
{
  ImportFixture self;
  g_autoptr (NlImportReport) report = NULL;
  g_autoptr (NlImportReport) again = NULL;
  g_autoptr (NlImportReport) copy = NULL;

  import_fixture_set_up (&self, folder);
  report = import_fixture_import_text (&self, "Email,First Name,Country,Total Spent\n"
                                              "a@example.com,Ada,Atlantis,12.00\n"
                                              "b@example.com,Ben,Utopia,-3.50\n"
                                              "c@example.com,Cyd,France,0.00\n"
                                              "nobody,Dan,Atlantis,1.00\n");
  import_fixture_assert_report (report, 3, 0, 0, 1);
  import_fixture_assert_says (
      &self, "SELECT first_name, country_code, amount_spent FROM customers ORDER BY email_key",
      "Ada||1200\nBen||0\nCyd|FR|0");
  copy = nl_import_report_copy (report);
  g_assert_cmpuint (copy->n_warnings, ==, 3);
  g_assert_cmpuint (copy->warnings->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (copy->warnings, 0), ==,
                   "line 2: “Atlantis” is not a country, so it was left out.");
  g_assert_cmpstr (g_ptr_array_index (copy->warnings, 1), ==,
                   "line 3: “Utopia” is not a country, so it was left out.");
  g_assert_cmpstr (g_ptr_array_index (copy->warnings, 2), ==,
                   "line 3: “-3.50” is less than nothing, so the amount spent was left out.");
  /* What is left out of a row takes nothing away from who is there. */
  again = import_fixture_import_text (
      &self, "Email,First Name,Country,Total Spent\nc@example.com,Cyd,Atlantis,-1.00\n");
  import_fixture_assert_report (again, 0, 0, 1, 0);
  g_assert_cmpuint (again->n_warnings, ==, 2);
  import_fixture_assert_says (
      &self, "SELECT country_code FROM customers WHERE email_key = 'c@example.com'", "FR");
  import_fixture_tear_down (&self);
}

static void
test_many_values_left_out (const char *folder)
{
  ImportFixture self;
  g_autoptr (GString) text = g_string_new ("Email,Country\n");
  g_autoptr (NlImportReport) report = NULL;

  import_fixture_set_up (&self, folder);
  for (guint i = 0; i < 700; i++)
    /* Every fifth one comes twice, and late: it is told once a row. */
    g_string_append_printf (text, "p%u@example.com,Atlantis\n", i % 5 == 0 ? i / 10 : i);
  report = import_fixture_import_text (&self, text->str);
  g_assert_cmpuint (report->rows, ==, 700);
  g_assert_cmpuint (report->rejected, ==, 0);
  g_assert_cmpuint (report->n_warnings, ==, 700);
  g_assert_cmpuint (report->warnings->len, ==, NL_IMPORT_REPORT_MAX_WARNINGS);
  import_fixture_tear_down (&self);
}

/* Of an amount with both separators the last one is the decimal one, whatever the others have. */
static void
test_mixed_amounts (const char *folder)
{
  ImportFixture self;
  g_autoptr (NlImportReport) report = NULL;
  g_autofree char *rejects = NULL;

  import_fixture_set_up (&self, folder);
  report = import_fixture_import_text (&self, "Email;Total Spent\n"
                                              "a@example.com;1,234.56\n"
                                              "b@example.com;1.234,56 €\n"
                                              "c@example.com;1.234.567\n"
                                              "d@example.com;12,5\n"
                                              "e@example.com;1.234\n"
                                              "f@example.com;1,234\n"
                                              "g@example.com;1,234.567,89\n"
                                              "h@example.com;Fr. 1'234.50\n"
                                              "i@example.com;77\n");
  import_fixture_assert_report (report, 6, 0, 0, 3);
  import_fixture_assert_says (&self, "SELECT amount_spent FROM customers ORDER BY email_key",
                              "123456\n123456\n123456700\n1250\n123450\n7700");
  g_assert_true (g_file_get_contents (report->rejects_path, &rejects, NULL, NULL));
  g_assert_nonnull (strstr (rejects, "“1.234” may be thousands or decimals"));
  g_assert_nonnull (strstr (rejects, "“1,234” may be thousands or decimals"));
  g_assert_nonnull (strstr (rejects, "“1,234.567,89” is not an amount of money."));
  import_fixture_tear_down (&self);
}

/* Where the file has one style, that says what three digits behind a separator are. */
static void
test_amounts_of_one_style (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  nl_import_report_free (import_fixture_import_text (
      &self, "Email;Total Spent\na@example.com;1.234\nb@example.com;2,50\n"));
  nl_import_report_free (import_fixture_import_text (
      &self, "Email;Total Spent\nc@example.com;1,234\nd@example.com;2.50\n"));
  import_fixture_assert_says (&self, "SELECT amount_spent FROM customers ORDER BY email_key",
                              "123400\n250\n123400\n250");
  import_fixture_tear_down (&self);
}

static void
test_number_of_fields (const char *folder)
{
  ImportFixture self;
  g_autoptr (NlImportReport) report = NULL;

  import_fixture_set_up (&self, folder);
  report
      = import_fixture_import_text (&self, "Email,City\na@example.com\nb@example.com,Paris,more\n");
  import_fixture_assert_report (report, 0, 0, 0, 2);
  g_assert_cmpstr (report->first_rejection, ==,
                   "line 2: The row has 1 field where the header has 2.");
  import_fixture_tear_down (&self);
}

static void
test_no_rows (const char *folder)
{
  ImportFixture self;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_set_up (&self, folder);
  path = import_fixture_write (&self, "customers.csv", "Email,First Name,Country\n\n");
  g_assert_null (import_fixture_import (&self, path, NULL, NULL, &error));
  g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_EMPTY);
  g_assert_nonnull (strstr (error->message, "“customers.csv” names its columns but has no rows"));
  import_fixture_tear_down (&self);
}

static void
test_long_line (const char *folder)
{
  ImportFixture self;
  g_autoptr (GString) text = g_string_new ("Email,Note\na@example.com,");
  g_autoptr (NlImportReport) report = NULL;

  import_fixture_set_up (&self, folder);
  for (guint i = 0; i < 1000000; i++)
    g_string_append (text, "ten bytes ");
  g_string_append (text, "\nb@example.com,short\n");
  report = import_fixture_import_text (&self, text->str);
  import_fixture_assert_report (report, 2, 0, 0, 0);
  import_fixture_assert_says (&self, "SELECT max (length (note)) FROM customers", "9999999");
  import_fixture_tear_down (&self);
}

static void
test_many_columns (const char *folder)
{
  ImportFixture self;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_set_up (&self, folder);
  text = g_strnfill (3000000, ',');
  memcpy (text, "Email", 5);
  path = import_fixture_write (&self, "wide.csv", text);
  g_assert_null (import_fixture_import (&self, path, NULL, NULL, &error));
  g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_TOO_MANY_COLUMNS);
  import_fixture_tear_down (&self);
}

static void
test_erased_words (const char *folder)
{
  ImportFixture self;

  /* Not even the pages of the search table know them any more. */
  import_fixture_set_up (&self, folder);
  nl_import_report_free (import_fixture_import_text (
      &self, "Email,First Name,Note\na@example.com,Xylophilia,quuxword\nb@example.com,Ben,\n"));
  import_fixture_assert_says (&self, "SELECT count (*) FROM customers_search ('xylophilia')", "1");
  import_fixture_assert_says (&self,
                              "SELECT count (*) > 0 FROM customers_search_data"
                              " WHERE instr (CAST (block AS TEXT), 'ylophilia')"
                              " OR instr (block, CAST ('ylophilia' AS BLOB))",
                              "1");
  {
    g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
    g_autofree char *none
        = nl_test_sqlite3 (path, "DELETE FROM customers WHERE email_key = 'a@example.com'");
  }
  import_fixture_assert_says (&self,
                              "SELECT count (*) FROM customers_search_data"
                              " WHERE instr (block, CAST ('ylophilia' AS BLOB))"
                              " OR instr (block, CAST ('uuxword' AS BLOB))",
                              "0");
  import_fixture_tear_down (&self);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-oddities/numbers-and-dates", test_numbers_and_dates);
  nl_test_add ("/import-oddities/month-first", test_month_first);
  nl_test_add ("/import-oddities/dated-consents", test_dated_consents);
  nl_test_add ("/import-oddities/mailchimp", test_mailchimp);
  nl_test_add ("/import-oddities/long-line", test_long_line);
  nl_test_add ("/import-oddities/many-columns", test_many_columns);
  nl_test_add ("/import-oddities/erased-words", test_erased_words);
  nl_test_add ("/import-oddities/values-left-out", test_values_left_out);
  nl_test_add ("/import-oddities/many-values-left-out", test_many_values_left_out);
  nl_test_add ("/import-oddities/mixed-amounts", test_mixed_amounts);
  nl_test_add ("/import-oddities/amounts-of-one-style", test_amounts_of_one_style);
  nl_test_add ("/import-oddities/number-of-fields", test_number_of_fields);
  nl_test_add ("/import-oddities/no-rows", test_no_rows);
  return g_test_run ();
}
