/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-condition-value.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "app/segments/nl-date-value.h"
#include "app/segments/nl-picker.h"
#include "base/nl-money.h"
#include "customers/nl-customer-value.h"
#include "customers/nl-rfm.h"

/* What a condition is compared with, in an editor that fits what it is. */

#define LARGEST_NUMBER 1e12
#define SEPARATOR ", "

typedef struct {
  NlSegmentCondition *condition;
  guint index;
  NlQueryValues *values;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_object_unref (place->condition);
  g_clear_object (&place->values);
  g_free (place);
}

static const NlSegmentAttribute *
get_attribute (Place *place)
{
  return nl_segment_condition_get_attribute (place->condition);
}

static const char *
get_value (Place *place)
{
  const char *const *values = nl_segment_condition_get_values (place->condition);

  return g_strv_length ((char **) values) > place->index ? values[place->index] : NULL;
}

static void
set_value (Place *place, const char *text)
{
  const char *const *before = nl_segment_condition_get_values (place->condition);
  guint n = MAX (g_strv_length ((char **) before), place->index + 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) values = NULL;

  for (guint i = 0; i < n; i++)
    g_strv_builder_add (builder, i == place->index                      ? text
                                 : i < g_strv_length ((char **) before) ? before[i]
                                                                        : "");
  values = g_strv_builder_end (builder);
  nl_segment_condition_set_values (place->condition, (const char *const *) values);
}

/* Ties a place to a widget, which edits it. */
static Place *
attach (GtkWidget *widget, Place *place)
{
  g_object_set_data_full (G_OBJECT (widget), "nl-condition-place", place, place_free);
  return place;
}

static void
choice_selected_cb (GtkDropDown *choices, GParamSpec *pspec, Place *place)
{
  guint selected = gtk_drop_down_get_selected (choices);

  if (selected != GTK_INVALID_LIST_POSITION)
    set_value (place, get_attribute (place)->values[selected]);
}

static GtkWidget *
create_choice (Place *place)
{
  const NlSegmentAttribute *attribute = get_attribute (place);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *choices = gtk_drop_down_new (NULL, NULL);
  const char *value = get_value (place);
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; attribute->values[i] != NULL; i++) {
    gtk_string_list_append (names, nl_condition_value_get_label (attribute, attribute->values[i]));
    if (g_strcmp0 (attribute->values[i], value) == 0)
      selected = i;
  }
  gtk_drop_down_set_model (GTK_DROP_DOWN (choices), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choices), selected);
  g_signal_connect (choices, "notify::selected", G_CALLBACK (choice_selected_cb),
                    attach (choices, place));
  return choices;
}

static void
date_changed_cb (NlDateValue *date, Place *place)
{
  g_autofree char *text = nl_date_value_dup_text (date);

  set_value (place, text);
}

static GtkWidget *
create_date (Place *place)
{
  const char *text = get_value (place);
  NlDateValue *date = nl_date_value_new (nl_segment_condition_get_label (place->condition),
                                         text != NULL ? text : "today");

  g_signal_connect (date, "changed", G_CALLBACK (date_changed_cb),
                    attach (GTK_WIDGET (date), place));
  return GTK_WIDGET (date);
}

/* As a query writes it: no more decimals than there are. */
static char *
write_number (double number, guint digits)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *format = g_strdup_printf ("%%.%uf", digits);
  char *end;

  g_ascii_formatd (buffer, sizeof buffer, format, number);
  if (strchr (buffer, '.') != NULL) {
    end = buffer + strlen (buffer);
    while (end[-1] == '0')
      *--end = '\0';
    if (end[-1] == '.')
      *--end = '\0';
  }
  return g_strdup (buffer);
}

static gboolean
number_output_cb (GtkSpinButton *spin, gpointer data)
{
  double number = gtk_spin_button_get_value (spin);
  g_autofree char *text = NULL;

  if (number != floor (number))
    return FALSE;
  text = g_strdup_printf ("%.0f", number);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (spin)), text))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
number_changed_cb (GtkSpinButton *spin, Place *place)
{
  g_autofree char *text
      = write_number (gtk_spin_button_get_value (spin), gtk_spin_button_get_digits (spin));

  set_value (place, text);
}

/* The number only counts once the keyboard goes elsewhere; the result is to follow each key. */
static void
number_typed_cb (GtkSpinButton *spin, GParamSpec *pspec, Place *place)
{
  char *end = NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  double number = g_strtod (text, &end);

  if (end != text && *end == '\0' && number >= 0 && number <= LARGEST_NUMBER) {
    g_autofree char *written = write_number (number, gtk_spin_button_get_digits (spin));

    set_value (place, written);
  }
}

static GtkWidget *
create_number (Place *place, double number, guint digits, const char *unit)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, LARGEST_NUMBER, 1);
  GtkWidget *box;

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  gtk_spin_button_set_increments (GTK_SPIN_BUTTON (spin), 1, 10);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  g_signal_connect (spin, "output", G_CALLBACK (number_output_cb), NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), number);
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  attach (spin, place);
  g_signal_connect (spin, "value-changed", G_CALLBACK (number_changed_cb), place);
  g_signal_connect (spin, "notify::text", G_CALLBACK (number_typed_cb), place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nl_segment_condition_get_label (place->condition),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, unit != NULL ? unit : "",
                                  -1);
  if (unit == NULL)
    return spin;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), spin);
  gtk_box_append (GTK_BOX (box), gtk_label_new (unit));
  return box;
}

static void
add_value (const char *text, const char *name, const char *customers, gpointer data)
{
  nl_picker_add (data, text, name, customers);
}

static void
show_picked (NlPicker *picker, Place *place)
{
  const char *value = get_value (place);
  g_autofree char *name = NULL;

  if (value != NULL && *value != '\0')
    name = nl_query_values_dup_name (place->values, get_attribute (place), value);
  nl_picker_set_label (picker, name != NULL ? name : _ ("Choose…"));
}

static void
picker_opened_cb (NlPicker *picker, Place *place)
{
  nl_picker_clear (picker);
  nl_query_values_list (place->values, get_attribute (place), add_value, picker);
}

static void
picker_loaded_cb (NlPicker *picker)
{
  Place *place = g_object_get_data (G_OBJECT (picker), "nl-condition-place");

  nl_picker_refill (picker);
  show_picked (picker, place);
}

static void
picked_cb (NlPicker *picker, const char *key, Place *place)
{
  set_value (place, key);
  show_picked (picker, place);
}

static GtkWidget *
create_picker (Place *place)
{
  NlPicker *picker = nl_picker_new (nl_segment_condition_get_label (place->condition));

  nl_picker_set_takes_other (picker, TRUE);
  attach (GTK_WIDGET (picker), place);
  g_signal_connect (picker, "opened", G_CALLBACK (picker_opened_cb), place);
  g_signal_connect (picker, "chosen", G_CALLBACK (picked_cb), place);
  g_signal_connect_object (place->values, "loaded", G_CALLBACK (picker_loaded_cb), picker,
                           G_CONNECT_SWAPPED);
  show_picked (picker, place);
  return GTK_WIDGET (picker);
}

static void
text_changed_cb (GtkEditable *entry, Place *place)
{
  set_value (place, gtk_editable_get_text (entry));
}

static GtkWidget *
create_text (Place *place)
{
  GtkWidget *entry = gtk_entry_new ();
  const char *value = get_value (place);

  gtk_editable_set_text (GTK_EDITABLE (entry), value != NULL ? value : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 14);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nl_segment_condition_get_label (place->condition), -1);
  g_signal_connect (entry, "changed", G_CALLBACK (text_changed_cb), attach (entry, place));
  return entry;
}

static gboolean
read_number (const char *text, guint digits, double *number)
{
  char *end = NULL;
  g_autofree char *back = NULL;

  if (text == NULL)
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !(*number >= 0 && *number <= LARGEST_NUMBER))
    return FALSE;
  back = write_number (*number, digits);
  return g_ascii_strtod (back, NULL) == *number;
}

static guint
count_digits (const NlSegmentAttribute *attribute, const char *currency)
{
  gint64 scale = 1;

  if (attribute->type == NL_SEGMENT_TYPE_MONEY)
    scale = nl_currency_get_scale (currency);
  else if (attribute->type == NL_SEGMENT_TYPE_DISTANCE)
    scale = 10;
  return (guint) lround (log10 ((double) scale));
}

/**
 * nl_condition_value_new:
 * @condition: a condition that is no function
 * @index: which of its values
 * @values: the values that the shop has
 * @currency: the shop's currency
 *
 * Returns: (transfer floating): an editor of the value, which fits its type
 */
GtkWidget *
nl_condition_value_new (NlSegmentCondition *condition,
                        guint index,
                        NlQueryValues *values,
                        const char *currency)
{
  const NlSegmentAttribute *attribute = nl_segment_condition_get_attribute (condition);
  Place *place = g_new0 (Place, 1);
  double number;
  guint digits = count_digits (attribute, currency);

  place->condition = g_object_ref (condition);
  place->index = index;
  place->values = g_object_ref (values);
  switch (attribute->type) {
  case NL_SEGMENT_TYPE_ENUM:
    return create_choice (place);
  case NL_SEGMENT_TYPE_DATE:
    return create_date (place);
  case NL_SEGMENT_TYPE_INTEGER:
  case NL_SEGMENT_TYPE_MONEY:
  case NL_SEGMENT_TYPE_DISTANCE:
    return read_number (get_value (place), digits, &number)
               ? create_number (place, number, digits,
                                attribute->type == NL_SEGMENT_TYPE_MONEY ? currency : NULL)
               : create_text (place);
  case NL_SEGMENT_TYPE_COORDINATES:
    return create_text (place);
  case NL_SEGMENT_TYPE_STRING:
  case NL_SEGMENT_TYPE_ID:
  case NL_SEGMENT_TYPE_COUNTRY:
  case NL_SEGMENT_TYPE_REGION:
  case NL_SEGMENT_TYPE_CITY:
  case NL_SEGMENT_TYPE_TAG:
  case NL_SEGMENT_TYPE_COMPANY:
  case NL_SEGMENT_TYPE_CURRENCY:
  default:
    return create_picker (place);
  }
}

/* As in a table of comma-separated values: one with a comma of its own stands in double quotes. */
static void
append_listed (GString *list, const char *value)
{
  gsize length = strlen (value);

  if (strpbrk (value, ",\"") == NULL && !g_ascii_isspace (*value)
      && (length == 0 || !g_ascii_isspace (value[length - 1]))) {
    g_string_append (list, value);
    return;
  }
  g_string_append_c (list, '"');
  for (; *value != '\0'; value++)
    g_string_append_len (list, *value == '"' ? "\"\"" : value, *value == '"' ? 2 : 1);
  g_string_append_c (list, '"');
}

static char *
join_list (const char *const *values)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (; *values != NULL; values++) {
    if (list->len > 0)
      g_string_append (list, SEPARATOR);
    append_listed (list, *values);
  }
  return g_string_free_and_steal (g_steal_pointer (&list));
}

/* The value at @text, which goes on to the next one. */
static char *
take_listed (const char **text)
{
  g_autoptr (GString) value = g_string_new (NULL);
  const char *c = *text + strspn (*text, " ");
  gboolean is_quoted = *c == '"';

  for (c += is_quoted; *c != '\0' && (is_quoted || *c != ','); c++) {
    if (is_quoted && *c == '"' && c[1] != '"')
      break;
    c += is_quoted && *c == '"';
    g_string_append_c (value, *c);
  }
  *text = c + strcspn (c, ",");
  if (**text == ',')
    (*text)++;
  return is_quoted ? g_string_free_and_steal (g_steal_pointer (&value))
                   : g_strstrip (g_string_free_and_steal (g_steal_pointer (&value)));
}

static void
list_changed_cb (GtkEditable *entry, NlSegmentCondition *condition)
{
  const char *text = gtk_editable_get_text (entry);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) values = NULL;

  while (*text != '\0') {
    g_autofree char *value = take_listed (&text);

    if (*value != '\0')
      g_strv_builder_add (builder, value);
  }
  values = g_strv_builder_end (builder);
  nl_segment_condition_set_values (condition, (const char *const *) values);
}

/**
 * nl_condition_value_new_list:
 * @condition: a condition that is no function
 *
 * Returns: (transfer floating): an editor of all values at once, where one of them is enough
 */
GtkWidget *
nl_condition_value_new_list (NlSegmentCondition *condition)
{
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *text = join_list (nl_segment_condition_get_values (condition));

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 18);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Separated by commas"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nl_segment_condition_get_label (condition),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Separated by commas"),
                                  -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (list_changed_cb), condition, 0);
  return entry;
}

/**
 * nl_condition_value_get_label:
 * @attribute: an attribute with choices
 * @value: one of them, as a query writes it
 *
 * Returns: (transfer none): what people call it, translated
 */
const char *
nl_condition_value_get_label (const NlSegmentAttribute *attribute, const char *value)
{
  g_return_val_if_fail (attribute != NULL, NULL);

  return g_str_equal (attribute->name, "rfm_group") ? nl_rfm_get_group_name (value)
                                                    : nl_customer_get_value_label (value);
}
