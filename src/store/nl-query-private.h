/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-query.h"

G_BEGIN_DECLS

struct _NlQuery {
  gatomicrefcount ref_count;
  GType type;
  GString *where;
  GArray *values;
  GString *order;
  guint limit;
  char *search;  /* the full-text table; NULL: none */
  GStrv matches; /* the best first; the last one has all of them */
  gboolean best_first;
  gboolean has_sql; /* a condition no index may know */
};

G_END_DECLS
