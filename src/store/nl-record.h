/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "store/nl-field.h"
#include "store/nl-statement.h"

G_BEGIN_DECLS

#define NL_TYPE_RECORD (nl_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (NlRecord, nl_record, NL, RECORD, GObject)

struct _NlRecordClass {
  GObjectClass parent_class;
  const NlRecordDescription *description;
  GParamSpec **properties; /* of each field */
};

void nl_record_class_install (NlRecordClass *klass, const NlRecordDescription *description);

const NlRecordDescription *nl_record_get_description (NlRecord *self);
const NlRecordDescription *nl_record_type_get_description (GType type);

gint64 nl_record_get_id (NlRecord *self);
gint64 nl_record_get_created_at (NlRecord *self);
gint64 nl_record_get_updated_at (NlRecord *self);

gboolean nl_record_is_null (NlRecord *self, guint field);
gint64 nl_record_get_int64 (NlRecord *self, guint field);
double nl_record_get_double (NlRecord *self, guint field);
gboolean nl_record_get_boolean (NlRecord *self, guint field);
const char *nl_record_get_text (NlRecord *self, guint field);
const char *const *nl_record_get_strv (NlRecord *self, guint field);
JsonNode *nl_record_dup_json (NlRecord *self, guint field);

void nl_record_set_null (NlRecord *self, guint field);
void nl_record_set_int64 (NlRecord *self, guint field, gint64 value);
void nl_record_set_double (NlRecord *self, guint field, double value);
void nl_record_set_boolean (NlRecord *self, guint field, gboolean value);
void nl_record_set_text (NlRecord *self, guint field, const char *value);
void nl_record_set_strv (NlRecord *self, guint field, const char *const *value);
void nl_record_set_json (NlRecord *self, guint field, JsonNode *value);

gboolean nl_record_is_dirty (NlRecord *self);
gboolean nl_record_is_field_dirty (NlRecord *self, guint field);
gboolean nl_record_check (NlRecord *self, GError **error);
NlRecord *nl_record_copy (NlRecord *self);
char *nl_record_to_log (NlRecord *self);

/* Defines a record type, with its description, in its .c file. */
#define NL_DEFINE_RECORD(Type, prefix, description_)                 \
  struct _##Type {                                                   \
    NlRecord parent_instance;                                        \
  };                                                                 \
  G_DEFINE_FINAL_TYPE (Type, prefix, NL_TYPE_RECORD)                 \
  static void prefix##_class_init (Type##Class *klass)               \
  {                                                                  \
    nl_record_class_install (NL_RECORD_CLASS (klass), description_); \
  }                                                                  \
  static void prefix##_init (Type *self)                             \
  {}

G_END_DECLS
