/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-future.h"
#include "customers/nl-import-row.h"

G_BEGIN_DECLS

#define NL_TYPE_IMPORT_PREVIEW (nl_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (NlImportPreview, nl_import_preview, NL, IMPORT_PREVIEW, GObject)

DexFuture *nl_import_preview_load (const char *path,
                                   const NlCsvOptions *csv,
                                   NlShop *shop) G_GNUC_WARN_UNUSED_RESULT;

NlImportKind nl_import_preview_get_kind (NlImportPreview *self);
void nl_import_preview_set_kind (NlImportPreview *self, NlImportKind kind);
void nl_import_preview_prefer_kind (NlImportPreview *self, NlImportKind kind);
NlImportKind nl_import_preview_get_recognised (NlImportPreview *self, const char **program);
NlImportMapping *nl_import_preview_get_mapping (NlImportPreview *self);
void nl_import_preview_set_mapping (NlImportPreview *self, NlImportMapping *mapping);
const NlCsvOptions *nl_import_preview_get_format (NlImportPreview *self);
void nl_import_preview_set_style (NlImportPreview *self,
                                  char decimal_point,
                                  NlDateOrder date_order);
void nl_import_preview_get_style (NlImportPreview *self,
                                  char *decimal_point,
                                  NlDateOrder *date_order);
void nl_import_preview_remember (NlImportPreview *self,
                                 NlImportMapping *mapping,
                                 char decimal_point,
                                 NlDateOrder date_order);
gboolean nl_import_preview_is_remembered (NlImportPreview *self);
void nl_import_preview_forget (NlImportPreview *self);
NlImportContext *nl_import_preview_dup_context (NlImportPreview *self);
guint nl_import_preview_get_n_rows (NlImportPreview *self);
const char *nl_import_preview_get_cell (NlImportPreview *self, guint row, guint column);
NlCsvField *nl_import_preview_dup_fields (NlImportPreview *self, guint row, guint *n_fields);
NlCustomer *nl_import_preview_dup_customer (NlImportPreview *self,
                                            const NlImportContext *context,
                                            guint row,
                                            GError **error);

G_END_DECLS
