/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/shell/nl-application.h"
#include "app/shell/nl-pages.h"
#include "app/shell/nl-preferences-dialog.h"
#include "app/shell/nl-window.h"
#include "base/nl-future.h"
#include "customers/nl-customer-import.h"
#include "customers/nl-import-preview.h"
#include "main-loop-report.h"
#include "samples/nl-sample-shop.h"

/* Walks through the window with many customers, and tells how long the main loop was busy at a
 * time, and how much of that was our code rather than GTK's layout and drawing. */

#define CUSTOMERS 100000
#define QUIET_MILLISECONDS 250

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
  gboolean is_verbose = argc > 1 && g_str_equal (argv[1], "--verbose");

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
  main_loop_report (turns, MAIN_LOOP_LONG, is_verbose);

  gtk_window_destroy (GTK_WINDOW (bench.window));
  bench_wait (nl_store_close (nl_workspace_get_store (bench.workspace)));
  g_object_unref (bench.workspace);
  g_free (bench.import_path);
  bench_remove (folder);
  return 0;
}
