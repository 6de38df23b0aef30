/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-attribute-picker.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-condition-editor.h"

/* What customers can be told apart by: the attributes and functions of queries, by what people call
 * them. */

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (nl_segment_condition_get_label (*(NlSegmentCondition *const *) a),
                         nl_segment_condition_get_label (*(NlSegmentCondition *const *) b));
}

static GPtrArray *
list_conditions (void)
{
  GPtrArray *conditions = g_ptr_array_new_with_free_func (g_object_unref);
  guint n;
  const NlSegmentAttribute *attributes = nl_segment_vocabulary_get_attributes (&n);
  const NlSegmentFunction *functions;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (conditions, nl_segment_condition_new (attributes[i].name));
  functions = nl_segment_vocabulary_get_functions (&n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (conditions, nl_segment_condition_new (functions[i].name));
  g_ptr_array_sort (conditions, compare_labels);
  return conditions;
}

static void
opened_cb (NlPicker *picker)
{
  g_autoptr (GPtrArray) conditions = list_conditions ();

  nl_picker_clear (picker);
  for (guint i = 0; i < conditions->len; i++) {
    NlSegmentCondition *condition = g_ptr_array_index (conditions, i);

    nl_picker_add (picker, nl_segment_condition_get_name (condition),
                   nl_segment_condition_get_label (condition),
                   nl_segment_condition_get_description (condition));
  }
}

/**
 * nl_attribute_picker_new:
 * @accessible_name: what is chosen
 *
 * Returns: (transfer floating): a picker of attributes and functions
 */
NlPicker *
nl_attribute_picker_new (const char *accessible_name)
{
  NlPicker *picker = nl_picker_new (accessible_name);

  g_signal_connect (picker, "opened", G_CALLBACK (opened_cb), NULL);
  return picker;
}

/* What a function can't do without. */
static void
add_parameters (NlSegmentCondition *condition, NlSegmentData data)
{
  static const struct {
    NlSegmentData data;
    const char *name;
  } needed[] = {
    { NL_SEGMENT_DATA_COORDINATES, "coordinates" },
    { NL_SEGMENT_DATA_COORDINATES, "distance_km" },
    { NL_SEGMENT_DATA_SNAPSHOTS, "id" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (data == needed[i].data)
      nl_condition_editor_begin (nl_segment_condition_add_parameter (condition, needed[i].name));
}

/**
 * nl_attribute_picker_create_condition:
 * @name: what was chosen
 *
 * Returns: (transfer full) (nullable): a condition that says something already where it can
 */
NlSegmentCondition *
nl_attribute_picker_create_condition (const char *name)
{
  NlSegmentCondition *condition = nl_segment_condition_new (name);

  if (condition == NULL)
    return NULL;
  if (nl_segment_condition_get_function (condition) != NULL)
    add_parameters (condition, nl_segment_condition_get_function (condition)->data);
  else
    nl_condition_editor_begin (condition);
  return condition;
}
