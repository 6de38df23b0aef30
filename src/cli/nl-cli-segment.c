/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/nl-cli-output.h"
#include "segments/nl-segment-count.h"
#include "segments/nl-segments.h"

/* What the commands of this noun have in common. */
typedef struct {
  char *shop_name;
  char *where;
  char **words;
  NlShop *shop;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->shop_name);
  g_free (self->where);
  g_strfreev (self->words);
  g_clear_object (&self->shop);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
parse (Arguments *self, char **words, int n_words, GError **error)
{
  const GOptionEntry options[] = {
    { "shop", 0, 0, G_OPTION_ARG_STRING, &self->shop_name, NULL, NULL },
    { "where", 0, 0, G_OPTION_ARG_STRING, &self->where, NULL, NULL },
    { NULL },
  };

  self->words = g_strdupv (words);
  return nl_cli_parse (&self->words, options, n_words, error);
}

static gboolean
open_shop (NlCli *cli, Arguments *self, GError **error)
{
  if (!nl_cli_open (cli, error))
    return FALSE;
  self->shop = nl_cli_find_shop (cli, self->shop_name, error);
  return self->shop != NULL;
}

static NlRecord *
find (NlCli *cli, Arguments *self, GError **error)
{
  return nl_cli_find (cli, NL_TYPE_SEGMENT, nl_record_get_id (NL_RECORD (self->shop)),
                      self->words[0], error);
}

static gboolean
add (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  g_autoptr (NlSegment) segment = NULL;

  if (!parse (&self, words, 1, error) || !nl_cli_check_text (self.words[0], error))
    return FALSE;
  if (self.where == NULL) {
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                         _ ("Say who is in the segment with --where."));
    return FALSE;
  }
  if (!open_shop (cli, &self, error))
    return FALSE;
  segment = g_object_new (NL_TYPE_SEGMENT, "name", self.words[0], "query", self.where, NULL);
  if (!dex_await (nl_segments_save (cli->store, self.shop, segment), error))
    return FALSE;
  nl_cli_print_record (cli, NL_RECORD (segment));
  return TRUE;
}

static gboolean
count (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  g_autofree char *query = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 number;

  if (!parse (&self, words, -1, error))
    return FALSE;
  if (g_strv_length (self.words) != (self.where == NULL ? 1 : 0)) {
    g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                         _ ("Give either a segment or --where."));
    return FALSE;
  }
  if (!open_shop (cli, &self, error))
    return FALSE;
  if (self.where != NULL) {
    query = g_strdup (self.where);
  } else {
    g_autoptr (NlRecord) segment = find (cli, &self, error);

    if (segment == NULL)
      return FALSE;
    query = g_strdup (nl_record_get_text (segment, NL_SEGMENT_QUERY));
  }
  number = dex_await_int64 (nl_segment_count (cli->store, nl_record_get_id (NL_RECORD (self.shop)),
                                              query, NULL),
                            &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  nl_cli_print_number (cli, "count", number);
  return TRUE;
}

static gboolean
list (NlCli *cli, char **words, GError **error)
{
  static const guint fields[] = { NL_SEGMENT_NAME, NL_SEGMENT_CUSTOMER_COUNT, NL_SEGMENT_QUERY };
  g_auto (Arguments) self = { 0 };
  g_autoptr (GListModel) segments = NULL;

  if (!parse (&self, words, 0, error) || !open_shop (cli, &self, error))
    return FALSE;
  segments
      = dex_await_object (nl_segments_list (cli->store, nl_record_get_id (NL_RECORD (self.shop))),
                          error);
  if (segments == NULL)
    return FALSE;
  nl_cli_print_records (cli, segments, fields, G_N_ELEMENTS (fields));
  return TRUE;
}

static gboolean delete (NlCli *cli, char **words, GError **error)
{
  g_auto (Arguments) self = { 0 };
  g_autoptr (NlRecord) segment = NULL;

  if (!parse (&self, words, 1, error) || !open_shop (cli, &self, error))
    return FALSE;
  segment = find (cli, &self, error);
  return segment != NULL && nl_cli_remove (cli, segment, error);
}

const NlCliCommand nl_cli_segment_commands[] = {
  { "segment", "add", "NAME --where QUERY [--shop S]", add },
  { "segment", "count", "(--where QUERY | G) [--shop S]", count },
  { "segment", "list", "[--shop S]", list },
  { "segment", "remove", "G [--shop S]", delete },
  { NULL },
};
