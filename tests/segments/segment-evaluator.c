/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment-evaluator.h"

#include <math.h>

#include "base/nl-text.h"
#include "segments/nl-segment-query-private.h"

/* The meaning of a query the slow and obvious way: customer by customer, row by row, by the local
 * calendar, in decimals. */

#define NEVER 0

static int
sign (double difference)
{
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

static int
compare_date (Sample *sample, gint64 time, const NlSegmentValue *value)
{
  g_autoptr (GDateTime) now_utc = g_date_time_new_from_unix_utc_usec (sample->now);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (now_utc, sample->time_zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, sample->time_zone);
  g_autoptr (GDateTime) wanted = NULL;
  g_autofree char *day = g_date_time_format (local, "%Y-%m-%d");
  g_autofree char *wanted_day = NULL;

  if (value->kind == NL_SEGMENT_VALUE_DATE_TIME) {
    wanted = g_date_time_new (sample->time_zone, value->year, value->month, value->day, value->hour,
                              value->minute, value->second);
    return sign (floor ((double) time / G_USEC_PER_SEC) - (double) g_date_time_to_unix (wanted));
  }
  if (value->kind == NL_SEGMENT_VALUE_DATE)
    wanted = g_date_time_new (sample->time_zone, value->year, value->month, value->day, 1, 0, 0);
  else if (value->kind == NL_SEGMENT_VALUE_TODAY)
    wanted = g_date_time_ref (now);
  else if (value->kind == NL_SEGMENT_VALUE_YESTERDAY)
    wanted = g_date_time_add_days (now, -1);
  else if (value->unit == 'd')
    wanted = g_date_time_add_days (now, value->offset);
  else if (value->unit == 'w')
    wanted = g_date_time_add_weeks (now, value->offset);
  else
    wanted = g_date_time_add_months (now, value->offset * (value->unit == 'y' ? 12 : 1));
  wanted_day = g_date_time_format (wanted, "%Y-%m-%d");
  return strcmp (day, wanted_day);
}

/* Numbers here have at most four decimals. */
static int
compare_number (gint64 number, guint digits, const NlSegmentValue *value)
{
  return sign ((double) number * pow (10, 4 - digits)
               - round (g_ascii_strtod (value->text, NULL) * 10000));
}

static int
compare (Sample *sample,
         const NlSegmentAttribute *attribute,
         gint64 number,
         guint digits,
         const NlSegmentValue *value)
{
  if (attribute->type == NL_SEGMENT_TYPE_DATE)
    return compare_date (sample, number, value);
  return compare_number (number, attribute->type == NL_SEGMENT_TYPE_MONEY ? digits : 0, value);
}

static gboolean
holds_number (Sample *sample, const NlSegmentTest *test, gint64 number, guint digits)
{
  const NlSegmentAttribute *attribute = test->attribute;
  gboolean is_nothing
      = number == NEVER
        && (attribute->type == NL_SEGMENT_TYPE_DATE || attribute->type == NL_SEGMENT_TYPE_ID);
  gboolean is_listed = FALSE;
  int order;

  if (test->op == NL_SEGMENT_OPERATOR_IS_NULL)
    return is_nothing;
  if (is_nothing || test->op == NL_SEGMENT_OPERATOR_IS_NOT_NULL)
    return !is_nothing;
  for (guint i = 0; i < test->n_values; i++)
    is_listed |= compare (sample, attribute, number, digits, &test->values[i]) == 0;
  order = compare (sample, attribute, number, digits, &test->values[0]);
  switch ((int) test->op) {
  case NL_SEGMENT_OPERATOR_EQUAL:
    return order == 0;
  case NL_SEGMENT_OPERATOR_NOT_EQUAL:
    return order != 0;
  case NL_SEGMENT_OPERATOR_GREATER:
    return order > 0;
  case NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL:
    return order >= 0;
  case NL_SEGMENT_OPERATOR_LESS:
    return order < 0;
  case NL_SEGMENT_OPERATOR_LESS_OR_EQUAL:
    return order <= 0;
  case NL_SEGMENT_OPERATOR_BETWEEN:
    return order >= 0 && compare (sample, attribute, number, digits, &test->values[1]) <= 0;
  case NL_SEGMENT_OPERATOR_IN:
    return is_listed;
  case NL_SEGMENT_OPERATOR_NOT_IN:
    return !is_listed;
  default:
    g_assert_not_reached ();
  }
}

static gboolean
holds_text (const NlSegmentTest *test, const char *text)
{
  gboolean is_listed = FALSE;

  if (test->op == NL_SEGMENT_OPERATOR_IS_NULL || text == NULL)
    return test->op == NL_SEGMENT_OPERATOR_IS_NULL && text == NULL;
  for (guint i = 0; i < test->n_values; i++)
    is_listed |= g_str_equal (test->values[i].text, text);
  switch ((int) test->op) {
  case NL_SEGMENT_OPERATOR_IS_NOT_NULL:
    return TRUE;
  case NL_SEGMENT_OPERATOR_EQUAL:
  case NL_SEGMENT_OPERATOR_IN:
    return is_listed;
  default:
    return !is_listed;
  }
}

static GPtrArray *
get_list (const SampleCustomer *customer, NlSegmentType type)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; type == NL_SEGMENT_TYPE_TAG && i < G_N_ELEMENTS (customer->tags); i++)
    if (customer->tags[i] != NULL)
      g_ptr_array_add (list, nl_text_fold (customer->tags[i]));
  for (guint i = 0; type == NL_SEGMENT_TYPE_COMPANY && i < G_N_ELEMENTS (customer->companies); i++)
    if (customer->companies[i] > 0)
      g_ptr_array_add (list, g_strdup_printf ("%d", (int) customer->companies[i]));
  for (guint i = 0; i < G_N_ELEMENTS (customer->places); i++) {
    const SamplePlace *place = &customer->places[i];
    const char *text = type == NL_SEGMENT_TYPE_COUNTRY  ? place->country
                       : type == NL_SEGMENT_TYPE_REGION ? place->region
                       : type == NL_SEGMENT_TYPE_CITY   ? place->city
                                                        : NULL;

    if (text != NULL)
      g_ptr_array_add (list, g_strdup (text));
  }
  return list;
}

static gboolean
holds_list (const NlSegmentTest *test, const SampleCustomer *customer)
{
  g_autoptr (GPtrArray) list = get_list (customer, test->attribute->type);
  g_autofree char *wanted = NULL;
  gboolean contains;

  if (test->op == NL_SEGMENT_OPERATOR_IS_NULL || test->op == NL_SEGMENT_OPERATOR_IS_NOT_NULL)
    return (list->len == 0) == (test->op == NL_SEGMENT_OPERATOR_IS_NULL);
  wanted = test->attribute->type == NL_SEGMENT_TYPE_TAG ? nl_text_fold (test->values[0].text)
                                                        : g_strdup (test->values[0].text);
  contains = g_ptr_array_find_with_equal_func (list, wanted, g_str_equal, NULL);
  return contains == (test->op == NL_SEGMENT_OPERATOR_CONTAINS);
}

static gboolean
holds_attribute (Sample *sample, const NlSegmentTest *test, const SampleCustomer *c)
{
  const struct {
    const char *name;
    gint64 number;
  } numbers[] = {
    { "amount_spent", c->amount_spent },    { "number_of_orders", c->number_of_orders },
    { "first_order_date", c->first_order }, { "last_order_date", c->last_order },
    { "customer_added_date", c->added },    { "abandoned_checkout_date", c->abandoned },
    { "created_by_app_id", c->app_id },
  };
  const struct {
    const char *name;
    const char *text;
  } texts[] = {
    { "email_subscription_status", c->email }, { "sms_subscription_status", c->sms },
    { "customer_account_status", c->account }, { "product_subscription_status", c->product },
    { "predicted_spend_tier", c->tier },       { "rfm_group", c->rfm },
    { "customer_email_domain", c->domain },    { "customer_language", c->language },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_equal (test->name, numbers[i].name))
      return holds_number (sample, test, numbers[i].number, 2);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (test->name, texts[i].name))
      return holds_text (test, texts[i].text);
  return holds_list (test, c);
}

/* One row that a function looks at, as names and values; NULL-terminated tags. */
typedef struct {
  const char *name;
  gint64 number;
  const char *text;
} Cell;

static const Cell *
find_cell (const Cell *cells, const char *name)
{
  for (; cells->name != NULL; cells++)
    if (g_str_equal (cells->name, name))
      return cells;
  return NULL;
}

static gboolean
holds_product_tag (const NlSegmentTest *test, const SampleLine *line)
{
  NlSegmentTest is = *test;
  gboolean is_negated
      = test->op == NL_SEGMENT_OPERATOR_NOT_EQUAL || test->op == NL_SEGMENT_OPERATOR_NOT_IN;
  gboolean has = FALSE;

  is.op = NL_SEGMENT_OPERATOR_IN;
  for (guint i = 0; i < G_N_ELEMENTS (line->tags); i++)
    has |= holds_text (&is, line->tags[i]);
  return has != is_negated;
}

typedef struct {
  gint64 count, sum_amount, sum_quantity;
} Totals;

static void
add_row (Sample *sample,
         const NlSegmentNode *node,
         const Cell *cells,
         const SampleLine *line,
         guint digits,
         Totals *totals)
{
  const Cell *amount = find_cell (cells, "amount");
  const Cell *quantity = find_cell (cells, "quantity");

  for (guint i = 0; i < node->n_parameters; i++) {
    const NlSegmentTest *test = &node->parameters[i];
    const Cell *cell = find_cell (cells, test->name);

    if (g_str_equal (test->name, "tag")) {
      if (!holds_product_tag (test, line))
        return;
    } else if (cell != NULL
               && (test->attribute->type == NL_SEGMENT_TYPE_STRING
                           || test->attribute->type == NL_SEGMENT_TYPE_CURRENCY
                       ? !holds_text (test, cell->text)
                       : !holds_number (sample, test, cell->number, digits))) {
      return;
    }
  }
  totals->count++;
  totals->sum_amount += amount != NULL ? amount->number : 0;
  totals->sum_quantity += quantity != NULL ? quantity->number : 0;
}

static void
add_orders (Sample *sample,
            const NlSegmentNode *node,
            const SampleCustomer *customer,
            Totals *totals)
{
  gboolean wants_lines = node->function->data == NL_SEGMENT_DATA_ORDER_LINES;

  for (guint i = 0; i < customer->n_orders; i++) {
    const SampleOrder *order = &customer->orders[i];
    Cell cells[] = { { "date", order->date, NULL },
                     { "amount", order->total, NULL },
                     { "location_id", order->location_id, NULL },
                     { "app_id", order->app_id, NULL },
                     { NULL } };

    if (order->is_cancelled)
      continue;
    if (!wants_lines)
      add_row (sample, node, cells, NULL, 2, totals);
    for (guint j = 0; wants_lines && j < order->n_lines; j++) {
      const SampleLine *line = &order->lines[j];
      Cell line_cells[] = { { "date", order->date, NULL },
                            { "id", line->product_id, NULL },
                            { "category", 0, line->category },
                            { "quantity", line->quantity, NULL },
                            { NULL } };

      add_row (sample, node, line_cells, line, 2, totals);
    }
  }
}

static void
add_events (Sample *sample,
            const NlSegmentNode *node,
            const SampleCustomer *customer,
            Totals *totals)
{
  for (guint i = 0; i < customer->n_events; i++) {
    const SampleEvent *event = &customer->events[i];
    Cell cells[] = { { "date", event->date, NULL },
                     { "id", event->object_id, NULL },
                     { "activity_id", event->object_id, NULL },
                     { NULL } };

    if (g_str_equal (event->kind, node->function->name))
      add_row (sample, node, cells, NULL, 2, totals);
  }
}

static void
add_credits (Sample *sample,
             const NlSegmentNode *node,
             const SampleCustomer *customer,
             Totals *totals)
{
  guint digits = 2;

  for (guint i = 0; i < node->n_parameters; i++)
    if (g_str_equal (node->parameters[i].name, "currency")
        && node->parameters[i].op == NL_SEGMENT_OPERATOR_EQUAL
        && g_str_equal (node->parameters[i].values[0].text, "JPY"))
      digits = 0;
  for (guint i = 0; i < customer->n_credits; i++) {
    const SampleCredit *credit = &customer->credits[i];
    Cell cells[] = { { "currency", 0, credit->currency },
                     { "balance", credit->balance, NULL },
                     { "next_expiry_date", credit->next_expiry, NULL },
                     { "last_credit_date", credit->last_credit, NULL },
                     { NULL } };

    add_row (sample, node, cells, NULL, digits, totals);
  }
}

static void
add_snapshots (Sample *sample,
               const NlSegmentNode *node,
               const SampleCustomer *customer,
               Totals *totals)
{
  for (gint64 i = 1; i <= SAMPLE_SNAPSHOTS; i++) {
    Cell cells[] = { { "id", i, NULL }, { NULL } };

    if (customer->id % (i + 1) == 0)
      add_row (sample, node, cells, NULL, 2, totals);
  }
}

/* The angle between two directions from the middle of the earth. */
static gboolean
holds_distance (const NlSegmentNode *node, const SampleCustomer *customer)
{
  const NlSegmentTest *distance = &node->parameters[1];
  double wanted = g_ascii_strtod (distance->values[0].text, NULL)
                  * (g_str_equal (distance->name, "distance_mi") ? 1.609344 : 1);
  char *comma;
  double lat1 = g_ascii_strtod (node->parameters[0].values[0].text, &comma) * G_PI / 180;
  double lon1 = g_ascii_strtod (comma + 1, NULL) * G_PI / 180;
  double lat2 = customer->latitude * G_PI / 180;
  double lon2 = customer->longitude * G_PI / 180;
  double km
      = acos (CLAMP (sin (lat1) * sin (lat2) + cos (lat1) * cos (lat2) * cos (lon1 - lon2), -1, 1))
        * 6371.0088;

  if (!customer->has_coordinates)
    return FALSE;
  return distance->op == NL_SEGMENT_OPERATOR_GREATER
                 || distance->op == NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL
             ? km > wanted
             : km < wanted;
}

static gboolean
holds_function (Sample *sample, const NlSegmentNode *node, const SampleCustomer *customer)
{
  Totals totals = { 0, 0, 0 };
  gboolean has_aggregate = FALSE;

  if (node->function->data == NL_SEGMENT_DATA_COORDINATES)
    return holds_distance (node, customer) != node->is_negated;
  add_orders (sample, node, customer, &totals);
  if (node->function->data == NL_SEGMENT_DATA_STORE_CREDIT
      || node->function->data == NL_SEGMENT_DATA_SNAPSHOTS
      || strchr (node->function->name, '.') != NULL)
    totals = (Totals) { 0, 0, 0 };
  if (strchr (node->function->name, '.') != NULL)
    add_events (sample, node, customer, &totals);
  if (node->function->data == NL_SEGMENT_DATA_STORE_CREDIT)
    add_credits (sample, node, customer, &totals);
  if (node->function->data == NL_SEGMENT_DATA_SNAPSHOTS)
    add_snapshots (sample, node, customer, &totals);
  for (guint i = 0; i < node->n_parameters; i++) {
    const NlSegmentTest *test = &node->parameters[i];
    gint64 total = g_str_equal (test->name, "count")        ? totals.count
                   : g_str_equal (test->name, "sum_amount") ? totals.sum_amount
                                                            : totals.sum_quantity;

    if (!test->attribute->is_aggregate)
      continue;
    has_aggregate = TRUE;
    if (!holds_number (sample, test, total, 2))
      return node->is_negated;
  }
  return (has_aggregate || totals.count > 0) != node->is_negated;
}

static gboolean
holds (Sample *sample, const NlSegmentNode *node, const SampleCustomer *customer)
{
  gboolean result;

  switch (node->kind) {
  case NL_SEGMENT_NODE_OR:
  case NL_SEGMENT_NODE_AND:
    result = node->kind == NL_SEGMENT_NODE_AND;
    for (guint i = 0; i < node->n_children; i++)
      if (node->kind == NL_SEGMENT_NODE_AND)
        result = result && holds (sample, node->children[i], customer);
      else
        result = result || holds (sample, node->children[i], customer);
    return result;
  case NL_SEGMENT_NODE_NOT:
    return !holds (sample, node->children[0], customer);
  case NL_SEGMENT_NODE_ATTRIBUTE:
    return holds_attribute (sample, &node->test, customer);
  case NL_SEGMENT_NODE_FUNCTION:
    return holds_function (sample, node, customer);
  case NL_SEGMENT_NODE_ANNIVERSARY:
  default:
    return FALSE;
  }
}

gboolean
segment_evaluate (NlSegmentQuery *query, Sample *sample, const SampleCustomer *customer)
{
  return customer->shop_id == SAMPLE_SHOP && holds (sample, query->root, customer);
}
