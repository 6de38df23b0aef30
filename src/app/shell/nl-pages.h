/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  NL_PAGE_PLAIN = 0,
  NL_PAGE_SEARCHES = 1 << 0, /* Ctrl+F comes here from pages that have no search */
  NL_PAGE_IMPORTS = 1 << 1,  /* files that are opened with the application come here */
} NlPageFlags;

/* A line of the sidebar. */
typedef struct {
  const char *id;
  const char *title;
  const char *icon_name;
  GType (*get_type) (void);
  NlPageFlags flags;
} NlPageInfo;

const NlPageInfo *nl_pages_list (guint *n_pages);
const NlPageInfo *nl_pages_find (const char *id);
const NlPageInfo *nl_pages_find_with (NlPageFlags flag);

G_END_DECLS
