/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes one transaction after the other into the workspace in argv[1], and prints the number of
 * each as soon as it was reported done, until somebody kills it. */
#include <stdio.h>

#include "customers/nl-customer.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

#define ROWS 20

typedef struct {
  gint64 shop_id;
  guint number;
} Batch;

static gpointer
write_batch (NlConnection *connection, gpointer data, GError **error)
{
  Batch *batch = data;
  g_autofree char *name = g_strdup_printf ("batch %u", batch->number);
  const char *tags[] = { name, "crash", NULL };

  for (guint i = 0; i < ROWS; i++) {
    g_autoptr (NlRecord) customer = g_object_new (NL_TYPE_CUSTOMER, "shop-id", batch->shop_id,
                                                  "last-name", name, "tags", tags, NULL);

    if (!nl_record_save (customer, connection, error))
      return NULL;
  }
  return NULL;
}

static DexFuture *
write_fiber (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStore) store = dex_await_object (nl_store_open (data), &error);
  g_autoptr (NlQuery) all = nl_query_new (NL_TYPE_SHOP);
  g_autoptr (GListModel) shops = NULL;
  g_autoptr (NlRecord) shop = NULL;

  g_assert_no_error (error);
  shops = dex_await_object (nl_store_list (store, all), &error);
  g_assert_no_error (error);
  shop = g_list_model_get_item (shops, 0);
  if (shop == NULL) {
    shop = g_object_new (NL_TYPE_SHOP, "name", "Crash", "language", "en", NULL);
    dex_await (nl_store_save (store, shop), &error);
    g_assert_no_error (error);
  }
  for (guint i = 1;; i++) {
    Batch batch = { nl_record_get_id (shop), i };

    if (!dex_await (nl_store_write (store, write_batch, &batch, NULL, G_TYPE_NONE, NULL), &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
    g_print ("%u\n", i);
    fflush (stdout);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  dex_init ();
  nl_future_wait (nl_fiber_spawn (write_fiber, argv[1], NULL), &error);
  g_printerr ("%s\n", error->message);
  return 1;
}
