/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-result.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-customer-cell.h"
#include "app/segments/nl-members-page.h"
#include "app/segments/nl-segment-figures.h"
#include "app/segments/nl-segment-words.h"
#include "app/shell/nl-window.h"
#include "customers/nl-customer-query.h"
#include "segments/nl-segments.h"
#include "store/nl-rows-model.h"

/* How many customers are shown at once; the others are one click away. */
#define N_CUSTOMERS 6

/**
 * NlSegmentResult:
 *
 * What a query finds: how many customers, their numbers, and the first of them.
 */
struct _NlSegmentResult {
  AdwBin parent_instance;
  GtkLabel *count;
  GtkLabel *share_text;
  AdwSpinner *spinner;
  GtkLevelBar *share;
  NlSegmentFigures *figures;
  GtkWidget *customers;
  GtkListBox *list;
  GtkButton *all;

  NlSegmentProbe *probe;
  NlWorkspace *workspace;
  NlShop *shop;
  NlRowsModel *rows;
  char *listed;    /* the query whose customers are shown */
  gboolean is_new; /* the next count is of another query, or of other customers */
};

G_DEFINE_FINAL_TYPE (NlSegmentResult, nl_segment_result, ADW_TYPE_BIN)

static void
update_row_name (NlRow *row, GParamSpec *pspec, GtkWidget *widget)
{
  NlRecord *record = nl_row_get_record (row);
  g_autofree char *name = NULL;

  if (record == NULL)
    return;
  name = nl_customer_dup_column_text (NL_CUSTOMER (record), NULL, NL_CUSTOMER_COLUMN_NAME);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  NlSegmentResult *self = data;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *card = nl_customer_cell_new_card ();

  nl_customer_cell_set_row (NL_CUSTOMER_CELL (card), item, self->shop);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), card);
  g_signal_connect_object (item, "notify::record", G_CALLBACK (update_row_name), row, 0);
  update_row_name (item, NULL, row);
  return row;
}

static void
customers_changed_cb (NlSegmentResult *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  gint64 count = nl_segment_probe_get_count (self->probe);
  g_autofree char *number = nl_segment_dup_count (count);
  g_autofree char *title = g_strdup_printf (_ ("_Show All %s Customers"), number);

  gtk_widget_set_visible (self->customers, n > 0);
  gtk_button_set_label (self->all, title);
  gtk_widget_set_visible (GTK_WIDGET (self->all), count > n);
}

static void
list_customers (NlSegmentResult *self)
{
  g_autoptr (NlQuery) query = NULL;

  if (self->listed != NULL) {
    query = nl_customer_query_new (nl_record_get_id (NL_RECORD (self->shop)), NULL,
                                   NL_CUSTOMER_ORDER_AMOUNT_SPENT, FALSE);
    nl_query_limit (query, N_CUSTOMERS);
    if (!nl_segments_add_condition (query, self->shop, self->listed, NULL))
      g_clear_pointer (&query, nl_query_unref);
  }
  nl_rows_model_set_query (self->rows, query);
  customers_changed_cb (self);
}

static void
show_count (NlSegmentResult *self)
{
  gint64 count = nl_segment_probe_get_count (self->probe);
  gint64 total = nl_segment_probe_get_total (self->probe);
  g_autofree char *number = nl_segment_dup_count (count);
  g_autofree char *share = nl_segment_dup_share (count, total);
  g_autofree char *text = g_strdup_printf (
      ngettext ("customer, %s of the shop", "customers, %s of the shop", (gulong) count), share);

  gtk_label_set_label (self->count, number);
  gtk_label_set_label (self->share_text, text);
  gtk_level_bar_set_value (self->share,
                           total > 0 ? CLAMP ((double) count / (double) total, 0, 1) : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->share), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Share of the shop’s customers"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, share, -1);
}

static void
show_nothing (NlSegmentResult *self)
{
  g_clear_pointer (&self->listed, g_free);
  list_customers (self);
  gtk_label_set_label (self->count, "–");
  gtk_label_set_label (self->share_text, _ ("customers"));
  gtk_level_bar_set_value (self->share, 0);
  nl_segment_figures_set_statistics (self->figures, NULL);
}

static void
update (NlSegmentResult *self)
{
  NlSegmentProbeState state = nl_segment_probe_get_state (self->probe);
  NlSegmentQuery *parsed = nl_segment_probe_get_parsed (self->probe);

  self->is_new |= state == NL_SEGMENT_PROBE_COUNTING;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), state == NL_SEGMENT_PROBE_COUNTING);
  gtk_widget_set_opacity (GTK_WIDGET (self->count),
                          state == NL_SEGMENT_PROBE_COUNTED || state == NL_SEGMENT_PROBE_COUNTING
                              ? 1
                              : 0.5);
  if (state == NL_SEGMENT_PROBE_COUNTED && parsed != NULL) {
    show_count (self);
    nl_segment_figures_set_statistics (self->figures,
                                       nl_segment_probe_get_count (self->probe) > 0
                                           ? nl_segment_probe_get_statistics (self->probe)
                                           : NULL);
    if (self->is_new) {
      g_set_str (&self->listed, nl_segment_query_get_text (parsed));
      list_customers (self);
    }
    self->is_new = FALSE;
  } else if (state == NL_SEGMENT_PROBE_EMPTY || state == NL_SEGMENT_PROBE_MISSING_DATA
             || state == NL_SEGMENT_PROBE_FAILED) {
    show_nothing (self);
  }
}

static void
row_activated_cb (NlSegmentResult *self, GtkListBoxRow *row)
{
  g_autoptr (NlRow) item
      = g_list_model_get_item (G_LIST_MODEL (self->rows), (guint) gtk_list_box_row_get_index (row));

  if (item != NULL)
    nl_window_open_page (GTK_WIDGET (self), "customers", nl_row_get_id (item));
}

static void
all_clicked_cb (NlSegmentResult *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL && self->listed != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                              nl_members_page_new (self->workspace, self->shop, self->listed));
}

static void
nl_segment_result_dispose (GObject *object)
{
  NlSegmentResult *self = NL_SEGMENT_RESULT (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_SEGMENT_RESULT);
  g_clear_object (&self->probe);
  g_clear_object (&self->workspace);
  g_clear_object (&self->rows);
  g_clear_object (&self->shop);
  g_clear_pointer (&self->listed, g_free);
  G_OBJECT_CLASS (nl_segment_result_parent_class)->dispose (object);
}

static void
nl_segment_result_class_init (NlSegmentResultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_segment_result_dispose;
  g_type_ensure (NL_TYPE_SEGMENT_FIGURES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-segment-result.ui");
  gtk_widget_class_bind_template_child (widget_class, NlSegmentResult, count);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentResult, share_text);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentResult, spinner);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentResult, share);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentResult, figures);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentResult, customers);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentResult, list);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentResult, all);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);
}

static void
nl_segment_result_init (NlSegmentResult *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_level_bar_remove_offset_value (self->share, NULL);
}

/**
 * nl_segment_result_set_probe:
 * @self: the result
 * @probe: what is followed
 * @workspace: where the customers are
 * @shop: whose customers
 *
 * Shows what @probe finds out from now on. Called once.
 */
void
nl_segment_result_set_probe (NlSegmentResult *self,
                             NlSegmentProbe *probe,
                             NlWorkspace *workspace,
                             NlShop *shop)
{
  g_return_if_fail (NL_IS_SEGMENT_RESULT (self));
  g_return_if_fail (self->probe == NULL);

  self->probe = g_object_ref (probe);
  self->workspace = g_object_ref (workspace);
  self->shop = g_object_ref (shop);
  self->rows = nl_rows_model_new (nl_workspace_get_store (workspace), NULL);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->rows), create_row, self, NULL);
  g_signal_connect_object (self->rows, "notify::n-items", G_CALLBACK (customers_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (probe, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  show_nothing (self);
  self->is_new = TRUE;
  update (self);
}
