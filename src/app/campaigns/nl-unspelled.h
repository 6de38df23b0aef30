/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of a text that is no word of any language, in characters. */
typedef struct {
  int start;
  int end;
} NlUnspelled;

GRegex *nl_unspelled_regex_new (const char *const *names);
GArray *nl_unspelled_find (GRegex *regex, const char *text);

G_END_DECLS
