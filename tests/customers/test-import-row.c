/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-row.h"

#include <string.h>

#include "base/nl-random.h"
#include "nl-test.h"

/* What one row of a file says about a customer. */

typedef struct {
  NlRecord *shop;
  NlImportContext *context;
  GPtrArray *warnings;
} Fixture;

static void
set_up (Fixture *self)
{
  self->shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr", "currency", "EUR",
                             "timezone", "Europe/Paris", NULL);
  self->context = nl_import_context_new (self->shop);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *self)
{
  g_ptr_array_unref (self->warnings);
  nl_import_context_free (self->context);
  g_clear_object (&self->shop);
}

/* Reads the only row of @text, whose first line names the columns. */
static NlCustomer *
read_row (Fixture *self, const char *text, gint64 *hash, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  NlCsvOptions csv = { .delimiter = ',', .header = NL_CSV_HEADER_PRESENT };
  g_autoptr (NlCsvReader) reader = nl_csv_reader_new_for_bytes (bytes, &csv, NULL);
  g_autofree NlImportRow *row = g_new0 (NlImportRow, 1);
  NlCustomer *customer = NULL;
  NlImportArena arena;

  g_assert_nonnull (reader);
  nl_import_arena_init (&arena);
  g_clear_pointer (&self->context->mapping, nl_import_mapping_unref);
  self->context->mapping = nl_import_mapping_guess (reader);
  g_assert_true (nl_csv_reader_next (reader, NULL));
  row->raw.fields = nl_csv_reader_get_fields (reader, &row->raw.n_fields);
  row->raw.fields = nl_import_arena_copy_fields (&arena, row->raw.fields, row->raw.n_fields);
  if (nl_import_row_parse (&row->raw, &arena, self->context, error))
    customer = nl_import_row_dup_customer (row, 7);
  g_ptr_array_set_size (self->warnings, 0);
  for (const NlImportWarning *warning = row->raw.warnings; warning != NULL; warning = warning->next)
    g_ptr_array_add (self->warnings, g_strdup (warning->text));
  if (hash != NULL)
    *hash = row->hash;
  nl_import_arena_clear (&arena);
  return customer;
}

static char *
dup_field (NlCustomer *customer, const char *property)
{
  const NlRecordDescription *description = nl_record_get_description (NL_RECORD (customer));
  g_auto (GValue) value = G_VALUE_INIT;
  guint field = 0;

  while (!g_str_equal (description->fields[field].name, property))
    field++;
  if (!nl_record_is_field_dirty (NL_RECORD (customer), field))
    return g_strdup ("(silent)");
  g_object_get_property (G_OBJECT (customer), property, &value);
  if (G_VALUE_HOLDS (&value, G_TYPE_STRV))
    return g_strjoinv ("|", g_value_get_boxed (&value));
  if (G_VALUE_HOLDS_STRING (&value))
    return g_value_dup_string (&value);
  if (G_VALUE_HOLDS_BOOLEAN (&value))
    return g_strdup (g_value_get_boolean (&value) ? "yes" : "no");
  return g_strdup_printf ("%" G_GINT64_FORMAT, g_value_get_int64 (&value));
}

static const struct {
  const char *text;
  const char *property;
  const char *expected;
} cells[] = {
  /* Names: the columns of their own say more than the one for both. */
  { "Email,Name\na@b.fr,Ada King Lovelace", "first-name", "Ada" },
  { "Email,Name\na@b.fr,Ada   King Lovelace", "last-name", "King Lovelace" },
  { "Email,Name\na@b.fr,Ada", "last-name", "(silent)" },
  { "Email,Last Name,Name\na@b.fr,King,Ada Lovelace", "last-name", "King" },
  { "Email,Name,Last Name\na@b.fr,Ada Lovelace,King", "last-name", "King" },
  /* The phone of an address only without one of the customer. */
  { "Phone,Default Address Phone\n0612345678,0700000000", "phone", "0612345678" },
  { "Default Address Phone,Phone\n0700000000,0612345678", "phone", "0612345678" },
  { "Phone,Default Address Phone\n,0700000000", "phone", "0700000000" },
  { "Phone,Country\n06 12 34 56 78,FR", "phone-key", "+33612345678" },
  { "Phone,Country\n0612345678,", "phone-key", "0612345678" },
  /* IDs, as spreadsheets leave them. */
  { "Customer ID\n'7210448301122", "external-id", "7210448301122" },
  { "Customer ID\n15465.0", "external-id", "15465" },
  { "Customer ID\n15465.00", "external-id", "15465" },
  { "Customer ID\n15465.", "external-id", "15465." },
  { "Customer ID\n15465.5", "external-id", "15465.5" },
  { "Customer ID\nA1.0", "external-id", "A1.0" },
  { "Customer ID\n.0", "external-id", ".0" },
  /* A formula that was made harmless is what it was, an apostrophe before a word stays. */
  { "Email,Note\na@b.fr,'=1+1", "note", "=1+1" },
  { "Email,Note\na@b.fr,'-5 %", "note", "-5 %" },
  { "Email,Note\na@b.fr,'t Hooft", "note", "'t Hooft" },
  { "Email,Note\na@b.fr,'", "note", "'" },
  { "Email,Note\na@b.fr, \t inner  blanks \t", "note", "inner  blanks" },
  { "Email,Note\na@b.fr,   ", "note", "(silent)" },
  { "Email\n  Ada@Example.COM ", "email", "Ada@Example.COM" },
  { "Email\n  Ada@Example.COM ", "email-key", "ada@example.com" },
  { "Email\n  Ada@Example.COM ", "email-domain", "example.com" },
  /* Numbers. */
  { "Email,Total Orders\na@b.fr,12", "number-of-orders", "12" },
  { "Email,Total Orders\na@b.fr,12.0", "number-of-orders", "12" },
  { "Email,Total Orders\na@b.fr,0", "number-of-orders", "0" },
  { "Email,Total Spent\na@b.fr,\"1.234,50 €\"", "amount-spent", "123450" },
  { "Email,Total Spent\na@b.fr,-1", "amount-spent", "(silent)" },
  { "Email,Tax Exempt\na@b.fr,OUI", "tax-exempt", "yes" },
  { "Email,Tax Exempt\na@b.fr,Não", "tax-exempt", "no" },
  { "Email,Country,Province Code,City\na@b.fr,Deutschland,BE,Berlin", "city-key", "DE-BE-Berlin" },
  { "Email,Language\na@b.fr,FR_ca", "language", "fr-CA" },
  { "Email,Language\na@b.fr,§§", "language", "(silent)" },
};

static void
test_cells (const char *folder)
{
  Fixture self;

  set_up (&self);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NlCustomer) customer = read_row (&self, cells[i].text, NULL, &error);
    g_autofree char *found = NULL;

    g_test_message ("%s", cells[i].text);
    g_assert_no_error (error);
    found = dup_field (customer, cells[i].property);
    g_assert_cmpstr (found, ==, cells[i].expected);
  }
  tear_down (&self);
}

/* Whether somebody may be written to: who left has left, whatever the other columns say and in
 * whatever order they stand. */
static void
test_consents (const char *folder)
{
  static const struct {
    const char *text;
    const char *status;
    const char *changed_at; /* in seconds */
  } cases[] = {
    { "Email,Newsletter\na@b.fr,yes", "SUBSCRIBED", "(silent)" },
    { "Email,Newsletter\na@b.fr,0", "NOT_SUBSCRIBED", "(silent)" },
    { "Email,Newsletter\na@b.fr,", "(silent)", "(silent)" },
    { "Email,Newsletter,CONFIRM_TIME\na@b.fr,yes,2025-01-01 10:00:00Z", "SUBSCRIBED",
      "1735725600" },
    { "Email,Newsletter,CONFIRM_TIME,UNSUB_TIME\na@b.fr,yes,2025-01-01 10:00:00Z,"
      "2025-01-02 10:00:00Z",
      "UNSUBSCRIBED", "1735812000" },
    { "Email,UNSUB_TIME,CONFIRM_TIME,Newsletter\na@b.fr,2025-01-02 10:00:00Z,"
      "2025-01-01 10:00:00Z,yes",
      "UNSUBSCRIBED", "1735812000" },
    { "Email,UNSUB_TIME\na@b.fr,", "(silent)", "(silent)" },
  };
  Fixture self;

  set_up (&self);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NlCustomer) customer = read_row (&self, cases[i].text, NULL, &error);
    g_autofree char *status = NULL;
    g_autofree char *changed_at = NULL;

    g_test_message ("%s", cases[i].text);
    g_assert_no_error (error);
    status = dup_field (customer, "email-subscription-status");
    changed_at = dup_field (customer, "email-subscription-changed-at");
    g_assert_cmpstr (status, ==, cases[i].status);
    if (g_str_has_suffix (changed_at, "000000"))
      changed_at[strlen (changed_at) - 6] = '\0';
    g_assert_cmpstr (changed_at, ==, cases[i].changed_at);
  }
  tear_down (&self);
}

/* Where a consent comes from is told with it, and only with it. */
static void
test_sources (const char *folder)
{
  Fixture self;

  set_up (&self);
  self.context->source = g_strdup ("import:list.csv");
  for (guint i = 0; i < 4; i++) {
    g_autofree char *row = g_strdup_printf ("Email,Newsletter,Accepts SMS Marketing\na@b.fr,%s,%s",
                                            i & 1 ? "yes" : "", i & 2 ? "no" : "");
    g_autoptr (NlCustomer) customer = read_row (&self, row, NULL, NULL);
    g_autofree char *email = dup_field (customer, "email-subscription-source");
    g_autofree char *sms = dup_field (customer, "sms-subscription-source");

    g_assert_cmpstr (email, ==, i & 1 ? "import:list.csv" : "(silent)");
    g_assert_cmpstr (sms, ==, i & 2 ? "import:list.csv" : "(silent)");
  }
  /* A file that says it by its name says it of emails, and only of rows that have one. */
  self.context->email_consent = "UNSUBSCRIBED";
  {
    g_autoptr (NlCustomer) with = read_row (&self, "Email,Newsletter\na@b.fr,yes", NULL, NULL);
    g_autoptr (NlCustomer) without = read_row (&self, "Email,Phone\n,0612345678", NULL, NULL);
    g_autofree char *told = dup_field (with, "email-subscription-status");
    g_autofree char *silent = dup_field (without, "email-subscription-status");

    g_assert_cmpstr (told, ==, "UNSUBSCRIBED");
    g_assert_cmpstr (silent, ==, "(silent)");
  }
  tear_down (&self);
}

static void
test_tags (const char *folder)
{
  static const struct {
    const char *cell; /* as the CSV file quotes it */
    const char *tags;
  } cases[] = {
    { "vip", "vip" },
    { "\"vip, vip ,VIP\"", "vip|VIP" },
    { "\" , ,, \"", "(silent)" },
    { "\"\"\"a, b\"\",\"\"c\"\"\"", "a, b|c" },
    { "\"12\"\" vinyl, 7\"\"\"", "12\" vinyl|7\"" },
    /* A tag that is a part of another one, also a quoted part, is a tag of its own. */
    { "\"super vip,vip\"", "super vip|vip" },
    { "\"12\"\"vip,vip\"", "12\"vip|vip" },
    { "\"a\\,b\"", "a\\|b" },
    { "\"\"\"never closed,b\"", "\"never closed|b" },
    { "\"two\nlines, tab\tbed\"", "two\nlines|tab\tbed" },
    { "\"été,Ete\"", "été|Ete" },
  };
  Fixture self;

  set_up (&self);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf ("Email,Tags\na@b.fr,%s", cases[i].cell);
    g_autoptr (NlCustomer) customer = read_row (&self, text, NULL, NULL);
    g_autofree char *tags = NULL;

    g_test_message ("%s", cases[i].cell);
    tags = dup_field (customer, "tags");
    g_assert_cmpstr (tags, ==, cases[i].tags);
  }
  tear_down (&self);
}

static void
test_rejections (const char *folder)
{
  static const struct {
    const char *text;
    NlImportRowError code;
    const char *message;
  } cases[] = {
    { "Email,City\na@b.fr", NL_IMPORT_ROW_ERROR_COLUMNS,
      "The row has 1 field where the header has 2." },
    { "Email,City\na@b.fr,Paris,more", NL_IMPORT_ROW_ERROR_COLUMNS,
      "The row has 3 fields where the header has 2." },
    { "Email,City\n,Paris", NL_IMPORT_ROW_ERROR_EMPTY,
      "The row has no email, phone, name or customer ID." },
    { "Email\nada at example", NL_IMPORT_ROW_ERROR_EMAIL,
      "“ada at example” is not an email address." },
    { "Email,Total Orders\na@b.fr,-1", NL_IMPORT_ROW_ERROR_NUMBER,
      "“-1” is not a number of orders." },
    { "Email,Total Orders\na@b.fr,1.5", NL_IMPORT_ROW_ERROR_NUMBER,
      "“1.5” is not a number of orders." },
    { "Email,Total Orders\na@b.fr,99999999999999999999", NL_IMPORT_ROW_ERROR_NUMBER,
      "“99999999999999999999” is not a number of orders." },
    { "Email,Total Spent\na@b.fr,free", NL_IMPORT_ROW_ERROR_NUMBER,
      "“free” is not an amount of money." },
    { "Email,Created at\na@b.fr,2025-02-29", NL_IMPORT_ROW_ERROR_DATE,
      "“2025-02-29” is not a date. Write dates as year-month-day, like 2026-05-31." },
    { "Email,UNSUB_TIME\na@b.fr,once", NL_IMPORT_ROW_ERROR_DATE,
      "“once” is not a date. Write dates as year-month-day, like 2026-05-31." },
    { "Email,Tax Exempt\na@b.fr,perhaps", NL_IMPORT_ROW_ERROR_CHOICE,
      "“perhaps” is neither yes nor no." },
    { "Email,Newsletter\na@b.fr,perhaps", NL_IMPORT_ROW_ERROR_CHOICE,
      "“perhaps” is neither yes nor no." },
  };
  Fixture self;
  g_autofree char *long_email = g_strnfill (5000, 'e');
  g_autofree char *text = g_strconcat ("Email\n", long_email, NULL);
  g_autoptr (GError) too_long = NULL;

  set_up (&self);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].text);
    g_assert_null (read_row (&self, cases[i].text, NULL, &error));
    g_assert_error (error, NL_IMPORT_ROW_ERROR, (int) cases[i].code);
    g_assert_cmpstr (error->message, ==, cases[i].message);
  }
  /* A message shows as much of a cell as can be read. */
  g_assert_null (read_row (&self, text, NULL, &too_long));
  g_assert_cmpuint (strlen (too_long->message), <, 120);
  tear_down (&self);
}

static void
test_warnings (const char *folder)
{
  Fixture self;
  g_autoptr (NlCustomer) customer = NULL;

  set_up (&self);
  customer = read_row (&self, "Email,Country,Total Spent\na@b.fr,Atlantis,-2", NULL, NULL);
  g_assert_cmpuint (self.warnings->len, ==, 2);
  g_assert_cmpstr (self.warnings->pdata[0], ==, "“Atlantis” is not a country, so it was left out.");
  g_assert_cmpstr (self.warnings->pdata[1], ==,
                   "“-2” is less than nothing, so the amount spent was left out.");
  tear_down (&self);
}

static gint64
hash_row (Fixture *self, const char *text)
{
  gint64 hash = 0;
  g_autoptr (NlCustomer) customer = read_row (self, text, &hash, NULL);

  g_assert_nonnull (customer);
  g_assert_cmpint (hash, !=, 0);
  return hash;
}

/* The hash is that of what is said: of the same words in other columns it is another one, of
 * columns that are left out and of blanks it is the same. */
static void
test_hash (const char *folder)
{
  Fixture self;
  gint64 hash;

  set_up (&self);
  hash = hash_row (&self, "Email,City\na@b.fr,Paris");
  g_assert_cmpint (hash_row (&self, "Email,City\n a@b.fr ,Paris "), ==, hash);
  g_assert_cmpint (hash_row (&self, "Email,Favourite Colour,City\na@b.fr,red,Paris"), ==, hash);
  g_assert_cmpint (hash_row (&self, "Email,City,Note\na@b.fr,Paris,"), ==, hash);
  g_assert_cmpint (hash_row (&self, "Email,Company\na@b.fr,Paris"), !=, hash);
  g_assert_cmpint (hash_row (&self, "Email,City\na@b.fr,Pari"), !=, hash);
  g_assert_cmpint (hash_row (&self, "Email,City,Note\na@b.fr,Par,is"), !=, hash);
  /* The same cells, read otherwise, say something else. */
  self.context->date_order = NL_DATE_ORDER_MONTH_FIRST;
  g_assert_cmpint (hash_row (&self, "Email,City\na@b.fr,Paris"), !=, hash);
  self.context->date_order = NL_DATE_ORDER_DETECT;
  self.context->decimal_point = ',';
  g_assert_cmpint (hash_row (&self, "Email,City\na@b.fr,Paris"), !=, hash);
  self.context->decimal_point = 0;
  self.context->email_consent = "SUBSCRIBED";
  g_assert_cmpint (hash_row (&self, "Email,City\na@b.fr,Paris"), !=, hash);
  tear_down (&self);
}

/* Whatever stands in the cells: a row is understood or rejected with a reason, and what is
 * understood is text. */
static void
test_whatever_stands_there (const char *folder)
{
  static const char *const pieces[] = { "a@b.fr",
                                        "0",
                                        "-1",
                                        "1,5",
                                        "9999999999999999999",
                                        "'",
                                        "''",
                                        "=",
                                        "\\",
                                        "[]",
                                        "é",
                                        "\t",
                                        " ",
                                        "yes",
                                        "2025-01-01",
                                        "FR",
                                        "\xf0\x9f\x98\x80",
                                        "@",
                                        "'=",
                                        ",," };
  const char *header
      = "Email,Name,Phone,Country,Tags,Tax Exempt,Newsletter,Total Spent,Total Orders,"
        "Created at,Language,Note,Customer ID\n";
  Fixture self;
  NlRandom random;
  guint n_understood = 0;

  set_up (&self);
  nl_random_init (&random, 5, "rows");
  for (guint round = 0; round < nl_test_rounds (3000, 500); round++) {
    g_autoptr (GString) text = g_string_new (header);
    g_autoptr (GError) error = NULL;
    g_autoptr (NlCustomer) customer = NULL;

    for (guint i = 0; i < 13; i++) {
      g_string_append (text, i > 0 ? ",\"" : "\"");
      for (guint n = nl_random_below (&random, 3); n > 0; n--)
        g_string_append (text, pieces[nl_random_below (&random, G_N_ELEMENTS (pieces))]);
      g_string_append_c (text, '"');
    }
    customer = read_row (&self, text->str, NULL, &error);
    g_assert_true ((customer != NULL) == (error == NULL));
    if (customer == NULL)
      continue;
    n_understood++;
    for (guint i = 0; i < NL_CUSTOMER_N_FIELDS; i++) {
      const NlRecordDescription *description = nl_record_get_description (NL_RECORD (customer));
      g_autofree char *said = dup_field (customer, description->fields[i].name);

      g_assert_true (said == NULL || g_utf8_validate (said, -1, NULL));
    }
    g_assert_cmpint (nl_record_get_int64 (NL_RECORD (customer), NL_CUSTOMER_AMOUNT_SPENT), >=, 0);
    g_assert_cmpint (nl_record_get_int64 (NL_RECORD (customer), NL_CUSTOMER_NUMBER_OF_ORDERS), >=,
                     0);
  }
  g_assert_cmpuint (n_understood, >, 0);
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-row/cells", test_cells);
  nl_test_add ("/import-row/consents", test_consents);
  nl_test_add ("/import-row/sources", test_sources);
  nl_test_add ("/import-row/tags", test_tags);
  nl_test_add ("/import-row/rejections", test_rejections);
  nl_test_add ("/import-row/warnings", test_warnings);
  nl_test_add ("/import-row/hash", test_hash);
  nl_test_add ("/import-row/whatever-stands-there", test_whatever_stands_there);
  return g_test_run ();
}
