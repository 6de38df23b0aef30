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
      "d@example.com||-725|2025-02-03 23\n"
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
  return g_test_run ();
}
