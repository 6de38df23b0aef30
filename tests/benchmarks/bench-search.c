/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Types prefixes of words into a search over the customers of the workspace argv[1], and says how
 * long it takes from the keystroke until the first 50 rows hold their records, by NlRowsModel. */
#include <stdlib.h>

#include "customers/nl-customer-query.h"
#include "shops/nl-shop.h"
#include "store/nl-row.h"
#include "store/nl-rows-model.h"

#define PREFIXES 1000
#define ROWS 50

static const char *const WORDS[]
    = { "camille", "chloe",   "müller",   "martin", "marpa",      "dubois", "weber",   "gmail",
        "hotmail", "lucia",   "schiwe",   "vip",    "wholesale",  "Zoë",    "bjorn",   "garci",
        "orange",  "example", "laroche",  "thomas", "newsletter", "ga me",  "mar chl", "336100",
        "tinro",   "hofne",   "vanpaber", "icloud", "returns",    "gift",   "sanchez", "dulagar" };

static double
search (NlRowsModel *model, gint64 shop_id, const char *text)
{
  g_autoptr (NlQuery) query = nl_customer_query_new (shop_id, text, NL_CUSTOMER_ORDER_NAME, FALSE);
  gint64 start;
  gboolean done = FALSE;

  nl_rows_model_set_query (model, NULL);
  start = g_get_monotonic_time ();
  nl_rows_model_set_query (model, query);
  while (!done) {
    guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

    done = n > 0 || !nl_rows_model_get_loading (model);
    for (guint i = 0; done && i < MIN (n, ROWS); i++) {
      g_autoptr (NlRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

      done = nl_row_get_record (row) != NULL;
    }
    if (!done)
      g_main_context_iteration (NULL, TRUE);
  }
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static NlStore *store;
static NlRecord *shop;

static DexFuture *
open_fiber (gpointer folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlQuery) all = nl_query_new (NL_TYPE_SHOP);
  g_autoptr (GListModel) shops = NULL;

  store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  shops = dex_await_object (nl_store_list (store, all), &error);
  g_assert_no_error (error);
  shop = g_list_model_get_item (shops, 0);
  return dex_future_new_true ();
}

int
main (int argc, char **argv)
{
  g_autoptr (NlRowsModel) model = NULL;
  g_autoptr (GRand) dice = g_rand_new_with_seed (2026);
  double times[PREFIXES];

  if (argc != 2)
    return 2;
  dex_init ();
  nl_future_wait (nl_fiber_spawn (open_fiber, argv[1], NULL), NULL);
  model = nl_rows_model_new (store, NULL);
  for (guint i = 0; i < PREFIXES; i++) {
    const char *word = WORDS[g_rand_int_range (dice, 0, G_N_ELEMENTS (WORDS))];
    glong length = g_rand_int_range (dice, 1, (gint32) g_utf8_strlen (word, -1) + 1);
    g_autofree char *prefix = g_utf8_substring (word, 0, length);

    times[i] = search (model, nl_record_get_id (shop), prefix);
    if (g_getenv ("VERBOSE") != NULL && times[i] > 16)
      g_print ("%s: %.1f ms\n", prefix, times[i]);
  }
  qsort (times, PREFIXES, sizeof *times, compare);
  g_print ("search, keystroke to the first 50 rows: median %.1f ms, p99 %.1f ms, longest %.1f ms\n",
           times[PREFIXES / 2], times[PREFIXES * 99 / 100], times[PREFIXES - 1]);
  g_clear_object (&model);
  g_clear_object (&shop);
  g_clear_object (&store);
  return 0;
}
