/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/nl-cli-output.h"
#include "segments/nl-segment-comparison.h"
#include "segments/nl-segment-count.h"
#include "segments/nl-segment-snapshot.h"
#include "segments/nl-segments.h"

static gboolean
parse (NlCli *cli, char **where, int n_words, GError **error)
{
  const GOptionEntry options[] = {
    { "where", 0, 0, G_OPTION_ARG_STRING, where, NULL, NULL },
    { NULL },
  };

  return nl_cli_parse_with_shop (cli, options, n_words, error);
}

static gboolean
add (NlCli *cli, GError **error)
{
  g_autofree char *where = NULL;
  g_autoptr (NlSegment) segment = NULL;

  if (!parse (cli, &where, 1, error) || !nl_cli_check_text (cli->words[0], error))
    return FALSE;
  if (where == NULL) {
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                         _ ("Say who is in the segment with --where."));
    return FALSE;
  }
  if (!nl_cli_open_shop (cli, error))
    return FALSE;
  segment = g_object_new (NL_TYPE_SEGMENT, "name", cli->words[0], "query", where, NULL);
  if (!dex_await (nl_segments_save (cli->store, cli->shop, segment), error))
    return FALSE;
  nl_cli_confirm_record (cli, NL_RECORD (segment));
  return TRUE;
}

static gboolean
count (NlCli *cli, GError **error)
{
  g_autofree char *query = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 number;

  if (!parse (cli, &query, -1, error))
    return FALSE;
  if (g_strv_length (cli->words) != (query == NULL ? 1 : 0)) {
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                         _ ("Give either a segment or --where."));
    return FALSE;
  }
  if (!nl_cli_open_shop (cli, error))
    return FALSE;
  if (query == NULL) {
    g_autoptr (NlRecord) segment = nl_cli_find (cli, NL_TYPE_SEGMENT, cli->words[0], error);

    if (segment == NULL)
      return FALSE;
    query = g_strdup (nl_record_get_text (segment, NL_SEGMENT_QUERY));
  }
  number = dex_await_int64 (nl_segment_count (cli->store, nl_cli_get_shop_id (cli), query, NULL),
                            &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  nl_cli_print_number (cli, "count", number);
  return TRUE;
}

static gboolean
list (NlCli *cli, GError **error)
{
  static const guint fields[] = { NL_SEGMENT_NAME, NL_SEGMENT_CUSTOMER_COUNT, NL_SEGMENT_QUERY };
  g_autoptr (GListModel) segments = NULL;

  if (!nl_cli_parse_with_shop (cli, NULL, 0, error) || !nl_cli_open_shop (cli, error)
      || !dex_await (nl_segments_recount (cli->store, cli->shop), error))
    return FALSE;
  segments = dex_await_object (nl_segments_list (cli->store, nl_cli_get_shop_id (cli)), error);
  if (segments == NULL)
    return FALSE;
  nl_cli_print_records (cli, segments, fields, G_N_ELEMENTS (fields));
  return TRUE;
}

static gboolean
snapshot (NlCli *cli, GError **error)
{
  g_autoptr (NlRecord) segment = NULL;
  g_autoptr (NlRecord) taken = NULL;

  if (!nl_cli_parse_with_shop (cli, NULL, 2, error) || !nl_cli_check_text (cli->words[1], error)
      || !nl_cli_open_shop (cli, error))
    return FALSE;
  segment = nl_cli_find (cli, NL_TYPE_SEGMENT, cli->words[0], error);
  if (segment == NULL)
    return FALSE;
  taken
      = dex_await_object (nl_segment_snapshot_take (cli->store, cli->shop, cli->words[1],
                                                    nl_record_get_text (segment, NL_SEGMENT_QUERY)),
                          error);
  if (taken == NULL)
    return FALSE;
  nl_cli_confirm_record (cli, taken);
  return TRUE;
}

static gboolean
compare (NlCli *cli, GError **error)
{
  g_autoptr (JsonObject) comparison = NULL;
  g_autoptr (NlRecord) first = NULL;
  g_autoptr (NlRecord) second = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!nl_cli_parse_with_shop (cli, NULL, 2, error) || !nl_cli_open_shop (cli, error))
    return FALSE;
  first = nl_cli_find (cli, NL_TYPE_SEGMENT, cli->words[0], error);
  second = first == NULL ? NULL : nl_cli_find (cli, NL_TYPE_SEGMENT, cli->words[1], error);
  if (second == NULL)
    return FALSE;
  comparison
      = dex_await_boxed (nl_segment_comparison_load (cli->store, nl_cli_get_shop_id (cli),
                                                     nl_record_get_text (first, NL_SEGMENT_QUERY),
                                                     nl_record_get_text (second, NL_SEGMENT_QUERY),
                                                     NULL),
                         error);
  if (comparison == NULL)
    return FALSE;
  node = json_node_init_object (json_node_alloc (), comparison);
  nl_cli_print_json (cli, node);
  return TRUE;
}

static gboolean delete (NlCli *cli, GError **error)
{
  return nl_cli_parse_with_shop (cli, NULL, 1, error) && nl_cli_open_shop (cli, error)
         && nl_cli_remove (cli, NL_TYPE_SEGMENT, error);
}

const NlCliCommand nl_cli_segment_commands[] = {
  { "segment", "add", "NAME --where QUERY [--shop S]", add },
  { "segment", "compare", "G G [--shop S]", compare },
  { "segment", "count", "(--where QUERY | G) [--shop S]", count },
  { "segment", "list", "[--shop S]", list },
  { "segment", "remove", "G [--shop S]", delete },
  { "segment", "snapshot", "G NAME [--shop S]", snapshot },
  { NULL },
};
