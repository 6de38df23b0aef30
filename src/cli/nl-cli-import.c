/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nl-cli-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/nl-cli-output.h"

/**
 * nl_cli_check_import:
 * @kind: what is imported
 * @preset: (inout) (nullable): what `--preset` says; %NULL afterwards when it is “auto”
 * @maps: (nullable): what `--map` says
 * @error: return location for an %NL_CLI_ERROR
 *
 * Returns: whether the words of an import make sense
 */
gboolean
nl_cli_check_import (NlImportKind kind, char **preset, char **maps, GError **error)
{
  const char *const *presets = nl_import_preset_list (kind);

  if (g_strcmp0 (*preset, "auto") == 0)
    g_clear_pointer (preset, g_free);
  if (*preset != NULL && !g_strv_contains (presets, *preset)) {
    g_autofree char *others = g_strjoinv (", ", (char **) presets);
    g_autofree char *known = g_strconcat ("auto, ", others, NULL);

    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                 _ ("There is no preset “%s”. The presets are: %s."), *preset, known);
    return FALSE;
  }
  for (guint i = 0; maps != NULL && maps[i] != NULL; i++) {
    if (strchr (maps[i], '=') != NULL)
      continue;
    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE,
                 _ ("“%s” is not of the form COLUMN=field."), maps[i]);
    return FALSE;
  }
  return TRUE;
}

/**
 * nl_cli_parse_import_style:
 * @decimal: (nullable): what `--decimal` says
 * @dates: (nullable): what `--dates` says
 * @options: where that goes
 * @error: return location for an %NL_CLI_ERROR
 *
 * Returns: whether it makes sense
 */
gboolean
nl_cli_parse_import_style (const char *decimal,
                           const char *dates,
                           NlImportOptions *options,
                           GError **error)
{
  if (decimal != NULL && !g_str_equal (decimal, "auto")) {
    if (!g_str_equal (decimal, "point") && !g_str_equal (decimal, "comma")) {
      g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE, _ ("“%s” is none of: %s."), decimal,
                   "auto, point, comma");
      return FALSE;
    }
    options->decimal_point = g_str_equal (decimal, "point") ? '.' : ',';
  }
  if (dates != NULL && !g_str_equal (dates, "auto")) {
    if (!g_str_equal (dates, "day-first") && !g_str_equal (dates, "month-first")) {
      g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE, _ ("“%s” is none of: %s."), dates,
                   "auto, day-first, month-first");
      return FALSE;
    }
    options->date_order
        = g_str_equal (dates, "day-first") ? NL_DATE_ORDER_DAY_FIRST : NL_DATE_ORDER_MONTH_FIRST;
  }
  return TRUE;
}

/* The places of an import file that are told on the terminal; JSON has more of them. */
#define SHOWN_WARNINGS 10

static void
print_json_report (NlCli *cli, const NlImportReport *report)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *warnings = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < report->warnings->len; i++)
    json_array_add_string_element (warnings, g_ptr_array_index (report->warnings, i));
  json_object_set_int_member (object, "rows", (gint64) report->rows);
  json_object_set_int_member (object, "inserted", (gint64) report->inserted);
  json_object_set_int_member (object, "updated", (gint64) report->updated);
  json_object_set_int_member (object, "unchanged", (gint64) report->unchanged);
  json_object_set_int_member (object, "rejected", (gint64) report->rejected);
  json_object_set_string_member (object, "rejects", report->rejects_path);
  json_object_set_string_member (object, "first_rejection", report->first_rejection);
  json_object_set_int_member (object, "left_out", (gint64) report->n_warnings);
  json_object_set_array_member (object, "warnings", warnings);
  node = json_node_init_object (json_node_alloc (), object);
  nl_cli_print_json (cli, node);
}

static void
print_warnings (const NlImportReport *report)
{
  guint n_shown = MIN (report->warnings->len, SHOWN_WARNINGS);
  guint64 n_more = report->n_warnings - n_shown;

  for (guint i = 0; i < n_shown; i++)
    g_printerr ("%s\n", (const char *) g_ptr_array_index (report->warnings, i));
  if (n_more > 0)
    g_printerr (ngettext ("%lu more value was left out.\n", "%lu more values were left out.\n",
                          (gulong) n_more),
                (gulong) n_more);
}

/**
 * nl_cli_print_import_report:
 * @cli: the program
 * @report: what an import did
 *
 * Prints it.
 */
void
nl_cli_print_import_report (NlCli *cli, const NlImportReport *report)
{
  if (cli->json) {
    print_json_report (cli, report);
    return;
  }
  nl_cli_end_operation (cli);
  if (!cli->quiet)
    g_print (_ ("%lu inserted, %lu updated, %lu unchanged, %lu rejected\n"),
             (gulong) report->inserted, (gulong) report->updated, (gulong) report->unchanged,
             (gulong) report->rejected);
  print_warnings (report);
  if (report->rejected > 0)
    g_printerr (_ ("First rejected row: %s\n"), report->first_rejection);
  if (report->rejects_path != NULL)
    g_printerr (_ ("The rejected rows are in %s\n"), report->rejects_path);
}
