/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-actions.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-provider-registry.h"
#include "app/personas/nl-persona-progress.h"
#include "app/shell/nl-window.h"
#include "personas/nl-persona-avatar.h"
#include "personas/nl-personas.h"

/* What can be done with a persona, wherever it is shown. */

typedef struct {
  GWeakRef widget;
  NlStore *store;
  NlPersona *persona; /* a copy */
  char *message;
  NlOperation *operation; /* or NULL */
  guint field;
} Job;

static Job *
job_new (GtkWidget *widget, NlWorkspace *workspace, NlPersona *persona)
{
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->widget, widget);
  job->store = g_object_ref (nl_workspace_get_store (workspace));
  job->persona = NL_PERSONA (nl_record_copy (NL_RECORD (persona)));
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_weak_ref_clear (&job->widget);
  g_object_unref (job->store);
  g_object_unref (job->persona);
  g_clear_object (&job->operation);
  g_free (job->message);
  g_free (job);
}

/* Says what happened, or why it did not. */
static void
tell (Job *job, GBytes *changeset, const char *title, const GError *error)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&job->widget);

  if (widget == NULL)
    return;
  if (changeset != NULL)
    nl_window_toast_undo (widget, job->message, changeset);
  else
    nl_window_show_error (widget, title, error);
}

static gpointer
write_persona (NlConnection *connection, gpointer data, GError **error)
{
  nl_record_save (NL_RECORD (data), connection, error);
  return NULL;
}

static DexFuture *
write_undoable (Job *job)
{
  return nl_store_write_undoable (job->store, write_persona, g_object_ref (job->persona),
                                  g_object_unref);
}

static DexFuture *
save_fiber (gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) changeset = dex_await_boxed (write_undoable (job), &error);

  tell (job, changeset, _ ("Could Not Save Persona"), error);
  return dex_future_new_true ();
}

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
  Job *job;

  g_return_if_fail (NL_IS_PERSONA (changed));
  g_return_if_fail (message != NULL);

  job = job_new (widget, workspace, changed);
  job->message = g_strdup (message);
  nl_fiber_start ("save-persona", save_fiber, job, job_free);
}

static DexFuture *
delete_fiber (gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) changeset = dex_await_boxed (
      nl_personas_delete (job->store, nl_record_get_id (NL_RECORD (job->persona))), &error);

  tell (job, changeset, _ ("Could Not Delete Persona"), error);
  return dex_future_new_true ();
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
  Job *job;

  g_return_if_fail (NL_IS_PERSONA (persona));

  job = job_new (widget, workspace, persona);
  job->message = g_strdup_printf (_ ("Persona “%s” deleted"),
                                  nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));
  nl_fiber_start ("delete-persona", delete_fiber, job, job_free);
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
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (NlImage) portrait
      = dex_await_boxed (nl_persona_draw_avatar (job->persona, g_random_int (), NULL), &error);
  gint64 id = 0;

  if (portrait != NULL)
    id = dex_await_int64 (nl_store_write (job->store, write_portrait, nl_image_ref (portrait),
                                          (GDestroyNotify) nl_image_unref, G_TYPE_INT64, NULL),
                          &error);
  if (id != 0) {
    nl_record_set_int64 (NL_RECORD (job->persona), NL_PERSONA_AVATAR_IMAGE_ID, id);
    changeset = dex_await_boxed (write_undoable (job), &error);
  }
  tell (job, changeset, _ ("Could Not Draw the Portrait"), error);
  return dex_future_new_true ();
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
  Job *job;

  g_return_if_fail (NL_IS_PERSONA (persona));

  job = job_new (widget, workspace, persona);
  job->message = g_strdup_printf (_ ("%s has a new look"),
                                  nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));
  nl_fiber_start ("redraw-persona", redraw_fiber, job, job_free);
}

static DexFuture *
rewrite_fiber (gpointer data)
{
  Job *job = data;
  g_autoptr (NlProviderRegistry) registry = nl_provider_registry_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) changeset
      = dex_await_boxed (nl_personas_rewrite (job->store,
                                              nl_provider_registry_get_default (registry),
                                              nl_record_get_id (NL_RECORD (job->persona)),
                                              job->field, 0, job->operation),
                         &error);

  tell (job, changeset, _ ("Could Not Write It Anew"), error);
  return dex_future_new_true ();
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
  const NlField *fields;
  Job *job;

  g_return_if_fail (NL_IS_PERSONA (persona));

  job = job_new (widget, workspace, persona);
  job->field = field;
  fields = nl_record_get_description (NL_RECORD (persona))->fields;
  job->message = g_strdup_printf (_ ("%s written anew"),
                                  field != NL_PERSONA_N_FIELDS
                                      ? _ (fields[field].label)
                                      : nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));
  job->operation = nl_operation_new (_ ("Writing…"));
  nl_persona_progress_show (widget, job->operation);
  nl_fiber_start ("rewrite-persona", rewrite_fiber, job, job_free);
}
