/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-steps.h"

/* Work of some milliseconds a piece, each in a turn of the main loop of its own, with frames
 * between them: the parts of a form that are below what is seen first. Who needs them all sooner
 * takes the steps that are left at once. */
struct _NlSteps {
  const NlStepFunc *funcs;
  guint n_funcs;
  guint n_done;
  gpointer data;
  guint source_id;
};

static void
take_one (NlSteps *self)
{
  self->funcs[self->n_done++](self->data);
}

static gboolean
step_cb (gpointer data)
{
  NlSteps *self = data;

  take_one (self);
  if (self->n_done < self->n_funcs)
    return G_SOURCE_CONTINUE;
  self->source_id = 0;
  return G_SOURCE_REMOVE;
}

/**
 * nl_steps_start:
 * @funcs: (array length=n_funcs) (scope forever): what to do, one after the other; none of them
 *   frees the steps
 * @n_funcs: how many; at least one
 * @data: for each of them
 *
 * Returns: (transfer full): steps, of which the first is taken in the next turn of the main loop;
 *   to be freed before what @data points to
 */
NlSteps *
nl_steps_start (const NlStepFunc *funcs, guint n_funcs, gpointer data)
{
  NlSteps *self;

  g_return_val_if_fail (n_funcs > 0, NULL);

  self = g_new0 (NlSteps, 1);
  self->funcs = funcs;
  self->n_funcs = n_funcs;
  self->data = data;
  self->source_id = g_idle_add (step_cb, self);
  return self;
}

/**
 * nl_steps_finish:
 * @self: (nullable): steps
 *
 * Takes the steps that are left at once.
 */
void
nl_steps_finish (NlSteps *self)
{
  if (self == NULL)
    return;
  while (self->n_done < self->n_funcs)
    take_one (self);
  g_clear_handle_id (&self->source_id, g_source_remove);
}

/**
 * nl_steps_free:
 * @self: (transfer full): steps
 *
 * Takes no further step.
 */
void
nl_steps_free (NlSteps *self)
{
  g_clear_handle_id (&self->source_id, g_source_remove);
  g_free (self);
}
