/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_PAGE (nl_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (NlPage, nl_page, NL, PAGE, AdwBin)

struct _NlPageClass {
  AdwBinClass parent_class;

  /* Ctrl+F: puts the cursor into the page's search. Leave it NULL when there is none. */
  void (*start_search) (NlPage *self);
  /* Ctrl+N: starts a new thing of the page's kind. Leave it NULL when there is none. */
  void (*create_new) (NlPage *self);
  /* Shows the details of one record of the page's kind. */
  void (*open_record) (NlPage *self, gint64 id);
  /* Shows what a segment query stands for. */
  void (*open_query) (NlPage *self, const char *query);
  /* Imports a file; without one, asks for it. */
  void (*import_file) (NlPage *self, GFile *file);
};

NlWorkspace *nl_page_get_workspace (NlPage *self);

gboolean nl_page_can_search (NlPage *self);
gboolean nl_page_can_create (NlPage *self);
void nl_page_start_search (NlPage *self);
void nl_page_create_new (NlPage *self);
void nl_page_open_record (NlPage *self, gint64 id);
void nl_page_open_query (NlPage *self, const char *query);
void nl_page_import_file (NlPage *self, GFile *file);

G_END_DECLS
