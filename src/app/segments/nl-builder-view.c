/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-builder-view.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-attribute-picker.h"
#include "app/segments/nl-condition-row.h"
#include "app/widgets/nl-tooltip.h"
#include "segments/nl-segment-error.h"

/**
 * NlBuilderView:
 *
 * A segment query as rows, for people who do not write queries. Rows of one card belong together in
 * the other way than the cards do. A query that can't be shown like this is left alone, with a way
 * to its text.
 */
struct _NlBuilderView {
  AdwBin parent_instance;
  GtkStack *stack;
  GtkWidget *matching;
  GtkDropDown *match;
  GtkBox *groups;
  GtkWidget *empty;
  AdwWrapBox *suggestions;
  AdwBin *add;
  GtkLabel *reason;

  NlSegmentBuilder *builder;
  NlQueryValues *values;
  char *currency;
  char *waiting;    /* a query that is shown once the view is */
  GPtrArray *shown; /* (element-type NlConditionRow) */
  GString *shape;   /* which conditions are in which group */
  gboolean is_loading;
};

G_DEFINE_FINAL_TYPE (NlBuilderView, nl_builder_view, ADW_TYPE_BIN)

enum {
  CHANGED,
  SHOW_QUERY,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* What most segments begin with. */
static const char *const first_names[] = {
  "number_of_orders", "amount_spent",       "last_order_date",
  "customer_tags",    "customer_countries", "email_subscription_status",
};

static GString *
describe_shape (NlSegmentBuilder *builder)
{
  GString *shape = g_string_new (NULL);
  GListModel *groups = nl_segment_builder_get_groups (builder);

  g_string_append_printf (shape, "%d", (int) nl_segment_builder_get_match (builder));
  for (guint i = 0; i < g_list_model_get_n_items (groups); i++) {
    g_autoptr (GListModel) group = g_list_model_get_item (groups, i);

    g_string_append_c (shape, '/');
    for (guint j = 0; j < g_list_model_get_n_items (group); j++) {
      g_autoptr (NlSegmentCondition) condition = g_list_model_get_item (group, j);

      g_string_append_printf (shape, " %p", (gpointer) condition);
    }
  }
  return shape;
}

static NlConditionRow *
find_row (GPtrArray *rows, NlSegmentCondition *condition)
{
  for (guint i = 0; i < rows->len; i++)
    if (nl_condition_row_get_condition (g_ptr_array_index (rows, i)) == condition)
      return g_ptr_array_index (rows, i);
  return NULL;
}

static const char *
get_joiner (gboolean is_or)
{
  return is_or ? C_ ("between two conditions", "or") : C_ ("between two conditions", "and");
}

static GtkWidget *
create_group (NlBuilderView *self, GListModel *group)
{
  gboolean is_all = nl_segment_builder_get_match (self->builder) == NL_SEGMENT_MATCH_ALL;
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Conditions"), -1);
  for (guint i = 0; i < g_list_model_get_n_items (group); i++) {
    g_autoptr (NlSegmentCondition) condition = g_list_model_get_item (group, i);
    NlConditionRow *row
        = nl_condition_row_new (self->builder, condition, i > 0 ? get_joiner (is_all) : NULL,
                                self->values, self->currency);

    gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row));
    g_ptr_array_add (self->shown, g_object_ref (row));
  }
  return list;
}

/* The place of the row that has the keyboard, or -1. */
static int
find_focused (NlBuilderView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->shown->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->shown, i);

    if (focus == row || gtk_widget_is_ancestor (focus, row))
      return (int) i;
  }
  return -1;
}

/* The row that was added, if one was; NULL where all were made anew, as by undoing. */
static NlConditionRow *
find_added (NlBuilderView *self, GPtrArray *before)
{
  NlConditionRow *added = NULL;
  guint n_added = 0;

  for (guint i = 0; i < self->shown->len; i++) {
    NlConditionRow *row = g_ptr_array_index (self->shown, i);

    if (find_row (before, nl_condition_row_get_condition (row)) != NULL)
      continue;
    n_added++;
    if (added == NULL)
      added = row;
  }
  return n_added == 1 ? added : NULL;
}

/* The keyboard goes to what was added, else it stays where it was as far as that is still there. */
static void
restore_focus (NlBuilderView *self, GPtrArray *before, int focused, gboolean is_text)
{
  NlConditionRow *row = is_text ? NULL : find_added (self, before);

  if (row != NULL) {
    nl_condition_row_edit (row);
    return;
  }
  if (focused < 0)
    return;
  row = find_row (self->shown,
                  nl_condition_row_get_condition (g_ptr_array_index (before, (guint) focused)));
  if (row == NULL && self->shown->len > 0)
    row = g_ptr_array_index (self->shown, MIN ((guint) focused, self->shown->len - 1));
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else
    gtk_widget_grab_focus (adw_bin_get_child (self->add));
}

/* Makes the rows anew where they are no longer those of the builder. Those that are made of a text,
 * not one by one, don't take the keyboard: a key would change the first of them. */
static void
show_rows (NlBuilderView *self, gboolean is_text)
{
  g_autoptr (GString) shape = describe_shape (self->builder);
  g_autoptr (GPtrArray) before = NULL;
  GListModel *groups = nl_segment_builder_get_groups (self->builder);
  guint n = g_list_model_get_n_items (groups);
  gboolean is_all = nl_segment_builder_get_match (self->builder) == NL_SEGMENT_MATCH_ALL;
  int focused = find_focused (self);
  GtkWidget *child;

  if (g_string_equal (shape, self->shape))
    return;
  g_string_assign (self->shape, shape->str);
  before = g_steal_pointer (&self->shown);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; i < n; i++) {
    g_autoptr (GListModel) group = g_list_model_get_item (groups, i);

    if (i > 0) {
      GtkWidget *joiner = gtk_label_new (get_joiner (!is_all));

      gtk_label_set_xalign (GTK_LABEL (joiner), 0);
      gtk_widget_set_margin_start (joiner, 12);
      gtk_widget_add_css_class (joiner, "caption-heading");
      gtk_widget_add_css_class (joiner, "dimmed");
      gtk_box_append (self->groups, joiner);
    }
    gtk_box_append (self->groups, create_group (self, group));
  }
  gtk_widget_set_visible (self->matching, n > 1);
  gtk_widget_set_visible (self->empty, n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->groups), n > 0);
  self->is_loading = TRUE;
  gtk_drop_down_set_selected (self->match, is_all ? 0 : 1);
  self->is_loading = FALSE;
  if (focused >= 0 || self->shown->len > before->len)
    restore_focus (self, before, focused, is_text);
}

static void
builder_changed_cb (NlBuilderView *self)
{
  show_rows (self, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
match_selected_cb (NlBuilderView *self)
{
  if (!self->is_loading)
    nl_segment_builder_set_match (self->builder, gtk_drop_down_get_selected (self->match) == 0
                                                     ? NL_SEGMENT_MATCH_ALL
                                                     : NL_SEGMENT_MATCH_ANY);
}

static void
add_condition (NlBuilderView *self, const char *name)
{
  g_autoptr (NlSegmentCondition) condition = nl_attribute_picker_create_condition (name);

  if (condition != NULL)
    nl_segment_builder_add (self->builder, condition);
}

static void
suggestion_clicked_cb (NlBuilderView *self, GtkWidget *button)
{
  add_condition (self, g_object_get_data (G_OBJECT (button), "name"));
}

static void
show_query_cb (NlBuilderView *self)
{
  g_signal_emit (self, signals[SHOW_QUERY], 0);
}

static void
load (NlBuilderView *self)
{
  g_autofree char *query = g_steal_pointer (&self->waiting);
  g_autoptr (GError) error = NULL;

  if (query == NULL)
    return;
  if (nl_segment_builder_set_text (self->builder, query, &error)) {
    show_rows (self, TRUE);
    gtk_stack_set_visible_child_name (self->stack, "rows");
    return;
  }
  gtk_label_set_label (self->reason,
                       g_error_matches (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_NOT_ROWS)
                           ? error->message
                           : _ ("There is a mistake in it, or it is not finished."));
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static void
nl_builder_view_map (GtkWidget *widget)
{
  load (NL_BUILDER_VIEW (widget));
  GTK_WIDGET_CLASS (nl_builder_view_parent_class)->map (widget);
}

static gboolean
nl_builder_view_grab_focus (GtkWidget *widget)
{
  NlBuilderView *self = NL_BUILDER_VIEW (widget);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "text"))
    return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  if (self->shown->len == 0)
    return gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (self->suggestions)));
  return gtk_widget_grab_focus (g_ptr_array_index (self->shown, 0));
}

static void
nl_builder_view_dispose (GObject *object)
{
  NlBuilderView *self = NL_BUILDER_VIEW (object);

  /* The bin lets go of its child before the template does, which would do it behind its back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_BUILDER_VIEW);
  g_clear_object (&self->values);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (nl_builder_view_parent_class)->dispose (object);
}

static void
nl_builder_view_finalize (GObject *object)
{
  NlBuilderView *self = NL_BUILDER_VIEW (object);

  g_object_unref (self->builder);
  g_free (self->currency);
  g_free (self->waiting);
  g_string_free (self->shape, TRUE);
  G_OBJECT_CLASS (nl_builder_view_parent_class)->finalize (object);
}

static void
nl_builder_view_class_init (NlBuilderViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_builder_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = nl_builder_view_finalize;
  widget_class->map = nl_builder_view_map;
  widget_class->grab_focus = nl_builder_view_grab_focus;

  /**
   * NlBuilderView::changed:
   * @self: a view
   *
   * The user made another query of the rows.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_BUILDER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  /**
   * NlBuilderView::show-query:
   * @self: a view
   *
   * The user wants to see the query's text.
   */
  signals[SHOW_QUERY] = g_signal_new ("show-query", NL_TYPE_BUILDER_VIEW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-builder-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NlBuilderView, stack);
  gtk_widget_class_bind_template_child (widget_class, NlBuilderView, matching);
  gtk_widget_class_bind_template_child (widget_class, NlBuilderView, match);
  gtk_widget_class_bind_template_child (widget_class, NlBuilderView, groups);
  gtk_widget_class_bind_template_child (widget_class, NlBuilderView, empty);
  gtk_widget_class_bind_template_child (widget_class, NlBuilderView, suggestions);
  gtk_widget_class_bind_template_child (widget_class, NlBuilderView, add);
  gtk_widget_class_bind_template_child (widget_class, NlBuilderView, reason);
  gtk_widget_class_bind_template_callback (widget_class, show_query_cb);
}

static void
add_suggestions (NlBuilderView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (first_names); i++) {
    g_autoptr (NlSegmentCondition) condition = nl_segment_condition_new (first_names[i]);
    GtkWidget *button = gtk_button_new_with_label (nl_segment_condition_get_label (condition));

    nl_tooltip_set (button, nl_segment_condition_get_description (condition));
    gtk_widget_add_css_class (button, "pill");
    gtk_widget_add_css_class (button, "compact");
    g_object_set_data (G_OBJECT (button), "name", (gpointer) first_names[i]);
    g_signal_connect_object (button, "clicked", G_CALLBACK (suggestion_clicked_cb), self,
                             G_CONNECT_SWAPPED);
    adw_wrap_box_append (self->suggestions, button);
  }
}

static void
nl_builder_view_init (NlBuilderView *self)
{
  NlPicker *add;

  self->builder = nl_segment_builder_new ();
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->shape = g_string_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  add = nl_attribute_picker_new (_ ("Add Condition"));
  nl_picker_set_label (add, _ ("Add Condition"));
  nl_picker_set_icon (add, "list-add-symbolic");
  gtk_widget_set_name (GTK_WIDGET (add), "add-condition");
  g_signal_connect_object (add, "chosen", G_CALLBACK (add_condition), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->add, GTK_WIDGET (add));
  add_suggestions (self);
  g_signal_connect_object (self->match, "notify::selected", G_CALLBACK (match_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->builder, "changed", G_CALLBACK (builder_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * nl_builder_view_set_shop:
 * @self: a view, which has no shop yet
 * @shop: the shop
 * @values: the values that it has
 *
 * Offers the values of @shop, and its currency.
 */
void
nl_builder_view_set_shop (NlBuilderView *self, NlShop *shop, NlQueryValues *values)
{
  g_return_if_fail (NL_IS_BUILDER_VIEW (self));
  g_return_if_fail (self->values == NULL);

  self->values = g_object_ref (values);
  self->currency = g_strdup (nl_record_get_text (NL_RECORD (shop), NL_SHOP_CURRENCY));
}

/**
 * nl_builder_view_set_query:
 * @self: a view
 * @query: what stands in the text
 *
 * Shows @query, at the latest when the view is seen.
 */
void
nl_builder_view_set_query (NlBuilderView *self, const char *query)
{
  g_return_if_fail (NL_IS_BUILDER_VIEW (self));
  g_return_if_fail (query != NULL);

  g_set_str (&self->waiting, query);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

/**
 * nl_builder_view_get_query:
 * @self: a view
 *
 * Returns: (transfer none): the query that the rows make
 */
const char *
nl_builder_view_get_query (NlBuilderView *self)
{
  g_return_val_if_fail (NL_IS_BUILDER_VIEW (self), NULL);

  return nl_segment_builder_get_text (self->builder);
}

/**
 * nl_builder_view_check:
 * @self: a view
 *
 * Looks for a row that is not finished, and gives that the keyboard.
 *
 * Returns: whether all are finished
 */
gboolean
nl_builder_view_check (NlBuilderView *self)
{
  g_return_val_if_fail (NL_IS_BUILDER_VIEW (self), FALSE);

  for (guint i = 0; i < self->shown->len; i++) {
    NlConditionRow *row = g_ptr_array_index (self->shown, i);
    g_autofree char *clause
        = nl_segment_condition_to_string (nl_condition_row_get_condition (row), NULL);

    if (clause != NULL)
      continue;
    nl_condition_row_show_problem (row, TRUE);
    nl_condition_row_edit (row);
    return FALSE;
  }
  return TRUE;
}
