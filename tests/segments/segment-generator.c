/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment-generator.h"

#include "segments/nl-segment-vocabulary.h"

/* Random queries that are right, over values the sample has. */

static void
append_string (GString *out, const char *text)
{
  g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    g_string_append_printf (out, *p == '\'' ? "\\%c" : "%c", *p);
  g_string_append_c (out, '\'');
}

static void
append_space (Sample *sample, GString *out)
{
  static const char *const spaces[] = { " ", "  ", "\n", "\t", " /* why */ ", " -- who\n", NULL };

  g_string_append (out, sample_pick (sample, 3) > 0 ? " " : sample_pick_text (sample, spaces));
}

static void
append_word (Sample *sample, GString *out, const char *word)
{
  g_autofree char *lower = g_ascii_strdown (word, -1);

  append_space (sample, out);
  g_string_append (out, sample_pick (sample, 4) == 0 ? lower : word);
  append_space (sample, out);
}

/* @later makes the second value of a BETWEEN not less than the first. */
static void
append_date (Sample *sample, GString *out, gboolean later)
{
  static const char *const words[]
      = { "yesterday", "7_days_ago", "30_days_ago", "90_days_ago", "12_months_ago", NULL };
  static const char units[] = { 'd', 'd', 'w', 'm' };

  switch (sample_pick (sample, 6)) {
  case 0:
    g_string_append_printf (out, "2026-%02u-%02u", later ? 3 : 1 + sample_pick (sample, 2),
                            1 + sample_pick (sample, 28));
    break;
  case 1:
    g_string_append_printf (out, "2026-%02u-%02uT12:00:0%u",
                            later ? 3 : 1 + sample_pick (sample, 2), 1 + sample_pick (sample, 28),
                            sample_pick (sample, 2));
    break;
  case 2:
    g_string_append (out, later ? "today" : sample_pick_text (sample, words));
    break;
  default:
    g_string_append_printf (out, "%c%u%c", later ? '+' : '-', 1 + sample_pick (sample, 4),
                            units[sample_pick (sample, G_N_ELEMENTS (units))]);
  }
}

static void
append_number (Sample *sample, GString *out, gboolean is_money, gboolean later)
{
  static const char *const decimals[] = { "", ".0", ".01", ".005", ".5", ".0100", ".999", NULL };
  guint number = is_money ? sample_pick (sample, 12) * 5 : sample_pick (sample, 4);

  if (!later && sample_pick (sample, 12) == 0)
    g_string_append_c (out, '-');
  g_string_append_printf (out, "%u", number + (later ? 60 : 0));
  if (is_money)
    g_string_append (out, sample_pick_text (sample, decimals));
}

static void
append_text (Sample *sample, GString *out, const NlSegmentAttribute *attribute)
{
  const SamplePlace *place = &sample_places[sample_pick (sample, 4)];

  switch ((int) attribute->type) {
  case NL_SEGMENT_TYPE_ENUM:
    append_string (out, sample_pick_text (sample, attribute->values));
    break;
  case NL_SEGMENT_TYPE_COUNTRY:
    append_string (out, place->country);
    break;
  case NL_SEGMENT_TYPE_REGION:
    append_string (out, place->region != NULL ? place->region : "IT-RM");
    break;
  case NL_SEGMENT_TYPE_CITY:
    append_string (out, place->city);
    break;
  case NL_SEGMENT_TYPE_TAG:
    append_string (out, sample_pick (sample, 8) == 0 ? "'; DROP TABLE customers; --"
                                                     : sample_pick_text (sample, sample_tags));
    break;
  case NL_SEGMENT_TYPE_COMPANY:
    g_string_append_printf (out, sample_pick (sample, 2) ? "'%u'" : "%u", sample_pick (sample, 4));
    break;
  case NL_SEGMENT_TYPE_CURRENCY:
    append_string (out, sample_pick_text (sample, sample_currencies));
    break;
  default:
    append_string (out,
                   sample_pick_text (sample,
                                     g_str_equal (attribute->name, "tag") ? sample_product_tags
                                     : g_str_equal (attribute->name, "category") ? sample_categories
                                     : g_str_equal (attribute->name, "customer_language")
                                         ? sample_languages
                                         : sample_domains));
  }
}

static void
append_value (Sample *sample, GString *out, const NlSegmentAttribute *attribute, gboolean later)
{
  if (attribute->type == NL_SEGMENT_TYPE_DATE)
    append_date (sample, out, later);
  else if (attribute->type == NL_SEGMENT_TYPE_MONEY)
    append_number (sample, out, TRUE, later);
  else if (attribute->type == NL_SEGMENT_TYPE_INTEGER || attribute->type == NL_SEGMENT_TYPE_ID)
    append_number (sample, out, FALSE, later);
  else
    append_text (sample, out, attribute);
}

static void
append_comparison (Sample *sample, GString *out, const NlSegmentAttribute *attribute)
{
  NlSegmentOperator op;

  do
    op = (NlSegmentOperator) sample_pick (sample, NL_SEGMENT_N_OPERATORS);
  while (!(attribute->operators & NL_SEGMENT_OPERATOR_BIT (op)));
  append_word (sample, out, nl_segment_operator_to_string (op));
  if (op == NL_SEGMENT_OPERATOR_IS_NULL || op == NL_SEGMENT_OPERATOR_IS_NOT_NULL)
    return;
  if (op == NL_SEGMENT_OPERATOR_IN || op == NL_SEGMENT_OPERATOR_NOT_IN) {
    guint n = 1 + sample_pick (sample, 3);

    for (guint i = 0; i < n; i++) {
      g_string_append (out, i == 0 ? "(" : ", ");
      append_value (sample, out, attribute, FALSE);
    }
    g_string_append_c (out, ')');
    return;
  }
  append_value (sample, out, attribute, FALSE);
  if (op == NL_SEGMENT_OPERATOR_BETWEEN) {
    append_word (sample, out, "AND");
    append_value (sample, out, attribute, TRUE);
  }
}

static void
append_distance (Sample *sample, GString *out)
{
  static const char *const comparisons[] = { "<", "<=", "=", ">", ">=", NULL };

  g_string_append_printf (out, "coordinates = '%d.5,%d', distance_%s %s %u",
                          (int) sample_pick (sample, 179) - 89,
                          (int) sample_pick (sample, 360) - 180,
                          sample_pick (sample, 2) ? "km" : "mi",
                          sample_pick_text (sample, comparisons), 500 + sample_pick (sample, 9000));
}

static void
append_function (Sample *sample, GString *out)
{
  guint n_functions;
  const NlSegmentFunction *functions = nl_segment_vocabulary_get_functions (&n_functions);
  const NlSegmentFunction *function = &functions[sample_pick (sample, n_functions)];
  guint n = 0;

  g_string_append (out, function->alias != NULL && sample_pick (sample, 2) ? function->alias
                                                                           : function->name);
  append_word (sample, out, sample_pick (sample, 3) == 0 ? "NOT MATCHES" : "MATCHES");
  g_string_append_c (out, '(');
  if (function->data == NL_SEGMENT_DATA_COORDINATES)
    append_distance (sample, out);
  for (guint i = 0; i < function->n_parameters; i++) {
    const NlSegmentAttribute *parameter = &function->parameters[i];

    if (function->data == NL_SEGMENT_DATA_COORDINATES || sample_pick (sample, 3) > 0)
      continue;
    g_string_append_printf (out, "%s%s", n++ > 0 ? "," : "", parameter->name);
    append_comparison (sample, out, parameter);
  }
  g_string_append_c (out, ')');
}

static void
append_clause (Sample *sample, GString *out)
{
  guint n_attributes;
  const NlSegmentAttribute *attributes = nl_segment_vocabulary_get_attributes (&n_attributes);
  const NlSegmentAttribute *attribute = &attributes[sample_pick (sample, n_attributes)];

  if (sample_pick (sample, 3) == 0) {
    append_function (sample, out);
    return;
  }
  g_string_append (out, attribute->name);
  append_comparison (sample, out, attribute);
}

static void
append_query (Sample *sample, GString *out, guint depth)
{
  guint n = 1 + sample_pick (sample, 3);

  for (guint i = 0; i < n; i++) {
    gboolean is_group = depth > 0 && sample_pick (sample, 3) == 0;

    if (i > 0)
      append_word (sample, out, sample_pick (sample, 2) ? "AND" : "OR");
    if (sample_pick (sample, 4) == 0)
      append_word (sample, out, "NOT");
    if (is_group)
      g_string_append_c (out, '(');
    if (is_group)
      append_query (sample, out, depth - 1);
    else
      append_clause (sample, out);
    if (is_group)
      g_string_append_c (out, ')');
  }
}

char *
segment_generate_query (Sample *sample)
{
  GString *out = g_string_new (NULL);

  append_query (sample, out, 3);
  return g_string_free (out, FALSE);
}
