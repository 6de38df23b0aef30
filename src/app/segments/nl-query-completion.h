/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/segments/nl-query-values.h"

G_BEGIN_DECLS

#define NL_TYPE_QUERY_COMPLETION (nl_query_completion_get_type ())
G_DECLARE_FINAL_TYPE (NlQueryCompletion, nl_query_completion, NL, QUERY_COMPLETION, GtkPopover)

NlQueryCompletion *nl_query_completion_new (GtkTextView *view);
void nl_query_completion_set_values (NlQueryCompletion *self, NlQueryValues *values);
guint nl_query_completion_get_n_items (NlQueryCompletion *self);

G_END_DECLS
