/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/customers/nl-import-dialog.h"
#include "app/customers/nl-import-mapping-page.h"
#include "app/customers/nl-import-progress-page.h"
#include "app/customers/nl-import-report-page.h"

G_BEGIN_DECLS

struct _NlImportDialog {
  AdwDialog parent_instance;
  AdwNavigationView *navigation;
  AdwStatusPage *status;
  GtkStack *file_stages;
  GtkWidget *choose;
  GtkLabel *choose_label;
  /* Made when they are needed: */
  NlImportMappingPage *mapping;
  NlImportProgressPage *progress;
  NlImportReportPage *report;

  NlWorkspace *workspace;
  NlShop *shop;
  NlImportKind asked; /* what the user came for */
  GFile *file;
  NlImportPreview *preview;
  char *rejects_path;
  guint load_serial;
  gboolean is_compact;
};

gboolean nl_import_dialog_is_at (NlImportDialog *self, const char *tag);
void nl_import_dialog_go_to (NlImportDialog *self, const char *const *tags, guint n_tags);
void nl_import_dialog_choose_file (NlImportDialog *self);
void nl_import_dialog_choose_rejects (NlImportDialog *self);
void nl_import_dialog_accept_drops (NlImportDialog *self);
void nl_import_dialog_run (NlImportDialog *self);
void nl_import_dialog_show_customers (NlImportDialog *self);

G_END_DECLS
