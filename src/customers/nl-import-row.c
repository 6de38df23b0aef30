/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-row.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "base/nl-email.h"
#include "base/nl-language.h"
#include "base/nl-money.h"
#include "base/nl-phone.h"
#include "base/nl-place.h"
#include "customers/nl-customer-keys.h"

G_DEFINE_QUARK (nl-import-row-error-quark, nl_import_row_error)

typedef gboolean (*Setter) (NlRecord *customer,
                            const NlImportContext *context,
                            const char *text,
                            GError **error);

typedef struct {
  Setter set; /* NULL: the text as it is, into @field */
  guint field;
} Target;

/**
 * nl_import_context_new:
 * @shop: the shop whose customers come in
 *
 * Returns: (transfer full): what its rows are read with
 */
NlImportContext *
nl_import_context_new (NlRecord *shop)
{
  NlImportContext *self = g_new0 (NlImportContext, 1);

  self->shop_id = nl_record_get_id (shop);
  self->currency = g_strdup (nl_record_get_text (shop, NL_SHOP_CURRENCY));
  self->timezone = g_time_zone_new_identifier (nl_record_get_text (shop, NL_SHOP_TIMEZONE));
  if (self->timezone == NULL)
    self->timezone = g_time_zone_new_utc ();
  return self;
}

/**
 * nl_import_context_free:
 * @self: (transfer full): a context
 *
 * Frees @self.
 */
void
nl_import_context_free (NlImportContext *self)
{
  g_free (self->currency);
  g_time_zone_unref (self->timezone);
  g_free (self);
}

/* As much of a cell as a message can show. */
#define SHOWN_CHARACTERS 60

static gboolean
fail (GError **error, NlImportRowError code, const char *text, const char *complaint)
{
  g_autofree char *shown
      = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), SHOWN_CHARACTERS));

  /* Translators: what a cell of a file says, then what is wrong with it. */
  g_set_error (error, NL_IMPORT_ROW_ERROR, (int) code, _ ("“%s” %s"), shown, complaint);
  return FALSE;
}

static gboolean
set_email (NlRecord *customer, const NlImportContext *context, const char *text, GError **error)
{
  g_autofree char *email = nl_email_normalise (text);

  if (email == NULL)
    return fail (error, NL_IMPORT_ROW_ERROR_EMAIL, text, _ ("is not an email address."));
  nl_record_set_text (customer, NL_CUSTOMER_EMAIL, text);
  return TRUE;
}

static gboolean
set_full_name (NlRecord *customer, const NlImportContext *context, const char *text, GError **error)
{
  const char *space = strchr (text, ' ');
  g_autofree char *first = NULL;

  if (nl_record_get_text (customer, NL_CUSTOMER_LAST_NAME) != NULL)
    return TRUE;
  if (space == NULL) {
    nl_record_set_text (customer, NL_CUSTOMER_FIRST_NAME, text);
    return TRUE;
  }
  first = g_strndup (text, (gsize) (space - text));
  nl_record_set_text (customer, NL_CUSTOMER_FIRST_NAME, first);
  nl_record_set_text (customer, NL_CUSTOMER_LAST_NAME, space + 1);
  return TRUE;
}

static gboolean
set_address_phone (NlRecord *customer,
                   const NlImportContext *context,
                   const char *text,
                   GError **error)
{
  if (nl_record_is_null (customer, NL_CUSTOMER_PHONE))
    nl_record_set_text (customer, NL_CUSTOMER_PHONE, text);
  return TRUE;
}

static gboolean
set_country (NlRecord *customer, const NlImportContext *context, const char *text, GError **error)
{
  const char *code = nl_country_find (text);

  if (code == NULL)
    return fail (error, NL_IMPORT_ROW_ERROR_COUNTRY, text, _ ("is not a country."));
  nl_record_set_text (customer, NL_CUSTOMER_COUNTRY_CODE, code);
  return TRUE;
}

static gboolean
set_language (NlRecord *customer, const NlImportContext *context, const char *text, GError **error)
{
  g_autofree char *tag = nl_language_canonicalise (text);

  /* Not worth losing a customer over. */
  nl_record_set_text (customer, NL_CUSTOMER_LANGUAGE, tag);
  return TRUE;
}

static gboolean
set_tags (NlRecord *customer, const NlImportContext *context, const char *text, GError **error)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  while (*text != '\0') {
    const char *start = text + strspn (text, " ,");
    /* Mailchimp quotes each tag within the cell, so that it may hold a comma. */
    const char *quote = *start == '"' ? strchr (start + 1, '"') : NULL;
    const char *end = quote != NULL ? quote : start + strcspn (start, ",");
    g_autofree char *tag = NULL;

    start += quote != NULL;
    tag = g_strstrip (g_strndup (start, (gsize) (end - start)));
    text = end + strcspn (end, ",");
    if (*tag != '\0' && !g_ptr_array_find_with_equal_func (tags, tag, g_str_equal, NULL))
      g_ptr_array_add (tags, g_steal_pointer (&tag));
  }
  nl_record_set_strv (customer, NL_CUSTOMER_TAGS, (const char *const *) tags->pdata);
  return TRUE;
}

static gboolean
parse_choice (const char *text, gboolean *choice, GError **error)
{
  static const char *const yes[] = { "yes", "true", "1",   "y",          "oui",  "ja",   "si",
                                     "sì",  "sí",   "sim", "subscribed", "vrai", "wahr", NULL };
  static const char *const no[]
      = { "no",  "false",        "0",    "n",      "non", "nein", "nao", "não",
          "nee", "unsubscribed", "faux", "falsch", NULL };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  *choice = g_strv_contains (yes, lower);
  if (*choice || g_strv_contains (no, lower))
    return TRUE;
  return fail (error, NL_IMPORT_ROW_ERROR_CHOICE, text, _ ("is neither yes nor no."));
}

static gboolean
set_tax_exempt (NlRecord *customer,
                const NlImportContext *context,
                const char *text,
                GError **error)
{
  gboolean exempt;

  if (!parse_choice (text, &exempt, error))
    return FALSE;
  nl_record_set_boolean (customer, NL_CUSTOMER_TAX_EXEMPT, exempt);
  return TRUE;
}

static gboolean
set_consent (NlRecord *customer, guint field, const char *text, GError **error)
{
  gboolean accepts;

  if (!parse_choice (text, &accepts, error))
    return FALSE;
  nl_record_set_text (customer, field, accepts ? "SUBSCRIBED" : "NOT_SUBSCRIBED");
  return TRUE;
}

static gboolean
set_email_consent (NlRecord *customer,
                   const NlImportContext *context,
                   const char *text,
                   GError **error)
{
  return set_consent (customer, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS, text, error);
}

static gboolean
set_sms_consent (NlRecord *customer,
                 const NlImportContext *context,
                 const char *text,
                 GError **error)
{
  return set_consent (customer, NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS, text, error);
}

/* Minor units: no customer spends so much, and a sum over millions of them still fits. */
#define MAX_AMOUNT G_GINT64_CONSTANT (1000000000000)

static gboolean
set_amount_spent (NlRecord *customer,
                  const NlImportContext *context,
                  const char *text,
                  GError **error)
{
  gint64 amount;

  if (!nl_money_parse (text, -1, context->currency, NL_DECIMAL_POINT_DETECT, &amount, NULL)
      || amount > MAX_AMOUNT || amount < -MAX_AMOUNT)
    return fail (error, NL_IMPORT_ROW_ERROR_NUMBER, text, _ ("is not an amount of money."));
  nl_record_set_int64 (customer, NL_CUSTOMER_AMOUNT_SPENT, amount);
  return TRUE;
}

static gboolean
set_number_of_orders (NlRecord *customer,
                      const NlImportContext *context,
                      const char *text,
                      GError **error)
{
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &number, NULL))
    return fail (error, NL_IMPORT_ROW_ERROR_NUMBER, text, _ ("is not a number of orders."));
  nl_record_set_int64 (customer, NL_CUSTOMER_NUMBER_OF_ORDERS, number);
  return TRUE;
}

/**
 * nl_import_parse_time:
 * @text: a day or a time: ISO 8601, Shopify's `2025-10-02 17:09:34 -0300`, or day.month.year
 * @timezone: of a text that names none
 * @time: (out): microseconds since 1970 UTC
 *
 * Returns: whether @text is a time
 */
gboolean
nl_import_parse_time (const char *text, GTimeZone *timezone, gint64 *time)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *iso = NULL;
  int day, month, year;
  int end = 0;

  if (sscanf (text, "%2d.%2d.%4d%n", &day, &month, &year, &end) == 3 && text[end] == '\0') {
    /* Two digits are read as strptime() does (POSIX, %y). */
    if (year >= 0 && year < 100)
      year += year < 69 ? 2000 : 1900;
    moment = g_date_time_new (timezone, year, month, day, 0, 0, 0);
  } else {
    gsize length = strlen (text);

    iso = g_strdup (length == 10 ? "" : text);
    if (length == 10) {
      g_free (iso);
      iso = g_strconcat (text, "T00:00:00", NULL);
    } else if (length > 10 && iso[10] == ' ') {
      iso[10] = 'T';
    }
    if (length == 25 && iso[19] == ' ') /* a blank before the offset */
      memmove (iso + 19, iso + 20, 6);
    if (g_str_has_suffix (iso, " UTC"))
      g_stpcpy (iso + strlen (iso) - 4, "Z");
    moment = g_date_time_new_from_iso8601 (iso, timezone);
  }
  if (moment == NULL)
    return FALSE;
  *time = g_date_time_to_unix_usec (moment);
  return TRUE;
}

static gboolean
set_time (NlRecord *customer,
          const NlImportContext *context,
          guint field,
          const char *text,
          GError **error)
{
  gint64 time;

  if (!nl_import_parse_time (text, context->timezone, &time))
    return fail (error, NL_IMPORT_ROW_ERROR_DATE, text,
                 _ ("is not a date. Write dates as year-month-day, like 2026-05-31."));
  nl_record_set_int64 (customer, field, time);
  return TRUE;
}

static gboolean
set_customer_added (NlRecord *customer,
                    const NlImportContext *context,
                    const char *text,
                    GError **error)
{
  return set_time (customer, context, NL_CUSTOMER_CUSTOMER_ADDED_AT, text, error);
}

static gboolean
set_first_order (NlRecord *customer,
                 const NlImportContext *context,
                 const char *text,
                 GError **error)
{
  return set_time (customer, context, NL_CUSTOMER_FIRST_ORDER_AT, text, error);
}

static gboolean
set_last_order (NlRecord *customer,
                const NlImportContext *context,
                const char *text,
                GError **error)
{
  return set_time (customer, context, NL_CUSTOMER_LAST_ORDER_AT, text, error);
}

static const Target targets[NL_IMPORT_N_FIELDS] = {
  [NL_IMPORT_EXTERNAL_ID] = { NULL, NL_CUSTOMER_EXTERNAL_ID },
  [NL_IMPORT_EMAIL] = { set_email, 0 },
  [NL_IMPORT_FIRST_NAME] = { NULL, NL_CUSTOMER_FIRST_NAME },
  [NL_IMPORT_LAST_NAME] = { NULL, NL_CUSTOMER_LAST_NAME },
  [NL_IMPORT_FULL_NAME] = { set_full_name, 0 },
  [NL_IMPORT_PHONE] = { NULL, NL_CUSTOMER_PHONE },
  [NL_IMPORT_ADDRESS_PHONE] = { set_address_phone, 0 },
  [NL_IMPORT_COMPANY] = { NULL, NL_CUSTOMER_COMPANY },
  [NL_IMPORT_ADDRESS1] = { NULL, NL_CUSTOMER_ADDRESS1 },
  [NL_IMPORT_ADDRESS2] = { NULL, NL_CUSTOMER_ADDRESS2 },
  [NL_IMPORT_CITY] = { NULL, NL_CUSTOMER_CITY },
  [NL_IMPORT_PROVINCE] = { NULL, NL_CUSTOMER_PROVINCE },
  [NL_IMPORT_PROVINCE_CODE] = { NULL, NL_CUSTOMER_PROVINCE_CODE },
  [NL_IMPORT_COUNTRY] = { set_country, 0 },
  [NL_IMPORT_ZIP] = { NULL, NL_CUSTOMER_ZIP },
  [NL_IMPORT_LANGUAGE] = { set_language, 0 },
  [NL_IMPORT_NOTE] = { NULL, NL_CUSTOMER_NOTE },
  [NL_IMPORT_TAGS] = { set_tags, 0 },
  [NL_IMPORT_TAX_EXEMPT] = { set_tax_exempt, 0 },
  [NL_IMPORT_EMAIL_CONSENT] = { set_email_consent, 0 },
  [NL_IMPORT_SMS_CONSENT] = { set_sms_consent, 0 },
  [NL_IMPORT_AMOUNT_SPENT] = { set_amount_spent, 0 },
  [NL_IMPORT_NUMBER_OF_ORDERS] = { set_number_of_orders, 0 },
  [NL_IMPORT_CUSTOMER_ADDED] = { set_customer_added, 0 },
  [NL_IMPORT_FIRST_ORDER] = { set_first_order, 0 },
  [NL_IMPORT_LAST_ORDER] = { set_last_order, 0 },
};

/* The cell without the apostrophe with which Shopify protects long numbers from spreadsheets. */
static char *
dup_cell (const NlCsvField *cell)
{
  char *text = g_strstrip (nl_csv_field_dup (cell));

  if (text[0] == '\'' && (g_ascii_isdigit (text[1]) || text[1] == '+'))
    memmove (text, text + 1, strlen (text));
  return text;
}

static gboolean
fill_in (NlRecord *customer,
         const NlImportContext *context,
         NlImportMapping *mapping,
         const NlCsvField *fields,
         guint n_fields,
         GError **error)
{
  for (guint i = 0; i < n_fields; i++) {
    NlImportField field = nl_import_mapping_get_field (mapping, i);
    g_autofree char *text = NULL;

    if (field == NL_IMPORT_IGNORE || fields[i].length == 0)
      continue;
    text = dup_cell (&fields[i]);
    if (text[0] == '\0')
      continue;
    if (targets[field].set == NULL)
      nl_record_set_text (customer, targets[field].field, text);
    else if (!targets[field].set (customer, context, text, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * nl_import_row_to_customer:
 * @context: what rows are read with
 * @mapping: which column is what
 * @fields: (array length=n_fields): the row
 * @n_fields: how many fields it has
 * @error: return location for an #NlImportRowError
 *
 * Reads a row. Fields it is silent about are left clean in the record.
 *
 * Returns: (transfer full) (nullable): a customer that is not stored yet
 */
NlCustomer *
nl_import_row_to_customer (const NlImportContext *context,
                           NlImportMapping *mapping,
                           const NlCsvField *fields,
                           guint n_fields,
                           GError **error)
{
  g_autoptr (NlRecord) customer = NULL;
  guint n_columns = nl_import_mapping_get_n_columns (mapping);

  if (n_fields != n_columns) {
    g_set_error (error, NL_IMPORT_ROW_ERROR, NL_IMPORT_ROW_ERROR_COLUMNS,
                 _ ("The row has %u fields where the header has %u."), n_fields, n_columns);
    return NULL;
  }
  customer = g_object_new (NL_TYPE_CUSTOMER, "shop-id", context->shop_id, NULL);
  if (!fill_in (customer, context, mapping, fields, n_fields, error))
    return NULL;
  if (nl_record_is_null (customer, NL_CUSTOMER_EMAIL)
      && nl_record_is_null (customer, NL_CUSTOMER_PHONE)
      && nl_record_is_null (customer, NL_CUSTOMER_EXTERNAL_ID)
      && nl_record_is_null (customer, NL_CUSTOMER_FIRST_NAME)
      && nl_record_is_null (customer, NL_CUSTOMER_LAST_NAME)) {
    g_set_error_literal (error, NL_IMPORT_ROW_ERROR, NL_IMPORT_ROW_ERROR_EMPTY,
                         _ ("The row has no email, phone, name or customer ID."));
    return NULL;
  }
  nl_customer_derive_keys (NL_CUSTOMER (customer));
  return NL_CUSTOMER (g_steal_pointer (&customer));
}
