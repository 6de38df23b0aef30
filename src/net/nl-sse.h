/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NlSseParser NlSseParser;

/* An event: @type is "message" unless the server said otherwise; valid during the call only. */
typedef void (*NlSseFunc) (const char *type, const char *text, gpointer data);

#define NL_SSE_MAX_EVENT (1024 * 1024)

NlSseParser *nl_sse_parser_new (NlSseFunc func, gpointer data);
void nl_sse_parser_free (NlSseParser *self);
gboolean nl_sse_parser_feed (NlSseParser *self, const char *bytes, gsize length, GError **error);
gboolean nl_sse_parser_is_between_events (NlSseParser *self);
guint64 nl_sse_parser_get_n_comments (NlSseParser *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlSseParser, nl_sse_parser_free)

G_END_DECLS
