/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "app/shell/nl-application.h"
#include "app/shell/nl-window.h"
#include "app/shell/nl-workspace.h"
#include "base/nl-future.h"
#include "main-loop-report.h"
#include "store/nl-row.h"

/* Opens the customers of the workspace argv[1], and scrolls from their top to their bottom by
 * wheel, page and thumb. Says how long it took to the first frame with rows and how much memory
 * there is afterwards; with --watch instead, how long the main loop was busy at a time while it
 * scrolled. */

#define QUIET_MILLISECONDS 250
#define STOPS 10        /* along the list where the wheel is turned and pages are gone */
#define NOTCHES 30      /* at each of them, one a frame */
#define PAGES 15        /* at each of them, one a frame */
#define THUMB_STEPS 200 /* from the top to the bottom, one a frame */
#define FRAME_MICROSECONDS 16000

typedef struct {
  NlWindow *window;
  NlWorkspace *workspace;
  GtkWidget *table;
  gint64 opened;
  gint64 shown;
  guint n_frames; /* of what is being scrolled */
  gboolean is_done;
} Bench;

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

static gboolean
bench_count_turns (gpointer n)
{
  ++*(guint *) n;
  return G_SOURCE_CONTINUE;
}

static void
bench_settle (guint milliseconds)
{
  guint n = 0;
  guint id = g_timeout_add (QUIET_MILLISECONDS, bench_count_turns, &n);

  while (n * QUIET_MILLISECONDS < milliseconds)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

/* Whether the list has a first row, and it is filled in. */
static gboolean
bench_has_rows (Bench *bench)
{
  g_autoptr (NlRow) row = NULL;
  GListModel *model;

  bench->table = bench_find (GTK_WIDGET (bench->window), GTK_TYPE_COLUMN_VIEW);
  if (bench->table == NULL)
    return FALSE;
  model = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (bench->table)));
  row = model != NULL ? g_list_model_get_item (model, 0) : NULL;
  return row != NULL && nl_row_get_record (row) != NULL;
}

static void
bench_painted_cb (Bench *bench)
{
  if (bench->shown == 0 && bench->opened != 0 && bench_has_rows (bench))
    bench->shown = g_get_monotonic_time ();
}

static gboolean
bench_open_list_cb (gpointer data)
{
  Bench *bench = data;

  bench->opened = g_get_monotonic_time ();
  nl_window_open_page (GTK_WIDGET (bench->window), "customers", 0);
  return G_SOURCE_REMOVE;
}

static void
bench_open_list (Bench *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));

  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (bench_painted_cb), bench);
  g_idle_add (bench_open_list_cb, bench);
  while (bench->shown == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_func (clock, bench_painted_cb, bench);
}

static GtkAdjustment *
bench_get_adjustment (Bench *bench)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (bench->table));
}

static void
bench_go_to (Bench *bench, double share)
{
  GtkAdjustment *adjustment = bench_get_adjustment (bench);
  double last = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  gtk_adjustment_set_value (adjustment, share * last);
}

/* The place in the list before the wheel is turned, or pages are gone, the n-th time. */
static void
bench_go_to_stop (Bench *bench, guint n, guint n_at_each)
{
  if (n % n_at_each == 0)
    bench_go_to (bench, (double) (n / n_at_each) / (STOPS - 1));
}

/* As far as a notch of the wheel is in GtkScrolledWindow: the page's height to the power of 2/3. */
static gboolean
bench_wheel_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  GtkAdjustment *adjustment = bench_get_adjustment (bench);

  bench_go_to_stop (bench, bench->n_frames, NOTCHES);
  gtk_adjustment_set_value (adjustment,
                            gtk_adjustment_get_value (adjustment)
                                + pow (gtk_adjustment_get_page_size (adjustment), 2.0 / 3));
  bench->is_done = ++bench->n_frames == STOPS * NOTCHES;
  return bench->is_done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static gboolean
bench_page_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  GtkAdjustment *adjustment = bench_get_adjustment (bench);

  bench_go_to_stop (bench, bench->n_frames, PAGES);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment)
                                            + gtk_adjustment_get_page_increment (adjustment));
  bench->is_done = ++bench->n_frames == STOPS * PAGES;
  return bench->is_done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static gboolean
bench_thumb_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;

  bench_go_to (bench, (double) bench->n_frames / THUMB_STEPS);
  bench->is_done = bench->n_frames++ == THUMB_STEPS;
  return bench->is_done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
bench_scroll (Bench *bench, const char *label, GtkTickCallback func)
{
  bench_go_to (bench, 0);
  bench_settle (QUIET_MILLISECONDS);
  main_loop_watch_set_label (label);
  bench->n_frames = 0;
  bench->is_done = FALSE;
  gtk_widget_add_tick_callback (bench->table, func, bench, NULL);
  while (!bench->is_done)
    g_main_context_iteration (NULL, TRUE);
  bench_settle (2 * QUIET_MILLISECONDS);
  main_loop_watch_set_label (NULL);
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
  bench_settle (8 * QUIET_MILLISECONDS);
}

static guint
bench_read_pss (void)
{
  g_autofree char *text = NULL;
  const char *pss;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  pss = strstr (text, "\nPss:");
  return pss != NULL ? (guint) g_ascii_strtoull (pss + strlen ("\nPss:"), NULL, 10) : 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  gboolean is_watching = argc > 2 && g_str_equal (argv[2], "--watch");
  Bench bench = { 0 };

  if (argc < 2)
    return 2;
  dex_init ();
  application = ADW_APPLICATION (nl_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  bench_open_window (&bench, application, argv[1]);
  bench_open_list (&bench);
  bench_settle (8 * QUIET_MILLISECONDS);

  if (is_watching)
    main_loop_watch_start ();
  bench_scroll (&bench, "wheel", bench_wheel_cb);
  bench_scroll (&bench, "page", bench_page_cb);
  bench_scroll (&bench, "thumb", bench_thumb_cb);
  if (is_watching) {
    g_autoptr (GArray) turns = main_loop_watch_stop ();

    main_loop_report (turns, FRAME_MICROSECONDS, argc > 3);
  } else {
    g_print ("%.1f %u\n", (double) (bench.shown - bench.opened) / 1000, bench_read_pss ());
  }

  gtk_window_destroy (GTK_WINDOW (bench.window));
  bench_wait (nl_store_close (nl_workspace_get_store (bench.workspace)));
  g_object_unref (bench.workspace);
  return 0;
}
