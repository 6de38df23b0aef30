/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "ai/usage/nl-usage-summary.h"
#include "cli/nl-cli-output.h"

/* In the order of NlUsageGroup. */
static const char *const groups[] = { "all", "provider", "model", "day", "kind", "shop" };

static gboolean
parse_group (const char *word, NlUsageGroup *group, GError **error)
{
  *group = NL_USAGE_GROUP_PROVIDER;
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++) {
    if (word != NULL && !g_str_equal (word, groups[i]))
      continue;
    if (word != NULL)
      *group = (NlUsageGroup) i;
    return TRUE;
  }
  g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE, _ ("--by is one of %s."),
               "all, provider, model, day, kind, shop");
  return FALSE;
}

/* A day of the calendar as it is stored, so that days compare as texts do. */
static gboolean
check_day (const char *word, GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *time = word != NULL ? g_strconcat (word, "T00:00:00", NULL) : NULL;
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *again = NULL;

  if (word == NULL)
    return TRUE;
  if (g_utf8_validate (word, -1, NULL))
    day = g_date_time_new_from_iso8601 (time, utc);
  again = day != NULL ? g_date_time_format (day, "%F") : NULL;
  if (g_strcmp0 (again, word) == 0)
    return TRUE;
  g_set_error_literal (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                       _ ("A day is written as in 2026-11-22."));
  return FALSE;
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (*value != '\0')
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
print_json (NlCli *cli, GPtrArray *sums)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < sums->len; i++) {
    const NlUsageSum *sum = sums->pdata[i];

    json_builder_begin_object (builder);
    add_text (builder, "key", sum->key);
    add_text (builder, "name", sum->name);
    add_int (builder, "jobs", sum->n_jobs);
    add_int (builder, "input_tokens", sum->input_tokens);
    add_int (builder, "cached_tokens", sum->cached_tokens);
    add_int (builder, "output_tokens", sum->output_tokens);
    add_int (builder, "reasoning_tokens", sum->reasoning_tokens);
    add_int (builder, "images", sum->images);
    add_int (builder, "cost_micros", sum->cost_micros);
    add_text (builder, "currency", sum->currency);
    add_int (builder, "unpriced", sum->n_unpriced);
    add_int (builder, "perhaps_billed", sum->perhaps_billed);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  node = json_builder_get_root (builder);
  nl_cli_print_json (cli, node);
}

/* Nothing at all where nothing had to be paid; no currency has so many digits. */
static char *
dup_cost (const NlUsageSum *sum)
{
  if (sum->currency[0] == '\0')
    return g_strdup ("");
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%06d %s", sum->cost_micros / 1000000,
                          (int) (sum->cost_micros % 1000000), sum->currency);
}

static void
print_lines (GPtrArray *sums)
{
  for (guint i = 0; i < sums->len; i++) {
    const NlUsageSum *sum = sums->pdata[i];
    g_autofree char *name = g_strdelimit (g_strdup (sum->name), "\t\n", ' ');
    g_autofree char *cost = dup_cost (sum);

    g_print ("%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT
             "\t%" G_GINT64_FORMAT "\t%s\t%" G_GINT64_FORMAT "\n",
             name, sum->n_jobs, sum->input_tokens, sum->output_tokens, sum->images, cost,
             sum->n_unpriced);
  }
}

static gboolean
usage (NlCli *cli, GError **error)
{
  g_autofree char *by = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  const GOptionEntry options[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &by, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) sums = NULL;
  NlUsageGroup group;

  if (!nl_cli_parse_with_shop (cli, options, 0, error) || !parse_group (by, &group, error)
      || !check_day (from, error) || !check_day (to, error)
      || !(cli->shop_name != NULL ? nl_cli_open_shop (cli, error) : nl_cli_open (cli, error)))
    return FALSE;
  sums
      = dex_await_boxed (nl_usage_summarise (cli->store, nl_cli_get_shop_id (cli), from, to, group),
                         error);
  if (sums == NULL)
    return FALSE;
  if (cli->json)
    print_json (cli, sums);
  else
    print_lines (sums);
  return TRUE;
}

const NlCliCommand nl_cli_usage_commands[] = {
  { "usage", NULL,
    "[--by provider|model|day|kind|shop|all] [--shop S] [--from YYYY-MM-DD] [--to YYYY-MM-DD]",
    usage },
  { NULL },
};
