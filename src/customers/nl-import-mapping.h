/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/nl-csv.h"
#include "customers/nl-import-field.h"
#include "customers/nl-import-kind.h"

G_BEGIN_DECLS

#define NL_IMPORT_ERROR (nl_import_error_quark ())
GQuark nl_import_error_quark (void);

/**
 * NlImportError:
 * @NL_IMPORT_ERROR_MAPPING: the mapping names a column or field that isn't there, or one twice
 * @NL_IMPORT_ERROR_NOTHING_MAPPED: no column says who the customers are
 * @NL_IMPORT_ERROR_REJECTS: the file for rejected rows can't be written
 *
 * Why an import could not begin.
 */
typedef enum {
  NL_IMPORT_ERROR_MAPPING,
  NL_IMPORT_ERROR_NOTHING_MAPPED,
  NL_IMPORT_ERROR_REJECTS,
} NlImportError;

#define NL_TYPE_IMPORT_MAPPING (nl_import_mapping_get_type ())
typedef struct _NlImportMapping NlImportMapping;

GType nl_import_mapping_get_type (void);
NlImportMapping *nl_import_mapping_guess (NlCsvReader *reader);
NlImportMapping *nl_import_mapping_guess_kind (NlImportMapping *headers, NlImportKind kind);
NlImportMapping *nl_import_mapping_copy (NlImportMapping *self);
NlImportMapping *nl_import_mapping_ref (NlImportMapping *self);
void nl_import_mapping_unref (NlImportMapping *self);

NlImportKind nl_import_mapping_get_kind (NlImportMapping *self);
guint nl_import_mapping_get_n_columns (NlImportMapping *self);
const char *nl_import_mapping_get_header (NlImportMapping *self, guint column);
guint nl_import_mapping_get_field (NlImportMapping *self, guint column);
const guint *nl_import_mapping_get_fields (NlImportMapping *self);
int nl_import_mapping_get_column (NlImportMapping *self, guint field);

gboolean nl_import_mapping_set (NlImportMapping *self, guint column, guint field, GError **error);
gboolean nl_import_mapping_set_by_name (NlImportMapping *self,
                                        const char *assignment,
                                        GError **error);
gboolean nl_import_mapping_set_preset (NlImportMapping *self, const char *preset, GError **error);
gboolean nl_import_mapping_parse (NlImportMapping *self,
                                  const char *assignment,
                                  guint *column,
                                  const char **field,
                                  GError **error);
gboolean nl_import_mapping_check (NlImportMapping *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlImportMapping, nl_import_mapping_unref)

G_END_DECLS
