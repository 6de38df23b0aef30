/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-style.h"

#include <string.h>

#include "base/nl-money.h"
#include "base/nl-random.h"
#include "customers/nl-import-amount.h"
#include "import-fixture.h"

/* How a file writes its amounts and dates decides what every ambiguous one of them means: 1.234 is
 * a thousand or one, 05/06 is June or May. */

static const NlCsvOptions csv = { .delimiter = ';', .header = NL_CSV_HEADER_PRESENT };

static NlImportContext *
detect (ImportFixture *self, const char *rows, const char *currency)
{
  g_autofree char *text = g_strconcat ("Total Spent;Created at;Note\n", rows, NULL);
  g_autofree char *path = import_fixture_write (self, "style.csv", text);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (NlCsvReader) reader = nl_csv_reader_new_for_bytes (bytes, &csv, NULL);
  g_autoptr (NlImportMapping) mapping = nl_import_mapping_guess (reader);
  NlImportContext *context = nl_import_context_new (self->shop);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (nl_import_mapping_get_field (mapping, 0), ==, NL_IMPORT_AMOUNT_SPENT);
  g_assert_cmpuint (nl_import_mapping_get_field (mapping, 1), ==, NL_IMPORT_CUSTOMER_ADDED);
  g_set_str (&context->currency, currency);
  nl_import_style_detect (path, &csv, context, mapping, &error);
  g_assert_no_error (error);
  return context;
}

static void
test_files (const char *folder)
{
  static const struct {
    const char *rows;
    const char *currency;
    char point;
    gboolean is_mixed;
    NlDateOrder order;
  } cases[] = {
    { "1.234,56;;\n", "EUR", ',', FALSE, NL_DATE_ORDER_DAY_FIRST },
    { "1,234.56;;\n", "EUR", '.', FALSE, NL_DATE_ORDER_DAY_FIRST },
    { "12,5;;\n1.234;;\n", "EUR", ',', FALSE, NL_DATE_ORDER_DAY_FIRST },
    { "1.234.567;;\n", "EUR", ',', FALSE, NL_DATE_ORDER_DAY_FIRST },
    { "12.3456;;\n", "EUR", '.', FALSE, NL_DATE_ORDER_DAY_FIRST },
    { "€ 12.50;;\n", "EUR", '.', FALSE, NL_DATE_ORDER_DAY_FIRST },
    /* What can be read in both ways has no vote. */
    { "1.234;;\n", "EUR", NL_DECIMAL_POINT_DETECT, FALSE, NL_DATE_ORDER_DAY_FIRST },
    { "12;;\n;;\nnone;;\n", "EUR", NL_DECIMAL_POINT_DETECT, FALSE, NL_DATE_ORDER_DAY_FIRST },
    { "1.5;;\n1,5;;\n", "EUR", NL_DECIMAL_POINT_DETECT, TRUE, NL_DATE_ORDER_DAY_FIRST },
    { "1.5;;\n1,5;;\n2,5;;\n", "EUR", ',', TRUE, NL_DATE_ORDER_DAY_FIRST },
    { ";31/01/2025;\n", "USD", NL_DECIMAL_POINT_DETECT, FALSE, NL_DATE_ORDER_DAY_FIRST },
    { ";01/31/2025;\n", "EUR", NL_DECIMAL_POINT_DETECT, FALSE, NL_DATE_ORDER_MONTH_FIRST },
    { ";05/06/2025;\n", "EUR", NL_DECIMAL_POINT_DETECT, FALSE, NL_DATE_ORDER_DAY_FIRST },
    { ";05/06/2025;\n", "USD", NL_DECIMAL_POINT_DETECT, FALSE, NL_DATE_ORDER_MONTH_FIRST },
    { ";2025-01-31;\n", "USD", NL_DECIMAL_POINT_DETECT, FALSE, NL_DATE_ORDER_MONTH_FIRST },
    /* Other columns and fields behind the last one say nothing. */
    { ";;31/01/2025;1,5\n", "USD", NL_DECIMAL_POINT_DETECT, FALSE, NL_DATE_ORDER_MONTH_FIRST },
    { "", "EUR", NL_DECIMAL_POINT_DETECT, FALSE, NL_DATE_ORDER_DAY_FIRST },
  };
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NlImportContext) context = detect (&self, cases[i].rows, cases[i].currency);

    g_test_message ("%s", cases[i].rows);
    g_assert_cmpint (context->decimal_point, ==, cases[i].point);
    g_assert_cmpint (context->has_mixed_amounts, ==, cases[i].is_mixed);
    g_assert_cmpint (context->date_order, ==, cases[i].order);
  }
  import_fixture_tear_down (&self);
}

/* The beginning decides: a file of a million rows is not read twice. */
static void
test_only_the_beginning (const char *folder)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  for (guint i = 0; i < NL_IMPORT_STYLE_ROWS - 1; i++)
    g_string_append (rows, "7;2025-01-01;\n");
  for (guint n = NL_IMPORT_STYLE_ROWS - 1; n <= NL_IMPORT_STYLE_ROWS; n++) {
    g_autofree char *text = g_strconcat (rows->str, "1,5;31/01/2025;\n", NULL);
    g_autoptr (NlImportContext) context = detect (&self, text, "USD");
    gboolean is_seen = n < NL_IMPORT_STYLE_ROWS;

    g_assert_cmpint (context->decimal_point, ==, is_seen ? ',' : NL_DECIMAL_POINT_DETECT);
    g_assert_cmpint (context->date_order, ==,
                     is_seen ? NL_DATE_ORDER_DAY_FIRST : NL_DATE_ORDER_MONTH_FIRST);
    g_string_append (rows, "7;2025-01-01;\n");
  }
  import_fixture_tear_down (&self);
}

/* What the user said is not asked again, and then there is nothing to read. */
static void
test_what_the_user_says (const char *folder)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("Email\n", 6);
  g_autoptr (NlCsvReader) reader = nl_csv_reader_new_for_bytes (bytes, &csv, NULL);
  g_autoptr (NlImportMapping) mapping = nl_import_mapping_guess (reader);
  g_autofree char *missing = g_build_filename (folder, "missing.csv", NULL);
  g_autoptr (NlImportContext) context = NULL;
  g_autoptr (GError) error = NULL;
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  context = nl_import_context_new (self.shop);
  context->decimal_point = '.';
  context->date_order = NL_DATE_ORDER_MONTH_FIRST;
  g_assert_true (nl_import_style_detect (missing, &csv, context, mapping, &error));
  g_assert_no_error (error);
  g_assert_cmpint (context->decimal_point, ==, '.');
  g_assert_cmpint (context->date_order, ==, NL_DATE_ORDER_MONTH_FIRST);
  context->date_order = NL_DATE_ORDER_DETECT;
  g_assert_false (nl_import_style_detect (missing, &csv, context, mapping, &error));
  g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_READ);
  import_fixture_tear_down (&self);
}

/* Mailchimp says who subscribed by the name of the file; nobody else’s file is taken for one. */
static void
test_consent_of_the_file (const char *folder)
{
  static const struct {
    const char *name;
    const char *header;
    const char *expected;
  } cases[] = {
    { "subscribed_members_export_a1.csv", "Email Address,LEID\n", "SUBSCRIBED" },
    { "unsubscribed_members_export_a1.csv", "Email Address,LEID\n", "UNSUBSCRIBED" },
    { "cleaned_members_export_a1.csv", "Email Address,LEID\n", "INVALID" },
    { "nonsubscribed_members_export_a1.csv", "Email Address,LEID\n", "NOT_SUBSCRIBED" },
    { "subscribed_members_export_a1.csv", "Email Address,Name\n", NULL },
    { "members_subscribed_.csv", "Email Address,LEID\n", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].header, strlen (cases[i].header));
    NlCsvOptions commas = { .delimiter = ',', .header = NL_CSV_HEADER_PRESENT };
    g_autoptr (NlCsvReader) reader = nl_csv_reader_new_for_bytes (bytes, &commas, NULL);
    g_autoptr (NlImportMapping) mapping = nl_import_mapping_guess (reader);
    g_autofree char *path = g_build_filename ("/some/subscribed_folder", cases[i].name, NULL);

    g_test_message ("%s %s", cases[i].name, cases[i].header);
    g_assert_cmpstr (nl_import_style_find_consent (path, mapping), ==, cases[i].expected);
  }
}

/* An amount with both separators, or with one that cannot group thousands, is the same amount
 * whatever the file around it looks like. */
static void
test_amounts_speak_for_themselves (const char *folder)
{
  ImportFixture self;
  NlRandom random;

  import_fixture_set_up (&self, folder);
  nl_random_init (&random, 3, "amounts");
  for (guint round = 0; round < 2000; round++) {
    g_autoptr (NlImportContext) context = nl_import_context_new (self.shop);
    guint thousands = 1 + nl_random_below (&random, 999);
    guint rest = nl_random_below (&random, 1000);
    guint cents = nl_random_below (&random, 100);
    gboolean has_comma = nl_random_below (&random, 2) == 0;
    char group = " .,'"[nl_random_below (&random, 4)];
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;
    gint64 amount;

    if (group == (has_comma ? ',' : '.'))
      group = '\'';
    text = g_strdup_printf ("%s%u%c%03u%c%02u%s", round % 3 == 0 ? "€ " : "", thousands, group,
                            rest, has_comma ? ',' : '.', cents, round % 5 == 0 ? " EUR" : "");
    context->decimal_point = ".,"[nl_random_below (&random, 2)];
    context->has_mixed_amounts = nl_random_below (&random, 2) == 0;
    g_test_message ("%s", text);
    g_assert_cmpint (nl_import_amount_find_point (text), ==, has_comma ? ',' : '.');
    g_assert_true (nl_import_amount_parse (text, "EUR", context, &amount, &error));
    g_assert_no_error (error);
    g_assert_cmpint (amount, ==, ((gint64) thousands * 1000 + rest) * 100 + cents);
  }
  import_fixture_tear_down (&self);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-style/files", test_files);
  nl_test_add ("/import-style/beginning", test_only_the_beginning);
  nl_test_add ("/import-style/user", test_what_the_user_says);
  nl_test_add ("/import-style/consent", test_consent_of_the_file);
  nl_test_add ("/import-style/amounts-speak-for-themselves", test_amounts_speak_for_themselves);
  return g_test_run ();
}
