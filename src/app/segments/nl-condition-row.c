/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-condition-row.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-attribute-picker.h"
#include "app/segments/nl-condition-editor.h"

/**
 * NlConditionRow:
 *
 * A condition of a segment that is put together instead of written. What is done to it goes to the
 * builder at once. It is moved by dragging, or with Alt+Up and Alt+Down.
 */
struct _NlConditionRow {
  GtkListBoxRow parent_instance;
  GtkLabel *joiner;
  GtkWidget *handle;
  AdwWrapBox *parts;
  GtkWidget *negation;
  GtkMenuButton *menu;
  GtkBox *parameters;
  GtkLabel *problem;
  GtkWidget *editor;

  NlSegmentBuilder *builder;
  NlSegmentCondition *condition;
  NlQueryValues *values;
  char *currency;
};

G_DEFINE_FINAL_TYPE (NlConditionRow, nl_condition_row, GTK_TYPE_LIST_BOX_ROW)

static void
update (NlConditionRow *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *clause = nl_segment_condition_to_string (self->condition, &error);

  gtk_widget_set_visible (self->negation,
                          nl_segment_condition_get_function (self->condition) == NULL
                              && nl_segment_condition_is_negated (self->condition));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nl_segment_condition_get_label (self->condition),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  clause != NULL ? clause : error->message, -1);
  nl_condition_row_show_problem (self, FALSE);
}

static void
name_chosen_cb (NlConditionRow *self, const char *name)
{
  g_autoptr (NlSegmentCondition) condition = NULL;

  if (g_str_equal (name, nl_segment_condition_get_name (self->condition)))
    return;
  condition = nl_attribute_picker_create_condition (name);
  if (condition != NULL)
    nl_segment_builder_replace (self->builder, self->condition, condition);
}

static void
sense_selected_cb (NlConditionRow *self, GParamSpec *pspec, GtkDropDown *sense)
{
  nl_segment_condition_set_negated (self->condition, gtk_drop_down_get_selected (sense) == 1);
}

static GtkWidget *
create_sense (NlConditionRow *self)
{
  const char *const senses[] = { _ ("applies"), _ ("does not apply"), NULL };
  GtkWidget *sense = gtk_drop_down_new_from_strings (senses);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (sense),
                              nl_segment_condition_is_negated (self->condition) ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sense), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Comparison"), -1);
  g_signal_connect_object (sense, "notify::selected", G_CALLBACK (sense_selected_cb), self,
                           G_CONNECT_SWAPPED);
  return sense;
}

static void show_parameters (NlConditionRow *self);

static void
parameter_removed_cb (NlConditionRow *self, GtkWidget *button)
{
  nl_segment_condition_remove_parameter (self->condition,
                                         g_object_get_data (G_OBJECT (button), "parameter"));
  show_parameters (self);
  nl_condition_row_edit (self);
}

static void
parameter_chosen_cb (NlConditionRow *self, const char *name)
{
  NlSegmentCondition *parameter = nl_segment_condition_add_parameter (self->condition, name);
  GtkWidget *line;

  if (parameter == NULL)
    return;
  nl_condition_editor_begin (parameter);
  show_parameters (self);
  line = gtk_widget_get_prev_sibling (gtk_widget_get_last_child (GTK_WIDGET (self->parameters)));
  if (line != NULL)
    gtk_widget_child_focus (line, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
create_parameter (NlConditionRow *self, NlSegmentCondition *parameter)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *parts = adw_wrap_box_new ();
  GtkWidget *name = gtk_label_new (nl_segment_condition_get_label (parameter));
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_tooltip_text (name, nl_segment_condition_get_description (parameter));
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (parts), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (parts), 6);
  adw_wrap_box_append (ADW_WRAP_BOX (parts), name);
  adw_wrap_box_append (ADW_WRAP_BOX (parts),
                       GTK_WIDGET (
                           nl_condition_editor_new (parameter, self->values, self->currency)));
  gtk_widget_set_hexpand (parts, TRUE);
  gtk_widget_set_tooltip_text (remove, _ ("Remove Detail"));
  gtk_widget_set_valign (remove, GTK_ALIGN_START);
  gtk_widget_add_css_class (remove, "flat");
  g_object_set_data_full (G_OBJECT (remove), "parameter", g_object_ref (parameter), g_object_unref);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (parameter_removed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), parts);
  gtk_box_append (GTK_BOX (line), remove);
  return line;
}

static gboolean
has_parameter (NlSegmentCondition *condition, const char *name)
{
  GListModel *parameters = nl_segment_condition_get_parameters (condition);

  for (guint i = 0; i < g_list_model_get_n_items (parameters); i++) {
    g_autoptr (NlSegmentCondition) parameter = g_list_model_get_item (parameters, i);

    if (g_str_equal (nl_segment_condition_get_name (parameter), name))
      return TRUE;
  }
  return FALSE;
}

static void
show_parameters (NlConditionRow *self)
{
  const NlSegmentFunction *function = nl_segment_condition_get_function (self->condition);
  GListModel *parameters = nl_segment_condition_get_parameters (self->condition);
  NlPicker *picker = nl_picker_new (_ ("Add Detail"));
  GtkWidget *child;
  guint n_left = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->parameters))) != NULL)
    gtk_box_remove (self->parameters, child);
  for (guint i = 0; i < g_list_model_get_n_items (parameters); i++) {
    g_autoptr (NlSegmentCondition) parameter = g_list_model_get_item (parameters, i);

    gtk_box_append (self->parameters, create_parameter (self, parameter));
  }
  nl_picker_set_label (picker, _ ("Add Detail"));
  nl_picker_set_icon (picker, "list-add-symbolic");
  gtk_widget_set_name (GTK_WIDGET (picker), "add-detail");
  for (guint i = 0; i < function->n_parameters; i++) {
    const NlSegmentAttribute *parameter = &function->parameters[i];

    if (has_parameter (self->condition, parameter->name))
      continue;
    nl_picker_add (picker, parameter->name, _ (parameter->label), _ (parameter->description));
    n_left++;
  }
  g_signal_connect_object (picker, "chosen", G_CALLBACK (parameter_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_halign (GTK_WIDGET (picker), GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (picker), n_left > 0);
  gtk_box_append (self->parameters, GTK_WIDGET (picker));
}

static NlSegmentCondition *
find_neighbour (NlConditionRow *self, int steps)
{
  GListModel *groups = nl_segment_builder_get_groups (self->builder);

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++) {
    g_autoptr (GListModel) group = g_list_model_get_item (groups, i);
    g_autoptr (GListModel) other = NULL;
    guint n = g_list_model_get_n_items (group);

    for (guint j = 0; j < n; j++) {
      g_autoptr (NlSegmentCondition) condition = g_list_model_get_item (group, j);

      if (condition != self->condition)
        continue;
      if ((int) j + steps >= 0 && (int) j + steps < (int) n)
        return g_list_model_get_item (group, (guint) ((int) j + steps));
      if ((int) i + steps >= 0)
        other = g_list_model_get_item (groups, (guint) ((int) i + steps));
      return other != NULL ? g_list_model_get_item (other, 0) : NULL;
    }
  }
  return NULL;
}

static void
condition_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlConditionRow *self = NL_CONDITION_ROW (widget);
  g_autoptr (NlConditionRow) alive = g_object_ref (self);

  if (g_str_equal (name, "condition.remove")) {
    nl_segment_builder_remove (self->builder, self->condition);
  } else if (g_str_equal (name, "condition.negate")) {
    nl_segment_condition_set_negated (self->condition,
                                      !nl_segment_condition_is_negated (self->condition));
  } else if (g_str_equal (name, "condition.add-beside")) {
    g_autoptr (NlSegmentCondition) condition
        = nl_attribute_picker_create_condition (nl_segment_condition_get_name (self->condition));

    nl_segment_builder_add_beside (self->builder, self->condition, condition);
  } else {
    g_autoptr (NlSegmentCondition) other
        = find_neighbour (self, g_str_equal (name, "condition.move-up") ? -1 : 1);

    if (other != NULL)
      nl_segment_builder_move (self->builder, self->condition, other);
  }
}

/* The rows are made anew when one of them moves. */
static void
update_moves (NlConditionRow *self)
{
  g_autoptr (NlSegmentCondition) before = find_neighbour (self, -1);
  g_autoptr (NlSegmentCondition) after = find_neighbour (self, 1);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "condition.move-up", before != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "condition.move-down", after != NULL);
}

static void
fill_menu (NlConditionRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) move = g_menu_new ();

  g_menu_append (change,
                 nl_segment_builder_get_match (self->builder) == NL_SEGMENT_MATCH_ALL
                     ? _ ("_Or Another Condition")
                     : _ ("_And Another Condition"),
                 "condition.add-beside");
  if (nl_segment_condition_get_function (self->condition) == NULL)
    g_menu_append (change, _ ("_Turn Around"), "condition.negate");
  g_menu_append (move, _ ("Move _Up"), "condition.move-up");
  g_menu_append (move, _ ("Move _Down"), "condition.move-down");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (move));
  gtk_menu_button_set_menu_model (self->menu, G_MENU_MODEL (menu));
}

static GdkContentProvider *
drag_prepare_cb (NlConditionRow *self)
{
  return gdk_content_provider_new_typed (NL_TYPE_CONDITION_ROW, self);
}

static void
drag_begin_cb (NlConditionRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

static gboolean
drop_cb (NlConditionRow *self, const GValue *value)
{
  NlConditionRow *other = g_value_get_object (value);

  if (other == NULL || other == self || other->builder != self->builder)
    return FALSE;
  nl_segment_builder_move (self->builder, other->condition, self->condition);
  return TRUE;
}

static void
nl_condition_row_dispose (GObject *object)
{
  NlConditionRow *self = NL_CONDITION_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_CONDITION_ROW);
  g_clear_object (&self->builder);
  g_clear_object (&self->condition);
  g_clear_object (&self->values);
  g_clear_pointer (&self->currency, g_free);
  G_OBJECT_CLASS (nl_condition_row_parent_class)->dispose (object);
}

static void
nl_condition_row_class_init (NlConditionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const actions[]
      = { "condition.remove", "condition.negate", "condition.add-beside", "condition.move-up",
          "condition.move-down" };

  G_OBJECT_CLASS (klass)->dispose = nl_condition_row_dispose;
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, condition_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "condition.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "condition.move-up",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK,
                                       "condition.move-down", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-condition-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NlConditionRow, joiner);
  gtk_widget_class_bind_template_child (widget_class, NlConditionRow, handle);
  gtk_widget_class_bind_template_child (widget_class, NlConditionRow, parts);
  gtk_widget_class_bind_template_child (widget_class, NlConditionRow, negation);
  gtk_widget_class_bind_template_child (widget_class, NlConditionRow, menu);
  gtk_widget_class_bind_template_child (widget_class, NlConditionRow, parameters);
  gtk_widget_class_bind_template_child (widget_class, NlConditionRow, problem);
}

static void
nl_condition_row_init (NlConditionRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (NL_TYPE_CONDITION_ROW, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE,
                                  self->problem, NULL, -1);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * nl_condition_row_new:
 * @builder: what it is a part of
 * @condition: a condition of @builder
 * @joiner: (nullable): the word between the condition before and this one
 * @values: the values that the shop has
 * @currency: the shop's currency
 *
 * Returns: (transfer floating): a row that edits @condition
 */
NlConditionRow *
nl_condition_row_new (NlSegmentBuilder *builder,
                      NlSegmentCondition *condition,
                      const char *joiner,
                      NlQueryValues *values,
                      const char *currency)
{
  NlConditionRow *self = g_object_new (NL_TYPE_CONDITION_ROW, NULL);
  NlPicker *name = nl_attribute_picker_new (_ ("What It Is About"));

  self->builder = g_object_ref (builder);
  self->condition = g_object_ref (condition);
  self->values = g_object_ref (values);
  self->currency = g_strdup (currency);
  gtk_label_set_label (self->joiner, joiner);
  gtk_widget_set_visible (GTK_WIDGET (self->joiner), joiner != NULL);
  nl_picker_set_label (name, nl_segment_condition_get_label (condition));
  gtk_widget_set_tooltip_text (GTK_WIDGET (name), nl_segment_condition_get_description (condition));
  g_signal_connect_object (name, "chosen", G_CALLBACK (name_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->parts, GTK_WIDGET (name));
  if (nl_segment_condition_get_function (condition) != NULL) {
    self->editor = create_sense (self);
    gtk_widget_set_visible (GTK_WIDGET (self->parameters), TRUE);
    show_parameters (self);
  } else {
    self->editor = GTK_WIDGET (nl_condition_editor_new (condition, values, currency));
  }
  adw_wrap_box_append (self->parts, self->editor);
  fill_menu (self);
  update_moves (self);
  g_signal_connect_object (condition, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * nl_condition_row_get_condition:
 * @self: a row
 *
 * Returns: (transfer none): what it edits
 */
NlSegmentCondition *
nl_condition_row_get_condition (NlConditionRow *self)
{
  g_return_val_if_fail (NL_IS_CONDITION_ROW (self), NULL);

  return self->condition;
}

/**
 * nl_condition_row_edit:
 * @self: a row
 *
 * Gives the keyboard to what is most likely to be changed.
 */
void
nl_condition_row_edit (NlConditionRow *self)
{
  g_return_if_fail (NL_IS_CONDITION_ROW (self));

  gtk_widget_grab_focus (self->editor);
}

/**
 * nl_condition_row_show_problem:
 * @self: a row
 * @is_late: whether it should have been finished by now
 *
 * Says what the condition lacks, if it does.
 */
void
nl_condition_row_show_problem (NlConditionRow *self, gboolean is_late)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *clause = NULL;

  g_return_if_fail (NL_IS_CONDITION_ROW (self));

  clause = nl_segment_condition_to_string (self->condition, &error);
  gtk_label_set_label (self->problem,
                       clause == NULL ? _ ("Not finished yet: customers are not told apart by this")
                                      : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), clause == NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               clause == NULL && is_late ? GTK_ACCESSIBLE_INVALID_TRUE
                                                         : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (is_late)
    gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->problem), "error");
}
