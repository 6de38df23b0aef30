/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-result.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-member-cell.h"
#include "app/segments/nl-members-page.h"
#include "app/segments/nl-segment-figures.h"
#include "app/segments/nl-segment-words.h"
#include "app/shell/nl-window.h"
#include "customers/nl-customer-query.h"
#include "segments/nl-segments.h"

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

  NlSegmentProbe *probe;
  NlStore *store;
  NlShop *shop;
  char *listed; /* the query whose customers are shown */
  guint serial;
  gboolean is_new; /* the next count is of another query, or of other customers */
};

G_DEFINE_FINAL_TYPE (NlSegmentResult, nl_segment_result, ADW_TYPE_BIN)

#define CUSTOMER_KEY "nl-customer-id"

typedef struct {
  GWeakRef self;
  NlStore *store;
  NlQuery *query;
  guint serial;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_weak_ref_clear (&listing->self);
  g_object_unref (listing->store);
  nl_query_unref (listing->query);
  g_free (listing);
}

static GtkWidget *
create_row (NlSegmentResult *self, NlCustomer *customer)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *cell = nl_member_cell_new (self->shop);
  gint64 *id = g_new (gint64, 1);

  *id = nl_record_get_id (NL_RECORD (customer));
  nl_member_cell_set_customer (NL_MEMBER_CELL (cell), customer);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), cell);
  g_object_set_data_full (G_OBJECT (row), CUSTOMER_KEY, id, g_free);
  return row;
}

static void
append_all_row (NlSegmentResult *self)
{
  gint64 count = nl_segment_probe_get_count (self->probe);
  g_autofree char *number = nl_segment_dup_count (count);
  g_autofree char *title = g_strdup_printf (_ ("_Show All %s Customers"), number);
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_button_row_set_end_icon_name (ADW_BUTTON_ROW (row), "go-next-symbolic");
  gtk_list_box_append (self->list, row);
}

static DexFuture *
list_fiber (gpointer data)
{
  Listing *listing = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) customers
      = dex_await_object (nl_store_list (listing->store, listing->query), &error);
  g_autoptr (NlSegmentResult) self = g_weak_ref_get (&listing->self);
  guint n = customers != NULL ? g_list_model_get_n_items (customers) : 0;

  if (self == NULL || listing->serial != self->serial)
    return dex_future_new_true ();
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < n; i++) {
    g_autoptr (NlCustomer) customer = g_list_model_get_item (customers, i);

    gtk_list_box_append (self->list, create_row (self, customer));
  }
  if (nl_segment_probe_get_count (self->probe) > n && n > 0)
    append_all_row (self);
  gtk_widget_set_visible (self->customers, n > 0);
  return dex_future_new_true ();
}

static void
list_customers (NlSegmentResult *self)
{
  g_autoptr (NlQuery) query = nl_customer_query_new (nl_record_get_id (NL_RECORD (self->shop)),
                                                     NULL, NL_CUSTOMER_ORDER_AMOUNT_SPENT, FALSE);
  Listing *listing;

  if (!nl_segments_add_condition (query, self->shop, self->listed, NULL))
    return;
  nl_query_limit (query, N_CUSTOMERS);
  listing = g_new0 (Listing, 1);
  g_weak_ref_init (&listing->self, self);
  listing->store = g_object_ref (self->store);
  listing->query = g_steal_pointer (&query);
  listing->serial = ++self->serial;
  nl_fiber_start ("segment-members", list_fiber, listing, listing_free);
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
  self->serial++;
  g_clear_pointer (&self->listed, g_free);
  gtk_label_set_label (self->count, "–");
  gtk_label_set_label (self->share_text, _ ("customers"));
  gtk_level_bar_set_value (self->share, 0);
  gtk_widget_set_visible (self->customers, FALSE);
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
  const gint64 *id = g_object_get_data (G_OBJECT (row), CUSTOMER_KEY);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (id != NULL)
    nl_window_open_page (GTK_WIDGET (self), "customers", *id);
  else if (view != NULL && self->listed != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                              nl_members_page_new (self->store, self->shop, self->listed));
}

static void
nl_segment_result_dispose (GObject *object)
{
  NlSegmentResult *self = NL_SEGMENT_RESULT (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_SEGMENT_RESULT);
  g_clear_object (&self->probe);
  g_clear_object (&self->store);
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
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
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
 * @store: where the customers are
 * @shop: whose customers
 *
 * Shows what @probe finds out from now on. Called once.
 */
void
nl_segment_result_set_probe (NlSegmentResult *self,
                             NlSegmentProbe *probe,
                             NlStore *store,
                             NlShop *shop)
{
  g_return_if_fail (NL_IS_SEGMENT_RESULT (self));
  g_return_if_fail (self->probe == NULL);

  self->probe = g_object_ref (probe);
  self->store = g_object_ref (store);
  self->shop = g_object_ref (shop);
  g_signal_connect_object (probe, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  show_nothing (self);
  update (self);
}
