/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-chooser.h"

#include "app/widgets/nl-image-avatar.h"
#include "personas/nl-personas.h"

#define AVATAR_SIZE 40

/**
 * NlPersonaChooser:
 *
 * Chooses one of the shop's other personas.
 */
struct _NlPersonaChooser {
  AdwDialog parent_instance;
  GtkStack *stack;
  GtkListBox *list;
  NlStore *store;
  GListModel *personas;
  gint64 other_than;
};

G_DEFINE_FINAL_TYPE (NlPersonaChooser, nl_persona_chooser, ADW_TYPE_DIALOG)

enum {
  CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static gboolean
is_other (gpointer persona, gpointer data)
{
  return nl_record_get_id (persona) != NL_PERSONA_CHOOSER (data)->other_than;
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  NlPersonaChooser *self = data;
  NlRecord *persona = item;
  const char *name = nl_record_get_text (persona, NL_PERSONA_NAME);
  const char *tagline = nl_record_get_text (persona, NL_PERSONA_TAGLINE);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (AVATAR_SIZE, name, TRUE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), tagline != NULL ? tagline : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  nl_image_avatar_load (ADW_AVATAR (avatar), self->store,
                        nl_record_get_int64 (persona, NL_PERSONA_AVATAR_IMAGE_ID));
  return row;
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->store);
  g_free (loading);
}

static void
take_personas (NlPersonaChooser *self, GListModel *personas)
{
  GtkFilter *others = GTK_FILTER (gtk_custom_filter_new (is_other, self, NULL));

  g_clear_object (&self->personas);
  self->personas = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (personas), others));
  gtk_list_box_bind_model (self->list, self->personas, create_row, self, NULL);
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (self->personas) > 0
                                                     ? "list"
                                                     : "empty");
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GListModel) personas
      = dex_await_object (nl_personas_list (loading->store, loading->shop_id), NULL);
  g_autoptr (NlPersonaChooser) self = g_weak_ref_get (&loading->self);

  if (self != NULL && self->list != NULL && personas != NULL)
    take_personas (self, personas);
  return dex_future_new_true ();
}

static void
row_activated_cb (NlPersonaChooser *self, GtkListBoxRow *row)
{
  g_autoptr (NlPersona) persona
      = g_list_model_get_item (self->personas, (guint) gtk_list_box_row_get_index (row));

  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[CHOSEN], 0, persona);
}

static void
nl_persona_chooser_dispose (GObject *object)
{
  NlPersonaChooser *self = NL_PERSONA_CHOOSER (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PERSONA_CHOOSER);
  g_clear_object (&self->personas);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nl_persona_chooser_parent_class)->dispose (object);
}

static void
nl_persona_chooser_class_init (NlPersonaChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_persona_chooser_dispose;

  /**
   * NlPersonaChooser::chosen:
   * @self: a chooser
   * @persona: the persona
   *
   * The user chose one; the dialog closes.
   */
  signals[CHOSEN] = g_signal_new ("chosen", NL_TYPE_PERSONA_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, NL_TYPE_PERSONA);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-persona-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, NlPersonaChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
nl_persona_chooser_init (NlPersonaChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_persona_chooser_new:
 * @workspace: a workspace with a shop
 * @other_than: the persona that is not offered
 *
 * Returns: (transfer floating): a dialog
 */
NlPersonaChooser *
nl_persona_chooser_new (NlWorkspace *workspace, NlPersona *other_than)
{
  NlPersonaChooser *self;
  Loading *loading;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (NL_IS_PERSONA (other_than), NULL);

  self = g_object_new (NL_TYPE_PERSONA_CHOOSER, NULL);
  self->store = g_object_ref (nl_workspace_get_store (workspace));
  self->other_than = nl_record_get_id (NL_RECORD (other_than));
  loading = g_new0 (Loading, 1);
  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (self->store);
  loading->shop_id = nl_workspace_get_shop_id (workspace);
  nl_fiber_start ("persona-chooser", load_fiber, loading, loading_free);
  return self;
}
