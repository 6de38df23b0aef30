/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/nl-cli-output.h"
#include "customers/nl-customer-export.h"
#include "customers/nl-customer-import.h"
#include "customers/nl-customer-query.h"
#include "customers/nl-customers.h"
#include "customers/nl-import-preview.h"
#include "segments/nl-segments.h"

/* What the commands of this noun have in common. */
typedef struct {
  char *shop_name;
  char *segment_name;
  char *where;
  char *preset;
  char **maps;
  char *rejects;
  gboolean dry_run;
  char **words;
  NlShop *shop;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->shop_name);
  g_free (self->segment_name);
  g_free (self->where);
  g_free (self->preset);
  g_strfreev (self->maps);
  g_free (self->rejects);
  g_strfreev (self->words);
  g_clear_object (&self->shop);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
open_shop (NlCli *cli, Arguments *self, GError **error)
{
  if (!nl_cli_open (cli, error))
    return FALSE;
  self->shop = nl_cli_find_shop (cli, self->shop_name, error);
  return self->shop != NULL;
}

static gboolean
parse (NlCli *cli, Arguments *self, char **words, int n_words, GError **error)
{
  const GOptionEntry options[] = {
    { "shop", 0, 0, G_OPTION_ARG_STRING, &self->shop_name, NULL, NULL },
    { "segment", 0, 0, G_OPTION_ARG_STRING, &self->segment_name, NULL, NULL },
    { "where", 0, 0, G_OPTION_ARG_STRING, &self->where, NULL, NULL },
    { NULL },
  };

  self->words = g_strdupv (words);
  return nl_cli_parse (&self->words, options, n_words, error) && open_shop (cli, self, error);
}

static gboolean
add_condition (NlCli *cli, Arguments *self, NlQuery *query, const char *where, GError **error)
{
  return dex_await (nl_segments_require_data (cli->store, self->shop, where), error)
         && nl_segments_add_condition (query, self->shop, where, error);
}

/* The customers that --segment and --where leave, those that match @search if it is given. */
static NlQuery *
make_query (NlCli *cli, Arguments *self, const char *search, GError **error)
{
  gint64 shop_id = nl_record_get_id (NL_RECORD (self->shop));
  g_autoptr (NlQuery) query
      = nl_customer_query_new (shop_id, search, NL_CUSTOMER_ORDER_NAME, FALSE);

  if (self->segment_name != NULL) {
    g_autoptr (NlRecord) segment
        = nl_cli_find (cli, NL_TYPE_SEGMENT, shop_id, self->segment_name, error);

    if (segment == NULL
        || !add_condition (cli, self, query, nl_record_get_text (segment, NL_SEGMENT_QUERY), error))
      return NULL;
  }
  if (self->where != NULL && !add_condition (cli, self, query, self->where, error))
    return NULL;
  return g_steal_pointer (&query);
}

static void
print_report (NlCli *cli, const NlImportReport *report)
{
  if (cli->json) {
    g_autoptr (JsonObject) object = json_object_new ();
    g_autoptr (JsonNode) node = NULL;

    json_object_set_int_member (object, "rows", (gint64) report->rows);
    json_object_set_int_member (object, "inserted", (gint64) report->inserted);
    json_object_set_int_member (object, "updated", (gint64) report->updated);
    json_object_set_int_member (object, "unchanged", (gint64) report->unchanged);
    json_object_set_int_member (object, "rejected", (gint64) report->rejected);
    json_object_set_string_member (object, "rejects", report->rejects_path);
    node = json_node_init_object (json_node_alloc (), object);
    nl_cli_print_json (node);
    return;
  }
  if (!cli->quiet)
    g_print (_ ("%lu inserted, %lu updated, %lu unchanged, %lu rejected\n"),
             (gulong) report->inserted, (gulong) report->updated, (gulong) report->unchanged,
             (gulong) report->rejected);
  if (report->rejected > 0)
    g_printerr (_ ("First rejected row: %s\n"), report->first_rejection);
  if (report->rejects_path != NULL)
    g_printerr (_ ("The rejected rows are in %s\n"), report->rejects_path);
}

static gboolean
run_import (NlCli *cli, Arguments *self, GError **error)
{
  g_autoptr (NlImportPreview) preview
      = dex_await_object (nl_import_preview_load (self->words[0], NULL, self->shop), error);
  g_autoptr (NlOperation) operation = NULL;
  g_autoptr (NlImportReport) report = NULL;
  NlImportOptions options = { 0 };

  if (preview == NULL)
    return FALSE;
  options.path = self->words[0];
  options.csv = *nl_import_preview_get_format (preview);
  options.mapping = nl_import_preview_get_mapping (preview);
  options.rejects_path = self->rejects;
  options.dry_run = self->dry_run;
  for (guint i = 0; self->maps != NULL && self->maps[i] != NULL; i++)
    if (!nl_import_mapping_set_by_name (options.mapping, self->maps[i], error))
      return FALSE;
  operation = nl_cli_operation_new (cli, _ ("Importing customers"));
  report
      = dex_await_boxed (nl_customers_import (cli->store, self->shop, &options, operation), error);
  if (report == NULL)
    return FALSE;
  print_report (cli, report);
  return TRUE;
}

static gboolean
import (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  const GOptionEntry options[] = {
    { "shop", 0, 0, G_OPTION_ARG_STRING, &self.shop_name, NULL, NULL },
    { "preset", 0, 0, G_OPTION_ARG_STRING, &self.preset, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.maps, NULL, NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &self.rejects, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &self.dry_run, NULL, NULL },
    { NULL },
  };

  self.words = g_strdupv (words);
  if (!nl_cli_parse (&self.words, options, 1, error))
    return FALSE;
  /* Shopify's headers are among those that are recognised by themselves. */
  if (self.preset != NULL && !g_str_equal (self.preset, "auto")
      && !g_str_equal (self.preset, "shopify")) {
    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                 _ ("There is no preset “%s”. The presets are: auto, shopify. Other files are "
                    "mapped with --map."),
                 self.preset);
    return FALSE;
  }
  for (guint i = 0; self.maps != NULL && self.maps[i] != NULL; i++) {
    if (strchr (self.maps[i], '=') == NULL) {
      g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                   _ ("“%s” is not of the form COLUMN=field."), self.maps[i]);
      return FALSE;
    }
  }
  return open_shop (cli, &self, error) && run_import (cli, &self, error);
}

static gboolean export (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  g_autoptr (NlQuery) query = NULL;
  g_autoptr (NlOperation) operation = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 count;

  if (!parse (cli, &self, words, 1, error))
    return FALSE;
  query = make_query (cli, &self, NULL, error);
  if (query == NULL)
    return FALSE;
  operation = nl_cli_operation_new (cli, _ ("Exporting customers"));
  count = dex_await_int64 (
      nl_customers_export (cli->store, self.shop, query, self.words[0], operation), &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  nl_cli_print_number (cli, "exported", count);
  return TRUE;
}

static gboolean
print_customers (NlCli *cli, Arguments *self, const char *search, GError **error)
{
  static const guint fields[]
      = { NL_CUSTOMER_FIRST_NAME,   NL_CUSTOMER_LAST_NAME,    NL_CUSTOMER_EMAIL,
          NL_CUSTOMER_COUNTRY_CODE, NL_CUSTOMER_AMOUNT_SPENT, NL_CUSTOMER_NUMBER_OF_ORDERS,
          NL_CUSTOMER_RFM_GROUP };
  g_autoptr (NlQuery) query = make_query (cli, self, search, error);
  g_autoptr (GListModel) customers = NULL;

  if (query != NULL)
    customers = dex_await_object (nl_store_list (cli->store, query), error);
  if (customers == NULL)
    return FALSE;
  nl_cli_print_records (cli, customers, fields, G_N_ELEMENTS (fields));
  return TRUE;
}

static gboolean
list (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };

  return parse (cli, &self, words, 0, error) && print_customers (cli, &self, NULL, error);
}

static gboolean
search (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };

  return parse (cli, &self, words, 1, error) && nl_cli_check_text (self.words[0], error)
         && print_customers (cli, &self, self.words[0], error);
}

static gboolean
count (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  g_autoptr (NlQuery) query = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 number;

  if (!parse (cli, &self, words, 0, error))
    return FALSE;
  query = make_query (cli, &self, NULL, error);
  if (query == NULL)
    return FALSE;
  number = dex_await_int64 (nl_store_count (cli->store, query), &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  nl_cli_print_number (cli, "count", number);
  return TRUE;
}

static NlRecord *
find_customer (NlCli *cli, Arguments *self, GError **error)
{
  g_autoptr (GListModel) found = NULL;

  if (!nl_cli_check_text (self->words[0], error))
    return NULL;
  if (strchr (self->words[0], '@') == NULL)
    return dex_await_object (nl_store_find (cli->store, NL_TYPE_CUSTOMER,
                                            g_ascii_strtoll (self->words[0], NULL, 10)),
                             error);
  found = dex_await_object (nl_customers_find_by_email (cli->store,
                                                        nl_record_get_id (NL_RECORD (self->shop)),
                                                        self->words[0]),
                            error);
  if (found == NULL)
    return NULL;
  if (g_list_model_get_n_items (found) == 1)
    return g_list_model_get_item (found, 0);
  g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND, _ ("There is no customer “%s”."),
               self->words[0]);
  return NULL;
}

static gboolean
show (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  g_autoptr (NlRecord) customer = NULL;

  if (!parse (cli, &self, words, 1, error))
    return FALSE;
  customer = find_customer (cli, &self, error);
  if (customer == NULL)
    return FALSE;
  nl_cli_print_record (cli, customer);
  return TRUE;
}

const NlCliCommand nl_cli_customer_commands[] = {
  { "customer", "import",
    "FILE [--shop S] [--preset auto|shopify] [--map COLUMN=field]… [--rejects FILE] [--dry-run]",
    import },
  { "customer", "export", "FILE [--shop S] [--segment G] [--where QUERY]", export },
  { "customer", "list", "[--shop S] [--segment G] [--where QUERY]", list },
  { "customer", "count", "[--shop S] [--segment G] [--where QUERY]", count },
  { "customer", "search", "TEXT [--shop S] [--segment G] [--where QUERY]", search },
  { "customer", "show", "(EMAIL | ID) [--shop S]", show },
  { NULL },
};
