/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NlSteps NlSteps;

typedef void (*NlStepFunc) (gpointer data);

NlSteps *nl_steps_start (const NlStepFunc *funcs, guint n_funcs, gpointer data);
void nl_steps_finish (NlSteps *self);
void nl_steps_free (NlSteps *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlSteps, nl_steps_free)

G_END_DECLS
