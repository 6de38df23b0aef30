/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-condition-private.h"
#include "segments/nl-segment-query-private.h"

#include <glib/gi18n-lib.h>

/**
 * NlSegmentCondition:
 *
 * A row of a segment that is put together instead of written: an attribute compared with values, or
 * a function with its parameters, which are conditions too. It may be unfinished.
 */
G_DEFINE_FINAL_TYPE (NlSegmentCondition, nl_segment_condition, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
changed (NlSegmentCondition *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static NlSegmentOperator
get_first_operator (const NlSegmentAttribute *attribute)
{
  guint op = 0;

  while ((attribute->operators & NL_SEGMENT_OPERATOR_BIT (op)) == 0)
    op++;
  return (NlSegmentOperator) op;
}

static NlSegmentCondition *
condition_new (const NlSegmentAttribute *attribute, const NlSegmentFunction *function)
{
  NlSegmentCondition *self = g_object_new (NL_TYPE_SEGMENT_CONDITION, NULL);

  self->attribute = attribute;
  self->function = function;
  if (attribute != NULL)
    self->op = get_first_operator (attribute);
  return self;
}

static void
load_test (NlSegmentCondition *self, const NlSegmentTest *test)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  self->op = test->op;
  for (guint i = 0; i < test->n_values; i++) {
    const NlSegmentValue *value = &test->values[i];

    if (value->kind == NL_SEGMENT_VALUE_STRING) {
      g_strv_builder_add (values, value->text);
    } else {
      g_strv_builder_take (values, nl_segment_value_to_string (value));
      self->has_bare_values = nl_segment_condition_has_quotes (self->attribute->type);
    }
  }
  g_strfreev (self->values);
  self->values = g_strv_builder_end (values);
}

static void
append_parameter (NlSegmentCondition *self, NlSegmentCondition *parameter)
{
  g_signal_connect_object (parameter, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->parameters, parameter);
}

/* The operator that is true exactly where @op is not, also where there is no value. */
static gboolean
find_opposite (NlSegmentOperator *op)
{
  static const NlSegmentOperator opposites[][2] = {
    { NL_SEGMENT_OPERATOR_CONTAINS, NL_SEGMENT_OPERATOR_NOT_CONTAINS },
    { NL_SEGMENT_OPERATOR_IS_NULL, NL_SEGMENT_OPERATOR_IS_NOT_NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (opposites); i++)
    for (guint j = 0; j < 2; j++)
      if (*op == opposites[i][j]) {
        *op = opposites[i][1 - j];
        return TRUE;
      }
  return FALSE;
}

/**
 * nl_segment_condition_new_for_node:
 * @node: a checked clause other than an anniversary
 * @is_negated: whether it stands behind NOT
 *
 * Returns: (transfer full): @node as a row
 */
NlSegmentCondition *
nl_segment_condition_new_for_node (const NlSegmentNode *node, gboolean is_negated)
{
  NlSegmentCondition *self = condition_new (node->test.attribute, node->function);

  if (self->function == NULL) {
    load_test (self, &node->test);
    self->is_negated = is_negated && !find_opposite (&self->op);
    return self;
  }
  self->is_negated = is_negated != node->is_negated;
  for (guint i = 0; i < node->n_parameters; i++) {
    g_autoptr (NlSegmentCondition) parameter = condition_new (node->parameters[i].attribute, NULL);

    load_test (parameter, &node->parameters[i]);
    append_parameter (self, parameter);
  }
  return self;
}

static void
nl_segment_condition_finalize (GObject *object)
{
  NlSegmentCondition *self = NL_SEGMENT_CONDITION (object);

  g_strfreev (self->values);
  g_object_unref (self->parameters);
  G_OBJECT_CLASS (nl_segment_condition_parent_class)->finalize (object);
}

static void
nl_segment_condition_class_init (NlSegmentConditionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nl_segment_condition_finalize;

  /**
   * NlSegmentCondition::changed:
   *
   * Emitted when what the condition says is another.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nl_segment_condition_init (NlSegmentCondition *self)
{
  self->values = g_new0 (char *, 1);
  self->parameters = g_list_store_new (NL_TYPE_SEGMENT_CONDITION);
}

/**
 * nl_segment_condition_new:
 * @name: an attribute or a function
 *
 * Makes a condition that has no values yet.
 *
 * Returns: (transfer full) (nullable): a condition, or %NULL when there is no such name
 */
NlSegmentCondition *
nl_segment_condition_new (const char *name)
{
  const NlSegmentAttribute *attribute;
  const NlSegmentFunction *function;

  g_return_val_if_fail (name != NULL, NULL);

  attribute = nl_segment_vocabulary_find_attribute (name);
  function = nl_segment_vocabulary_find_function (name);
  return attribute == NULL && function == NULL ? NULL : condition_new (attribute, function);
}

/**
 * nl_segment_condition_get_name:
 * @self: a condition
 *
 * Returns: (transfer none): its attribute, parameter or function, as a query writes it
 */
const char *
nl_segment_condition_get_name (NlSegmentCondition *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_CONDITION (self), NULL);

  return self->function != NULL ? self->function->name : self->attribute->name;
}

/**
 * nl_segment_condition_get_label:
 * @self: a condition
 *
 * Returns: (transfer none): what people call its attribute, parameter or function, translated
 */
const char *
nl_segment_condition_get_label (NlSegmentCondition *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_CONDITION (self), NULL);

  return _ (self->function != NULL ? self->function->label : self->attribute->label);
}

/**
 * nl_segment_condition_get_description:
 * @self: a condition
 *
 * Returns: (transfer none): what it is about, translated
 */
const char *
nl_segment_condition_get_description (NlSegmentCondition *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_CONDITION (self), NULL);

  return _ (self->function != NULL ? self->function->description : self->attribute->description);
}

/**
 * nl_segment_condition_get_attribute:
 * @self: a condition
 *
 * Returns: (transfer none) (nullable): its attribute or parameter; %NULL when it is a function
 */
const NlSegmentAttribute *
nl_segment_condition_get_attribute (NlSegmentCondition *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_CONDITION (self), NULL);

  return self->attribute;
}

/**
 * nl_segment_condition_get_function:
 * @self: a condition
 *
 * Returns: (transfer none) (nullable): its function, if it is one
 */
const NlSegmentFunction *
nl_segment_condition_get_function (NlSegmentCondition *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_CONDITION (self), NULL);

  return self->function;
}

/**
 * nl_segment_condition_get_operator:
 * @self: a condition that is no function
 *
 * Returns: how it is compared
 */
NlSegmentOperator
nl_segment_condition_get_operator (NlSegmentCondition *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_CONDITION (self), NL_SEGMENT_OPERATOR_EQUAL);

  return self->op;
}

/* How many values an operator takes; G_MAXUINT for any number. */
static guint
count_operands (NlSegmentOperator op)
{
  switch ((int) op) {
  case NL_SEGMENT_OPERATOR_IS_NULL:
  case NL_SEGMENT_OPERATOR_IS_NOT_NULL:
    return 0;
  case NL_SEGMENT_OPERATOR_BETWEEN:
    return 2;
  case NL_SEGMENT_OPERATOR_IN:
  case NL_SEGMENT_OPERATOR_NOT_IN:
    return G_MAXUINT;
  default:
    return 1;
  }
}

/**
 * nl_segment_condition_set_operator:
 * @self: a condition that is no function
 * @op: one of those of its attribute
 *
 * Compares in another way. Values that @op has no place for are dropped.
 */
void
nl_segment_condition_set_operator (NlSegmentCondition *self, NlSegmentOperator op)
{
  g_return_if_fail (NL_IS_SEGMENT_CONDITION (self));
  g_return_if_fail (self->attribute != NULL);
  g_return_if_fail (self->attribute->operators & NL_SEGMENT_OPERATOR_BIT (op));

  if (op == self->op)
    return;
  self->op = op;
  for (guint i = g_strv_length (self->values); i > 0 && i > count_operands (op); i--)
    g_clear_pointer (&self->values[i - 1], g_free);
  changed (self);
}

/**
 * nl_segment_condition_get_values:
 * @self: a condition that is no function
 *
 * Returns: (transfer none): what it is compared with: text without quotes, numbers and dates as a
 *   query writes them
 */
const char *const *
nl_segment_condition_get_values (NlSegmentCondition *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_CONDITION (self), NULL);

  return (const char *const *) self->values;
}

/**
 * nl_segment_condition_set_values:
 * @self: a condition that is no function
 * @values: as from nl_segment_condition_get_values(), right or not
 *
 * Compares with other values.
 */
void
nl_segment_condition_set_values (NlSegmentCondition *self, const char *const *values)
{
  g_return_if_fail (NL_IS_SEGMENT_CONDITION (self));
  g_return_if_fail (self->attribute != NULL);
  g_return_if_fail (values != NULL);

  if (g_strv_equal (values, (const char *const *) self->values))
    return;
  g_strfreev (self->values);
  self->values = g_strdupv ((char **) values);
  self->has_bare_values = FALSE;
  changed (self);
}

/**
 * nl_segment_condition_is_negated:
 * @self: a condition
 *
 * Returns: whether it finds all others: `NOT …`, or `NOT MATCHES` of a function
 */
gboolean
nl_segment_condition_is_negated (NlSegmentCondition *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_CONDITION (self), FALSE);

  return self->is_negated;
}

/**
 * nl_segment_condition_set_negated:
 * @self: a condition
 * @negated: whether it finds all others
 *
 * Turns the condition around.
 */
void
nl_segment_condition_set_negated (NlSegmentCondition *self, gboolean negated)
{
  g_return_if_fail (NL_IS_SEGMENT_CONDITION (self));

  if (self->is_negated == !!negated)
    return;
  self->is_negated = !!negated;
  changed (self);
}

/**
 * nl_segment_condition_get_parameters:
 * @self: a condition
 *
 * Returns: (transfer none): the parameters of a function, each a #NlSegmentCondition
 */
GListModel *
nl_segment_condition_get_parameters (NlSegmentCondition *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_CONDITION (self), NULL);

  return G_LIST_MODEL (self->parameters);
}

/**
 * nl_segment_condition_add_parameter:
 * @self: a function
 * @name: a parameter that it has not been given
 *
 * Adds a parameter that has no values yet.
 *
 * Returns: (transfer none) (nullable): the parameter; %NULL when the function has none of this name
 *   or it is there already
 */
NlSegmentCondition *
nl_segment_condition_add_parameter (NlSegmentCondition *self, const char *name)
{
  const NlSegmentAttribute *attribute;
  g_autoptr (NlSegmentCondition) parameter = NULL;

  g_return_val_if_fail (NL_IS_SEGMENT_CONDITION (self), NULL);
  g_return_val_if_fail (self->function != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  attribute = nl_segment_function_find_parameter (self->function, name);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->parameters)); i++) {
    g_autoptr (NlSegmentCondition) other
        = g_list_model_get_item (G_LIST_MODEL (self->parameters), i);

    if (other->attribute == attribute)
      return NULL;
  }
  if (attribute == NULL)
    return NULL;
  parameter = condition_new (attribute, NULL);
  append_parameter (self, parameter);
  changed (self);
  return parameter;
}

/**
 * nl_segment_condition_remove_parameter:
 * @self: a function
 * @parameter: one of its parameters
 *
 * Removes a parameter.
 */
void
nl_segment_condition_remove_parameter (NlSegmentCondition *self, NlSegmentCondition *parameter)
{
  guint position;

  g_return_if_fail (NL_IS_SEGMENT_CONDITION (self));
  g_return_if_fail (NL_IS_SEGMENT_CONDITION (parameter));

  if (!g_list_store_find (self->parameters, parameter, &position))
    return;
  g_signal_handlers_disconnect_by_func (parameter, changed, self);
  g_list_store_remove (self->parameters, position);
  changed (self);
}
