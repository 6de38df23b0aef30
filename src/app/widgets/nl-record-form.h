/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/widgets/nl-choice-row.h"
#include "store/nl-record.h"

G_BEGIN_DECLS

/**
 * NlRecordFormHint:
 * @field: the index of a field
 * @purpose: what is typed there
 * @is_long: whether the text has several lines
 * @codes: (nullable): what can be chosen; %NULL: the choices of the field, if it has any
 * @name: (nullable): the names of the choices, also of "", which stands for none
 * @by_name: whether to sort them by their names
 *
 * What the table of fields doesn't say about a row of a form.
 */
typedef struct {
  guint field;
  GtkInputPurpose purpose;
  gboolean is_long;
  const char *const *(*codes) (void);
  NlChoiceNameFunc name;
  gboolean by_name;
} NlRecordFormHint;

#define NL_TYPE_RECORD_FORM (nl_record_form_get_type ())
G_DECLARE_FINAL_TYPE (NlRecordForm, nl_record_form, NL, RECORD_FORM, AdwPreferencesGroup)

GtkWidget *nl_record_form_new (const char *title, const char *currency);
void nl_record_form_set_hints (NlRecordForm *self, const NlRecordFormHint *hints, guint n_hints);
void nl_record_form_set_record (NlRecordForm *self,
                                NlRecord *record,
                                const guint *fields,
                                guint n_fields);
gboolean nl_record_form_apply (NlRecordForm *self, GError **error);
GtkWidget *nl_record_form_get_row (NlRecordForm *self, guint field);

G_END_DECLS
