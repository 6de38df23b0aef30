/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-email.h"
#include "base/nl-language.h"
#include "base/nl-place.h"
#include "customers/nl-customer-keys.h"
#include "customers/nl-import-amount.h"
#include "customers/nl-import-keys.h"

G_DEFINE_QUARK (nl-import-row-error-quark, nl_import_row_error)

typedef struct {
  NlImportRow *row;
  NlImportArena *arena;
  const NlImportContext *context;
} Target;

typedef gboolean (*Setter) (Target *target, const char *text, guint field, GError **error);

typedef struct {
  Setter set;
  guint field;
} Column;

/* As much of a cell as a message can show. */
#define SHOWN_CHARACTERS 60

static char *
dup_complaint (const char *text, const char *complaint)
{
  g_autofree char *shown
      = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), SHOWN_CHARACTERS));

  /* Translators: what a cell of a file says, then what is wrong with it. */
  return g_strdup_printf (_ ("“%s” %s"), shown, complaint);
}

/**
 * nl_import_row_fail:
 * @error: return location
 * @code: what is wrong
 * @text: what a cell says
 * @complaint: what is wrong with it, translated, to stand behind the cell
 *
 * Sets @error to a message that shows the beginning of the cell.
 *
 * Returns: %FALSE
 */
gboolean
nl_import_row_fail (GError **error, NlImportRowError code, const char *text, const char *complaint)
{
  g_autofree char *message = dup_complaint (text, complaint);

  g_set_error_literal (error, NL_IMPORT_ROW_ERROR, (int) code, message);
  return FALSE;
}

/**
 * nl_import_row_warn:
 * @row: a row that is being read
 * @arena: where its texts go
 * @text: what a cell says
 * @complaint: what is wrong with it, translated, to stand behind the cell
 *
 * Says that a cell was left out, while the rest of its row is imported.
 */
void
nl_import_row_warn (NlImportRawRow *row,
                    NlImportArena *arena,
                    const char *text,
                    const char *complaint)
{
  g_autofree char *message = dup_complaint (text, complaint);
  NlImportWarning *warning = nl_import_arena_alloc (arena, sizeof *warning);
  NlImportWarning **end = &row->warnings;

  while (*end != NULL)
    end = &(*end)->next;
  *warning = (NlImportWarning) { .text = nl_import_arena_copy (arena, message, strlen (message)) };
  *end = warning;
}

/* @text lives as long as the arena. */
static void
set_text (Target *target, guint field, const char *text)
{
  target->row->cells[field] = (NlImportCell) { .text = text, .value = (gint64) strlen (text) };
  target->row->set |= G_GUINT64_CONSTANT (1) << field;
}

static void
set_number (Target *target, guint field, gint64 number)
{
  target->row->cells[field] = (NlImportCell) { .value = number };
  target->row->set |= G_GUINT64_CONSTANT (1) << field;
}

static const char *
keep (Target *target, const char *text)
{
  return nl_import_arena_copy (target->arena, text, strlen (text));
}

static gboolean
set_plain (Target *target, const char *text, guint field, GError **error)
{
  set_text (target, field, text);
  return TRUE;
}

static gboolean
set_email (Target *target, const char *text, guint field, GError **error)
{
  g_autofree char *key = nl_email_normalise (text);

  if (key == NULL)
    return nl_import_row_fail (error, NL_IMPORT_ROW_ERROR_EMAIL, text,
                               _ ("is not an email address."));
  set_text (target, NL_CUSTOMER_EMAIL, text);
  set_text (target, NL_CUSTOMER_EMAIL_KEY, keep (target, key));
  return TRUE;
}

static gboolean
set_full_name (Target *target, const char *text, guint field, GError **error)
{
  const char *space = strchr (text, ' ');

  if (nl_import_row_has (target->row, NL_CUSTOMER_LAST_NAME))
    return TRUE;
  if (space == NULL) {
    set_text (target, NL_CUSTOMER_FIRST_NAME, text);
    return TRUE;
  }
  set_text (target, NL_CUSTOMER_FIRST_NAME,
            nl_import_arena_copy (target->arena, text, (gsize) (space - text)));
  set_text (target, NL_CUSTOMER_LAST_NAME, space + strspn (space, " "));
  return TRUE;
}

static gboolean
set_if_empty (Target *target, const char *text, guint field, GError **error)
{
  if (!nl_import_row_has (target->row, field))
    set_text (target, field, text);
  return TRUE;
}

static gboolean
set_country (Target *target, const char *text, guint field, GError **error)
{
  const char *code = nl_country_find (text);

  /* Not worth losing a customer over. */
  if (code != NULL)
    set_text (target, field, code);
  else
    nl_import_row_warn (&target->row->raw, target->arena, text,
                        _ ("is not a country, so it was left out."));
  return TRUE;
}

static gboolean
set_language (Target *target, const char *text, guint field, GError **error)
{
  g_autofree char *tag = nl_language_canonicalise (text);

  /* Not worth losing a customer over. */
  if (tag != NULL)
    set_text (target, field, keep (target, tag));
  return TRUE;
}

/* As the triggers and the records write it: no blanks, only what must be escaped. */
static void
append_json_string (GString *json, const char *text, gsize length)
{
  g_string_append_c (json, '"');
  for (gsize i = 0; i < length; i++) {
    guchar c = (guchar) text[i];

    if (c == '"' || c == '\\')
      g_string_append_printf (json, "\\%c", c);
    else if (c < 0x20 || c == 0x7f)
      g_string_append_printf (json, "\\u%04x", c);
    else
      g_string_append_c (json, (char) c);
  }
  g_string_append_c (json, '"');
}

static gboolean
set_tags (Target *target, const char *text, guint field, GError **error)
{
  g_autoptr (GString) json = g_string_new ("[");
  /* One a line: line breaks are escaped, so that no tag is found within another one. */
  g_autoptr (GString) known = g_string_new ("\n");
  g_autoptr (GString) one = g_string_new (NULL);

  while (*text != '\0') {
    const char *start = text + strspn (text, " ,\n\r\t");
    /* Mailchimp quotes each tag within the cell, so that it may hold a comma. */
    const char *quote = *start == '"' ? strchr (start + 1, '"') : NULL;
    const char *end = quote != NULL ? quote : start + strcspn (start, ",");

    start += quote != NULL;
    text = end + strcspn (end, ",");
    while (end > start && g_ascii_isspace (end[-1]))
      end--;
    g_string_assign (one, "\n");
    append_json_string (one, start, (gsize) (end - start));
    g_string_append_c (one, '\n');
    if (end == start || strstr (known->str, one->str) != NULL)
      continue;
    g_string_append (known, one->str + 1);
    if (json->len > 1)
      g_string_append_c (json, ',');
    g_string_append_len (json, one->str + 1, (gssize) one->len - 2);
  }
  g_string_append_c (json, ']');
  if (json->len > 2)
    set_text (target, field, keep (target, json->str));
  return TRUE;
}

static gboolean
parse_choice (const char *text, gboolean *choice, GError **error)
{
  static const char *const yes[] = { "yes", "true", "1",   "y",    "oui",  "ja",         "si",
                                     "sì",  "sí",   "sim", "vrai", "wahr", "subscribed", NULL };
  static const char *const no[] = { "no",  "false",        "0",    "n",      "non", "nein", "nao",
                                    "não", "unsubscribed", "faux", "falsch", "nee", NULL };
  g_autofree char *lower = NULL;

  *choice = g_str_equal (text, "yes");
  if (*choice || g_str_equal (text, "no"))
    return TRUE;
  lower = g_utf8_strdown (text, -1);
  if (g_strv_contains (no, lower))
    return TRUE;
  *choice = g_strv_contains (yes, lower);
  if (*choice)
    return TRUE;
  return nl_import_row_fail (error, NL_IMPORT_ROW_ERROR_CHOICE, text, _ ("is neither yes nor no."));
}

static gboolean
set_choice (Target *target, const char *text, guint field, GError **error)
{
  gboolean choice;

  if (!parse_choice (text, &choice, error))
    return FALSE;
  set_number (target, field, choice);
  return TRUE;
}

static gboolean
set_consent (Target *target, const char *text, guint field, GError **error)
{
  gboolean accepts;

  /* What a column of its own said about leaving counts more. */
  if (nl_import_row_has (target->row, field))
    return TRUE;
  if (!parse_choice (text, &accepts, error))
    return FALSE;
  set_text (target, field, accepts ? "SUBSCRIBED" : "NOT_SUBSCRIBED");
  return TRUE;
}

static gboolean
set_amount (Target *target, const char *text, guint field, GError **error)
{
  gint64 amount;

  if (!nl_import_amount_parse (text, target->context->currency, target->context, &amount, error))
    return FALSE;
  if (amount >= 0)
    set_number (target, field, amount);
  else
    nl_import_row_warn (&target->row->raw, target->arena, text,
                        _ ("is less than nothing, so the amount spent was left out."));
  return TRUE;
}

/**
 * nl_import_id_get:
 * @arena: where a changed text goes
 * @text: what a cell with an ID or a count says
 *
 * Spreadsheets and data tools write a column of whole numbers as floats where one is empty.
 *
 * Returns: (transfer none): the ID or the count: “15465” for “15465.0”
 */
const char *
nl_import_id_get (NlImportArena *arena, const char *text)
{
  gsize n_digits = strspn (text, "0123456789");
  const char *rest = text + n_digits;

  if (n_digits == 0 || rest[0] != '.' || rest[1] == '\0'
      || rest[1 + strspn (rest + 1, "0")] != '\0')
    return text;
  return nl_import_arena_copy (arena, text, n_digits);
}

static gboolean
set_number_of_orders (Target *target, const char *text, guint field, GError **error)
{
  gint64 number;

  if (!g_ascii_string_to_signed (nl_import_id_get (target->arena, text), 10, 0, G_MAXINT32, &number,
                                 NULL))
    return nl_import_row_fail (error, NL_IMPORT_ROW_ERROR_NUMBER, text,
                               _ ("is not a number of orders."));
  set_number (target, field, number);
  return TRUE;
}

static gboolean
set_time (Target *target, const char *text, guint field, GError **error)
{
  gint64 time;

  if (!nl_import_parse_time (text, target->context->timezone, target->context->date_order, &time))
    return nl_import_row_fail (
        error, NL_IMPORT_ROW_ERROR_DATE, text,
        _ ("is not a date. Write dates as year-month-day, like 2026-05-31."));
  set_number (target, field, time);
  return TRUE;
}

static gboolean
set_unsubscribed (Target *target, const char *text, guint field, GError **error)
{
  if (!set_time (target, text, field, error))
    return FALSE;
  set_text (target, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS, "UNSUBSCRIBED");
  return TRUE;
}

static gboolean
set_consent_time (Target *target, const char *text, guint field, GError **error)
{
  /* Who left after that is told by another column. */
  return nl_import_row_has (target->row, field) || set_time (target, text, field, error);
}

static gboolean
set_id (Target *target, const char *text, guint field, GError **error)
{
  return set_plain (target, nl_import_id_get (target->arena, text), field, error);
}

static const Column columns[NL_IMPORT_N_FIELDS] = {
  [NL_IMPORT_EXTERNAL_ID] = { set_id, NL_CUSTOMER_EXTERNAL_ID },
  [NL_IMPORT_EMAIL] = { set_email, NL_CUSTOMER_EMAIL },
  [NL_IMPORT_FIRST_NAME] = { set_plain, NL_CUSTOMER_FIRST_NAME },
  [NL_IMPORT_LAST_NAME] = { set_plain, NL_CUSTOMER_LAST_NAME },
  [NL_IMPORT_FULL_NAME] = { set_full_name, 0 },
  [NL_IMPORT_PHONE] = { set_plain, NL_CUSTOMER_PHONE },
  [NL_IMPORT_ADDRESS_PHONE] = { set_if_empty, NL_CUSTOMER_PHONE },
  [NL_IMPORT_COMPANY] = { set_plain, NL_CUSTOMER_COMPANY },
  [NL_IMPORT_ADDRESS1] = { set_plain, NL_CUSTOMER_ADDRESS1 },
  [NL_IMPORT_ADDRESS2] = { set_plain, NL_CUSTOMER_ADDRESS2 },
  [NL_IMPORT_CITY] = { set_plain, NL_CUSTOMER_CITY },
  [NL_IMPORT_PROVINCE] = { set_plain, NL_CUSTOMER_PROVINCE },
  [NL_IMPORT_PROVINCE_CODE] = { set_plain, NL_CUSTOMER_PROVINCE_CODE },
  [NL_IMPORT_COUNTRY] = { set_country, NL_CUSTOMER_COUNTRY_CODE },
  [NL_IMPORT_ZIP] = { set_plain, NL_CUSTOMER_ZIP },
  [NL_IMPORT_LANGUAGE] = { set_language, NL_CUSTOMER_LANGUAGE },
  [NL_IMPORT_NOTE] = { set_plain, NL_CUSTOMER_NOTE },
  [NL_IMPORT_TAGS] = { set_tags, NL_CUSTOMER_TAGS },
  [NL_IMPORT_TAX_EXEMPT] = { set_choice, NL_CUSTOMER_TAX_EXEMPT },
  [NL_IMPORT_EMAIL_CONSENT] = { set_consent, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS },
  [NL_IMPORT_EMAIL_CONSENT_DATE] = { set_consent_time, NL_CUSTOMER_EMAIL_SUBSCRIPTION_CHANGED_AT },
  [NL_IMPORT_EMAIL_UNSUBSCRIBED] = { set_unsubscribed, NL_CUSTOMER_EMAIL_SUBSCRIPTION_CHANGED_AT },
  [NL_IMPORT_SMS_CONSENT] = { set_consent, NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS },
  [NL_IMPORT_AMOUNT_SPENT] = { set_amount, NL_CUSTOMER_AMOUNT_SPENT },
  [NL_IMPORT_NUMBER_OF_ORDERS] = { set_number_of_orders, NL_CUSTOMER_NUMBER_OF_ORDERS },
  [NL_IMPORT_CUSTOMER_ADDED] = { set_time, NL_CUSTOMER_CUSTOMER_ADDED_AT },
  [NL_IMPORT_FIRST_ORDER] = { set_time, NL_CUSTOMER_FIRST_ORDER_AT },
  [NL_IMPORT_LAST_ORDER] = { set_time, NL_CUSTOMER_LAST_ORDER_AT },
};

/**
 * nl_import_cell_get:
 * @arena: where a changed text goes
 * @field: a field whose text ends with a NUL
 *
 * Returns: (transfer none): what the cell says, without blanks around it and without the apostrophe
 *   with which Shopify protects long numbers, and our own export what looks like a formula, from
 *   spreadsheets
 */
const char *
nl_import_cell_get (NlImportArena *arena, const NlCsvField *field)
{
  const char *text = field->text;
  gsize length = field->length;

  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  if (length > 1 && text[0] == '\''
      && (g_ascii_isdigit (text[1]) || strchr ("=+-@", text[1]) != NULL))
    text++, length--;
  if (length == 0 || !g_ascii_isspace (text[length - 1]))
    return text;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  return nl_import_arena_copy (arena, text, length);
}

static gboolean
fill_in (Target *target, NlImportMapping *mapping, GError **error)
{
  const NlImportRawRow *raw = &target->row->raw;
  guint64 hash = (guint64) target->context->decimal_point << 8 | target->context->date_order;

  for (guint i = 0; i < raw->n_fields; i++) {
    NlImportField field = nl_import_mapping_get_field (mapping, i);
    const char *text;

    if (field == NL_IMPORT_IGNORE || raw->fields[i].length == 0)
      continue;
    text = nl_import_cell_get (target->arena, &raw->fields[i]);
    if (*text == '\0')
      continue;
    hash = nl_import_hash (hash ^ field, text, strlen (text));
    if (!columns[field].set (target, text, columns[field].field, error))
      return FALSE;
  }
  if (target->context->email_consent != NULL
      && nl_import_row_has (target->row, NL_CUSTOMER_EMAIL)) {
    hash = nl_import_hash (hash, target->context->email_consent, 3);
    set_text (target, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS, target->context->email_consent);
  }
  if (target->context->source != NULL
      && nl_import_row_has (target->row, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS))
    set_text (target, NL_CUSTOMER_EMAIL_SUBSCRIPTION_SOURCE, target->context->source);
  if (target->context->source != NULL
      && nl_import_row_has (target->row, NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS))
    set_text (target, NL_CUSTOMER_SMS_SUBSCRIPTION_SOURCE, target->context->source);
  target->row->hash = (gint64) MAX (hash, 1);
  return TRUE;
}

static const char *
get_text (const NlImportRow *row, guint field)
{
  return nl_import_row_has (row, field) ? row->cells[field].text : NULL;
}

static void
derive (Target *target)
{
  NlImportRow *row = target->row;
  const char *email = get_text (row, NL_CUSTOMER_EMAIL_KEY);
  g_auto (NlCustomerKeys) keys = { 0 };

  nl_customer_keys_compute (&keys, get_text (row, NL_CUSTOMER_PHONE),
                            get_text (row, NL_CUSTOMER_COUNTRY_CODE),
                            get_text (row, NL_CUSTOMER_PROVINCE_CODE),
                            get_text (row, NL_CUSTOMER_CITY));
  if (email != NULL)
    set_text (target, NL_CUSTOMER_EMAIL_DOMAIN, nl_email_domain (email));
  if (keys.phone != NULL)
    set_text (target, NL_CUSTOMER_PHONE_KEY, keep (target, keys.phone));
  if (keys.region != NULL)
    set_text (target, NL_CUSTOMER_REGION_KEY, keep (target, keys.region));
  if (keys.city != NULL)
    set_text (target, NL_CUSTOMER_CITY_KEY, keep (target, keys.city));
}

/**
 * nl_import_row_parse:
 * @raw: (type NlImportRow): a row of zeros behind what the file says
 * @arena: where its texts go
 * @context: (type NlImportContext): what rows are read with
 * @error: return location for an #NlImportRowError
 *
 * Reads a row of customers: an #NlImportParse.
 *
 * Returns: whether it makes sense
 */
gboolean
nl_import_row_parse (NlImportRawRow *raw, NlImportArena *arena, gpointer context, GError **error)
{
  NlImportRow *row = (NlImportRow *) (gpointer) raw;
  Target target = { .row = row, .arena = arena, .context = context };
  guint n_columns = nl_import_mapping_get_n_columns (target.context->mapping);
  const guint64 somebody = G_GUINT64_CONSTANT (1) << NL_CUSTOMER_EMAIL
                           | G_GUINT64_CONSTANT (1) << NL_CUSTOMER_PHONE
                           | G_GUINT64_CONSTANT (1) << NL_CUSTOMER_EXTERNAL_ID
                           | G_GUINT64_CONSTANT (1) << NL_CUSTOMER_FIRST_NAME
                           | G_GUINT64_CONSTANT (1) << NL_CUSTOMER_LAST_NAME;

  if (raw->n_fields != n_columns) {
    g_set_error (error, NL_IMPORT_ROW_ERROR, NL_IMPORT_ROW_ERROR_COLUMNS,
                 ngettext ("The row has %u field where the header has %u.",
                           "The row has %u fields where the header has %u.", raw->n_fields),
                 raw->n_fields, n_columns);
    return FALSE;
  }
  if (!fill_in (&target, target.context->mapping, error))
    return FALSE;
  if ((row->set & somebody) == 0) {
    g_set_error_literal (error, NL_IMPORT_ROW_ERROR, NL_IMPORT_ROW_ERROR_EMPTY,
                         _ ("The row has no email, phone, name or customer ID."));
    return FALSE;
  }
  derive (&target);
  return TRUE;
}
