/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-keys.h"
#include "customers/nl-customer-merge.h"
#include "customers/nl-duplicates.h"

/* ?1: who stays, ?2: who goes. Each table that knows customers is here; a test looks for others. */
static const struct {
  const char *purpose;
  const char *sql;
} moves[] = {
  { "move orders", "UPDATE orders SET customer_id = ?1 WHERE customer_id = ?2" },
  { "move addresses", "UPDATE customer_addresses SET customer_id = ?1 WHERE customer_id = ?2" },
  { "keep the other address",
    "INSERT INTO customer_addresses (id, created_at, updated_at, customer_id, company, address1,"
    " address2, city, province, province_code, country_code, zip, phone, region_key, city_key,"
    " latitude, longitude)"
    " SELECT nl_id (), o.updated_at, o.updated_at, ?1, o.company, o.address1, o.address2, o.city,"
    " o.province, o.province_code, o.country_code, o.zip, o.phone, o.region_key, o.city_key,"
    " o.latitude, o.longitude FROM customers AS o JOIN customers AS k ON k.id = ?1"
    " WHERE o.id = ?2 AND o.address1 IS NOT NULL"
    " AND (nl_fold (o.address1) IS NOT nl_fold (k.address1) OR o.zip IS NOT k.zip)" },
  { "move events", "UPDATE customer_events SET customer_id = ?1 WHERE customer_id = ?2" },
  { "move store credit",
    "UPDATE store_credit_accounts SET customer_id = ?1 WHERE customer_id = ?2" },
  { "move snapshots",
    "UPDATE OR IGNORE segment_members SET customer_id = ?1 WHERE customer_id = ?2" },
  { "move rows of files",
    "UPDATE OR IGNORE customer_import_rows SET customer_id = ?1 WHERE customer_id = ?2" },
  { "keep the row of a file",
    "INSERT OR IGNORE INTO customer_import_rows (customer_id, hash)"
    " SELECT ?1, import_hash FROM customers WHERE id = ?2 AND import_hash IS NOT NULL" },
  /* A consent that never changed has no history yet: see the triggers. */
  { "keep the email consent",
    "INSERT INTO customer_consents (id, created_at, updated_at, customer_id, channel, status,"
    " source, changed_at)"
    " SELECT nl_id (), updated_at, updated_at, id, 'email', email_subscription_status,"
    " email_subscription_source, email_subscription_changed_at FROM customers"
    " WHERE id IN (?1, ?2) AND email_subscription_status IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
    " customer_consents AS c WHERE c.customer_id = customers.id AND c.channel = 'email')" },
  { "keep the SMS consent",
    "INSERT INTO customer_consents (id, created_at, updated_at, customer_id, channel, status,"
    " source, changed_at)"
    " SELECT nl_id (), updated_at, updated_at, id, 'sms', sms_subscription_status,"
    " sms_subscription_source, sms_subscription_changed_at FROM customers"
    " WHERE id IN (?1, ?2) AND sms_subscription_status IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
    " customer_consents AS c WHERE c.customer_id = customers.id AND c.channel = 'sms')" },
  { "move consents", "UPDATE customer_consents SET customer_id = ?1 WHERE customer_id = ?2" },
};

static const guint dates_of_email[]
    = { NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS, NL_CUSTOMER_EMAIL_SUBSCRIPTION_CHANGED_AT,
        NL_CUSTOMER_EMAIL_SUBSCRIPTION_SOURCE };
static const guint dates_of_sms[]
    = { NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS, NL_CUSTOMER_SMS_SUBSCRIPTION_CHANGED_AT,
        NL_CUSTOMER_SMS_SUBSCRIPTION_SOURCE };

static void
take (NlRecord *record, NlRecord *other, guint field)
{
  g_auto (GValue) value = G_VALUE_INIT;
  const char *name = nl_record_get_description (record)->fields[field].name;

  if (nl_record_is_null (other, field)) {
    nl_record_set_null (record, field);
    return;
  }
  g_object_get_property (G_OBJECT (other), name, &value);
  g_object_set_property (G_OBJECT (record), name, &value);
}

/* The later of two dated words counts. A “yes” may be older than a “no” unless both dates say
 * otherwise, so who wants nothing more keeps that. */
static gboolean
counts_more (NlRecord *record, NlRecord *other, const guint *fields)
{
  gint64 mine = nl_record_get_int64 (record, fields[1]);
  gint64 theirs = nl_record_get_int64 (other, fields[1]);
  gboolean i_say_no = g_strcmp0 (nl_record_get_text (record, fields[0]), "UNSUBSCRIBED") == 0;
  gboolean they_say_no = g_strcmp0 (nl_record_get_text (other, fields[0]), "UNSUBSCRIBED") == 0;

  if ((mine == 0 || theirs == 0 || mine == theirs) && i_say_no != they_say_no)
    return they_say_no;
  return theirs > mine;
}

static void
take_consent (NlRecord *record, NlRecord *other, const guint *fields)
{
  if (nl_record_is_null (other, fields[0]))
    return;
  if (nl_record_is_null (record, fields[0]) || counts_more (record, other, fields))
    for (guint i = 0; i < 3; i++)
      take (record, other, fields[i]);
}

static void
join_notes (NlRecord *record, NlRecord *other)
{
  const char *mine = nl_record_get_text (record, NL_CUSTOMER_NOTE);
  const char *theirs = nl_record_get_text (other, NL_CUSTOMER_NOTE);
  g_autofree char *both = NULL;

  if (mine == NULL || theirs == NULL || strstr (mine, theirs) != NULL)
    return;
  both = g_strconcat (mine, "\n", theirs, NULL);
  nl_record_set_text (record, NL_CUSTOMER_NOTE, both);
}

static void
take_date (NlRecord *record, NlRecord *other, guint field, gboolean later)
{
  if (!nl_record_is_null (record, field) && !nl_record_is_null (other, field)
      && (nl_record_get_int64 (other, field) > nl_record_get_int64 (record, field)) == later)
    take (record, other, field);
}

/* Both sums were true, so their sum is. One that no number holds is at least the largest there is.
 */
static void
add_up (NlRecord *record, NlRecord *other, guint field)
{
  gint64 mine = nl_record_get_int64 (record, field);
  gint64 sum;

  if (__builtin_add_overflow (mine, nl_record_get_int64 (other, field), &sum))
    sum = mine < 0 ? G_MININT64 : G_MAXINT64;
  nl_record_set_int64 (record, field, sum);
}

/**
 * nl_duplicates_propose:
 * @first: who stays
 * @second: who goes
 *
 * Makes one of two: what @first lacks is taken from @second, tags and notes are joined, orders and
 * amounts added up, and the later consent holds.
 *
 * Returns: (transfer full): @first as it would be, not stored
 */
NlCustomer *
nl_duplicates_propose (NlCustomer *first, NlCustomer *second)
{
  NlRecord *record = nl_record_copy (NL_RECORD (first));
  NlRecord *other = NL_RECORD (second);

  nl_customer_add_tags (NL_CUSTOMER (record), second);
  join_notes (record, other);
  take_consent (record, other, dates_of_email);
  take_consent (record, other, dates_of_sms);
  take_date (record, other, NL_CUSTOMER_FIRST_ORDER_AT, FALSE);
  take_date (record, other, NL_CUSTOMER_LAST_ORDER_AT, TRUE);
  take_date (record, other, NL_CUSTOMER_CUSTOMER_ADDED_AT, FALSE);
  add_up (record, other, NL_CUSTOMER_AMOUNT_SPENT);
  add_up (record, other, NL_CUSTOMER_NUMBER_OF_ORDERS);
  for (guint i = 0; i < NL_CUSTOMER_N_FIELDS; i++)
    if (nl_record_is_null (record, i) && !nl_record_is_null (other, i))
      take (record, other, i);
  nl_customer_derive_keys (NL_CUSTOMER (record));
  return NL_CUSTOMER (record);
}

typedef struct {
  NlRecord *merged;
  gint64 other_id;
} Merge;

static void
merge_free (gpointer data)
{
  Merge *self = data;

  g_object_unref (self->merged);
  g_free (self);
}

static gpointer
merge (NlConnection *connection, gpointer data, GError **error)
{
  Merge *self = data;
  gint64 id = nl_record_get_id (self->merged);

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++) {
    g_autoptr (NlStatement) statement
        = nl_connection_prepare (connection, moves[i].purpose, moves[i].sql, error);

    if (statement == NULL)
      return NULL;
    nl_statement_bind_int64 (statement, 1, id);
    nl_statement_bind_int64 (statement, 2, self->other_id);
    if (!nl_statement_run (statement, error))
      return NULL;
  }
  /* First the one, then the other: both may claim one email. */
  if (nl_record_delete (NL_TYPE_CUSTOMER, self->other_id, connection, error))
    nl_record_save (self->merged, connection, error);
  return NULL;
}

/**
 * nl_duplicates_merge:
 * @store: the workspace
 * @merged: who stays, as nl_duplicates_propose() made them and the user may have changed it
 * @other_id: who goes; their orders, addresses and history become those of @merged
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_duplicates_merge (NlStore *store, NlCustomer *merged, gint64 other_id)
{
  Merge *self;

  dex_return_error_if_fail (NL_IS_CUSTOMER (merged));
  dex_return_error_if_fail (other_id != nl_record_get_id (NL_RECORD (merged)));

  nl_customer_derive_keys (merged);
  self = g_new0 (Merge, 1);
  self->merged = g_object_ref (NL_RECORD (merged));
  self->other_id = other_id;
  return nl_store_write_undoable (store, merge, self, merge_free);
}
