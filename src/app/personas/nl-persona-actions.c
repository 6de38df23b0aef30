/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-actions.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "app/widgets/nl-operation-toast.h"
#include "personas/nl-persona-avatar.h"
#include "personas/nl-personas.h"

/* What can be done with a persona, wherever it is shown. */

/**
 * nl_persona_save:
 * @widget: a widget that stays in the window
 * @workspace: the workspace
 * @changed: a persona with what was edited
 * @message: what was done: “Goals changed”
 *
 * Saves what was edited, and offers to undo it.
 */
void
nl_persona_save (GtkWidget *widget, NlWorkspace *workspace, NlPersona *changed, const char *message)
{
  g_return_if_fail (NL_IS_PERSONA (changed));
  g_return_if_fail (message != NULL);

  nl_window_await_undoable (
      widget, nl_store_save_undoable (nl_workspace_get_store (workspace), NL_RECORD (changed)),
      message, _ ("Could Not Save Persona"));
}

/**
 * nl_persona_delete:
 * @widget: a widget that stays in the window
 * @workspace: the workspace
 * @persona: a saved persona
 *
 * Deletes a persona, and offers to bring it back.
 */
void
nl_persona_delete (GtkWidget *widget, NlWorkspace *workspace, NlPersona *persona)
{
  g_autofree char *done = NULL;

  g_return_if_fail (NL_IS_PERSONA (persona));

  done = g_strdup_printf (_ ("Persona “%s” deleted"),
                          nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));
  nl_window_await_undoable (widget,
                            nl_personas_delete (nl_workspace_get_store (workspace),
                                                nl_record_get_id (NL_RECORD (persona))),
                            done, _ ("Could Not Delete Persona"));
}

typedef struct {
  NlStore *store;
  NlPersona *persona; /* a copy */
} Redrawing;

static void
redrawing_free (gpointer data)
{
  Redrawing *redrawing = data;

  g_object_unref (redrawing->store);
  g_object_unref (redrawing->persona);
  g_free (redrawing);
}

static gpointer
write_portrait (NlConnection *connection, gpointer data, GError **error)
{
  g_autofree gint64 *id = g_new0 (gint64, 1);

  *id = nl_image_store (data, connection, error);
  return *id != 0 ? g_steal_pointer (&id) : NULL;
}

/* The portrait is stored before, so that undoing takes the persona back and nothing away that it
 * refers to. */
static DexFuture *
redraw_fiber (gpointer data)
{
  Redrawing *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlImage) portrait
      = dex_await_boxed (nl_persona_draw_avatar (self->persona, g_random_int (), NULL), &error);
  gint64 id = 0;

  if (portrait != NULL)
    id = dex_await_int64 (nl_store_write (self->store, write_portrait, nl_image_ref (portrait),
                                          (GDestroyNotify) nl_image_unref, G_TYPE_INT64, NULL),
                          &error);
  if (id == 0)
    return dex_future_new_for_error (g_steal_pointer (&error));
  nl_record_set_int64 (NL_RECORD (self->persona), NL_PERSONA_AVATAR_IMAGE_ID, id);
  return nl_store_save_undoable (self->store, NL_RECORD (self->persona));
}

/**
 * nl_persona_redraw:
 * @widget: a widget that stays in the window
 * @workspace: the workspace
 * @persona: a saved persona
 *
 * Draws another portrait, and offers to go back to the one before.
 */
void
nl_persona_redraw (GtkWidget *widget, NlWorkspace *workspace, NlPersona *persona)
{
  Redrawing *redrawing;
  g_autofree char *done = NULL;

  g_return_if_fail (NL_IS_PERSONA (persona));

  done = g_strdup_printf (_ ("%s has a new look"),
                          nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));
  redrawing = g_new0 (Redrawing, 1);
  redrawing->store = g_object_ref (nl_workspace_get_store (workspace));
  redrawing->persona = NL_PERSONA (nl_record_copy (NL_RECORD (persona)));
  nl_window_await_undoable (widget, nl_fiber_spawn (redraw_fiber, redrawing, redrawing_free), done,
                            _ ("Could Not Draw the Portrait"));
}

/**
 * nl_persona_rewrite:
 * @widget: a widget that stays in the window
 * @workspace: the workspace
 * @persona: a saved persona
 * @field: one of its fields that a provider writes; %NL_PERSONA_N_FIELDS for all of them
 *
 * Has a persona written anew, and offers to go back to what was there before.
 */
void
nl_persona_rewrite (GtkWidget *widget, NlWorkspace *workspace, NlPersona *persona, guint field)
{
  g_autoptr (NlOperation) operation = NULL;
  const NlField *fields;
  NlProvider *provider;
  g_autofree char *done = NULL;

  g_return_if_fail (NL_IS_PERSONA (persona));

  fields = nl_record_get_description (NL_RECORD (persona))->fields;
  provider = nl_provider_registry_get_default (nl_workspace_get_providers (workspace));
  if (nl_provider_is_queued (provider))
    done = g_strdup (_ ("Another text was asked for"));
  else
    done = g_strdup_printf (_ ("%s written anew"),
                            field != NL_PERSONA_N_FIELDS
                                ? _ (fields[field].label)
                                : nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));
  operation = nl_operation_new (_ ("Writing…"));
  nl_operation_toast (widget, operation);
  nl_window_await_undoable (widget,
                            nl_personas_rewrite (nl_workspace_get_store (workspace), provider,
                                                 nl_record_get_id (NL_RECORD (persona)), field, 0,
                                                 operation),
                            done, _ ("Could Not Write It Anew"));
}
