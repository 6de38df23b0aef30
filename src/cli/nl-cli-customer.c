/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "base/nl-email.h"
#include "cli/nl-cli-ask.h"
#include "cli/nl-cli-import.h"
#include "cli/nl-cli-output.h"
#include "customers/nl-customer-export.h"
#include "customers/nl-customer-import.h"
#include "customers/nl-customer-query.h"
#include "customers/nl-customers-bulk.h"
#include "customers/nl-import-preview.h"
#include "segments/nl-segments.h"

/* Which customers of the shop. */
typedef struct {
  char *segment_name;
  char *where;
} Filter;

static void
filter_clear (Filter *self)
{
  g_free (self->segment_name);
  g_free (self->where);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static gboolean
parse_and_open (NlCli *cli, Filter *filter, int n_words, GError **error)
{
  const GOptionEntry options[] = {
    { "segment", 0, 0, G_OPTION_ARG_STRING, &filter->segment_name, NULL, NULL },
    { "where", 0, 0, G_OPTION_ARG_STRING, &filter->where, NULL, NULL },
    { NULL },
  };

  return nl_cli_parse_with_shop (cli, options, n_words, error) && nl_cli_open_shop (cli, error);
}

static gboolean
add_condition (NlCli *cli, NlQuery *query, const char *where, GError **error)
{
  return dex_await (nl_segments_require_data (cli->store, cli->shop, where), error)
         && nl_segments_add_condition (query, cli->shop, where, error);
}

/* The customers that the filter leaves, those that match @search if it is given. */
static NlQuery *
make_query (NlCli *cli, Filter *filter, const char *search, GError **error)
{
  g_autoptr (NlQuery) query
      = nl_customer_query_new (nl_cli_get_shop_id (cli), search, NL_CUSTOMER_ORDER_NAME, FALSE);

  if (filter->segment_name != NULL) {
    g_autoptr (NlRecord) segment = nl_cli_find (cli, NL_TYPE_SEGMENT, filter->segment_name, error);

    if (segment == NULL
        || !add_condition (cli, query, nl_record_get_text (segment, NL_SEGMENT_QUERY), error))
      return NULL;
  }
  if (filter->where != NULL && !add_condition (cli, query, filter->where, error))
    return NULL;
  return g_steal_pointer (&query);
}

static gboolean
run_import (NlCli *cli, NlImportOptions *options, const char *preset, char **maps, GError **error)
{
  g_autoptr (NlImportPreview) preview
      = dex_await_object (nl_import_preview_load (cli->words[0], NULL, cli->shop), error);
  g_autoptr (NlImportReport) report = NULL;

  if (preview == NULL)
    return FALSE;
  options->path = cli->words[0];
  if (nl_import_preview_get_recognised (preview, NULL) == NL_IMPORT_KIND_ORDERS)
    g_printerr ("%s\n",
                _ ("This looks like a file of orders. To import those, use “order import”."));
  nl_import_preview_set_kind (preview, NL_IMPORT_KIND_CUSTOMERS);
  options->csv = *nl_import_preview_get_format (preview);
  options->mapping = nl_import_preview_get_mapping (preview);
  if (preset != NULL && !nl_import_mapping_set_preset (options->mapping, preset, error))
    return FALSE;
  for (guint i = 0; maps != NULL && maps[i] != NULL; i++)
    if (!nl_import_mapping_set_by_name (options->mapping, maps[i], error))
      return FALSE;
  report = dex_await_boxed (
      nl_customers_import (cli->store, cli->shop, options,
                           nl_cli_begin_operation (cli, _ ("Importing customers"))),
      error);
  if (report == NULL)
    return FALSE;
  nl_cli_print_import_report (cli, report);
  return TRUE;
}

static gboolean
import (NlCli *cli, GError **error)
{
  g_autofree char *preset = NULL;
  g_autofree char *decimal = NULL;
  g_autofree char *dates = NULL;
  g_auto (GStrv) maps = NULL;
  g_autofree char *rejects = NULL;
  NlImportOptions import_options = { 0 };
  const GOptionEntry options[] = {
    { "preset", 0, 0, G_OPTION_ARG_STRING, &preset, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &maps, NULL, NULL },
    { "decimal", 0, 0, G_OPTION_ARG_STRING, &decimal, NULL, NULL },
    { "dates", 0, 0, G_OPTION_ARG_STRING, &dates, NULL, NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &import_options.dry_run, NULL, NULL },
    { NULL },
  };

  if (!nl_cli_parse_with_shop (cli, options, 1, error)
      || !nl_cli_check_import (NL_IMPORT_KIND_CUSTOMERS, &preset, maps, error)
      || !nl_cli_parse_import_style (decimal, dates, &import_options, error)
      || !nl_cli_open_shop (cli, error))
    return FALSE;
  import_options.rejects_path = rejects;
  return run_import (cli, &import_options, preset, maps, error);
}

static gboolean
await_number (DexFuture *future, gint64 *number, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *number = dex_await_int64 (future, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean export (NlCli *cli, GError **error)
{
  g_auto (Filter) filter = { 0 };
  g_autoptr (NlQuery) query = NULL;
  NlOperation *operation;
  gint64 number;

  if (!parse_and_open (cli, &filter, 1, error))
    return FALSE;
  query = make_query (cli, &filter, NULL, error);
  if (query == NULL)
    return FALSE;
  operation = nl_cli_begin_operation (cli, _ ("Exporting customers"));
  if (!await_number (nl_customers_export (cli->store, cli->shop, query, cli->words[0], operation),
                     &number, error))
    return FALSE;
  if (nl_cli_confirms (cli))
    nl_cli_print_number (cli, "exported", number);
  return TRUE;
}

static gboolean
print_customers (NlCli *cli, Filter *filter, const char *search, GError **error)
{
  static const guint fields[]
      = { NL_CUSTOMER_FIRST_NAME,   NL_CUSTOMER_LAST_NAME,    NL_CUSTOMER_EMAIL,
          NL_CUSTOMER_COUNTRY_CODE, NL_CUSTOMER_AMOUNT_SPENT, NL_CUSTOMER_NUMBER_OF_ORDERS,
          NL_CUSTOMER_RFM_GROUP };
  g_autoptr (NlQuery) query = make_query (cli, filter, search, error);
  g_autoptr (GListModel) customers = NULL;

  if (query != NULL)
    customers = dex_await_object (nl_store_list (cli->store, query), error);
  if (customers == NULL)
    return FALSE;
  nl_cli_print_records (cli, customers, fields, G_N_ELEMENTS (fields));
  return TRUE;
}

static gboolean
list (NlCli *cli, GError **error)
{
  g_auto (Filter) filter = { 0 };

  return parse_and_open (cli, &filter, 0, error) && print_customers (cli, &filter, NULL, error);
}

static gboolean
search (NlCli *cli, GError **error)
{
  g_auto (Filter) filter = { 0 };

  return parse_and_open (cli, &filter, 1, error) && nl_cli_check_text (cli->words[0], error)
         && print_customers (cli, &filter, cli->words[0], error);
}

static gboolean
count (NlCli *cli, GError **error)
{
  g_auto (Filter) filter = { 0 };
  g_autoptr (NlQuery) query = NULL;
  gint64 number;

  if (!parse_and_open (cli, &filter, 0, error))
    return FALSE;
  query = make_query (cli, &filter, NULL, error);
  if (query == NULL || !await_number (nl_store_count (cli->store, query), &number, error))
    return FALSE;
  nl_cli_print_number (cli, "count", number);
  return TRUE;
}

static NlRecord *
find_customer (NlCli *cli, const char *word, GError **error)
{
  g_autofree char *email = NULL;

  if (!nl_cli_check_text (word, error))
    return NULL;
  email = nl_email_normalise (word);
  return email != NULL ? nl_cli_pick (cli, NL_TYPE_CUSTOMER, "email_key = ?", email, error)
                       : nl_cli_pick (cli, NL_TYPE_CUSTOMER, "id = ?", word, error);
}

static gboolean
show (NlCli *cli, GError **error)
{
  g_autoptr (NlRecord) customer = NULL;

  if (!nl_cli_parse_with_shop (cli, NULL, 1, error) || !nl_cli_open_shop (cli, error))
    return FALSE;
  customer = find_customer (cli, cli->words[0], error);
  if (customer == NULL)
    return FALSE;
  nl_cli_print_record (cli, customer);
  return TRUE;
}

/* Once, however often somebody is named. */
static void
add_id (GArray *ids, GHashTable *seen, NlRecord *customer)
{
  gint64 id = nl_record_get_id (customer);

  if (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)))
    g_array_append_val (ids, id);
}

/* The customers that the words name, all of them, or those that the filter leaves. */
static gboolean
find_all (NlCli *cli, Filter *filter, GArray *ids, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (NlQuery) query = NULL;
  g_autoptr (GListModel) customers = NULL;

  for (guint i = 0; cli->words[i] != NULL; i++) {
    g_autoptr (NlRecord) customer = find_customer (cli, cli->words[i], error);

    if (customer == NULL)
      return FALSE;
    add_id (ids, seen, customer);
  }
  if (cli->words[0] != NULL)
    return TRUE;
  query = make_query (cli, filter, NULL, error);
  if (query != NULL)
    customers = dex_await_object (nl_store_list (cli->store, query), error);
  if (customers == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (customers); i++) {
    g_autoptr (NlRecord) customer = g_list_model_get_item (customers, i);

    add_id (ids, seen, customer);
  }
  return TRUE;
}

static gboolean
may_erase (guint n_customers, gboolean yes, GError **error)
{
  g_autofree char *question
      = g_strdup_printf (ngettext ("Erase %u customer for good?", "Erase %u customers for good?",
                                   n_customers),
                         n_customers);

  return n_customers == 0 || yes || nl_cli_ask (question, _ ("Nothing was erased."), error);
}

static gboolean
erase (NlCli *cli, GError **error)
{
  gboolean yes = FALSE;
  g_auto (Filter) filter = { 0 };
  const GOptionEntry options[] = {
    { "segment", 0, 0, G_OPTION_ARG_STRING, &filter.segment_name, NULL, NULL },
    { "where", 0, 0, G_OPTION_ARG_STRING, &filter.where, NULL, NULL },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &yes, NULL, NULL },
    { NULL },
  };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_done;

  if (!nl_cli_parse_with_shop (cli, options, -1, error))
    return FALSE;
  if ((cli->words[0] != NULL) == (filter.segment_name != NULL || filter.where != NULL)) {
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                         _ ("Say which customers: by email or id, or with --segment or --where."));
    return FALSE;
  }
  if (!nl_cli_open_shop (cli, error) || !find_all (cli, &filter, ids, error)
      || !may_erase (ids->len, yes, error))
    return FALSE;
  is_done = dex_await (nl_customers_erase (cli->store, ids,
                                           nl_cli_begin_operation (cli, _ ("Erasing customers"))),
                       error);
  nl_cli_end_operation (cli);
  if (!is_done)
    return FALSE;
  if (nl_cli_confirms (cli))
    nl_cli_print_number (cli, "erased", ids->len);
  return TRUE;
}

const NlCliCommand nl_cli_customer_commands[] = {
  { "customer", "import",
    "FILE [--shop S] [--preset auto|shopify|woocommerce|prestashop|stripe|mailchimp] [--map "
    "COLUMN=field]… [--decimal auto|point|comma] [--dates auto|day-first|month-first] "
    "[--rejects FILE] [--dry-run]",
    import },
  { "customer", "export", "FILE [--shop S] [--segment G] [--where QUERY]", export },
  { "customer", "list", "[--shop S] [--segment G] [--where QUERY]", list },
  { "customer", "count", "[--shop S] [--segment G] [--where QUERY]", count },
  { "customer", "search", "TEXT [--shop S] [--segment G] [--where QUERY]", search },
  { "customer", "show", "(EMAIL | ID) [--shop S]", show },
  { "customer", "erase", "((EMAIL | ID)… | [--segment G] [--where QUERY]) [--shop S] [--yes]",
    erase },
  { NULL },
};
