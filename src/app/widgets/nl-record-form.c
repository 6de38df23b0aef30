/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-record-form.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/widgets/nl-row-error.h"
#include "app/widgets/nl-text-row.h"
#include "app/widgets/nl-words-row.h"
#include "base/nl-money.h"
#include "store/nl-store-error.h"

/**
 * NlRecordForm:
 *
 * Rows to edit fields of a record with. What a row is follows from the record's table of fields:
 * its label, its type, its choices, whether it may be empty.
 */
struct _NlRecordForm {
  AdwPreferencesGroup parent_instance;
  char *currency;
  const NlRecordFormHint *hints;
  guint n_hints;
  NlRecord *record;
  GArray *fields;  /* of guint */
  GPtrArray *rows; /* in the order of @fields */
};

G_DEFINE_FINAL_TYPE (NlRecordForm, nl_record_form, ADW_TYPE_PREFERENCES_GROUP)

static const NlField *
get_field (NlRecordForm *self, guint field)
{
  return &nl_record_get_description (self->record)->fields[field];
}

static const NlRecordFormHint *
get_hint (NlRecordForm *self, guint field)
{
  static const NlRecordFormHint nothing = { 0 };

  for (guint i = 0; i < self->n_hints; i++)
    if (self->hints[i].field == field)
      return &self->hints[i];
  return &nothing;
}

static char *
plain_name (const char *code)
{
  return g_strdup (*code != '\0' ? code : _ ("Not Set"));
}

static const char *const *
get_codes (NlRecordForm *self, guint field)
{
  const NlRecordFormHint *hint = get_hint (self, field);

  return hint->codes != NULL ? hint->codes () : get_field (self, field)->choices;
}

/* --- what a row shows --- */

static char *
dup_text (NlRecordForm *self, guint field)
{
  const NlField *info = get_field (self, field);

  if (nl_record_is_null (self->record, field))
    return g_strdup ("");
  if ((info->flags & NL_FIELD_MONEY) != 0)
    return nl_money_to_decimal (nl_record_get_int64 (self->record, field), self->currency);
  if (info->type == NL_FIELD_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, nl_record_get_int64 (self->record, field));
  if (info->type == NL_FIELD_TYPE_DOUBLE)
    return g_strdup_printf ("%.10g", nl_record_get_double (self->record, field));
  return g_strdup (nl_record_get_text (self->record, field));
}

static GtkWidget *
create_choice (NlRecordForm *self, guint field, const char *const *codes)
{
  const NlRecordFormHint *hint = get_hint (self, field);
  GtkWidget *row = g_object_new (NL_TYPE_CHOICE_ROW, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  const char *text = nl_record_get_text (self->record, field);

  if ((get_field (self, field)->flags & NL_FIELD_REQUIRED) == 0)
    g_strv_builder_add (builder, "");
  g_strv_builder_addv (builder, (const char **) codes);
  all = g_strv_builder_end (builder);
  nl_choice_row_set_choices (NL_CHOICE_ROW (row), (const char *const *) all,
                             hint->name != NULL ? hint->name : plain_name, hint->by_name);
  nl_choice_row_set_code (NL_CHOICE_ROW (row), text != NULL ? text : "");
  return row;
}

static GtkWidget *
create_row (NlRecordForm *self, guint field)
{
  const NlField *info = get_field (self, field);
  const NlRecordFormHint *hint = get_hint (self, field);
  const char *const *codes = get_codes (self, field);
  g_autofree char *text = NULL;
  GtkWidget *row;

  if (codes != NULL)
    return create_choice (self, field, codes);
  if (info->type == NL_FIELD_TYPE_BOOLEAN) {
    row = adw_switch_row_new ();
    adw_switch_row_set_active (ADW_SWITCH_ROW (row), nl_record_get_boolean (self->record, field));
    return row;
  }
  if (info->type == NL_FIELD_TYPE_STRV) {
    row = g_object_new (NL_TYPE_WORDS_ROW, NULL);
    nl_words_row_set_words (NL_WORDS_ROW (row), nl_record_get_strv (self->record, field));
    return row;
  }
  text = dup_text (self, field);
  if (hint->is_long) {
    row = g_object_new (NL_TYPE_TEXT_ROW, NULL);
    nl_text_row_set_text (NL_TEXT_ROW (row), text);
    return row;
  }
  row = adw_entry_row_new ();
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), info->type == NL_FIELD_TYPE_TEXT
                                                            ? hint->purpose
                                                            : GTK_INPUT_PURPOSE_NUMBER);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  return row;
}

/* --- what a row says --- */

static gboolean
apply_number (NlRecordForm *self, guint field, const char *text, GError **error)
{
  const NlField *info = get_field (self, field);
  char *end = NULL;
  gint64 number;
  gboolean is_number;

  if ((info->flags & NL_FIELD_MONEY) != 0) {
    if (!nl_money_parse (text, -1, self->currency, NL_DECIMAL_POINT_DETECT, &number, error))
      return FALSE;
    nl_record_set_int64 (self->record, field, number);
    return TRUE;
  }
  errno = 0;
  if (info->type == NL_FIELD_TYPE_DOUBLE) {
    double fraction = g_strtod (text, &end);

    is_number = isfinite (fraction);
    nl_record_set_double (self->record, field, is_number ? fraction : 0);
  } else {
    nl_record_set_int64 (self->record, field, g_ascii_strtoll (text, &end, 10));
    is_number = errno != ERANGE;
  }
  if (is_number && end != text && *end == '\0')
    return TRUE;
  g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID, _ ("“%s” is not a number."), text);
  return FALSE;
}

static gboolean
apply_text (NlRecordForm *self, guint field, const char *entered, GError **error)
{
  const NlField *info = get_field (self, field);
  g_autofree char *text = g_strstrip (g_strdup (entered != NULL ? entered : ""));

  if (*text == '\0' && (info->flags & NL_FIELD_REQUIRED) != 0) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID, _ ("“%s” can’t be empty."),
                 _ (info->label));
    return FALSE;
  }
  if (*text == '\0')
    nl_record_set_null (self->record, field);
  else if (info->type == NL_FIELD_TYPE_TEXT)
    nl_record_set_text (self->record, field, text);
  else
    return apply_number (self, field, text, error);
  return TRUE;
}

static gboolean
apply_row (NlRecordForm *self, guint field, GtkWidget *row, GError **error)
{
  if (NL_IS_CHOICE_ROW (row))
    return apply_text (self, field, nl_choice_row_get_code (NL_CHOICE_ROW (row)), error);
  if (ADW_IS_SWITCH_ROW (row)) {
    nl_record_set_boolean (self->record, field, adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
    return TRUE;
  }
  if (NL_IS_WORDS_ROW (row)) {
    g_auto (GStrv) words = nl_words_row_dup_words (NL_WORDS_ROW (row));

    nl_record_set_strv (self->record, field, (const char *const *) words);
    return TRUE;
  }
  if (NL_IS_TEXT_ROW (row)) {
    g_autofree char *text = nl_text_row_dup_text (NL_TEXT_ROW (row));

    return apply_text (self, field, text, error);
  }
  return apply_text (self, field, gtk_editable_get_text (GTK_EDITABLE (row)), error);
}

static void
nl_record_form_finalize (GObject *object)
{
  NlRecordForm *self = NL_RECORD_FORM (object);

  g_free (self->currency);
  g_clear_object (&self->record);
  g_array_unref (self->fields);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (nl_record_form_parent_class)->finalize (object);
}

static void
nl_record_form_class_init (NlRecordFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_record_form_finalize;
}

static void
nl_record_form_init (NlRecordForm *self)
{
  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  self->rows = g_ptr_array_new ();
}

/**
 * nl_record_form_new:
 * @title: (nullable): what stands above the rows
 * @currency: (nullable): of the record's amounts, if it has any
 *
 * Returns: (transfer floating): a form without rows
 */
GtkWidget *
nl_record_form_new (const char *title, const char *currency)
{
  NlRecordForm *self
      = g_object_new (NL_TYPE_RECORD_FORM, "title", title != NULL ? title : "", NULL);

  self->currency = g_strdup (currency);
  return GTK_WIDGET (self);
}

/**
 * nl_record_form_set_hints:
 * @self: a form without rows
 * @hints: (array length=n_hints): static: what is special about some of the fields
 * @n_hints: how many
 *
 * Says what the table of fields doesn't.
 */
void
nl_record_form_set_hints (NlRecordForm *self, const NlRecordFormHint *hints, guint n_hints)
{
  g_return_if_fail (NL_IS_RECORD_FORM (self));

  self->hints = hints;
  self->n_hints = n_hints;
}

/**
 * nl_record_form_set_record:
 * @self: a form
 * @record: a record; only nl_record_form_apply() changes it
 * @fields: (array length=n_fields): which of its fields; those have a label, and aren't derived
 * @n_fields: how many
 *
 * Makes a row for each field.
 */
void
nl_record_form_set_record (NlRecordForm *self,
                           NlRecord *record,
                           const guint *fields,
                           guint n_fields)
{
  g_return_if_fail (NL_IS_RECORD_FORM (self));
  g_return_if_fail (NL_IS_RECORD (record));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_array_set_size (self->fields, 0);
  g_set_object (&self->record, record);
  for (guint i = 0; i < n_fields; i++) {
    GtkWidget *row = create_row (self, fields[i]);

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                   _ (get_field (self, fields[i])->label));
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    g_array_append_val (self->fields, fields[i]);
    g_ptr_array_add (self->rows, row);
  }
}

/**
 * nl_record_form_apply:
 * @self: a form
 * @error: return location
 *
 * Writes what was entered into the record. The row that is wrong, if one is, shows it and gets the
 * focus.
 *
 * Returns: whether everything was right
 */
gboolean
nl_record_form_apply (NlRecordForm *self, GError **error)
{
  g_return_val_if_fail (NL_IS_RECORD_FORM (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    g_autoptr (GError) row_error = NULL;

    nl_row_set_error (row, NULL);
    if (!apply_row (self, g_array_index (self->fields, guint, i), row, &row_error)) {
      nl_row_set_error (row, row_error->message);
      gtk_widget_grab_focus (row);
      g_propagate_error (error, g_steal_pointer (&row_error));
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * nl_record_form_get_row:
 * @self: a form
 * @field: the index of a field
 *
 * Returns: (transfer none) (nullable): its row, to say more about it or to focus it
 */
GtkWidget *
nl_record_form_get_row (NlRecordForm *self, guint field)
{
  g_return_val_if_fail (NL_IS_RECORD_FORM (self), NULL);

  for (guint i = 0; i < self->fields->len; i++)
    if (g_array_index (self->fields, guint, i) == field)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}
