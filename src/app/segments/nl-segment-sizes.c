/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-sizes.h"

#include <glib/gi18n-lib.h>

#include "app/plots/nl-line-plot.h"
#include "base/nl-format.h"
#include "base/nl-language.h"
#include "segments/nl-segment-history.h"

#define MICROSECONDS_PER_DAY G_TIME_SPAN_DAY
#define PLOT_HEIGHT 190

/**
 * NlSegmentSizes:
 *
 * How large a saved segment was, day by day, for as long as it has been counted.
 */
struct _NlSegmentSizes {
  AdwBin parent_instance;
  NlPlot *plot;
  GtkLabel *hint;
  NlStore *store;
  gint64 segment_id;
};

G_DEFINE_FINAL_TYPE (NlSegmentSizes, nl_segment_sizes, ADW_TYPE_BIN)

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 segment_id;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->store);
  g_free (loading);
}

static void
add_point (NlPlotSeries *series, const NlSegmentSize *size)
{
  gint64 midnight = size->day * MICROSECONDS_PER_DAY;
  const char *language = nl_language_get_ui ();
  g_autofree char *label = nl_date_format (midnight, "UTC", language, NL_DATE_DAY_MONTH);
  g_autofree char *full = nl_date_format (midnight, "UTC", language, NL_DATE_LONG);
  g_autofree char *count = nl_number_format ((double) size->customer_count, 0, language);

  nl_plot_series_add (series, label, full, (double) size->customer_count, count);
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GArray) sizes
      = dex_await_boxed (nl_segment_history_load (loading->store, loading->segment_id), NULL);
  g_autoptr (NlSegmentSizes) self = g_weak_ref_get (&loading->self);
  g_autoptr (NlPlotSeries) series = NULL;
  gboolean is_line = sizes != NULL && sizes->len > 1;

  if (self == NULL || self->segment_id != loading->segment_id)
    return dex_future_new_true ();
  if (is_line) {
    series = nl_plot_series_new (_ ("Customers"));
    nl_plot_series_set_whole (series, TRUE);
    for (guint i = 0; i < sizes->len; i++)
      add_point (series, &g_array_index (sizes, NlSegmentSize, i));
  }
  nl_plot_set_series (self->plot, series, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->plot), is_line);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), !is_line);
  return dex_future_new_true ();
}

static void
load (NlSegmentSizes *self)
{
  Loading *loading = g_new0 (Loading, 1);

  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (self->store);
  loading->segment_id = self->segment_id;
  nl_fiber_start ("segment-sizes", load_fiber, loading, loading_free);
}

static void
store_changed_cb (NlSegmentSizes *self, NlChanges *changes)
{
  if (self->segment_id != 0 && nl_changes_contains (changes, "segments", self->segment_id))
    load (self);
}

static void
nl_segment_sizes_dispose (GObject *object)
{
  g_clear_object (&NL_SEGMENT_SIZES (object)->store);
  G_OBJECT_CLASS (nl_segment_sizes_parent_class)->dispose (object);
}

static void
nl_segment_sizes_class_init (NlSegmentSizesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nl_segment_sizes_dispose;
}

static void
nl_segment_sizes_init (NlSegmentSizes *self)
{
  GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *heading = gtk_label_new (_ ("Size Over Time"));
  GtkWidget *plot = nl_line_plot_new (_ ("Size over time"), NULL);

  self->plot = NL_PLOT (plot);
  self->hint = GTK_LABEL (
      gtk_label_new (_ ("From the second day on, this shows how the segment grows or shrinks.")));
  nl_line_plot_set_from_zero (NL_LINE_PLOT (plot), FALSE);
  gtk_widget_set_size_request (plot, -1, PLOT_HEIGHT);
  gtk_widget_set_visible (plot, FALSE);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_label_set_xalign (self->hint, 0);
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dimmed");
  gtk_box_append (GTK_BOX (panel), heading);
  gtk_box_append (GTK_BOX (panel), plot);
  gtk_box_append (GTK_BOX (panel), GTK_WIDGET (self->hint));
  gtk_widget_add_css_class (panel, "card");
  gtk_widget_add_css_class (panel, "figure");
  adw_bin_set_child (ADW_BIN (self), panel);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * nl_segment_sizes_set_segment:
 * @self: the sizes
 * @store: where the segment is
 * @segment_id: a segment; 0 for one that is not saved, of which nothing is shown
 *
 * Shows how large a segment was, and follows it.
 */
void
nl_segment_sizes_set_segment (NlSegmentSizes *self, NlStore *store, gint64 segment_id)
{
  g_return_if_fail (NL_IS_SEGMENT_SIZES (self));
  g_return_if_fail (NL_IS_STORE (store));

  gtk_widget_set_visible (GTK_WIDGET (self), segment_id != 0);
  if (self->store == NULL) {
    self->store = g_object_ref (store);
    g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                             G_CONNECT_SWAPPED);
  }
  if (segment_id == self->segment_id)
    return;
  self->segment_id = segment_id;
  if (segment_id != 0)
    load (self);
}
