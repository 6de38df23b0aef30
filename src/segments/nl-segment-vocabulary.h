/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NL_SEGMENT_OPERATOR_EQUAL,
  NL_SEGMENT_OPERATOR_NOT_EQUAL,
  NL_SEGMENT_OPERATOR_GREATER,
  NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL,
  NL_SEGMENT_OPERATOR_LESS,
  NL_SEGMENT_OPERATOR_LESS_OR_EQUAL,
  NL_SEGMENT_OPERATOR_BETWEEN,
  NL_SEGMENT_OPERATOR_IN,
  NL_SEGMENT_OPERATOR_NOT_IN,
  NL_SEGMENT_OPERATOR_CONTAINS,
  NL_SEGMENT_OPERATOR_NOT_CONTAINS,
  NL_SEGMENT_OPERATOR_IS_NULL,
  NL_SEGMENT_OPERATOR_IS_NOT_NULL,
  NL_SEGMENT_N_OPERATORS,
} NlSegmentOperator;

#define NL_SEGMENT_OPERATOR_BIT(op) (1u << (op))

typedef enum {
  NL_SEGMENT_TYPE_INTEGER,
  NL_SEGMENT_TYPE_MONEY,
  NL_SEGMENT_TYPE_DATE,
  NL_SEGMENT_TYPE_ENUM,
  NL_SEGMENT_TYPE_STRING,
  NL_SEGMENT_TYPE_ID,
  NL_SEGMENT_TYPE_COUNTRY,
  NL_SEGMENT_TYPE_REGION,
  NL_SEGMENT_TYPE_CITY,
  NL_SEGMENT_TYPE_TAG,
  NL_SEGMENT_TYPE_COMPANY,
  NL_SEGMENT_TYPE_CURRENCY,
  NL_SEGMENT_TYPE_COORDINATES,
  NL_SEGMENT_TYPE_DISTANCE,
} NlSegmentType;

/* Kinds of data that a query reads beyond what every customer row holds. */
typedef enum {
  NL_SEGMENT_DATA_NONE = 0,
  NL_SEGMENT_DATA_ORDERS = 1 << 0,
  NL_SEGMENT_DATA_ORDER_LINES = 1 << 1,
  NL_SEGMENT_DATA_EMAIL_EVENTS = 1 << 2,
  NL_SEGMENT_DATA_STOREFRONT_EVENTS = 1 << 3,
  NL_SEGMENT_DATA_STORE_CREDIT = 1 << 4,
  NL_SEGMENT_DATA_COORDINATES = 1 << 5,
  NL_SEGMENT_DATA_METAFIELDS = 1 << 6,
  NL_SEGMENT_DATA_SNAPSHOTS = 1 << 7,
} NlSegmentData;

/* An attribute of a customer, or of what a function looks at (a parameter). */
typedef struct {
  const char *name;
  NlSegmentType type;
  guint operators;           /* bits, see NL_SEGMENT_OPERATOR_BIT() */
  const char *const *values; /* of an ENUM, NULL-terminated */
  const char *sql;           /* an SQL expression, or an aggregate one */
  gboolean is_aggregate;     /* taken over the rows that fit the other parameters */
  const char *description;   /* for gettext() */
  const char *label;         /* for gettext() */
} NlSegmentAttribute;

typedef struct {
  const char *name;
  const char *alias; /* another name that is read */
  const NlSegmentAttribute *parameters;
  guint n_parameters;
  NlSegmentData data;
  const char *description; /* for gettext() */
  const char *label;       /* for gettext() */
} NlSegmentFunction;

const NlSegmentAttribute *nl_segment_vocabulary_get_attributes (guint *n_attributes);
const NlSegmentFunction *nl_segment_vocabulary_get_functions (guint *n_functions);
const NlSegmentAttribute *nl_segment_vocabulary_find_attribute (const char *name);
const NlSegmentFunction *nl_segment_vocabulary_find_function (const char *name);
const NlSegmentAttribute *nl_segment_function_find_parameter (const NlSegmentFunction *function,
                                                              const char *name);
const char *nl_segment_operator_to_string (NlSegmentOperator op);
const char *nl_segment_operator_get_label (NlSegmentOperator op, NlSegmentType type);
char *nl_segment_attribute_list_operators (const NlSegmentAttribute *attribute);

/* Looks for the nearest name while names are shown to it one by one. */
typedef struct {
  const char *name;
  const char *best;
  guint best_distance;
} NlSegmentSuggestion;

void nl_segment_suggestion_init (NlSegmentSuggestion *suggestion, const char *name);
void nl_segment_suggestion_offer (NlSegmentSuggestion *suggestion, const char *candidate);

G_END_DECLS
