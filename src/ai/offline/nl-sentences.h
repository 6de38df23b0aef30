/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NL_UNIT_CHARACTERS,
  /* Characters, those of double width counted twice. */
  NL_UNIT_WIDTH,
  NL_UNIT_SEPTETS,
} NlUnit;

NlUnit nl_unit_parse (const char *name, NlUnit otherwise);

char **nl_sentences_split (const char *text);
gboolean nl_sentences_fit (const char *text, guint max, NlUnit unit);
char *nl_sentences_shorten (const char *text, guint max, NlUnit unit);

G_END_DECLS
