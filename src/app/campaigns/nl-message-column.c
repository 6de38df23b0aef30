/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-message-column.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/campaigns/nl-parts-view.h"
#include "app/shell/nl-window.h"
#include "base/nl-language.h"
#include "campaigns/nl-campaign-bundle.h"

/**
 * NlMessageColumn:
 *
 * The message of one channel in one language: its parts to edit, saved by itself a moment after the
 * last key.
 */
struct _NlMessageColumn {
  GtkBox parent_instance;
  GtkDropDown *chooser;
  NlPartsView *parts;
  GtkWidget *draft;
  GtkWidget *foreign;
  GtkWidget *missing;
  GtkWidget *buttons;

  NlStore *store;
  char **languages;
  NlMessage *message;
  guint save_source;
  guint n_saving;
  gboolean is_choosing;
};

#define SAVE_MILLISECONDS 700

G_DEFINE_FINAL_TYPE (NlMessageColumn, nl_message_column, GTK_TYPE_BOX)

enum {
  LANGUAGE_CHOSEN,
  SAVED,
  EDITED,
  ACTION,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

typedef struct {
  GWeakRef self;
  DexFuture *future;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_weak_ref_clear (&saving->self);
  dex_unref (saving->future);
  g_free (saving);
}

static DexFuture *
saved_fiber (gpointer data)
{
  Saving *saving = data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = dex_await (dex_ref (saving->future), &error);
  g_autoptr (NlMessageColumn) self = g_weak_ref_get (&saving->self);

  if (self == NULL)
    return dex_future_new_true ();
  self->n_saving--;
  if (self->parts != NULL)
    g_signal_emit (self, signals[SAVED], 0, is_done);
  /* A message that was deleted meanwhile has nothing to be saved into. */
  if (!is_done && !g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND))
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Save the Text"), error);
  return dex_future_new_true ();
}

static gpointer
save_record (NlConnection *connection, gpointer data, GError **error)
{
  return nl_record_save (data, connection, error) ? g_object_ref (data) : NULL;
}

/* Queues the write before it returns, so that nothing is lost when the window closes next. */
static void
save (NlMessageColumn *self)
{
  g_autoptr (NlMessageParts) parts = nl_parts_view_read (self->parts);
  Saving *saving = g_new0 (Saving, 1);

  nl_message_parts_apply (parts, self->message);
  nl_record_set_boolean (NL_RECORD (self->message), NL_MESSAGE_DRAFT, FALSE);
  g_weak_ref_init (&saving->self, self);
  saving->future
      = nl_store_write (self->store, save_record, nl_record_copy (NL_RECORD (self->message)),
                        g_object_unref, NL_TYPE_MESSAGE, NULL);
  self->n_saving++;
  nl_fiber_start ("save-message", saved_fiber, saving, saving_free);
}

static gboolean
save_timeout_cb (gpointer data)
{
  NlMessageColumn *self = data;

  self->save_source = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
parts_changed_cb (NlMessageColumn *self)
{
  if (self->message == NULL)
    return;
  /* Who edits a text has read it. */
  gtk_widget_set_visible (self->draft, FALSE);
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_MILLISECONDS, save_timeout_cb, self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
language_chosen_cb (NlMessageColumn *self)
{
  const char *language = nl_message_column_get_language (self);

  if (!self->is_choosing && language != NULL)
    g_signal_emit (self, signals[LANGUAGE_CHOSEN], 0, language);
}

static void
column_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ACTION], 0, name + strlen ("message."));
}

static void
nl_message_column_dispose (GObject *object)
{
  NlMessageColumn *self = NL_MESSAGE_COLUMN (object);

  if (self->parts != NULL)
    nl_message_column_flush (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_MESSAGE_COLUMN);
  g_clear_object (&self->message);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nl_message_column_parent_class)->dispose (object);
}

static void
nl_message_column_finalize (GObject *object)
{
  NlMessageColumn *self = NL_MESSAGE_COLUMN (object);

  g_strfreev (self->languages);
  G_OBJECT_CLASS (nl_message_column_parent_class)->finalize (object);
}

static void
add_signals (void)
{
  GType type = NL_TYPE_MESSAGE_COLUMN;

  /**
   * NlMessageColumn::language-chosen:
   * @self: a column
   * @language: what the user wants to see here
   */
  signals[LANGUAGE_CHOSEN] = g_signal_new ("language-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * NlMessageColumn::edited:
   * @self: a column
   *
   * Something was typed that is not saved yet.
   */
  signals[EDITED]
      = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * NlMessageColumn::saved:
   * @self: a column
   * @is_done: whether it worked
   */
  signals[SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_BOOLEAN);
  /**
   * NlMessageColumn::action:
   * @self: a column
   * @name: "preview", "copy", "rewrite", "add-variant" or "delete"; "write" when there is none
   *
   * The user wants something done with the message.
   */
  signals[ACTION] = g_signal_new ("action", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nl_message_column_class_init (NlMessageColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const actions[] = { "message.preview",     "message.copy",  "message.rewrite",
                                         "message.add-variant", "message.write", "message.delete" };

  G_OBJECT_CLASS (klass)->dispose = nl_message_column_dispose;
  G_OBJECT_CLASS (klass)->finalize = nl_message_column_finalize;
  add_signals ();
  g_type_ensure (NL_TYPE_PARTS_VIEW);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, column_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-message-column.ui");
  gtk_widget_class_bind_template_child (widget_class, NlMessageColumn, chooser);
  gtk_widget_class_bind_template_child (widget_class, NlMessageColumn, parts);
  gtk_widget_class_bind_template_child (widget_class, NlMessageColumn, missing);
  gtk_widget_class_bind_template_child (widget_class, NlMessageColumn, draft);
  gtk_widget_class_bind_template_child (widget_class, NlMessageColumn, foreign);
  gtk_widget_class_bind_template_child (widget_class, NlMessageColumn, buttons);
  gtk_widget_class_bind_template_callback (widget_class, language_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, parts_changed_cb);
}

static void
nl_message_column_init (NlMessageColumn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_message_column_set_store:
 * @self: a column
 * @store: where messages are saved
 *
 * Sets the store, once.
 */
void
nl_message_column_set_store (NlMessageColumn *self, NlStore *store)
{
  g_return_if_fail (NL_IS_MESSAGE_COLUMN (self));
  g_return_if_fail (NL_IS_STORE (store));

  g_set_object (&self->store, store);
}

/**
 * nl_message_column_set_languages:
 * @self: a column
 * @languages: (array zero-terminated=1): what there is to choose from
 *
 * Sets the languages of the campaign.
 */
void
nl_message_column_set_languages (NlMessageColumn *self, const char *const *languages)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *current = g_strdup (nl_message_column_get_language (self));

  g_return_if_fail (NL_IS_MESSAGE_COLUMN (self));

  if (self->languages != NULL && g_strv_equal ((const char *const *) self->languages, languages))
    return;
  g_strfreev (self->languages);
  self->languages = g_strdupv ((char **) languages);
  for (; *languages != NULL; languages++)
    gtk_string_list_take (names, nl_language_name (*languages, NULL));
  self->is_choosing = TRUE;
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (names));
  self->is_choosing = FALSE;
  if (current != NULL)
    nl_message_column_set_language (self, current);
}

/**
 * nl_message_column_get_language:
 * @self: a column
 *
 * Returns: (transfer none) (nullable): the language that is chosen
 */
const char *
nl_message_column_get_language (NlMessageColumn *self)
{
  guint position;

  g_return_val_if_fail (NL_IS_MESSAGE_COLUMN (self), NULL);

  position = gtk_drop_down_get_selected (self->chooser);
  return self->languages != NULL && position < g_strv_length (self->languages)
             ? self->languages[position]
             : NULL;
}

/**
 * nl_message_column_set_language:
 * @self: a column
 * @language: one of its languages
 *
 * Chooses a language; the message comes with nl_message_column_set_message().
 */
void
nl_message_column_set_language (NlMessageColumn *self, const char *language)
{
  g_return_if_fail (NL_IS_MESSAGE_COLUMN (self));

  self->is_choosing = TRUE;
  for (guint i = 0; self->languages != NULL && self->languages[i] != NULL; i++)
    if (g_strcmp0 (self->languages[i], language) == 0)
      gtk_drop_down_set_selected (self->chooser, i);
  self->is_choosing = FALSE;
}

/**
 * nl_message_column_set_names:
 * @self: a column
 * @names: (array zero-terminated=1): names of shops, products and codes
 *
 * Sets what is not a mistake in any language.
 */
void
nl_message_column_set_names (NlMessageColumn *self, const char *const *names)
{
  g_return_if_fail (NL_IS_MESSAGE_COLUMN (self));

  nl_parts_view_set_names (self->parts, names);
}

/**
 * nl_message_column_set_foreign:
 * @self: a column
 * @is_foreign: whether the shop no longer uses the language
 *
 * Says so below the language.
 */
void
nl_message_column_set_foreign (NlMessageColumn *self, gboolean is_foreign)
{
  g_return_if_fail (NL_IS_MESSAGE_COLUMN (self));

  gtk_widget_set_visible (self->foreign, is_foreign);
}

/**
 * nl_message_column_get_message:
 * @self: a column
 *
 * Returns: (transfer none) (nullable): what it shows
 */
NlMessage *
nl_message_column_get_message (NlMessageColumn *self)
{
  g_return_val_if_fail (NL_IS_MESSAGE_COLUMN (self), NULL);

  return self->message;
}

/**
 * nl_message_column_set_message:
 * @self: a column
 * @message: (nullable): what to show; %NULL when there is none in the language
 *
 * Shows a message, after saving what was typed into the one before. A newer state of the message
 * that is shown does not replace what the user is typing.
 */
void
nl_message_column_set_message (NlMessageColumn *self, NlMessage *message)
{
  const NlChannel *channel = message != NULL ? nl_message_get_channel (message) : NULL;
  gboolean is_same;

  g_return_if_fail (NL_IS_MESSAGE_COLUMN (self));

  is_same
      = self->message != NULL && message != NULL
        && nl_record_get_id (NL_RECORD (self->message)) == nl_record_get_id (NL_RECORD (message));
  if (is_same && nl_message_column_is_busy (self))
    return;
  if (!is_same)
    nl_message_column_flush (self);
  if (channel == NULL)
    message = NULL;
  g_set_object (&self->message, message);
  gtk_widget_set_visible (self->draft,
                          message != NULL
                              && nl_record_get_boolean (NL_RECORD (message), NL_MESSAGE_DRAFT));
  gtk_widget_set_visible (GTK_WIDGET (self->parts), self->message != NULL);
  gtk_widget_set_visible (self->buttons, self->message != NULL);
  gtk_widget_set_visible (self->missing, self->message == NULL);
  if (self->message == NULL || (is_same && nl_parts_view_shows (self->parts, message)))
    return;
  nl_parts_view_set_message (self->parts, message);
}

/**
 * nl_message_column_get_part:
 * @self: a column
 * @name: a part's name
 *
 * Returns: (transfer none) (nullable): where it is edited
 */
NlPartView *
nl_message_column_get_part (NlMessageColumn *self, const char *name)
{
  g_return_val_if_fail (NL_IS_MESSAGE_COLUMN (self), NULL);

  return nl_parts_view_find (self->parts, name);
}

/**
 * nl_message_column_is_draft:
 * @self: a column
 *
 * Returns: whether it shows a draft that nobody has edited or found good
 */
gboolean
nl_message_column_is_draft (NlMessageColumn *self)
{
  g_return_val_if_fail (NL_IS_MESSAGE_COLUMN (self), FALSE);

  return self->message != NULL && gtk_widget_get_visible (self->draft);
}

/**
 * nl_message_column_is_busy:
 * @self: a column
 *
 * Returns: whether something that was typed is not saved yet
 */
gboolean
nl_message_column_is_busy (NlMessageColumn *self)
{
  g_return_val_if_fail (NL_IS_MESSAGE_COLUMN (self), FALSE);

  return self->save_source != 0 || self->n_saving > 0;
}

/**
 * nl_message_column_flush:
 * @self: a column
 *
 * Saves at once what was typed, if anything was.
 */
void
nl_message_column_flush (NlMessageColumn *self)
{
  g_return_if_fail (NL_IS_MESSAGE_COLUMN (self));

  if (self->save_source == 0)
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  save (self);
}
