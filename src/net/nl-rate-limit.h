/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 nl_retry_after_parse (const char *value, gint64 now);
gint64 nl_duration_parse (const char *value);

/* Looks a header up by its name; the value, or NULL. */
typedef const char *(*NlHeaderFunc) (gpointer data, const char *name);

/* What a server said about how often it wants to be asked. */
typedef struct {
  gint64 not_before; /* nobody asks before this time */
  gint64 remaining;  /* requests that are left until then; -1: it did not say */
  gint64 interval;   /* after how long one more fits in */
} NlRateLimit;

void nl_rate_limit_init (NlRateLimit *self);
void nl_rate_limit_learn (
    NlRateLimit *self, guint status, NlHeaderFunc header, gpointer data, gint64 now);
void nl_rate_limit_note_sent (NlRateLimit *self, gint64 now);
gint64 nl_rate_limit_get_delay (const NlRateLimit *self, gint64 now);

G_END_DECLS
