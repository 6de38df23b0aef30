/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-checker-private.h"
#include "segments/nl-segment-compiler-private.h"

#include <math.h>

/* Mean radius of the earth after IUGG, and the international mile. */
#define EARTH_RADIUS_KM 6371.0088
#define KM_PER_MILE 1.609344
#define KM_PER_DEGREE (EARTH_RADIUS_KM * G_PI / 180)

/* The haversine formula, which stays exact for short distances. */
static void
append_distance (NlSegmentSql *sql, double latitude, double longitude)
{
  nl_segment_sql_append (sql, "2 * ");
  nl_segment_sql_append_double (sql, EARTH_RADIUS_KM);
  nl_segment_sql_append (sql, " * asin (min (1.0, sqrt (pow (sin (radians (customers.latitude - ");
  nl_segment_sql_append_double (sql, latitude);
  nl_segment_sql_append (sql, ") / 2), 2) + cos (radians (customers.latitude)) * ");
  nl_segment_sql_append_double (sql, cos (latitude * G_PI / 180));
  nl_segment_sql_append (sql, " * pow (sin (radians (customers.longitude - ");
  nl_segment_sql_append_double (sql, longitude);
  nl_segment_sql_append (sql, ") / 2), 2))))");
}

/* Most customers are too far north or south: that is cheaper to see than the distance. */
static void
append_latitude_bounds (NlSegmentSql *sql, double latitude, double distance)
{
  double degrees = distance / KM_PER_DEGREE * 1.0001 + 1e-9;

  nl_segment_sql_append (sql, "customers.latitude BETWEEN ");
  nl_segment_sql_append_double (sql, latitude - degrees);
  nl_segment_sql_append (sql, " AND ");
  nl_segment_sql_append_double (sql, latitude + degrees);
  nl_segment_sql_append (sql, " AND ");
}

/**
 * nl_segment_compile_distance:
 * @sql: a condition
 * @node: a checked `customer_within_distance`
 *
 * Appends whether a customer's default address lies that far from a place. `=` means “within”, as
 * the function's name does. Customers without coordinates are in no distance.
 */
void
nl_segment_compile_distance (NlSegmentSql *sql, const NlSegmentNode *node)
{
  const NlSegmentTest *test = NULL;
  double latitude = 0;
  double longitude = 0;
  double factor;
  double distance;
  const char *comparison;

  for (guint i = 0; i < node->n_parameters; i++)
    if (node->parameters[i].attribute->type == NL_SEGMENT_TYPE_COORDINATES)
      nl_segment_value_parse_coordinates (node->parameters[i].values[0].text, &latitude,
                                          &longitude);
    else
      test = &node->parameters[i];
  factor = g_str_equal (test->attribute->name, "distance_mi") ? KM_PER_MILE : 1;
  distance = g_ascii_strtod (test->values[test->n_values - 1].text, NULL) * factor;
  comparison = test->op == NL_SEGMENT_OPERATOR_GREATER            ? " > "
               : test->op == NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL ? " >= "
               : test->op == NL_SEGMENT_OPERATOR_LESS             ? " < "
                                                                  : " <= ";

  nl_segment_sql_append (sql, node->is_negated ? "((" : "(");
  if (comparison[1] == '<')
    append_latitude_bounds (sql, latitude, distance);
  if (test->op == NL_SEGMENT_OPERATOR_BETWEEN) {
    append_distance (sql, latitude, longitude);
    nl_segment_sql_append (sql, " >= ");
    nl_segment_sql_append_double (sql, g_ascii_strtod (test->values[0].text, NULL) * factor);
    nl_segment_sql_append (sql, " AND ");
  }
  append_distance (sql, latitude, longitude);
  nl_segment_sql_append (sql, comparison);
  nl_segment_sql_append_double (sql, distance);
  nl_segment_sql_append (sql, node->is_negated ? ") IS NOT TRUE)" : ")");
}
