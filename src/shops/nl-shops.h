/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* From how many customers on deleting a shop can no longer be undone: what is kept in memory for
 * it would be too much. */
#define NL_SHOPS_UNDO_LIMIT 50000

gboolean nl_shop_check (NlShop *self, NlShopField *field, GError **error);
char *nl_shop_check_unsubscribe_url (const char *url, GError **error);
char **nl_shop_dup_languages (NlShop *self) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *nl_shops_list (NlStore *store) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_shops_save (NlStore *store, NlShop *shop) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_shops_set_unsubscribe_url (NlStore *store,
                                         gint64 shop_id,
                                         const char *url) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_shops_count_customers (NlStore *store, gint64 shop_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_shops_delete (NlStore *store, gint64 shop_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_shops_delete_for_good (NlStore *store, gint64 shop_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
