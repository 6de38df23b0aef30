/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/nl-cli-output.h"
#include "segments/nl-segment-count.h"
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

  if (!nl_cli_parse_with_shop (cli, NULL, 0, error) || !nl_cli_open_shop (cli, error))
    return FALSE;
  segments = dex_await_object (nl_segments_list (cli->store, nl_cli_get_shop_id (cli)), error);
  if (segments == NULL)
    return FALSE;
  nl_cli_print_records (cli, segments, fields, G_N_ELEMENTS (fields));
  return TRUE;
}

static gboolean delete (NlCli *cli, GError **error)
{
  return nl_cli_parse_with_shop (cli, NULL, 1, error) && nl_cli_open_shop (cli, error)
         && nl_cli_remove (cli, NL_TYPE_SEGMENT, error);
}

const NlCliCommand nl_cli_segment_commands[] = {
  { "segment", "add", "NAME --where QUERY [--shop S]", add },
  { "segment", "count", "(--where QUERY | G) [--shop S]", count },
  { "segment", "list", "[--shop S]", list },
  { "segment", "remove", "G [--shop S]", delete },
  { NULL },
};
