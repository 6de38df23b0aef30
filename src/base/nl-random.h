/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers that depend on nothing but a seed and a name, on every machine alike. */
typedef struct {
  guint64 state;
} NlRandom;

void nl_random_init (NlRandom *self, guint64 seed, const char *stream);
guint64 nl_random_next (NlRandom *self);
guint nl_random_below (NlRandom *self, guint limit);
void nl_random_shuffle (NlRandom *self, GPtrArray *array);

G_END_DECLS
