/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/segments/nl-query-view.h"
#include "app/shell/nl-about.h"
#include "app/shell/nl-pages.h"
#include "app/shell/nl-preferences-dialog.h"
#include "app/shell/nl-shortcuts.h"
#include "bench-window.h"
#include "bench-workspace.h"
#include "main-loop-report.h"
#include "samples/nl-sample-shop.h"

/* Walks through the window with many customers, and tells how long the main loop was busy at a
 * time, and how much of that was our code rather than GTK's layout and drawing. */

#define CUSTOMERS 100000
#define PERSONAS 50
/* For what follows something. */
#define SHOW_MILLISECONDS (4 * BENCH_QUIET_MILLISECONDS)
/* Between two letters of somebody who types fast. */
#define KEY_MILLISECONDS 60

typedef struct {
  BenchWindow window;
  char *import_path;
  gint64 persona_id;
  gint64 campaign_id;
  const char *page;   /* to open */
  gint64 record_id;   /* on it; 0: none */
  const char *typing; /* what is left to be typed */
} Bench;

typedef void (*BenchFunc) (Bench *bench);

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
  bench_settle (SHOW_MILLISECONDS);
  main_loop_watch_set_label (NULL);
}

static void
bench_close (Bench *bench)
{
  AdwDialog *dialog
      = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (bench->window.window));

  if (dialog != NULL)
    adw_dialog_force_close (dialog);
}

static void
bench_activate (Bench *bench, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (bench->window.window), action, NULL);
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

  nl_window_import (bench->window.window, file);
}

static void
bench_preferences (Bench *bench)
{
  adw_dialog_present (nl_preferences_dialog_new (nl_workspace_get_settings (
                                                     bench->window.workspace),
                                                 "/", bench->window.workspace),
                      GTK_WIDGET (bench->window.window));
}

static void
bench_type (Bench *bench, const char *text)
{
  GtkWidget *entry = bench_window_find (&bench->window, GTK_TYPE_SEARCH_ENTRY);

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
  GtkWidget *table = bench_window_find (&bench->window, GTK_TYPE_COLUMN_VIEW);

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
    gtk_widget_add_tick_callback (GTK_WIDGET (bench->window.window), bench_scroll_tick, adjustment,
                                  NULL);
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
  GtkWidget *table = bench_window_find (&bench->window, GTK_TYPE_COLUMN_VIEW);
  GtkWidget *list = table != NULL ? bench_find (table, GTK_TYPE_LIST_BASE) : NULL;

  if (list != NULL)
    gtk_widget_activate_action (list, "list.activate-item", "u", 0);
}

static void
bench_shortcuts (Bench *bench)
{
  adw_dialog_present (nl_shortcuts_dialog_new (), GTK_WIDGET (bench->window.window));
}

static void
bench_about (Bench *bench)
{
  adw_dialog_present (nl_about_dialog_new ("/"), GTK_WIDGET (bench->window.window));
}

static gboolean
bench_type_cb (gpointer data)
{
  Bench *bench = data;
  GtkWidget *view = bench_window_find (&bench->window, NL_TYPE_QUERY_VIEW);
  GtkTextBuffer *buffer = view != NULL ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)) : NULL;

  if (buffer == NULL || *bench->typing == '\0')
    return G_SOURCE_REMOVE;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_at_cursor (buffer, bench->typing++, 1);
  gtk_text_buffer_end_user_action (buffer);
  return G_SOURCE_CONTINUE;
}

static void
bench_type_query (Bench *bench)
{
  GtkWidget *stack = bench_window_find (&bench->window, ADW_TYPE_VIEW_STACK);
  GtkWidget *view;

  if (stack != NULL)
    adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (stack), "query");
  view = bench_window_find (&bench->window, NL_TYPE_QUERY_VIEW);
  g_assert_nonnull (view);
  gtk_widget_grab_focus (view);
  bench->typing = "number_of_orders > 1 AND customer_countries CONTAINS 'FR'";
  g_timeout_add (KEY_MILLISECONDS, bench_type_cb, bench);
}

static void
bench_open_page (Bench *bench)
{
  nl_window_open_page (GTK_WIDGET (bench->window.window), bench->page, bench->record_id);
}

static void
bench_go_to_page (Bench *bench, const char *page)
{
  bench->page = page;
  bench->record_id = 0;
  bench_open_page (bench);
  bench_settle (BENCH_QUIET_MILLISECONDS);
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

static void
bench_dialog (Bench *bench, const char *label, BenchFunc func)
{
  bench_step (bench, label, func);
  bench_close (bench);
  bench_settle (BENCH_QUIET_MILLISECONDS);
}

static void
bench_customers (Bench *bench)
{
  bench_go_to_page (bench, "customers");
  bench_step (bench, "search", bench_search);
  bench_step (bench, "type a letter", bench_type_one);
  bench_step (bench, "type more", bench_type_more);
  bench_step (bench, "clear the search", bench_type_none);
  bench_step (bench, "scroll", bench_scroll);
  bench_step (bench, "jump to the middle", bench_jump);
  bench_step (bench, "open a customer", bench_open_customer);
  bench_dialog (bench, "import dialog", bench_import);
}

static void
bench_walk (Bench *bench)
{
  bench_pages (bench, "first time");
  bench_pages (bench, "again");
  bench_dialog (bench, "new shop", bench_add_shop);
  bench_dialog (bench, "edit shop", bench_edit_shop);
  bench_dialog (bench, "preferences", bench_preferences);
  bench_dialog (bench, "shortcuts", bench_shortcuts);
  bench_dialog (bench, "about", bench_about);
  bench_go_to_page (bench, "segments");
  bench_step (bench, "new segment", bench_new);
  bench_step (bench, "type a query", bench_type_query);
  bench_go_to_page (bench, "personas");
  bench_dialog (bench, "new persona", bench_new);
  bench->record_id = bench->persona_id;
  bench_step (bench, "open a persona", bench_open_page);
  bench_go_to_page (bench, "campaigns");
  bench_dialog (bench, "new campaign", bench_new);
  bench->record_id = bench->campaign_id;
  bench_step (bench, "open a campaign", bench_open_page);
  bench_customers (bench);
}

static void
bench_fill (Bench *bench)
{
  NlWorkspace *workspace = bench->window.workspace;

  bench_wait (nl_sample_shop_create (nl_workspace_get_store (workspace), NULL));
  bench_settle (SHOW_MILLISECONDS);
  bench->persona_id = bench_workspace_add_personas (workspace, PERSONAS);
  bench->campaign_id = bench_workspace_add_campaign (workspace, bench->persona_id);
  bench_settle (SHOW_MILLISECONDS);
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
  gboolean is_verbose = FALSE;
  double most = 8;
  const GOptionEntry options[] = {
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &is_verbose, "Say where long turns were spent", NULL },
    { "over", 'o', 0, G_OPTION_ARG_DOUBLE, &most, "What is a long turn", "MILLISECONDS" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *folder = g_dir_make_tmp ("ninjalead-bench-XXXXXX", NULL);
  g_autoptr (GArray) turns = NULL;
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };

  g_option_context_add_main_entries (context, options, NULL);
  g_option_context_parse (context, &argc, &argv, &error);
  g_assert_no_error (error);
  bench.import_path = bench_workspace_write_customers (folder, CUSTOMERS);
  bench_window_open (&bench.window, folder);
  bench_fill (&bench);

  main_loop_watch_start ((gint64) (most * 1000));
  main_loop_watch_set_label ("import 100,000 customers");
  bench_wait (bench_workspace_import (bench.window.workspace, bench.import_path));
  main_loop_watch_set_label (NULL);
  bench_walk (&bench);
  turns = main_loop_watch_stop ();
  main_loop_report (turns, (gint64) (most * 1000), is_verbose);

  bench_window_close (&bench.window);
  g_free (bench.import_path);
  bench_remove (folder);
  return 0;
}
