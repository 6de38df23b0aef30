/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shops/nl-shops.h"

#include <glib/gi18n-lib.h>

#include "base/nl-html.h"
#include "base/nl-language.h"
#include "base/nl-money.h"
#include "base/nl-place.h"
#include "base/nl-url.h"
#include "store/nl-record-sql.h"

typedef struct {
  NlStore *store;
  NlShop *shop;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->store);
  g_object_unref (saving->shop);
  g_free (saving);
}

/* Writes each value the way everybody else expects to find it. */
static void
normalise (NlShop *shop)
{
  NlRecord *record = NL_RECORD (shop);
  const char *url = nl_record_get_text (record, NL_SHOP_URL);
  g_autofree char *name = g_strstrip (g_strdup (nl_record_get_text (record, NL_SHOP_NAME)));
  g_autofree char *address = url != NULL ? nl_url_check (url, NULL) : NULL;
  const char *leave = nl_record_get_text (record, NL_SHOP_UNSUBSCRIBE_URL);
  g_autofree char *unsubscribe = leave != NULL ? nl_html_check_link (leave) : NULL;
  g_auto (GStrv) languages = nl_shop_dup_languages (shop);
  g_autofree char *time_zone
      = nl_time_zone_canonicalise (nl_record_get_text (record, NL_SHOP_TIMEZONE));

  nl_record_set_text (record, NL_SHOP_NAME, name);
  nl_record_set_text (record, NL_SHOP_TIMEZONE, time_zone);
  nl_record_set_text (record, NL_SHOP_URL, address);
  nl_record_set_text (record, NL_SHOP_UNSUBSCRIBE_URL, unsubscribe);
  nl_record_set_text (record, NL_SHOP_CURRENCY,
                      nl_currency_find (nl_record_get_text (record, NL_SHOP_CURRENCY)));
  nl_record_set_text (record, NL_SHOP_LANGUAGE, languages[0]);
  nl_record_set_strv (record, NL_SHOP_FURTHER_LANGUAGES, (const char *const *) languages + 1);
}

static DexFuture *
nl_shops_save_fiber (gpointer data)
{
  Saving *saving = data;
  g_autoptr (GError) error = NULL;

  normalise (saving->shop);
  if (dex_await (nl_store_save (saving->store, NL_RECORD (saving->shop)), &error))
    return dex_future_new_true ();
  if (g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT))
    return dex_future_new_reject (NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT,
                                  _ ("There is already a shop named “%s”. Choose another name."),
                                  nl_record_get_text (NL_RECORD (saving->shop), NL_SHOP_NAME));
  return dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * nl_shops_save:
 * @store: the workspace
 * @shop: a shop
 *
 * Checks a shop, normalises what it says (the name without blanks around it, the address, the
 * languages each once), and adds or updates it.
 *
 * Returns: (transfer full): a future of %TRUE; rejects as nl_shop_check() does, and with
 *   %NL_STORE_ERROR_CONSTRAINT when there is another shop of that name
 */
DexFuture *
nl_shops_save (NlStore *store, NlShop *shop)
{
  GError *error = NULL;
  Saving *saving;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_SHOP (shop));

  if (!nl_shop_check (shop, NULL, &error))
    return dex_future_new_for_error (error);
  saving = g_new0 (Saving, 1);
  saving->store = g_object_ref (store);
  saving->shop = g_object_ref (shop);
  return nl_fiber_spawn (nl_shops_save_fiber, saving, saving_free);
}

/**
 * nl_shops_list:
 * @store: the workspace
 *
 * Returns: (transfer full): a future of a #GListStore of every #NlShop, by name
 */
DexFuture *
nl_shops_list (NlStore *store)
{
  g_autoptr (NlQuery) query = NULL;

  dex_return_error_if_fail (NL_IS_STORE (store));

  query = nl_query_new (NL_TYPE_SHOP);
  nl_query_order_by (query, NL_SHOP_NAME, FALSE);
  return nl_store_list (store, query);
}

typedef struct {
  gint64 shop_id;
  char *url;
} Unsubscribe;

static void
unsubscribe_free (gpointer data)
{
  Unsubscribe *self = data;

  g_free (self->url);
  g_free (self);
}

static gpointer
set_unsubscribe_url (NlConnection *connection, gpointer data, GError **error)
{
  Unsubscribe *self = data;
  g_autoptr (NlRecord) shop = nl_record_load (NL_TYPE_SHOP, self->shop_id, connection, error);

  if (shop == NULL)
    return NULL;
  nl_record_set_text (shop, NL_SHOP_UNSUBSCRIBE_URL, self->url);
  nl_record_save (shop, connection, error);
  return NULL;
}

/**
 * nl_shops_set_unsubscribe_url:
 * @store: the workspace
 * @shop_id: which shop
 * @url: (nullable): where its readers unsubscribe; %NULL forgets the address
 *
 * Remembers the address for the next export. Everything else about the shop stays as it is.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_STORE_ERROR_INVALID for what is no
 *   such address, or %NL_STORE_ERROR_NOT_FOUND when the shop is gone
 */
DexFuture *
nl_shops_set_unsubscribe_url (NlStore *store, gint64 shop_id, const char *url)
{
  g_autofree char *checked = NULL;
  GError *error = NULL;
  Unsubscribe *self;

  dex_return_error_if_fail (NL_IS_STORE (store));

  if (url != NULL) {
    checked = nl_shop_check_unsubscribe_url (url, &error);
    if (checked == NULL)
      return dex_future_new_for_error (error);
  }
  self = g_new0 (Unsubscribe, 1);
  self->shop_id = shop_id;
  self->url = g_steal_pointer (&checked);
  return nl_store_write (store, set_unsubscribe_url, self, unsubscribe_free, G_TYPE_NONE, NULL);
}

static gint64 *
id_new (gint64 id)
{
  gint64 *copy = g_new (gint64, 1);

  *copy = id;
  return copy;
}

static gpointer
count_customers (NlConnection *connection, gpointer data, GError **error)
{
  const gint64 *shop_id = data;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "count a shop's customers",
                               "SELECT count (*) FROM customers WHERE shop_id = ?1", error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, *shop_id);
  return nl_statement_step (statement, error) ? id_new (nl_statement_get_int64 (statement, 0))
                                              : NULL;
}

/**
 * nl_shops_count_customers:
 * @store: the workspace
 * @shop_id: which shop
 *
 * Returns: (transfer full): a future of how many customers it has, as an int64
 */
DexFuture *
nl_shops_count_customers (NlStore *store, gint64 shop_id)
{
  dex_return_error_if_fail (NL_IS_STORE (store));

  return nl_store_read (store, count_customers, id_new (shop_id), g_free, G_TYPE_INT64, NULL);
}

/**
 * nl_shops_delete:
 * @store: the workspace
 * @shop_id: a shop with fewer than %NL_SHOPS_UNDO_LIMIT customers
 *
 * Deletes a shop with its customers, segments, personas and campaigns, so that it can be undone.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_shops_delete (NlStore *store, gint64 shop_id)
{
  return nl_store_delete (store, NL_TYPE_SHOP, shop_id);
}

static gpointer
delete_for_good (NlConnection *connection, gpointer data, GError **error)
{
  const gint64 *shop_id = data;

  /* The search only marks what is deleted: the names go when its index is written anew (SQLite,
   * “FTS5”, the optimize command). */
  if (nl_record_delete (NL_TYPE_SHOP, *shop_id, connection, error))
    nl_connection_exec (connection, "forget the names in the search",
                        "INSERT INTO customers_search (customers_search) VALUES ('optimize')",
                        error);
  return NULL;
}

/**
 * nl_shops_delete_for_good:
 * @store: the workspace
 * @shop_id: a shop of any size
 *
 * Deletes a shop with all that belongs to it. There is no undo: ask first.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_shops_delete_for_good (NlStore *store, gint64 shop_id)
{
  dex_return_error_if_fail (NL_IS_STORE (store));

  return nl_store_write (store, delete_for_good, id_new (shop_id), g_free, G_TYPE_NONE, NULL);
}
