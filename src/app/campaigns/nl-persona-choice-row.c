/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-persona-choice-row.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/nl-image-avatar.h"
#include "base/nl-future.h"
#include "personas/nl-personas.h"

/**
 * NlPersonaChoiceRow:
 *
 * Shows which persona of a shop is chosen, and opens to choose another one. There is a row for
 * each, so they are made in the next turns of the main loop.
 */
struct _NlPersonaChoiceRow {
  AdwExpanderRow parent_instance;
  AdwAvatar *avatar;
  NlStore *store;
  gint64 persona_id;
  GListModel *personas;  /* to choose from, while there are rows to be made for them */
  GtkCheckButton *group; /* the first row's */
  guint n_rows;
  guint fill_id;
};

G_DEFINE_FINAL_TYPE (NlPersonaChoiceRow, nl_persona_choice_row, ADW_TYPE_EXPANDER_ROW)

#define AVATAR_SIZE 32
/* How long rows are made at a time: half of what a turn of the main loop may take. */
#define FILL_MICROSECONDS 3000
#define PERSONA_KEY "nl-persona"

enum {
  CHANGED,
  EMPTY,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
show_persona (NlPersonaChoiceRow *self, NlRecord *persona)
{
  const char *name = nl_record_get_text (persona, NL_PERSONA_NAME);
  g_autofree char *escaped = g_markup_escape_text (name, -1);

  self->persona_id = nl_record_get_id (persona);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), escaped);
  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_show_initials (self->avatar, TRUE);
  nl_image_avatar_load (self->avatar, self->store,
                        nl_record_get_int64 (persona, NL_PERSONA_AVATAR_IMAGE_ID));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
persona_toggled_cb (NlPersonaChoiceRow *self, GParamSpec *pspec, GtkCheckButton *check)
{
  if (gtk_check_button_get_active (check))
    show_persona (self, g_object_get_data (G_OBJECT (check), PERSONA_KEY));
}

static void
add_persona (NlPersonaChoiceRow *self, NlRecord *persona)
{
  const char *name = nl_record_get_text (persona, NL_PERSONA_NAME);
  const char *tagline = nl_record_get_text (persona, NL_PERSONA_TAGLINE);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *avatar = adw_avatar_new (AVATAR_SIZE, name, TRUE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (tagline != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), tagline);
  nl_image_avatar_load (ADW_AVATAR (avatar), self->store,
                        nl_record_get_int64 (persona, NL_PERSONA_AVATAR_IMAGE_ID));
  if (self->group == NULL)
    self->group = GTK_CHECK_BUTTON (check);
  else
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               nl_record_get_id (persona) == self->persona_id);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (check), PERSONA_KEY, g_object_ref (persona), g_object_unref);
  g_signal_connect_object (check, "notify::active", G_CALLBACK (persona_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static gboolean
fill_cb (gpointer data)
{
  NlPersonaChoiceRow *self = data;
  gint64 end = g_get_monotonic_time () + FILL_MICROSECONDS;
  guint n = g_list_model_get_n_items (self->personas);

  while (self->n_rows < n) {
    g_autoptr (NlRecord) persona = g_list_model_get_item (self->personas, self->n_rows++);

    add_persona (self, persona);
    if (g_get_monotonic_time () >= end)
      return G_SOURCE_CONTINUE;
  }
  self->fill_id = 0;
  g_clear_object (&self->personas);
  return G_SOURCE_REMOVE;
}

/* The one that was asked for is chosen, or the only one. */
static void
take_personas (NlPersonaChoiceRow *self, GListModel *personas, gint64 wanted)
{
  guint n = g_list_model_get_n_items (personas);

  for (guint i = 0; i < n; i++) {
    g_autoptr (NlRecord) persona = g_list_model_get_item (personas, i);

    if (n == 1 || nl_record_get_id (persona) == wanted)
      show_persona (self, persona);
  }
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), self->persona_id == 0);
  if (n == 0) {
    g_signal_emit (self, signals[EMPTY], 0);
    return;
  }
  self->personas = g_object_ref (personas);
  self->fill_id = g_idle_add (fill_cb, self);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
  gint64 persona_id;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->store);
  g_free (loading);
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) personas
      = dex_await_object (nl_personas_list (loading->store, loading->shop_id), &error);
  g_autoptr (NlPersonaChoiceRow) self = g_weak_ref_get (&loading->self);

  if (self == NULL || self->store == NULL)
    return dex_future_new_true ();
  if (personas != NULL) {
    take_personas (self, personas, loading->persona_id);
  } else {
    g_autofree char *escaped = g_markup_escape_text (error->message, -1);

    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), escaped);
  }
  return dex_future_new_true ();
}

static void
nl_persona_choice_row_dispose (GObject *object)
{
  NlPersonaChoiceRow *self = NL_PERSONA_CHOICE_ROW (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_object (&self->personas);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nl_persona_choice_row_parent_class)->dispose (object);
}

static void
nl_persona_choice_row_class_init (NlPersonaChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nl_persona_choice_row_dispose;

  /**
   * NlPersonaChoiceRow::changed:
   * @self: the row
   *
   * Another persona is chosen.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_PERSONA_CHOICE_ROW, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * NlPersonaChoiceRow::empty:
   * @self: the row
   *
   * The shop has no personas.
   */
  signals[EMPTY] = g_signal_new ("empty", NL_TYPE_PERSONA_CHOICE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
nl_persona_choice_row_init (NlPersonaChoiceRow *self)
{
  self->avatar = ADW_AVATAR (adw_avatar_new (AVATAR_SIZE, NULL, FALSE));
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->avatar));
}

/**
 * nl_persona_choice_row_load:
 * @self: an empty row
 * @store: where the personas are
 * @shop_id: whose personas
 * @persona_id: which one to choose, or 0: if there is only one, that
 *
 * Begins to fill the row in.
 */
void
nl_persona_choice_row_load (NlPersonaChoiceRow *self,
                            NlStore *store,
                            gint64 shop_id,
                            gint64 persona_id)
{
  Loading *loading;

  g_return_if_fail (NL_IS_PERSONA_CHOICE_ROW (self));
  g_return_if_fail (NL_IS_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  loading = g_new0 (Loading, 1);
  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (store);
  loading->shop_id = shop_id;
  loading->persona_id = persona_id;
  nl_fiber_start ("personas", load_fiber, loading, loading_free);
}

/**
 * nl_persona_choice_row_get_persona_id:
 * @self: a row
 *
 * Returns: which persona is chosen, or 0
 */
gint64
nl_persona_choice_row_get_persona_id (NlPersonaChoiceRow *self)
{
  g_return_val_if_fail (NL_IS_PERSONA_CHOICE_ROW (self), 0);

  return self->persona_id;
}
