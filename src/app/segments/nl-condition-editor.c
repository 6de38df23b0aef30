/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-condition-editor.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-condition-value.h"

/**
 * NlConditionEditor:
 *
 * How an attribute or a parameter is compared, and with what.
 */
struct _NlConditionEditor {
  AdwBin parent_instance;
  GtkWidget *box;
  GtkDropDown *operators;
  GArray *codes; /* (element-type NlSegmentOperator) in the order of the list */

  NlSegmentCondition *condition;
  NlQueryValues *values;
  char *currency;
};

G_DEFINE_FINAL_TYPE (NlConditionEditor, nl_condition_editor, ADW_TYPE_BIN)

/* How many values an operator wants. */
static guint
count_values (NlSegmentOperator op)
{
  if (op == NL_SEGMENT_OPERATOR_IS_NULL || op == NL_SEGMENT_OPERATOR_IS_NOT_NULL)
    return 0;
  return op == NL_SEGMENT_OPERATOR_BETWEEN ? 2 : 1;
}

static gboolean
is_list (NlSegmentOperator op)
{
  return op == NL_SEGMENT_OPERATOR_IN || op == NL_SEGMENT_OPERATOR_NOT_IN;
}

static const char *
get_default (const NlSegmentAttribute *attribute)
{
  switch ((int) attribute->type) {
  case NL_SEGMENT_TYPE_ENUM:
    return attribute->values[0];
  case NL_SEGMENT_TYPE_DATE:
    return "-30d";
  case NL_SEGMENT_TYPE_INTEGER:
  case NL_SEGMENT_TYPE_MONEY:
    return "1";
  case NL_SEGMENT_TYPE_DISTANCE:
    return "50";
  default:
    return NULL;
  }
}

/* Fills in values where there is one to begin with, so that it says something at once. */
static void
prepare (NlSegmentCondition *condition)
{
  const NlSegmentAttribute *attribute = nl_segment_condition_get_attribute (condition);
  const char *initial = attribute != NULL ? get_default (attribute) : NULL;
  NlSegmentOperator op;
  const char *const *before;
  const char *values[3] = { NULL };
  g_auto (GStrv) copy = NULL;
  guint n;

  if (initial == NULL)
    return;
  op = nl_segment_condition_get_operator (condition);
  before = nl_segment_condition_get_values (condition);
  n = g_strv_length ((char **) before);
  if (n >= count_values (op))
    return;
  values[0] = n > 0 ? before[0] : initial;
  if (count_values (op) == 2)
    values[1] = attribute->type == NL_SEGMENT_TYPE_DATE ? "today" : values[0];
  copy = g_strdupv ((char **) values);
  nl_segment_condition_set_values (condition, (const char *const *) copy);
}

static void
show_values (NlConditionEditor *self)
{
  NlSegmentOperator op = nl_segment_condition_get_operator (self->condition);
  GtkWidget *child;

  while ((child = gtk_widget_get_next_sibling (GTK_WIDGET (self->operators))) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->box), child);
  if (is_list (op)) {
    adw_wrap_box_append (ADW_WRAP_BOX (self->box), nl_condition_value_new_list (self->condition));
    return;
  }
  for (guint i = 0; i < count_values (op); i++) {
    if (i > 0)
      adw_wrap_box_append (ADW_WRAP_BOX (self->box),
                           gtk_label_new (C_ ("between two values", "and")));
    adw_wrap_box_append (ADW_WRAP_BOX (self->box),
                         nl_condition_value_new (self->condition, i, self->values, self->currency));
  }
}

static void
operator_selected_cb (NlConditionEditor *self)
{
  guint selected = gtk_drop_down_get_selected (self->operators);

  if (selected == GTK_INVALID_LIST_POSITION)
    return;
  nl_segment_condition_set_operator (self->condition,
                                     g_array_index (self->codes, NlSegmentOperator, selected));
  prepare (self->condition);
  show_values (self);
}

static void
add_operators (NlConditionEditor *self)
{
  const NlSegmentAttribute *attribute = nl_segment_condition_get_attribute (self->condition);
  NlSegmentOperator current = nl_segment_condition_get_operator (self->condition);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (NlSegmentOperator op = 0; op < NL_SEGMENT_N_OPERATORS; op++) {
    if ((attribute->operators & NL_SEGMENT_OPERATOR_BIT (op)) == 0)
      continue;
    if (op == current)
      selected = self->codes->len;
    g_array_append_val (self->codes, op);
    gtk_string_list_append (names, nl_segment_operator_get_label (op, attribute->type));
  }
  gtk_drop_down_set_model (self->operators, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->operators, selected);
  g_signal_connect_swapped (self->operators, "notify::selected", G_CALLBACK (operator_selected_cb),
                            self);
}

static gboolean
nl_condition_editor_grab_focus (GtkWidget *widget)
{
  NlConditionEditor *self = NL_CONDITION_EDITOR (widget);
  GtkWidget *value = gtk_widget_get_next_sibling (GTK_WIDGET (self->operators));

  if (value != NULL
      && (gtk_widget_grab_focus (value) || gtk_widget_child_focus (value, GTK_DIR_TAB_FORWARD)))
    return TRUE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->operators));
}

static void
nl_condition_editor_finalize (GObject *object)
{
  NlConditionEditor *self = NL_CONDITION_EDITOR (object);

  g_clear_object (&self->condition);
  g_clear_object (&self->values);
  g_array_unref (self->codes);
  g_free (self->currency);
  G_OBJECT_CLASS (nl_condition_editor_parent_class)->finalize (object);
}

static void
nl_condition_editor_class_init (NlConditionEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_condition_editor_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = nl_condition_editor_grab_focus;
}

static void
nl_condition_editor_init (NlConditionEditor *self)
{
  self->codes = g_array_new (FALSE, FALSE, sizeof (NlSegmentOperator));
  self->box = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->box), 6);
  self->operators = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->operators), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Comparison"), -1);
  adw_wrap_box_append (ADW_WRAP_BOX (self->box), GTK_WIDGET (self->operators));
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * nl_condition_editor_new:
 * @condition: a condition that is no function
 * @values: the values that the shop has
 * @currency: the shop's currency
 *
 * Returns: (transfer floating): an editor, which changes @condition
 */
NlConditionEditor *
nl_condition_editor_new (NlSegmentCondition *condition, NlQueryValues *values, const char *currency)
{
  NlConditionEditor *self;

  g_return_val_if_fail (NL_IS_SEGMENT_CONDITION (condition), NULL);
  g_return_val_if_fail (NL_IS_QUERY_VALUES (values), NULL);

  self = g_object_new (NL_TYPE_CONDITION_EDITOR, NULL);
  self->condition = g_object_ref (condition);
  self->values = g_object_ref (values);
  self->currency = g_strdup (currency);
  add_operators (self);
  show_values (self);
  return self;
}

/**
 * nl_condition_editor_begin:
 * @condition: a new condition that is no function
 *
 * Compares it in the way most people want, with a value to begin with where there is one.
 */
void
nl_condition_editor_begin (NlSegmentCondition *condition)
{
  const NlSegmentAttribute *attribute;

  g_return_if_fail (NL_IS_SEGMENT_CONDITION (condition));

  attribute = nl_segment_condition_get_attribute (condition);
  g_return_if_fail (attribute != NULL);
  if (attribute->type == NL_SEGMENT_TYPE_INTEGER || attribute->type == NL_SEGMENT_TYPE_MONEY
      || attribute->type == NL_SEGMENT_TYPE_DATE)
    nl_segment_condition_set_operator (condition, NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL);
  else if (attribute->type == NL_SEGMENT_TYPE_DISTANCE)
    nl_segment_condition_set_operator (condition, NL_SEGMENT_OPERATOR_LESS_OR_EQUAL);
  prepare (condition);
}
