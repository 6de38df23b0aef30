/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "bench-window.h"
#include "main-loop-report.h"
#include "store/nl-row.h"

/* Opens the customers of the workspace argv[1], and scrolls from their top to their bottom by
 * wheel, page and thumb. Says how long it took to the first frame with rows and how much memory
 * there is afterwards; with --watch instead, how long the main loop was busy at a time while it
 * scrolled. */

#define STOPS 10        /* along the list where the wheel is turned and pages are gone */
#define NOTCHES 30      /* at each of them, one a frame */
#define PAGES 15        /* at each of them, one a frame */
#define THUMB_STEPS 200 /* from the top to the bottom, one a frame */
#define FRAME_MICROSECONDS 16000

typedef struct {
  BenchWindow window;
  GtkWidget *table;
  gint64 opened;
  gint64 shown;
  guint n_frames; /* of what is being scrolled */
  gboolean is_done;
} Bench;

/* Whether the list has a first row, and it is filled in. */
static gboolean
bench_has_rows (Bench *bench)
{
  g_autoptr (NlRow) row = NULL;
  GListModel *model;

  bench->table = bench_window_find (&bench->window, GTK_TYPE_COLUMN_VIEW);
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
  nl_window_open_page (GTK_WIDGET (bench->window.window), "customers", 0);
  return G_SOURCE_REMOVE;
}

static void
bench_open_list (Bench *bench)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window.window));

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
  bench_settle (BENCH_QUIET_MILLISECONDS);
  main_loop_watch_set_label (label);
  bench->n_frames = 0;
  bench->is_done = FALSE;
  gtk_widget_add_tick_callback (bench->table, func, bench, NULL);
  while (!bench->is_done)
    g_main_context_iteration (NULL, TRUE);
  bench_settle (2 * BENCH_QUIET_MILLISECONDS);
  main_loop_watch_set_label (NULL);
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
  gboolean is_watching = argc > 2 && g_str_equal (argv[2], "--watch");
  Bench bench = { 0 };

  if (argc < 2)
    return 2;
  bench_window_open (&bench.window, argv[1]);
  bench_settle (8 * BENCH_QUIET_MILLISECONDS);
  bench_open_list (&bench);
  bench_settle (8 * BENCH_QUIET_MILLISECONDS);

  if (is_watching)
    main_loop_watch_start (FRAME_MICROSECONDS);
  bench_scroll (&bench, "wheel", bench_wheel_cb);
  bench_scroll (&bench, "page", bench_page_cb);
  bench_scroll (&bench, "thumb", bench_thumb_cb);
  if (is_watching) {
    g_autoptr (GArray) turns = main_loop_watch_stop ();

    main_loop_report (turns, FRAME_MICROSECONDS, argc > 3);
  } else {
    g_print ("%.1f %u\n", (double) (bench.shown - bench.opened) / 1000, bench_read_pss ());
  }

  bench_window_close (&bench.window);
  return 0;
}
