/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keeps from asking a server again and again that does not work (Michael Nygard, “Release It!”). */
typedef struct {
  guint n_failures; /* in a row */
  guint n_openings; /* since it last worked */
  gint64 open_until;
  gboolean is_probing; /* one request is out to see whether it works again */
} NlCircuitBreaker;

gint64 nl_circuit_breaker_get_delay (const NlCircuitBreaker *self, gint64 now);
void nl_circuit_breaker_note_sent (NlCircuitBreaker *self);
void nl_circuit_breaker_note_success (NlCircuitBreaker *self);
void nl_circuit_breaker_note_failure (NlCircuitBreaker *self, gint64 now);
void nl_circuit_breaker_note_nothing (NlCircuitBreaker *self);

G_END_DECLS
