/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/overview/nl-overview-page.h"

#include <glib/gi18n-lib.h>

#include "app/overview/nl-next-step.h"
#include "app/overview/nl-overview-plots.h"
#include "app/overview/nl-recent-list.h"
#include "app/plots/nl-bar-plot.h"
#include "app/plots/nl-rank-plot.h"
#include "app/shell/nl-pages.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-key-figure.h"
#include "app/widgets/nl-tooltip.h"
#include "base/nl-format.h"
#include "base/nl-money.h"

/* Cents say nothing in a large sum. */
#define NO_CENTS_FROM 1000
/* How long changes gather before the numbers are read again: an import makes many. */
#define RELOAD_MILLISECONDS 400

/**
 * NlOverviewPage:
 *
 * How the shop is doing, and what to do next.
 */
struct _NlOverviewPage {
  NlPage parent_instance;
  GtkStack *stack;
  AdwStatusPage *failure;
  GtkWidget *import;
  NlNextStep *next_step;
  GtkWidget *figures;
  NlKeyFigure *customers;
  NlKeyFigure *orders;
  NlKeyFigure *revenue;
  NlKeyFigure *average;
  NlKeyFigure *subscribed;
  NlKeyFigure *returning;
  GtkWidget *sales_card;
  NlPlot *sales;
  NlPlot *countries;
  NlRfmGrid *rfm;
  NlRecentList *personas;
  NlRecentList *campaigns;

  guint reload_id;
  gboolean is_loading;
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (NlOverviewPage, nl_overview_page, NL_TYPE_PAGE)

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
} Loading;

static void load (NlOverviewPage *self);

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->store);
  g_free (loading);
}

static void
set_count (NlKeyFigure *figure, gint64 count, const char *note)
{
  g_autofree char *text = nl_number_format ((double) count, 0, NULL);

  nl_key_figure_set_value (figure, text, note);
}

static void
set_money (NlKeyFigure *figure, gint64 amount, NlShop *shop, const char *note)
{
  const char *currency = nl_record_get_text (NL_RECORD (shop), NL_SHOP_CURRENCY);
  g_autofree char *text = amount >= NO_CENTS_FROM * nl_currency_get_scale (currency)
                              ? nl_money_format_whole (amount, currency, NULL)
                              : nl_money_format (amount, currency, NULL);

  nl_key_figure_set_value (figure, text, note);
}

static void
set_share (NlKeyFigure *figure, gint64 part, gint64 whole, const char *note)
{
  g_autofree char *text
      = nl_percent_format (whole > 0 ? (double) part / (double) whole : 0, 0, NULL);

  nl_key_figure_set_value (figure, whole > 0 ? text : "–", whole > 0 ? note : NULL);
}

/* A left-to-right isolate, and its end (Unicode Standard Annex 9): in a text from right to left a
 * sign would go to the other side of its number. */
#define ISOLATE "\xe2\x81\xa6"
#define END_ISOLATE "\xe2\x81\xa9"

/* “+12 %” against the 30 days before; nothing to say when there was nothing to compare with. */
static char *
dup_comparison (const NlShopOverview *overview)
{
  double change;
  g_autofree char *percent = NULL;

  if (overview->previous_revenue <= 0)
    return NULL;
  change = (double) (overview->revenue - overview->previous_revenue)
           / (double) overview->previous_revenue;
  percent = nl_percent_format (ABS (change), 0, NULL);
  return g_strconcat (ISOLATE, change < 0 ? "−" : "+", percent, END_ISOLATE, NULL);
}

static void
show_figures (NlOverviewPage *self, NlShop *shop, const NlShopOverview *overview)
{
  g_autofree char *comparison = dup_comparison (overview);
  g_autofree char *reachable = nl_number_format ((double) overview->reachable, 0, NULL);
  g_autofree char *of_reachable = g_strdup_printf (
      ngettext ("of %s address", "of %s addresses", (gulong) overview->reachable), reachable);
  g_autofree char *buyers = nl_number_format ((double) overview->buyers, 0, NULL);
  g_autofree char *of_buyers = g_strdup_printf (
      ngettext ("of %s who bought", "of %s who bought", (gulong) overview->buyers), buyers);

  set_count (self->customers, overview->customers, NULL);
  set_count (self->orders, overview->orders, NULL);
  set_share (self->subscribed, overview->subscribed, overview->reachable, of_reachable);
  set_share (self->returning, overview->returning, overview->buyers, of_buyers);
  set_money (self->average, overview->average_order, shop, NULL);
  if (overview->is_dated) {
    g_object_set (self->revenue, "title", _ ("Sales in 30 Days"), NULL);
    set_money (self->revenue, overview->revenue, shop, comparison);
  } else {
    g_object_set (self->revenue, "title", _ ("Sales"), NULL);
    set_money (self->revenue, overview->total_spent, shop, NULL);
  }
  nl_tooltip_set (GTK_WIDGET (self->revenue),
                  comparison != NULL ? _ ("Compared with the 30 days before") : NULL);
  gtk_widget_set_visible (self->sales_card, overview->is_dated);
}

static void
show_numbers (NlOverviewPage *self, const NlShopOverview *overview)
{
  NlWorkspace *workspace = nl_page_get_workspace (NL_PAGE (self));
  NlShop *shop = nl_workspace_get_shop (workspace);

  if (overview->customers == 0 && overview->orders == 0) {
    gtk_widget_set_visible (self->import, nl_pages_find_with (NL_PAGE_IMPORTS) != NULL);
    gtk_stack_set_visible_child_name (self->stack, "empty");
    return;
  }
  nl_next_step_set_overview (self->next_step, overview);
  show_figures (self, shop, overview);
  nl_overview_plot_sales (self->sales, shop, overview);
  nl_overview_plot_countries (self->countries, overview);
  nl_overview_plot_rfm (self->rfm, overview);
  nl_recent_list_load (self->personas, workspace);
  nl_recent_list_load (self->campaigns, workspace);
  gtk_stack_set_visible_child_name (self->stack, "numbers");
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (NlShopOverview) overview = NULL;
  g_autoptr (NlOverviewPage) self = NULL;
  g_autoptr (GError) error = NULL;

  overview
      = dex_await_boxed (nl_shop_overview_load (loading->store, loading->shop_id, NULL), &error);
  self = g_weak_ref_get (&loading->self);
  if (self == NULL)
    return dex_future_new_true ();

  self->is_loading = FALSE;
  if (nl_workspace_get_shop_id (nl_page_get_workspace (NL_PAGE (self))) != loading->shop_id)
    self->is_stale = TRUE;
  else if (overview != NULL)
    show_numbers (self, overview);
  else {
    adw_status_page_set_description (self->failure, error->message);
    gtk_stack_set_visible_child_name (self->stack, "failure");
  }
  if (self->is_stale)
    load (self);
  return dex_future_new_true ();
}

/* One at a time; what changes meanwhile is read afterwards. */
static void
load (NlOverviewPage *self)
{
  NlWorkspace *workspace = nl_page_get_workspace (NL_PAGE (self));
  Loading *loading;

  self->is_stale = self->is_loading;
  if (self->is_loading || nl_workspace_get_shop (workspace) == NULL)
    return;
  self->is_loading = TRUE;
  loading = g_new0 (Loading, 1);
  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (nl_workspace_get_store (workspace));
  loading->shop_id = nl_workspace_get_shop_id (workspace);
  nl_fiber_start ("overview", load_fiber, loading, loading_free);
}

static gboolean
reload_cb (gpointer data)
{
  NlOverviewPage *self = data;

  self->reload_id = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (NlOverviewPage *self, NlChanges *changes)
{
  static const char *const tables[]
      = { "customers", "orders", "segments", "personas", "campaigns" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (nl_changes_touches (changes, tables[i]) && self->reload_id == 0)
      self->reload_id = g_timeout_add (RELOAD_MILLISECONDS, reload_cb, self);
}

static void
rfm_activated_cb (NlOverviewPage *self, guint recency, guint fm)
{
  g_autofree char *query = nl_overview_rfm_query (recency, fm);

  nl_window_open_query (GTK_WIDGET (self), query);
}

static void
nl_overview_page_constructed (GObject *object)
{
  NlOverviewPage *self = NL_OVERVIEW_PAGE (object);
  NlWorkspace *workspace = nl_page_get_workspace (NL_PAGE (self));

  G_OBJECT_CLASS (nl_overview_page_parent_class)->constructed (object);

  g_signal_connect_object (workspace, "notify::shop", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (nl_workspace_get_store (workspace), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
}

static void
nl_overview_page_dispose (GObject *object)
{
  NlOverviewPage *self = NL_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_OVERVIEW_PAGE);
  G_OBJECT_CLASS (nl_overview_page_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (NL_TYPE_BAR_PLOT);
  g_type_ensure (NL_TYPE_KEY_FIGURE);
  g_type_ensure (NL_TYPE_NEXT_STEP);
  g_type_ensure (NL_TYPE_RANK_PLOT);
  g_type_ensure (NL_TYPE_RECENT_LIST);
  g_type_ensure (NL_TYPE_RFM_GRID);
}

static void
nl_overview_page_class_init (NlOverviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = nl_overview_page_constructed;
  object_class->dispose = nl_overview_page_dispose;

  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, failure);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, import);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, next_step);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, figures);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, customers);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, orders);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, revenue);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, average);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, subscribed);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, returning);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, sales_card);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, sales);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, countries);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, rfm);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, personas);
  gtk_widget_class_bind_template_child (widget_class, NlOverviewPage, campaigns);
  gtk_widget_class_bind_template_callback (widget_class, rfm_activated_cb);
}

static void
nl_overview_page_init (NlOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
