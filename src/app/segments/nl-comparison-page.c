/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-comparison-page.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-figure.h"
#include "app/segments/nl-overlap-plot.h"
#include "app/segments/nl-segment-words.h"
#include "app/shell/nl-window.h"
#include "segments/nl-segment-comparison.h"
#include "segments/nl-segments.h"

#define RELOAD_MILLISECONDS 300

/**
 * NlComparisonPage:
 *
 * A segment beside another one: who is in both, and how their numbers differ. It follows the
 * customers and the segments.
 */
struct _NlComparisonPage {
  AdwNavigationPage parent_instance;
  GtkStack *stack;
  AdwComboRow *other;
  GtkWidget *result;
  NlOverlapPlot *plot;
  AdwActionRow *only_first;
  AdwActionRow *both;
  AdwActionRow *only_second;
  GtkLabel *counts[3];
  GtkGrid *figures;
  GtkWidget *spinner;
  GtkLabel *failure;

  NlStore *store;
  NlShop *shop;
  char *name;
  char *query;
  GListModel *segments; /* the others */
  GCancellable *cancellable;
  guint reload_id;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (NlComparisonPage, nl_comparison_page, ADW_TYPE_NAVIGATION_PAGE)

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
  char *first;
  char *second;
  GCancellable *cancellable;
} Comparing;

static void
comparing_free (gpointer data)
{
  Comparing *comparing = data;

  g_weak_ref_clear (&comparing->self);
  g_object_unref (comparing->store);
  g_clear_object (&comparing->cancellable);
  g_free (comparing->first);
  g_free (comparing->second);
  g_free (comparing);
}

static Comparing *
comparing_new (NlComparisonPage *self)
{
  Comparing *comparing = g_new0 (Comparing, 1);

  g_weak_ref_init (&comparing->self, self);
  comparing->store = g_object_ref (self->store);
  comparing->shop_id = nl_record_get_id (NL_RECORD (self->shop));
  return comparing;
}

static NlSegment *
get_other (NlComparisonPage *self)
{
  guint selected = adw_combo_row_get_selected (self->other);
  g_autoptr (NlSegment) segment = NULL;

  if (self->segments == NULL || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  segment = g_list_model_get_item (self->segments, selected);
  return segment;
}

static const char *
get_other_text (NlComparisonPage *self, NlSegmentField field)
{
  NlSegment *other = get_other (self);
  const char *text = other != NULL ? nl_record_get_text (NL_RECORD (other), field) : NULL;

  return text != NULL ? text : "";
}

static void
add_cell (NlComparisonPage *self, const char *text, int column, int row, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_justify (GTK_LABEL (label), column == 0 ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
  if (row == 0)
    gtk_widget_set_valign (label, GTK_ALIGN_END);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, column == 0);
  if (column > 0)
    gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->figures, label, column, row, 1, 1);
}

static void
show_figures (NlComparisonPage *self, JsonObject *first, JsonObject *second)
{
  GtkWidget *child;
  int row = 1;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->figures))) != NULL)
    gtk_grid_remove (self->figures, child);
  add_cell (self, self->name, 1, 0, "caption-heading");
  add_cell (self, get_other_text (self, NL_SEGMENT_NAME), 2, 0, "caption-heading");
  for (NlFigure i = 0; i < NL_N_FIGURES; i++) {
    g_autofree char *one = nl_figure_dup_text (i, first);
    g_autofree char *two = nl_figure_dup_text (i, second);

    if (one == NULL && two == NULL)
      continue;
    add_cell (self, nl_figure_get_title (i), 0, row, "dimmed");
    add_cell (self, one != NULL ? one : "–", 1, row, "numeric");
    add_cell (self, two != NULL ? two : "–", 2, row, "numeric");
    row++;
  }
}

static void
show_counts (NlComparisonPage *self, JsonObject *comparison)
{
  static const char *const keys[] = { "only_first", "both", "only_second" };
  const char *other = get_other_text (self, NL_SEGMENT_NAME);
  g_autofree char *first_title = g_strdup_printf (_ ("Only in “%s”"), self->name);
  g_autofree char *second_title = g_strdup_printf (_ ("Only in “%s”"), other);
  g_autofree char *description = NULL;
  g_auto (GStrv) texts = g_new0 (char *, G_N_ELEMENTS (keys) + 1);
  gint64 counts[G_N_ELEMENTS (keys)];

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    counts[i] = json_object_get_int_member (comparison, keys[i]);
    texts[i] = nl_segment_dup_count (counts[i]);
    gtk_label_set_label (self->counts[i], texts[i]);
  }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->only_first), first_title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->only_second), second_title);
  /* Translators: two segments, the customers that are in one of them alone, and in both. */
  description = g_strdup_printf (_ ("Only in “%s”: %s. In both: %s. Only in “%s”: %s."), self->name,
                                 texts[0], texts[1], other, texts[2]);
  nl_overlap_plot_set_counts (self->plot, counts[0], counts[1], counts[2], description);
}

static DexFuture *
compare_fiber (gpointer data)
{
  Comparing *comparing = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) comparison
      = dex_await_boxed (nl_segment_comparison_load (comparing->store, comparing->shop_id,
                                                     comparing->first, comparing->second,
                                                     comparing->cancellable),
                         &error);
  g_autoptr (NlComparisonPage) self = g_weak_ref_get (&comparing->self);

  if (self == NULL || self->figures == NULL || g_cancellable_is_cancelled (comparing->cancellable))
    return dex_future_new_true ();
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_visible (self->result, comparison != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), comparison == NULL);
  if (comparison == NULL) {
    gtk_label_set_label (self->failure, error->message);
    return dex_future_new_true ();
  }
  show_counts (self, comparison);
  show_figures (self, json_object_get_object_member (comparison, "first"),
                json_object_get_object_member (comparison, "second"));
  return dex_future_new_true ();
}

static void
compare (NlComparisonPage *self)
{
  NlSegment *other = get_other (self);
  Comparing *comparing;

  if (other == NULL || self->is_filling)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (self->spinner, TRUE);
  comparing = comparing_new (self);
  comparing->first = g_strdup (self->query);
  comparing->second = g_strdup (get_other_text (self, NL_SEGMENT_QUERY));
  comparing->cancellable = g_object_ref (self->cancellable);
  nl_fiber_start ("compare-segments", compare_fiber, comparing, comparing_free);
}

/* All segments but those that ask for the same. The one that was chosen stays so. */
static void
take_segments (NlComparisonPage *self, GListModel *segments)
{
  g_autoptr (GListStore) others = g_list_store_new (NL_TYPE_SEGMENT);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  NlSegment *chosen = get_other (self);
  gint64 chosen_id = chosen != NULL ? nl_record_get_id (NL_RECORD (chosen)) : 0;
  guint position = 0;

  for (guint i = 0; i < g_list_model_get_n_items (segments); i++) {
    g_autoptr (NlRecord) segment = g_list_model_get_item (segments, i);

    if (g_strcmp0 (nl_record_get_text (segment, NL_SEGMENT_QUERY), self->query) == 0)
      continue;
    if (nl_record_get_id (segment) == chosen_id)
      position = g_list_model_get_n_items (G_LIST_MODEL (others));
    g_list_store_append (others, segment);
    gtk_string_list_append (names, nl_record_get_text (segment, NL_SEGMENT_NAME));
  }
  self->is_filling = TRUE;
  g_clear_object (&self->segments);
  self->segments = G_LIST_MODEL (g_steal_pointer (&others));
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (self->segments) > 0
                                                     ? "comparison"
                                                     : "alone");
  adw_combo_row_set_model (self->other, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->other, position);
  self->is_filling = FALSE;
  compare (self);
}

static DexFuture *
list_fiber (gpointer data)
{
  Comparing *comparing = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) segments
      = dex_await_object (nl_segments_list (comparing->store, comparing->shop_id), &error);
  g_autoptr (NlComparisonPage) self = g_weak_ref_get (&comparing->self);

  if (self == NULL || self->figures == NULL)
    return dex_future_new_true ();
  if (segments != NULL)
    take_segments (self, segments);
  else
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Compare Segments"), error);
  return dex_future_new_true ();
}

static void
list_segments (NlComparisonPage *self)
{
  nl_fiber_start ("list-segments", list_fiber, comparing_new (self), comparing_free);
}

static gboolean
reload_cb (gpointer data)
{
  NlComparisonPage *self = data;

  self->reload_id = 0;
  list_segments (self);
  return G_SOURCE_REMOVE;
}

/* Many changes come at once. */
static void
store_changed_cb (NlComparisonPage *self, NlChanges *changes)
{
  static const char *const tables[] = { "customers", "orders", "segments" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (self->reload_id == 0 && nl_changes_touches (changes, tables[i]))
      self->reload_id = g_timeout_add (RELOAD_MILLISECONDS, reload_cb, self);
}

static void
part_activated_cb (NlComparisonPage *self, AdwActionRow *row)
{
  const char *other = get_other_text (self, NL_SEGMENT_QUERY);
  g_autofree char *query = NULL;

  /* A comment may end a text: the closing parenthesis is on a line of its own. */
  if (row == self->both)
    query = g_strdup_printf ("(%s\n) AND (%s\n)", self->query, other);
  else if (row == self->only_first)
    query = g_strdup_printf ("(%s\n) AND NOT (%s\n)", self->query, other);
  else
    query = g_strdup_printf ("(%s\n) AND NOT (%s\n)", other, self->query);
  nl_window_open_query (GTK_WIDGET (self), query);
}

static void
nl_comparison_page_dispose (GObject *object)
{
  NlComparisonPage *self = NL_COMPARISON_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_COMPARISON_PAGE);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->segments);
  g_clear_object (&self->store);
  g_clear_object (&self->shop);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->query, g_free);
  G_OBJECT_CLASS (nl_comparison_page_parent_class)->dispose (object);
}

static void
nl_comparison_page_class_init (NlComparisonPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_comparison_page_dispose;
  g_type_ensure (NL_TYPE_OVERLAP_PLOT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-comparison-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlComparisonPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NlComparisonPage, other);
  gtk_widget_class_bind_template_child (widget_class, NlComparisonPage, result);
  gtk_widget_class_bind_template_child (widget_class, NlComparisonPage, plot);
  gtk_widget_class_bind_template_child (widget_class, NlComparisonPage, only_first);
  gtk_widget_class_bind_template_child (widget_class, NlComparisonPage, both);
  gtk_widget_class_bind_template_child (widget_class, NlComparisonPage, only_second);
  gtk_widget_class_bind_template_child (widget_class, NlComparisonPage, figures);
  gtk_widget_class_bind_template_child (widget_class, NlComparisonPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, NlComparisonPage, failure);
  gtk_widget_class_bind_template_callback (widget_class, part_activated_cb);
}

static void
nl_comparison_page_init (NlComparisonPage *self)
{
  AdwActionRow *rows[3];

  gtk_widget_init_template (GTK_WIDGET (self));
  rows[0] = self->only_first;
  rows[1] = self->both;
  rows[2] = self->only_second;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    GtkWidget *swatch = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
    static const char *const classes[] = { "first", "both", "second" };

    gtk_widget_add_css_class (swatch, "overlap-swatch");
    gtk_widget_add_css_class (swatch, classes[i]);
    gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
    adw_action_row_add_prefix (rows[i], swatch);
    self->counts[i] = GTK_LABEL (gtk_label_new (NULL));
    gtk_widget_add_css_class (GTK_WIDGET (self->counts[i]), "numeric");
    adw_action_row_add_suffix (rows[i], GTK_WIDGET (self->counts[i]));
    adw_action_row_add_suffix (rows[i], gtk_image_new_from_icon_name ("go-next-symbolic"));
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (rows[i]), FALSE);
    gtk_widget_set_tooltip_text (GTK_WIDGET (rows[i]), _ ("Open as a new segment"));
  }
  g_signal_connect_object (self->other, "notify::selected-item", G_CALLBACK (compare), self,
                           G_CONNECT_SWAPPED);
}

/**
 * nl_comparison_page_new:
 * @workspace: where the customers are
 * @shop: whose customers
 * @name: what the segment is called
 * @query: its query, which is right
 *
 * Returns: (transfer floating): a page that compares it with another one
 */
AdwNavigationPage *
nl_comparison_page_new (NlWorkspace *workspace, NlShop *shop, const char *name, const char *query)
{
  NlComparisonPage *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (NL_IS_SHOP (shop), NULL);
  g_return_val_if_fail (name != NULL && query != NULL, NULL);

  self = g_object_new (NL_TYPE_COMPARISON_PAGE, NULL);
  self->store = g_object_ref (nl_workspace_get_store (workspace));
  self->shop = g_object_ref (shop);
  self->name = g_strdup (name);
  self->query = g_strdup (query);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->other), FALSE);
  title = g_strdup_printf (_ ("“%s” Compared With"), name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->other), title);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  list_segments (self);
  return ADW_NAVIGATION_PAGE (self);
}
