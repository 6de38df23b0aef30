/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/nl-job-handler.h"

G_BEGIN_DECLS

/* What the other side does, and a witness of what was asked of it. The effect of a job is a row of
 * the table "workspace" that can be there only once. */
#define SCRIPTED_TYPE_HANDLER (scripted_handler_get_type ())
G_DECLARE_DERIVABLE_TYPE (ScriptedHandler, scripted_handler, SCRIPTED, HANDLER, GObject)

struct _ScriptedHandlerClass {
  GObjectClass parent_class;
};

typedef struct {
  guint n_prepared;
  guint n_calls;
  guint n_at_once;    /* calls under way */
  guint most_at_once; /* the most there ever were */
  guint n_failures;   /* so many calls fail before one succeeds */
  gboolean is_closed; /* calls wait until they are let go or cancelled */
  gboolean refuses;   /* to prepare */
  gboolean spoils;    /* the effect fails after it was written */
  GError *failure;    /* of calls that fail */
  NlJobVerdict *verdict;
  GArray *asked;       /* ids in the order of the calls */
  GPtrArray *gates;    /* what closed calls wait for */
  GPtrArray *watchers; /* of scripted_handler_wait_calls () */
} Script;

/* Another type for a handler that digests. */
#define SCRIPTED_TYPE_DIGESTER (scripted_digester_get_type ())
GType scripted_digester_get_type (void);

ScriptedHandler *scripted_handler_new (GType type);
Script *scripted_handler_get_script (ScriptedHandler *self);
void scripted_handler_fail (ScriptedHandler *self, guint times, GError *failure);
void scripted_handler_let_go (ScriptedHandler *self);
DexFuture *scripted_handler_wait_calls (ScriptedHandler *self, guint n_calls);

G_END_DECLS
