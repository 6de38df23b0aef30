/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NL_VALUE_NULL,
  NL_VALUE_INT64,
  NL_VALUE_DOUBLE,
  NL_VALUE_TEXT,
} NlValueKind;

/* A value bound to a query: what stands for `?` in SQL. */
typedef struct {
  NlValueKind kind;
  union {
    gint64 int64;
    double real;
    char *text;
  };
} NlValue;

NlValue nl_value_int64 (gint64 int64);
NlValue nl_value_double (double real);
NlValue nl_value_text (const char *text);
NlValue nl_value_copy (const NlValue *value);
void nl_value_clear (NlValue *value);
GArray *nl_value_array_new (void);

G_END_DECLS
