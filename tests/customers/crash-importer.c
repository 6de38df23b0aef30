/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports the file argv[2], of customers or of orders, into the workspace in argv[1], which is made
 * with a shop when it is missing. Prints a line when it begins and one when it was reported done.
 */
#include <stdio.h>

#include "customers/nl-customer-import.h"
#include "customers/nl-import-preview.h"
#include "customers/nl-order-import.h"

static DexFuture *
import_fiber (gpointer data)
{
  char **words = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStore) store = dex_await_object (nl_store_open (words[1]), &error);
  g_autoptr (NlQuery) all = nl_query_new (NL_TYPE_SHOP);
  g_autoptr (GListModel) shops = NULL;
  g_autoptr (NlRecord) shop = NULL;
  g_autoptr (NlImportPreview) preview = NULL;
  g_autoptr (NlImportReport) report = NULL;
  NlImportOptions options = { .path = words[2] };

  g_assert_no_error (error);
  shops = dex_await_object (nl_store_list (store, all), &error);
  g_assert_no_error (error);
  shop = g_list_model_get_item (shops, 0);
  if (shop == NULL) {
    shop = g_object_new (NL_TYPE_SHOP, "name", "Crash", "language", "en", NULL);
    dex_await (nl_store_save (store, shop), &error);
    g_assert_no_error (error);
  }
  preview = dex_await_object (nl_import_preview_load (options.path, NULL, NL_SHOP (shop)), &error);
  g_assert_no_error (error);
  options.mapping = nl_import_preview_get_mapping (preview);
  options.csv = *nl_import_preview_get_format (preview);
  g_print ("begins\n");
  fflush (stdout);
  report = dex_await_boxed ((nl_import_preview_get_kind (preview) == NL_IMPORT_KIND_ORDERS
                                 ? nl_orders_import
                                 : nl_customers_import) (store, NL_SHOP (shop), &options, NULL),
                            &error);
  g_assert_no_error (error);
  g_print ("done\n");
  fflush (stdout);
  return dex_future_new_true ();
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    return 2;
  dex_init ();
  nl_future_wait (nl_fiber_spawn (import_fiber, argv, NULL), &error);
  return error != NULL;
}
