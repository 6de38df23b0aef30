/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-form.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/nl-choice-row.h"
#include "app/widgets/nl-text-row.h"
#include "base/nl-language.h"

/**
 * NlPersonaForm:
 *
 * Edits who a persona is: name, tagline, language, gender, ages and biography.
 */
struct _NlPersonaForm {
  AdwDialog parent_instance;
  AdwEntryRow *name;
  AdwEntryRow *tagline;
  NlChoiceRow *language;
  NlChoiceRow *gender;
  AdwSpinRow *age_min;
  AdwSpinRow *age_max;
  NlTextRow *bio;
  NlPersona *persona;
};

G_DEFINE_FINAL_TYPE (NlPersonaForm, nl_persona_form, ADW_TYPE_DIALOG)

enum {
  SAVED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static char *
dup_entry (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
update (NlPersonaForm *self)
{
  g_autofree char *name = dup_entry (self->name);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", *name != '\0');
}

/* What stands for a gender that is not said. */
#define NOT_SAID ""

static char *
get_gender_name (const char *code)
{
  if (g_str_equal (code, "f"))
    return g_strdup (_ ("Female"));
  if (g_str_equal (code, "m"))
    return g_strdup (_ ("Male"));
  return g_strdup (g_str_equal (code, "n") ? _ ("Non-Binary") : _ ("Not Said"));
}

static char *
get_language_name (const char *code)
{
  return nl_language_name (code, nl_language_get_ui ());
}

static void
fill_choices (NlPersonaForm *self)
{
  static const char *const genders[] = { NOT_SAID, "f", "m", "n", NULL };
  NlRecord *record = NL_RECORD (self->persona);
  const char *language = nl_record_get_text (record, NL_PERSONA_LANGUAGE);
  const char *gender = nl_record_get_text (record, NL_PERSONA_GENDER);
  const char *const *known = nl_language_list ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) codes = NULL;

  if (!g_strv_contains (known, language))
    g_strv_builder_add (builder, language);
  g_strv_builder_addv (builder, (const char **) known);
  codes = g_strv_builder_end (builder);
  nl_choice_row_set_choices (self->language, (const char *const *) codes, get_language_name, TRUE);
  nl_choice_row_set_code (self->language, language);
  nl_choice_row_set_choices (self->gender, genders, get_gender_name, FALSE);
  nl_choice_row_set_code (self->gender, gender != NULL ? gender : NOT_SAID);
}

static void
take_choices (NlPersonaForm *self, NlRecord *changed)
{
  const char *language = nl_choice_row_get_code (self->language);
  const char *gender = nl_choice_row_get_code (self->gender);

  if (language != NULL)
    nl_record_set_text (changed, NL_PERSONA_LANGUAGE, language);
  if (gender != NULL)
    nl_record_set_text (changed, NL_PERSONA_GENDER, *gender != '\0' ? gender : NULL);
}

/* The other age follows, so that they are never the wrong way round. */
static void
age_min_changed_cb (NlPersonaForm *self)
{
  if (adw_spin_row_get_value (self->age_min) > adw_spin_row_get_value (self->age_max))
    adw_spin_row_set_value (self->age_max, adw_spin_row_get_value (self->age_min));
}

static void
age_max_changed_cb (NlPersonaForm *self)
{
  if (adw_spin_row_get_value (self->age_max) < adw_spin_row_get_value (self->age_min))
    adw_spin_row_set_value (self->age_min, adw_spin_row_get_value (self->age_max));
}

static void
cancel_clicked_cb (NlPersonaForm *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlPersonaForm *self = NL_PERSONA_FORM (widget);
  g_autoptr (NlRecord) changed = nl_record_copy (NL_RECORD (self->persona));
  g_autofree char *full_name = dup_entry (self->name);
  g_autofree char *tagline = dup_entry (self->tagline);
  g_autofree char *bio = nl_text_row_dup_text (self->bio);

  nl_record_set_text (changed, NL_PERSONA_NAME, full_name);
  nl_record_set_text (changed, NL_PERSONA_TAGLINE, *tagline != '\0' ? tagline : NULL);
  nl_record_set_text (changed, NL_PERSONA_BIO, *bio != '\0' ? bio : NULL);
  take_choices (self, changed);
  nl_record_set_int64 (changed, NL_PERSONA_AGE_MIN,
                       (gint64) adw_spin_row_get_value (self->age_min));
  nl_record_set_int64 (changed, NL_PERSONA_AGE_MAX,
                       (gint64) adw_spin_row_get_value (self->age_max));
  if (nl_record_is_dirty (changed))
    g_signal_emit (self, signals[SAVED], 0, changed);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
nl_persona_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_PERSONA_FORM);
  g_clear_object (&NL_PERSONA_FORM (object)->persona);
  G_OBJECT_CLASS (nl_persona_form_parent_class)->dispose (object);
}

static void
nl_persona_form_class_init (NlPersonaFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_persona_form_dispose;

  /**
   * NlPersonaForm::saved:
   * @self: a form
   * @persona: a copy of the persona with what was edited
   *
   * The user is done.
   */
  signals[SAVED] = g_signal_new ("saved", NL_TYPE_PERSONA_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, NL_TYPE_PERSONA);

  g_type_ensure (NL_TYPE_CHOICE_ROW);
  g_type_ensure (NL_TYPE_TEXT_ROW);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-persona-form.ui");
  gtk_widget_class_bind_template_child (widget_class, NlPersonaForm, name);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaForm, tagline);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaForm, language);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaForm, gender);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaForm, age_min);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaForm, age_max);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaForm, bio);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, age_min_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, age_max_changed_cb);
}

static void
nl_persona_form_init (NlPersonaForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_entry (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

/**
 * nl_persona_form_new:
 * @persona: a saved persona
 *
 * Returns: (transfer floating): a form
 */
NlPersonaForm *
nl_persona_form_new (NlPersona *persona)
{
  NlPersonaForm *self;
  NlRecord *record;

  g_return_val_if_fail (NL_IS_PERSONA (persona), NULL);

  record = NL_RECORD (persona);
  self = g_object_new (NL_TYPE_PERSONA_FORM, NULL);
  self->persona = g_object_ref (persona);
  set_entry (self->name, nl_record_get_text (record, NL_PERSONA_NAME));
  set_entry (self->tagline, nl_record_get_text (record, NL_PERSONA_TAGLINE));
  fill_choices (self);
  nl_text_row_set_text (self->bio, nl_record_get_text (record, NL_PERSONA_BIO));
  adw_spin_row_set_value (self->age_max, (double) nl_record_get_int64 (record, NL_PERSONA_AGE_MAX));
  adw_spin_row_set_value (self->age_min, (double) nl_record_get_int64 (record, NL_PERSONA_AGE_MIN));
  return self;
}
