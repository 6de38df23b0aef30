/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-merge.h"

#include "base/nl-clock.h"
#include "base/nl-text.h"
#include "customers/nl-customer-keys.h"

/* What the orders themselves say better than any file. */
static gboolean
is_counted_from_orders (guint field)
{
  return field == NL_CUSTOMER_AMOUNT_SPENT || field == NL_CUSTOMER_NUMBER_OF_ORDERS
         || field == NL_CUSTOMER_FIRST_ORDER_AT || field == NL_CUSTOMER_LAST_ORDER_AT;
}

/**
 * nl_customer_add_tags:
 * @self: a customer
 * @other: another one, or what a file says of @self
 *
 * Adds the tags of @other that @self does not have, behind its own. A tag is the same tag in any
 * case and with any accents, as in segments.
 */
void
nl_customer_add_tags (NlCustomer *self, NlCustomer *other)
{
  NlRecord *record = NL_RECORD (self);
  const char *const *mine = nl_record_get_strv (record, NL_CUSTOMER_TAGS);
  const char *const *theirs = nl_record_get_strv (NL_RECORD (other), NL_CUSTOMER_TAGS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) known = NULL;
  g_auto (GStrv) tags = NULL;

  if (theirs[0] == NULL)
    return;
  known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; mine[i] != NULL; i++)
    g_hash_table_add (known, nl_text_fold (mine[i]));
  g_strv_builder_addv (builder, (const char **) mine);
  for (guint i = 0; theirs[i] != NULL; i++)
    if (g_hash_table_add (known, nl_text_fold (theirs[i])))
      g_strv_builder_add (builder, theirs[i]);
  tags = g_strv_builder_end (builder);
  nl_record_set_strv (record, NL_CUSTOMER_TAGS, (const char *const *) tags);
}

typedef struct {
  guint status;
  guint changed_at;
  guint source;
} Consent;

static const Consent consents[] = {
  { NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS, NL_CUSTOMER_EMAIL_SUBSCRIPTION_CHANGED_AT,
    NL_CUSTOMER_EMAIL_SUBSCRIPTION_SOURCE },
  { NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS, NL_CUSTOMER_SMS_SUBSCRIPTION_CHANGED_AT,
    NL_CUSTOMER_SMS_SUBSCRIPTION_SOURCE },
};

static gboolean
is_of_consent (guint field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (consents); i++)
    if (field == consents[i].status || field == consents[i].changed_at
        || field == consents[i].source)
      return TRUE;
  return FALSE;
}

/* Who unsubscribed stays so: a “yes” may be older than that unless its date says otherwise. A “no”
 * counts unless it is older than the “yes”, also one that waits to be confirmed. */
static gboolean
is_news (const char *mine, gint64 my_date, const char *theirs, gint64 their_date)
{
  if (theirs == NULL || g_strcmp0 (mine, theirs) == 0)
    return FALSE;
  if (mine == NULL || g_str_equal (mine, "NOT_SUBSCRIBED"))
    return TRUE;
  if (g_str_equal (theirs, "SUBSCRIBED"))
    return my_date != 0 && their_date > my_date;
  return (g_str_equal (mine, "SUBSCRIBED")
          || (g_str_equal (mine, "PENDING") && g_str_equal (theirs, "UNSUBSCRIBED")))
         && (their_date == 0 || their_date >= my_date);
}

static void
merge_consent (NlRecord *record, NlRecord *incoming, const Consent *consent)
{
  const char *mine = nl_record_get_text (record, consent->status);
  const char *theirs = nl_record_get_text (incoming, consent->status);
  gint64 their_date = nl_record_get_int64 (incoming, consent->changed_at);

  if (!is_news (mine, nl_record_get_int64 (record, consent->changed_at), theirs, their_date))
    return;
  nl_record_set_text (record, consent->status,
                      mine != NULL && g_str_equal (theirs, "NOT_SUBSCRIBED") ? "UNSUBSCRIBED"
                                                                             : theirs);
  nl_record_set_int64 (record, consent->changed_at, their_date != 0 ? their_date : nl_clock_now ());
  nl_record_set_text (record, consent->source, nl_record_get_text (incoming, consent->source));
}

static void
copy_field (NlRecord *record, NlRecord *incoming, guint field)
{
  g_auto (GValue) value = G_VALUE_INIT;
  const char *name = nl_record_get_description (record)->fields[field].name;

  g_object_get_property (G_OBJECT (incoming), name, &value);
  g_object_set_property (G_OBJECT (record), name, &value);
}

/* Another spelling of the same address or number is no news. */
static gboolean
is_same_contact (NlRecord *record, NlRecord *incoming, guint field)
{
  guint key;

  if (field == NL_CUSTOMER_EMAIL || field == NL_CUSTOMER_EMAIL_KEY)
    key = NL_CUSTOMER_EMAIL_KEY;
  else if (field == NL_CUSTOMER_PHONE || field == NL_CUSTOMER_PHONE_KEY)
    key = NL_CUSTOMER_PHONE_KEY;
  else
    return FALSE;
  return nl_record_get_text (record, key) != NULL
         && g_strcmp0 (nl_record_get_text (record, key), nl_record_get_text (incoming, key)) == 0;
}

/**
 * nl_customer_merge:
 * @self: a stored customer
 * @incoming: what a file says about the same person
 * @has_orders: whether orders of @self are stored, which then say more than the file's sums
 *
 * Takes over what @incoming knows. What it is silent about stays; tags are joined; a consent never
 * goes up for someone who unsubscribed, unless both are dated and the new one is later.
 */
void
nl_customer_merge (NlCustomer *self, NlCustomer *incoming, gboolean has_orders)
{
  NlRecord *record = NL_RECORD (self);
  NlRecord *news = NL_RECORD (incoming);

  for (guint i = 0; i < NL_CUSTOMER_N_FIELDS; i++) {
    if (!nl_record_is_field_dirty (news, i) || nl_record_is_null (news, i)
        || is_same_contact (record, news, i) || is_of_consent (i))
      continue;
    if (i == NL_CUSTOMER_TAGS)
      nl_customer_add_tags (self, incoming);
    else if (!has_orders || !is_counted_from_orders (i))
      copy_field (record, news, i);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (consents); i++)
    merge_consent (record, news, &consents[i]);
  nl_customer_derive_keys (self);
}
