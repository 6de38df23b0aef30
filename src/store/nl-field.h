/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * NlFieldType:
 * @NL_FIELD_TYPE_INT64: a number; also money in minor units and times in microseconds
 * @NL_FIELD_TYPE_DOUBLE: a number
 * @NL_FIELD_TYPE_BOOLEAN: yes or no
 * @NL_FIELD_TYPE_TEXT: UTF-8
 * @NL_FIELD_TYPE_STRV: a list of texts, stored as a JSON array
 * @NL_FIELD_TYPE_JSON: any JSON, as its text
 *
 * What a field holds.
 */
typedef enum {
  NL_FIELD_TYPE_INT64,
  NL_FIELD_TYPE_DOUBLE,
  NL_FIELD_TYPE_BOOLEAN,
  NL_FIELD_TYPE_TEXT,
  NL_FIELD_TYPE_STRV,
  NL_FIELD_TYPE_JSON,
} NlFieldType;

/**
 * NlFieldFlags:
 * @NL_FIELD_REQUIRED: never NULL; a text is never empty
 * @NL_FIELD_PERSONAL: says something about a person: kept out of logs and prompts
 * @NL_FIELD_MONEY: minor units of the shop's currency
 * @NL_FIELD_TIME: microseconds since 1970 UTC
 * @NL_FIELD_REFERENCE: the id of another record
 * @NL_FIELD_DERIVED: computed from other data: neither imported nor edited by hand
 *
 * What else is known about a field.
 */
typedef enum {
  NL_FIELD_NONE = 0,
  NL_FIELD_REQUIRED = 1 << 0,
  NL_FIELD_PERSONAL = 1 << 1,
  NL_FIELD_MONEY = 1 << 2,
  NL_FIELD_TIME = 1 << 3,
  NL_FIELD_REFERENCE = 1 << 4,
  NL_FIELD_DERIVED = 1 << 5,
} NlFieldFlags;

/* One field of a record. @name is the GObject property ("first-name"); the column and the JSON
 * member are the same with underscores. */
typedef struct {
  const char *name;
  NlFieldType type;
  NlFieldFlags flags;
  const char *label;          /* N_("First Name"); NULL: never shown */
  const char *initial;        /* the JSON or text a new record starts with */
  const char *const *choices; /* the only values a text may have, or NULL */
} NlField;

/* Everything there is to know about a record type. Static; made by NL_RECORD_DESCRIPTION. */
typedef struct {
  const char *table;
  const char *noun; /* N_("shop"), for messages */
  const NlField *fields;
  guint n_fields;
} NlRecordDescription;

/* For the one table of fields each record type has. Each line is
 * F (CONSTANT, "name", TYPE, flags, label, initial, choices). */
#define NL_FIELD_AS_ROW(key, name, type, flags, label, initial, choices) \
  { name, NL_FIELD_TYPE_##type, flags, label, initial, choices },

gboolean nl_field_is_text (NlFieldType type);
char *nl_field_dup_column (const NlField *field);
const NlField *nl_record_description_find (const NlRecordDescription *self,
                                           const char *name,
                                           guint *index);

G_END_DECLS
