/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>

#include "app/shell/nl-application.h"
#include "app/shell/nl-pages.h"
#include "app/shell/nl-preferences-dialog.h"
#include "app/shell/nl-window.h"
#include "base/nl-future.h"
#include "customers/nl-customer-import.h"
#include "customers/nl-import-preview.h"
#include "main-loop-watch.h"
#include "samples/nl-sample-shop.h"

/* Walks through the window with many customers, and tells how long the main loop was busy at a
 * time, and how much of that was our code rather than GTK's layout and drawing. */

#define CUSTOMERS 100000
#define QUIET_MILLISECONDS 250

/* --verbose: where every turn that is longer because of us spends its time. */
static gboolean is_verbose;

typedef struct {
  NlWindow *window;
  NlWorkspace *workspace;
  char *import_path;
  const char *page;
  gboolean is_imported;
} Bench;

typedef void (*BenchFunc) (Bench *bench);

static char *
bench_write_customers (const char *folder)
{
  g_autoptr (GString) text = g_string_new ("Email,First Name,Last Name,Country Code,Tags\n");
  char *path = g_build_filename (folder, "many.csv", NULL);

  for (guint i = 0; i < CUSTOMERS; i++)
    g_string_append_printf (text, "person%u@example.com,Marie%u,Martin%u,%s,\"vip, n%u\"\n", i,
                            i % 911, i % 7919, i % 3 == 0 ? "FR" : "DE", i % 17);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return path;
}

static gboolean
bench_count_turns (gpointer n)
{
  ++*(guint *) n;
  return G_SOURCE_CONTINUE;
}

/* Until nothing but this waiting went on for a while. */
static void
bench_settle (guint milliseconds)
{
  guint n = 0;
  guint id = g_timeout_add (QUIET_MILLISECONDS, bench_count_turns, &n);

  while (n * QUIET_MILLISECONDS < milliseconds)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

typedef struct {
  BenchFunc func;
  Bench *bench;
} BenchStep;

static gboolean
bench_step_cb (gpointer data)
{
  BenchStep *step = data;

  step->func (step->bench);
  return G_SOURCE_REMOVE;
}

/* As when somebody presses a key: from the main loop. */
static void
bench_step (Bench *bench, const char *label, BenchFunc func)
{
  BenchStep step = { func, bench };

  main_loop_watch_set_label (label);
  g_idle_add (bench_step_cb, &step);
  bench_settle (4 * QUIET_MILLISECONDS);
  main_loop_watch_set_label (NULL);
}

static GtkWidget *
bench_find (GtkWidget *root, GType type)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *w = gtk_widget_get_first_child (root); w != NULL;
       w = gtk_widget_get_next_sibling (w)) {
    GtkWidget *found = bench_find (w, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
bench_close (Bench *bench)
{
  AdwDialog *dialog
      = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (bench->window));

  if (dialog != NULL)
    adw_dialog_force_close (dialog);
}

static void
bench_activate (Bench *bench, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (bench->window), action, NULL);
}

static void
bench_add_shop (Bench *bench)
{
  bench_activate (bench, "add-shop");
}

static void
bench_edit_shop (Bench *bench)
{
  bench_activate (bench, "edit-shop");
}

static void
bench_new (Bench *bench)
{
  bench_activate (bench, "new");
}

static void
bench_search (Bench *bench)
{
  bench_activate (bench, "search");
}

static void
bench_import (Bench *bench)
{
  g_autoptr (GFile) file = g_file_new_for_path (bench->import_path);

  nl_window_import (bench->window, file);
}

static void
bench_preferences (Bench *bench)
{
  adw_dialog_present (nl_preferences_dialog_new (nl_workspace_get_settings (bench->workspace), "/",
                                                 nl_workspace_get_providers (bench->workspace)),
                      GTK_WIDGET (bench->window));
}

static void
bench_type (Bench *bench, const char *text)
{
  GtkWidget *entry = bench_find (GTK_WIDGET (bench->window), GTK_TYPE_SEARCH_ENTRY);

  if (entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
bench_type_one (Bench *bench)
{
  bench_type (bench, "m");
}

static void
bench_type_more (Bench *bench)
{
  bench_type (bench, "marie1");
}

static void
bench_type_none (Bench *bench)
{
  bench_type (bench, "");
}

static GtkAdjustment *
bench_get_adjustment (Bench *bench)
{
  GtkWidget *table = bench_find (GTK_WIDGET (bench->window), GTK_TYPE_COLUMN_VIEW);

  return table != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table)) : NULL;
}

static gboolean
bench_scroll_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *adjustment = data;
  static guint n;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 120);
  return ++n % 120 != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
bench_scroll (Bench *bench)
{
  GtkAdjustment *adjustment = bench_get_adjustment (bench);

  if (adjustment != NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (bench->window), bench_scroll_tick, adjustment, NULL);
}

static void
bench_jump (Bench *bench)
{
  GtkAdjustment *adjustment = bench_get_adjustment (bench);

  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) / 2);
}

static void
bench_open_customer (Bench *bench)
{
  GtkWidget *table = bench_find (GTK_WIDGET (bench->window), GTK_TYPE_COLUMN_VIEW);
  GtkWidget *list = table != NULL ? bench_find (table, GTK_TYPE_LIST_BASE) : NULL;

  if (list != NULL)
    gtk_widget_activate_action (list, "list.activate-item", "u", 0);
}

static void
bench_open_page (Bench *bench)
{
  nl_window_open_page (GTK_WIDGET (bench->window), bench->page, 0);
}

static void
bench_pages (Bench *bench, const char *how)
{
  guint n;
  const NlPageInfo *infos = nl_pages_list (&n);

  for (guint i = 0; i < n; i++) {
    char *label = g_strdup_printf ("%s, %s", infos[i].id, how);

    bench->page = infos[i].id;
    bench_step (bench, g_intern_string (label), bench_open_page);
    g_free (label);
  }
}

static DexFuture *
bench_import_fiber (gpointer data)
{
  Bench *bench = data;
  g_autoptr (NlImportPreview) preview = NULL;
  g_autoptr (NlOperation) operation = nl_operation_new ("Importing");
  g_autoptr (GError) error = NULL;
  NlShop *shop = nl_workspace_get_shop (bench->workspace);
  NlImportOptions options = { .path = bench->import_path };

  nl_workspace_add_operation (bench->workspace, operation);
  preview = dex_await_object (nl_import_preview_load (options.path, &options.csv, shop), &error);
  g_assert_no_error (error);
  options.csv = *nl_import_preview_get_format (preview);
  options.mapping = nl_import_preview_get_mapping (preview);
  dex_await (nl_customers_import (nl_workspace_get_store (bench->workspace), shop, &options,
                                  operation),
             &error);
  g_assert_no_error (error);
  bench->is_imported = TRUE;
  return dex_future_new_true ();
}

/* --- what came of it --- */

typedef struct {
  const char *label;
  guint n_turns;
  guint n_long;
  guint n_ours;
  double longest;
  double longest_ours;
  char *where;
} BenchLine;

static gboolean
bench_is_ours (const char *name)
{
  return !g_str_has_prefix (name, "bench_") && !g_str_equal (name, "main")
         && !g_str_equal (name, "_start") && !g_str_equal (name, "run_fiber")
         && !g_str_equal (name, "??");
}

/* The innermost of our functions, below the outermost of them; NULL when there is none. */
static char *
bench_dup_place (char **names)
{
  const char *inner = NULL, *outer = NULL;

  for (guint i = 0; i < MAIN_LOOP_DEPTH; i++) {
    if (!bench_is_ours (names[i]))
      continue;
    if (inner == NULL)
      inner = names[i];
    outer = names[i];
  }
  if (inner == NULL)
    return NULL;
  return inner == outer ? g_strdup (inner) : g_strdup_printf ("%s … %s", outer, inner);
}

static int
bench_compare_counts (gconstpointer a, gconstpointer b, gpointer counts)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (counts, *(char *const *) b))
         - GPOINTER_TO_INT (g_hash_table_lookup (counts, *(char *const *) a));
}

static void
bench_print_places (const MainLoopTurn *turn, GHashTable *counts)
{
  guint n;
  g_autofree gpointer *places = g_hash_table_get_keys_as_array (counts, &n);

  g_print ("%s: %.1f ms\n", turn->label, (double) turn->microseconds / 1000);
  g_sort_array (places, n, sizeof (gpointer), bench_compare_counts, counts);
  for (guint i = 0; i < MIN (n, 8); i++)
    g_print ("  %5.1f ms  %s\n",
             (double) turn->microseconds / 1000
                 * GPOINTER_TO_INT (g_hash_table_lookup (counts, places[i])) / turn->n_samples,
             (char *) places[i]);
}

/* How many milliseconds of a turn were spent in or below our functions, and mostly where. */
static double
bench_attribute (const MainLoopTurn *turn, char **where)
{
  g_auto (GStrv) names
      = main_loop_watch_name_places (turn->places, turn->n_samples * MAIN_LOOP_DEPTH);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint ours = 0, most = 0;
  double milliseconds;

  for (guint i = 0; i < turn->n_samples; i++) {
    char *place = bench_dup_place (names + i * MAIN_LOOP_DEPTH);
    guint count;

    if (place == NULL)
      continue;
    ours++;
    count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, place)) + 1;
    if (count > most) {
      most = count;
      g_set_str (where, place);
    }
    g_hash_table_insert (counts, place, GUINT_TO_POINTER (count));
  }
  if (turn->n_samples == 0)
    return 0;
  milliseconds = (double) turn->microseconds / 1000 * ours / turn->n_samples;
  if (is_verbose && milliseconds * 1000 > MAIN_LOOP_LONG)
    bench_print_places (turn, counts);
  return milliseconds;
}

static void
bench_add_turn (BenchLine *line, const MainLoopTurn *turn)
{
  double milliseconds = (double) turn->microseconds / 1000;
  g_autofree char *where = NULL;
  double ours;

  line->label = turn->label;
  line->n_turns++;
  line->longest = fmax (line->longest, milliseconds);
  if (turn->microseconds <= MAIN_LOOP_LONG)
    return;
  line->n_long++;
  ours = bench_attribute (turn, &where);
  if (ours * 1000 > MAIN_LOOP_LONG)
    line->n_ours++;
  if (ours > line->longest_ours) {
    line->longest_ours = ours;
    g_set_str (&line->where, where);
  }
}

static void
bench_report (GArray *turns)
{
  BenchLine line = { 0 };
  guint n_ours = 0;

  g_print ("%-28s %6s %6s %9s %9s %6s  %s\n", "", "turns", "> 8 ms", "longest", "of ours", "> 8 ms",
           "where");
  for (guint i = 0; i < turns->len; i++) {
    const MainLoopTurn *turn = &g_array_index (turns, MainLoopTurn, i);

    bench_add_turn (&line, turn);
    if (i + 1 < turns->len && g_array_index (turns, MainLoopTurn, i + 1).label == turn->label)
      continue;
    g_print ("%-28s %6u %6u %6.1f ms %6.1f ms %6u  %s\n", line.label, line.n_turns, line.n_long,
             line.longest, line.longest_ours, line.n_ours, line.where != NULL ? line.where : "");
    n_ours += line.n_ours;
    g_free (line.where);
    line = (BenchLine) { 0 };
  }
  g_print ("%u turns longer than 8 ms because of us\n", n_ours);
}

static void
bench_walk (Bench *bench)
{
  bench_pages (bench, "first time");
  bench_pages (bench, "again");
  bench_step (bench, "new shop", bench_add_shop);
  bench_close (bench);
  bench_step (bench, "edit shop", bench_edit_shop);
  bench_close (bench);
  bench_step (bench, "preferences", bench_preferences);
  bench_close (bench);
  bench->page = "personas";
  bench_open_page (bench);
  bench_step (bench, "new persona", bench_new);
  bench_close (bench);
  bench->page = "campaigns";
  bench_open_page (bench);
  bench_step (bench, "new campaign", bench_new);
  bench_close (bench);
  bench->page = "customers";
  bench_open_page (bench);
  bench_step (bench, "search", bench_search);
  bench_step (bench, "type a letter", bench_type_one);
  bench_step (bench, "type more", bench_type_more);
  bench_step (bench, "clear the search", bench_type_none);
  bench_step (bench, "scroll", bench_scroll);
  bench_step (bench, "jump to the middle", bench_jump);
  bench_step (bench, "open a customer", bench_open_customer);
  bench_step (bench, "import dialog", bench_import);
  bench_close (bench);
}

static void
bench_wait (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  nl_future_wait (future, &error);
  g_assert_no_error (error);
}

static void
bench_open_window (Bench *bench, AdwApplication *application, const char *folder)
{
  GSettings *settings = nl_application_get_settings (NL_APPLICATION (application));
  g_autoptr (DexFuture) opened = nl_workspace_open (folder, settings);

  bench_wait (dex_ref (opened));
  bench->workspace = g_value_dup_object (dex_future_get_value (opened, NULL));
  bench->window = nl_window_new (application, settings);
  nl_window_set_workspace (bench->window, bench->workspace);
  gtk_window_present (GTK_WINDOW (bench->window));
  bench_wait (nl_sample_shop_create (nl_workspace_get_store (bench->workspace), NULL));
  bench_settle (4 * QUIET_MILLISECONDS);
}

static void
bench_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_remove (path);
  }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ninjalead-bench-XXXXXX", NULL);
  g_autoptr (GArray) turns = NULL;
  Bench bench = { 0 };

  is_verbose = argc > 1 && g_str_equal (argv[1], "--verbose");
  dex_init ();
  application = ADW_APPLICATION (nl_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  bench.import_path = bench_write_customers (folder);
  bench_open_window (&bench, application, folder);

  main_loop_watch_start ();
  main_loop_watch_set_label ("import 100,000 customers");
  nl_fiber_start ("bench-import", bench_import_fiber, &bench, NULL);
  while (!bench.is_imported)
    g_main_context_iteration (NULL, TRUE);
  main_loop_watch_set_label (NULL);
  bench_walk (&bench);
  turns = main_loop_watch_stop ();
  bench_report (turns);

  gtk_window_destroy (GTK_WINDOW (bench.window));
  bench_wait (nl_store_close (nl_workspace_get_store (bench.workspace)));
  g_object_unref (bench.workspace);
  g_free (bench.import_path);
  bench_remove (folder);
  return 0;
}
