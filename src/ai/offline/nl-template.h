/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/offline/nl-condition.h"

G_BEGIN_DECLS

/* A phrase, parsed: docs/offline.md has the grammar of what stands between braces. */

typedef enum {
  NL_NODE_TEXT,      /* as it is */
  NL_NODE_SLOT,      /* {slot}, {slot|filter}, or a word of the language */
  NL_NODE_PLURAL,    /* {slot#one|other} */
  NL_NODE_GENDER,    /* {f:…|m:…|n:…} */
  NL_NODE_CHOICE,    /* {~…|…} */
  NL_NODE_REFERENCE, /* {>key}, {>key?} */
  NL_NODE_IF,        /* {?condition: …|…} */
} NlNodeKind;

typedef struct {
  NlNodeKind kind;
  gboolean capital;
  gboolean optional;
  /* The text, the slot or the key. */
  char *text;
  char *filter;
  NlCondition *condition;
  /* Arrays of #NlNode, with one letter or plural category each where the kind has them. */
  GPtrArray *branches;
  GPtrArray *labels;
} NlNode;

typedef gboolean (*NlNodeFunc) (const NlNode *node, gpointer data);

GPtrArray *nl_template_parse (const char *text, GError **error);
gboolean nl_template_foreach (GPtrArray *nodes, NlNodeFunc func, gpointer data);

G_END_DECLS
