/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "app/segments/nl-query-values.h"
#include "segments/nl-segment-error.h"

G_BEGIN_DECLS

#define NL_TYPE_QUERY_VIEW (nl_query_view_get_type ())
G_DECLARE_FINAL_TYPE (NlQueryView, nl_query_view, NL, QUERY_VIEW, GtkSourceView)

char *nl_query_view_dup_query (NlQueryView *self);
void nl_query_view_set_query (NlQueryView *self, const char *query);
void nl_query_view_replace_query (NlQueryView *self, const char *query);
void nl_query_view_set_values (NlQueryView *self, NlQueryValues *values);
void nl_query_view_underline (NlQueryView *self, const NlSegmentSpan *span, const char *message);
void nl_query_view_go_to (NlQueryView *self, const NlSegmentSpan *span);

G_END_DECLS
