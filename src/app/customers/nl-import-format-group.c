/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-format-group.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-import-format.h"
#include "app/widgets/nl-choice-row.h"
#include "base/nl-money.h"

/**
 * NlImportFormatGroup:
 *
 * What a file is imported as, and how it is written. What was found out can be overridden.
 */
struct _NlImportFormatGroup {
  AdwPreferencesGroup parent_instance;
  NlChoiceRow *kind;
  AdwExpanderRow *file;
  NlChoiceRow *delimiter;
  NlChoiceRow *encoding;
  AdwSwitchRow *header;
  NlChoiceRow *decimal;
  NlChoiceRow *dates;

  NlImportPreview *preview;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (NlImportFormatGroup, nl_import_format_group, ADW_TYPE_PREFERENCES_GROUP)

enum {
  FORMAT_CHANGED,
  KIND_CHANGED,
  STYLE_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
format_changed_cb (NlImportFormatGroup *self)
{
  if (!self->is_filling && self->preview != NULL)
    g_signal_emit (self, signals[FORMAT_CHANGED], 0);
}

static void
kind_changed_cb (NlImportFormatGroup *self)
{
  const char *code = nl_choice_row_get_code (self->kind);

  if (self->is_filling || self->preview == NULL || code == NULL)
    return;
  nl_import_preview_set_kind (self->preview, nl_import_kind_find (code));
  if (nl_import_preview_is_remembered (self->preview))
    nl_import_format_group_show_style (self);
  g_signal_emit (self, signals[KIND_CHANGED], 0);
}

static void
style_changed_cb (NlImportFormatGroup *self)
{
  char decimal_point;
  NlDateOrder date_order;

  if (self->is_filling || self->preview == NULL)
    return;
  nl_import_format_group_get_style (self, &decimal_point, &date_order);
  nl_import_preview_set_style (self->preview, decimal_point, date_order);
  g_signal_emit (self, signals[STYLE_CHANGED], 0);
}

static void
nl_import_format_group_dispose (GObject *object)
{
  g_clear_object (&NL_IMPORT_FORMAT_GROUP (object)->preview);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_IMPORT_FORMAT_GROUP);
  G_OBJECT_CLASS (nl_import_format_group_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, NL_TYPE_IMPORT_FORMAT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
nl_import_format_group_class_init (NlImportFormatGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_import_format_group_dispose;

  /* The file must be read again; it is imported as something else; it is read in another way. */
  signals[FORMAT_CHANGED] = new_signal ("format-changed");
  signals[KIND_CHANGED] = new_signal ("kind-changed");
  signals[STYLE_CHANGED] = new_signal ("style-changed");

  g_type_ensure (NL_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/ai/ninjalead/NinjaLead/ui/nl-import-format-group.ui");
  gtk_widget_class_bind_template_child (widget_class, NlImportFormatGroup, kind);
  gtk_widget_class_bind_template_child (widget_class, NlImportFormatGroup, file);
  gtk_widget_class_bind_template_child (widget_class, NlImportFormatGroup, delimiter);
  gtk_widget_class_bind_template_child (widget_class, NlImportFormatGroup, encoding);
  gtk_widget_class_bind_template_child (widget_class, NlImportFormatGroup, header);
  gtk_widget_class_bind_template_child (widget_class, NlImportFormatGroup, decimal);
  gtk_widget_class_bind_template_child (widget_class, NlImportFormatGroup, dates);
  gtk_widget_class_bind_template_callback (widget_class, format_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, style_changed_cb);
}

static void
nl_import_format_group_init (NlImportFormatGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nl_choice_row_set_choices (self->kind, nl_import_kinds, nl_import_kind_dup_name, FALSE);
  nl_choice_row_set_choices (self->delimiter, nl_import_delimiters, nl_import_delimiter_dup_name,
                             FALSE);
  nl_choice_row_set_choices (self->encoding, nl_import_encodings, nl_import_encoding_dup_name,
                             FALSE);
  nl_choice_row_set_choices (self->decimal, nl_import_decimals, nl_import_decimal_dup_name, FALSE);
  nl_choice_row_set_choices (self->dates, nl_import_dates, nl_import_dates_dup_name, FALSE);
  nl_choice_row_set_code (self->decimal, nl_import_decimals[0]);
  nl_choice_row_set_code (self->dates, nl_import_dates[0]);
}

static void
show_kind (NlImportFormatGroup *self)
{
  const char *program;
  NlImportKind recognised = nl_import_preview_get_recognised (self->preview, &program);
  g_autofree char *text = nl_import_kind_dup_description (recognised, program);

  nl_choice_row_set_code (self->kind, nl_import_kinds[nl_import_preview_get_kind (self->preview)]);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->kind), text);
}

static void
show_found (NlChoiceRow *row, gboolean is_found, const char *code, NlChoiceNameFunc name)
{
  g_autofree char *style = is_found ? name (code) : NULL;
  /* Translators: how amounts or dates are written in a file. */
  g_autofree char *text = style != NULL ? g_strdup_printf (_ ("Found: %s"), style) : NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : "");
}

/**
 * nl_import_format_group_update:
 * @self: a group that shows a file
 *
 * Shows what the file tells about itself with the columns as they are mapped now.
 */
void
nl_import_format_group_update (NlImportFormatGroup *self)
{
  g_autoptr (NlImportContext) context = NULL;

  g_return_if_fail (NL_IS_IMPORT_FORMAT_GROUP (self));
  g_return_if_fail (self->preview != NULL);

  context = nl_import_preview_dup_context (self->preview);
  show_found (self->decimal, context->decimal_point != NL_DECIMAL_POINT_DETECT,
              (const char[]) { context->decimal_point, '\0' }, nl_import_decimal_dup_name);
  show_found (self->dates, TRUE, nl_import_dates[context->date_order], nl_import_dates_dup_name);
}

/**
 * nl_import_format_group_show_style:
 * @self: a group that shows a file
 *
 * Shows how amounts and dates are written, as the preview says.
 */
void
nl_import_format_group_show_style (NlImportFormatGroup *self)
{
  gboolean was_filling;
  char decimal_point;
  NlDateOrder date_order;

  g_return_if_fail (NL_IS_IMPORT_FORMAT_GROUP (self));
  g_return_if_fail (self->preview != NULL);

  was_filling = self->is_filling;
  self->is_filling = TRUE;
  nl_import_preview_get_style (self->preview, &decimal_point, &date_order);
  nl_choice_row_set_code (self->decimal, decimal_point == NL_DECIMAL_POINT_DETECT
                                             ? nl_import_decimals[0]
                                             : (const char[]) { decimal_point, '\0' });
  nl_choice_row_set_code (self->dates, nl_import_dates[date_order]);
  self->is_filling = was_filling;
}

/**
 * nl_import_format_group_set_preview:
 * @self: the group
 * @preview: the beginning of a file; changed as the user says
 * @file_name: what the user calls the file
 *
 * Shows how a file is written.
 */
void
nl_import_format_group_set_preview (NlImportFormatGroup *self,
                                    NlImportPreview *preview,
                                    const char *file_name)
{
  const NlCsvOptions *format;
  g_autofree char *description = NULL;
  char decimal_point;
  NlDateOrder date_order;

  g_return_if_fail (NL_IS_IMPORT_FORMAT_GROUP (self));
  g_return_if_fail (NL_IS_IMPORT_PREVIEW (preview));

  format = nl_import_preview_get_format (preview);
  description = nl_import_format_dup_description (format);
  self->is_filling = TRUE;
  g_set_object (&self->preview, preview);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file), file_name);
  adw_expander_row_set_subtitle (self->file, description);
  nl_choice_row_set_code (self->delimiter, (const char[]) { format->delimiter, '\0' });
  nl_choice_row_set_code (self->encoding,
                          nl_import_encodings[format->encoding - NL_CSV_ENCODING_UTF_8]);
  adw_switch_row_set_active (self->header, format->header == NL_CSV_HEADER_PRESENT);
  if (nl_import_preview_is_remembered (preview)) {
    nl_import_format_group_show_style (self);
  } else {
    nl_import_format_group_get_style (self, &decimal_point, &date_order);
    nl_import_preview_set_style (preview, decimal_point, date_order);
  }
  show_kind (self);
  self->is_filling = FALSE;
}

/**
 * nl_import_format_group_get_format:
 * @self: the group
 * @format: (out): how the user says the file is written
 *
 * Gets the format that was chosen.
 */
void
nl_import_format_group_get_format (NlImportFormatGroup *self, NlCsvOptions *format)
{
  g_return_if_fail (NL_IS_IMPORT_FORMAT_GROUP (self));

  *format = (NlCsvOptions) {
    .delimiter = nl_choice_row_get_code (self->delimiter)[0],
    .encoding = nl_import_encoding_find (nl_choice_row_get_code (self->encoding)),
    .header
    = adw_switch_row_get_active (self->header) ? NL_CSV_HEADER_PRESENT : NL_CSV_HEADER_ABSENT,
  };
}

/**
 * nl_import_format_group_get_style:
 * @self: the group
 * @decimal_point: (out): of amounts; 0: as the file tells
 * @date_order: (out): of dates
 *
 * Gets how the user says amounts and dates are written.
 */
void
nl_import_format_group_get_style (NlImportFormatGroup *self,
                                  char *decimal_point,
                                  NlDateOrder *date_order)
{
  const char *decimal;

  g_return_if_fail (NL_IS_IMPORT_FORMAT_GROUP (self));

  decimal = nl_choice_row_get_code (self->decimal);
  *decimal_point
      = g_strcmp0 (decimal, nl_import_decimals[0]) == 0 ? NL_DECIMAL_POINT_DETECT : decimal[0];
  *date_order = nl_import_dates_find (nl_choice_row_get_code (self->dates));
}
