/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-vocabulary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BIT(name) NL_SEGMENT_OPERATOR_BIT (NL_SEGMENT_OPERATOR_##name)
#define EQUALITY (BIT (EQUAL) | BIT (NOT_EQUAL))
#define ORDER                                                                           \
  (EQUALITY | BIT (GREATER) | BIT (GREATER_OR_EQUAL) | BIT (LESS) | BIT (LESS_OR_EQUAL) \
   | BIT (BETWEEN))
#define NULLITY (BIT (IS_NULL) | BIT (IS_NOT_NULL))
#define LIST (BIT (CONTAINS) | BIT (NOT_CONTAINS))
#define CHOICE (EQUALITY | BIT (IN) | BIT (NOT_IN))

/* Every name, type, operator and value here is from Shopify's "Segment query language reference"
 * and "Shopify-based customer segment filters", as of 2026-05; but for `snapshot`, which is ours.
 */

static const char *const operator_texts[NL_SEGMENT_N_OPERATORS] = {
  [NL_SEGMENT_OPERATOR_EQUAL] = "=",
  [NL_SEGMENT_OPERATOR_NOT_EQUAL] = "!=",
  [NL_SEGMENT_OPERATOR_GREATER] = ">",
  [NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL] = ">=",
  [NL_SEGMENT_OPERATOR_LESS] = "<",
  [NL_SEGMENT_OPERATOR_LESS_OR_EQUAL] = "<=",
  [NL_SEGMENT_OPERATOR_BETWEEN] = "BETWEEN",
  [NL_SEGMENT_OPERATOR_IN] = "IN",
  [NL_SEGMENT_OPERATOR_NOT_IN] = "NOT IN",
  [NL_SEGMENT_OPERATOR_CONTAINS] = "CONTAINS",
  [NL_SEGMENT_OPERATOR_NOT_CONTAINS] = "NOT CONTAINS",
  [NL_SEGMENT_OPERATOR_IS_NULL] = "IS NULL",
  [NL_SEGMENT_OPERATOR_IS_NOT_NULL] = "IS NOT NULL",
};

static const char *const email_states[]
    = { "SUBSCRIBED", "NOT_SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "INVALID", NULL };
static const char *const sms_states[]
    = { "SUBSCRIBED", "NOT_SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "REDACTED", NULL };
static const char *const account_states[] = { "DISABLED", "INVITED", "ENABLED", "DECLINED", NULL };
static const char *const product_states[]
    = { "ACTIVE", "PAUSED", "CANCELLED", "EXPIRED", "FAILED", NULL };
static const char *const spend_tiers[] = { "HIGH", "MEDIUM", "LOW", NULL };
static const char *const rfm_groups[]
    = { "CHAMPIONS",        "LOYAL",       "ACTIVE",  "NEW",     "PROMISING", "NEEDS_ATTENTION",
        "PREVIOUSLY_LOYAL", "ALMOST_LOST", "AT_RISK", "DORMANT", "PROSPECTS", NULL };

static const NlSegmentAttribute attributes[] = {
  { "abandoned_checkout_date", NL_SEGMENT_TYPE_DATE, ORDER | NULLITY, NULL,
    "customers.abandoned_checkout_at", FALSE, N_ ("When the customer last left a checkout"),
    N_ ("Abandoned Checkout") },
  { "amount_spent", NL_SEGMENT_TYPE_MONEY, ORDER, NULL, "customers.amount_spent", FALSE,
    N_ ("What the customer has spent so far, in the shop’s currency"), N_ ("Amount Spent") },
  { "companies", NL_SEGMENT_TYPE_COMPANY, LIST | NULLITY, NULL, "customers.companies", FALSE,
    N_ ("Companies that the customer buys for"), N_ ("Companies") },
  { "created_by_app_id", NL_SEGMENT_TYPE_ID, EQUALITY, NULL, "customers.created_by_app_id", FALSE,
    N_ ("The app that added the customer"), N_ ("Added by App") },
  { "customer_account_status", NL_SEGMENT_TYPE_ENUM, EQUALITY, account_states,
    "customers.customer_account_status", FALSE, N_ ("State of the customer’s account in the shop"),
    N_ ("Account Status") },
  { "customer_added_date", NL_SEGMENT_TYPE_DATE, ORDER | NULLITY, NULL,
    "customers.customer_added_at", FALSE, N_ ("When the customer was added to the shop"),
    N_ ("Date Added") },
  { "customer_cities", NL_SEGMENT_TYPE_CITY, LIST | NULLITY, NULL, "city_key", FALSE,
    N_ ("Cities of the customer’s addresses, such as 'US-NY-NewYorkCity'"), N_ ("Cities") },
  { "customer_countries", NL_SEGMENT_TYPE_COUNTRY, LIST | NULLITY, NULL, "country_code", FALSE,
    N_ ("Countries of the customer’s addresses, such as 'FR'"), N_ ("Countries") },
  { "customer_email_domain", NL_SEGMENT_TYPE_STRING, EQUALITY | NULLITY, NULL,
    "customers.email_domain", FALSE, N_ ("What follows @ in the email address"),
    N_ ("Email Domain") },
  { "customer_language", NL_SEGMENT_TYPE_STRING, EQUALITY | NULLITY, NULL, "customers.language",
    FALSE, N_ ("The customer’s language, such as 'fr'"), N_ ("Language") },
  { "customer_regions", NL_SEGMENT_TYPE_REGION, LIST | NULLITY, NULL, "region_key", FALSE,
    N_ ("States or provinces of the customer’s addresses, such as 'US-NY'"), N_ ("Regions") },
  { "customer_tags", NL_SEGMENT_TYPE_TAG, LIST | NULLITY, NULL, "tag_key", FALSE,
    N_ ("Tags of the customer, upper and lower case alike"), N_ ("Tags") },
  { "email_subscription_status", NL_SEGMENT_TYPE_ENUM, EQUALITY | NULLITY, email_states,
    "customers.email_subscription_status", FALSE, N_ ("Consent to marketing by email"),
    N_ ("Email Subscription") },
  { "first_order_date", NL_SEGMENT_TYPE_DATE, ORDER | NULLITY, NULL, "customers.first_order_at",
    FALSE, N_ ("When the customer first ordered"), N_ ("First Order") },
  { "last_order_date", NL_SEGMENT_TYPE_DATE, ORDER | NULLITY, NULL, "customers.last_order_at",
    FALSE, N_ ("When the customer last ordered"), N_ ("Last Order") },
  { "number_of_orders", NL_SEGMENT_TYPE_INTEGER, ORDER, NULL, "customers.number_of_orders", FALSE,
    N_ ("How many orders the customer has placed"), N_ ("Number of Orders") },
  { "predicted_spend_tier", NL_SEGMENT_TYPE_ENUM, EQUALITY | NULLITY, spend_tiers,
    "customers.predicted_spend_tier", FALSE, N_ ("What the customer will probably spend"),
    N_ ("Predicted Spending") },
  { "product_subscription_status", NL_SEGMENT_TYPE_ENUM, EQUALITY | NULLITY, product_states,
    "customers.product_subscription_status", FALSE, N_ ("State of a subscription to a product"),
    N_ ("Product Subscription") },
  { "rfm_group", NL_SEGMENT_TYPE_ENUM, EQUALITY | NULLITY, rfm_groups, "customers.rfm_group", FALSE,
    N_ ("Group by recency, frequency and monetary value"), N_ ("RFM Group") },
  { "sms_subscription_status", NL_SEGMENT_TYPE_ENUM, EQUALITY | NULLITY, sms_states,
    "customers.sms_subscription_status", FALSE, N_ ("Consent to marketing by text message"),
    N_ ("SMS Subscription") },
};

static const NlSegmentAttribute order_parameters[] = {
  { "date", NL_SEGMENT_TYPE_DATE, ORDER, NULL, "o.ordered_at", FALSE, N_ ("When it was ordered"),
    N_ ("Date") },
  { "amount", NL_SEGMENT_TYPE_MONEY, ORDER, NULL, "o.total", FALSE, N_ ("Total of one order"),
    N_ ("Amount") },
  { "count", NL_SEGMENT_TYPE_INTEGER, ORDER, NULL, "count(*)", TRUE, N_ ("How many orders"),
    N_ ("Count") },
  { "sum_amount", NL_SEGMENT_TYPE_MONEY, ORDER, NULL, "sum(o.total)", TRUE,
    N_ ("Total of these orders together"), N_ ("Total Amount") },
  { "location_id", NL_SEGMENT_TYPE_ID, CHOICE, NULL, "o.location_id", FALSE,
    N_ ("The place that sold it"), N_ ("Location") },
  { "app_id", NL_SEGMENT_TYPE_ID, CHOICE, NULL, "o.app_id", FALSE, N_ ("The app that sold it"),
    N_ ("App") },
};

static const NlSegmentAttribute product_parameters[] = {
  { "id", NL_SEGMENT_TYPE_ID, CHOICE, NULL, "l.product_external_id", FALSE, N_ ("The product"),
    N_ ("Product") },
  { "tag", NL_SEGMENT_TYPE_STRING, CHOICE, NULL, "l.tags", FALSE, N_ ("A tag of the product"),
    N_ ("Tag") },
  { "category", NL_SEGMENT_TYPE_STRING, CHOICE, NULL, "l.category", FALSE,
    N_ ("The category of the product"), N_ ("Category") },
  { "date", NL_SEGMENT_TYPE_DATE, ORDER, NULL, "o.ordered_at", FALSE, N_ ("When it was bought"),
    N_ ("Date") },
  { "quantity", NL_SEGMENT_TYPE_INTEGER, ORDER, NULL, "l.quantity", FALSE,
    N_ ("How many pieces in one order line"), N_ ("Quantity") },
  { "sum_quantity", NL_SEGMENT_TYPE_INTEGER, ORDER, NULL, "sum(l.quantity)", TRUE,
    N_ ("How many pieces in all"), N_ ("Total Quantity") },
  { "count", NL_SEGMENT_TYPE_INTEGER, ORDER, NULL, "count(*)", TRUE,
    N_ ("How many times it was bought"), N_ ("Count") },
};

static const NlSegmentAttribute distance_parameters[] = {
  { "coordinates", NL_SEGMENT_TYPE_COORDINATES, BIT (EQUAL), NULL, NULL, FALSE,
    N_ ("The middle, as 'latitude,longitude'"), N_ ("Place") },
  { "distance_km", NL_SEGMENT_TYPE_DISTANCE, ORDER & ~BIT (NOT_EQUAL), NULL, NULL, FALSE,
    N_ ("Distance in kilometres"), N_ ("Distance in Kilometres") },
  { "distance_mi", NL_SEGMENT_TYPE_DISTANCE, ORDER & ~BIT (NOT_EQUAL), NULL, NULL, FALSE,
    N_ ("Distance in miles"), N_ ("Distance in Miles") },
};

static const NlSegmentAttribute credit_parameters[] = {
  { "currency", NL_SEGMENT_TYPE_CURRENCY, CHOICE, NULL, "a.currency", FALSE,
    N_ ("Currency of the account, such as 'EUR'"), N_ ("Currency") },
  { "balance", NL_SEGMENT_TYPE_MONEY, ORDER, NULL, "a.balance", FALSE, N_ ("What is left on it"),
    N_ ("Balance") },
  { "next_expiry_date", NL_SEGMENT_TYPE_DATE, ORDER, NULL, "a.next_expiry_at", FALSE,
    N_ ("When credit expires next"), N_ ("Next Expiry") },
  { "last_credit_date", NL_SEGMENT_TYPE_DATE, ORDER, NULL, "a.last_credit_at", FALSE,
    N_ ("When credit was last given"), N_ ("Last Credit") },
};

static const NlSegmentAttribute email_parameters[] = {
  { "activity_id", NL_SEGMENT_TYPE_ID, CHOICE, NULL, "e.object_id", FALSE,
    N_ ("The marketing activity"), N_ ("Marketing Activity") },
  { "date", NL_SEGMENT_TYPE_DATE, ORDER, NULL, "e.occurred_at", FALSE, N_ ("When it happened"),
    N_ ("Date") },
  { "count", NL_SEGMENT_TYPE_INTEGER, ORDER, NULL, "count(*)", TRUE,
    N_ ("How many times it happened"), N_ ("Count") },
};

static const NlSegmentAttribute storefront_parameters[] = {
  { "id", NL_SEGMENT_TYPE_ID, CHOICE, NULL, "e.object_id", FALSE, N_ ("The product or collection"),
    N_ ("Product or Collection") },
  { "date", NL_SEGMENT_TYPE_DATE, ORDER, NULL, "e.occurred_at", FALSE, N_ ("When it happened"),
    N_ ("Date") },
  { "count", NL_SEGMENT_TYPE_INTEGER, ORDER, NULL, "count(*)", TRUE,
    N_ ("How many times it happened"), N_ ("Count") },
};

static const NlSegmentAttribute snapshot_parameters[] = {
  { "id", NL_SEGMENT_TYPE_ID, CHOICE, NULL, "m.segment_id", FALSE, N_ ("The snapshot"),
    N_ ("Snapshot") },
};

#define PARAMETERS(table) table, G_N_ELEMENTS (table)

static const NlSegmentFunction functions[] = {
  { "customer_within_distance", NULL, PARAMETERS (distance_parameters), NL_SEGMENT_DATA_COORDINATES,
    N_ ("Customers who live around a place"), N_ ("Distance from a Place") },
  { "orders_placed", NULL, PARAMETERS (order_parameters), NL_SEGMENT_DATA_ORDERS,
    N_ ("Customers by their orders"), N_ ("Orders Placed") },
  { "products_purchased", NULL, PARAMETERS (product_parameters), NL_SEGMENT_DATA_ORDER_LINES,
    N_ ("Customers by what they bought"), N_ ("Products Purchased") },
  { "shopify_email.bounced", NULL, PARAMETERS (email_parameters), NL_SEGMENT_DATA_EMAIL_EVENTS,
    N_ ("Customers whom an email could not reach"), N_ ("Email Bounced") },
  { "shopify_email.clicked", NULL, PARAMETERS (email_parameters), NL_SEGMENT_DATA_EMAIL_EVENTS,
    N_ ("Customers who clicked in an email"), N_ ("Email Clicked") },
  { "shopify_email.delivered", NULL, PARAMETERS (email_parameters), NL_SEGMENT_DATA_EMAIL_EVENTS,
    N_ ("Customers who were sent an email"), N_ ("Email Delivered") },
  { "shopify_email.marked_as_spam", NULL, PARAMETERS (email_parameters),
    NL_SEGMENT_DATA_EMAIL_EVENTS, N_ ("Customers who reported an email as spam"),
    N_ ("Email Marked as Spam") },
  { "shopify_email.opened", NULL, PARAMETERS (email_parameters), NL_SEGMENT_DATA_EMAIL_EVENTS,
    N_ ("Customers who opened an email"), N_ ("Email Opened") },
  { "shopify_email.unsubscribed", NULL, PARAMETERS (email_parameters), NL_SEGMENT_DATA_EMAIL_EVENTS,
    N_ ("Customers who unsubscribed through an email"), N_ ("Unsubscribed by Email") },
  { "snapshot", NULL, PARAMETERS (snapshot_parameters), NL_SEGMENT_DATA_SNAPSHOTS,
    N_ ("Customers who were put on record"), N_ ("Snapshot") },
  { "store_credit_accounts", NULL, PARAMETERS (credit_parameters), NL_SEGMENT_DATA_STORE_CREDIT,
    N_ ("Customers with store credit"), N_ ("Store Credit") },
  { "storefront.collection_viewed", "storefront_event.collection_viewed",
    PARAMETERS (storefront_parameters), NL_SEGMENT_DATA_STOREFRONT_EVENTS,
    N_ ("Customers who looked at a collection"), N_ ("Collection Viewed") },
  { "storefront.product_viewed", "storefront_event.product_viewed",
    PARAMETERS (storefront_parameters), NL_SEGMENT_DATA_STOREFRONT_EVENTS,
    N_ ("Customers who looked at a product"), N_ ("Product Viewed") },
};

/**
 * nl_segment_vocabulary_get_attributes:
 * @n_attributes: (out): how many
 *
 * Returns: (array length=n_attributes) (transfer none): every attribute, by name
 */
const NlSegmentAttribute *
nl_segment_vocabulary_get_attributes (guint *n_attributes)
{
  *n_attributes = G_N_ELEMENTS (attributes);
  return attributes;
}

/**
 * nl_segment_vocabulary_get_functions:
 * @n_functions: (out): how many
 *
 * Returns: (array length=n_functions) (transfer none): every function, by name
 */
const NlSegmentFunction *
nl_segment_vocabulary_get_functions (guint *n_functions)
{
  *n_functions = G_N_ELEMENTS (functions);
  return functions;
}

/**
 * nl_segment_vocabulary_find_attribute:
 * @name: a name as written in a query
 *
 * Returns: (transfer none) (nullable): the attribute of this name
 */
const NlSegmentAttribute *
nl_segment_vocabulary_find_attribute (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (g_str_equal (attributes[i].name, name))
      return &attributes[i];
  return NULL;
}

/**
 * nl_segment_vocabulary_find_function:
 * @name: a name as written in a query
 *
 * Returns: (transfer none) (nullable): the function of this name or alias
 */
const NlSegmentFunction *
nl_segment_vocabulary_find_function (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_str_equal (functions[i].name, name) || g_strcmp0 (functions[i].alias, name) == 0)
      return &functions[i];
  return NULL;
}

/**
 * nl_segment_function_find_parameter:
 * @function: a function
 * @name: a name as written in a query
 *
 * Returns: (transfer none) (nullable): the parameter of this name
 */
const NlSegmentAttribute *
nl_segment_function_find_parameter (const NlSegmentFunction *function, const char *name)
{
  g_return_val_if_fail (function != NULL, NULL);

  for (guint i = 0; i < function->n_parameters; i++)
    if (g_str_equal (function->parameters[i].name, name))
      return &function->parameters[i];
  return NULL;
}

/**
 * nl_segment_operator_to_string:
 * @op: an operator
 *
 * Returns: (transfer none): the operator as a query writes it
 */
const char *
nl_segment_operator_to_string (NlSegmentOperator op)
{
  g_return_val_if_fail (op < NL_SEGMENT_N_OPERATORS, NULL);

  return operator_texts[op];
}

/**
 * nl_segment_operator_get_label:
 * @op: an operator
 * @type: of what it compares
 *
 * Returns: (transfer none): how people say it, translated: it stands between the label of an
 *   attribute and a value
 */
const char *
nl_segment_operator_get_label (NlSegmentOperator op, NlSegmentType type)
{
  static const char *const labels[NL_SEGMENT_N_OPERATORS] = {
    [NL_SEGMENT_OPERATOR_EQUAL] = NC_ ("comparison", "is"),
    [NL_SEGMENT_OPERATOR_NOT_EQUAL] = NC_ ("comparison", "is not"),
    [NL_SEGMENT_OPERATOR_GREATER] = NC_ ("comparison", "is more than"),
    [NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL] = NC_ ("comparison", "is at least"),
    [NL_SEGMENT_OPERATOR_LESS] = NC_ ("comparison", "is less than"),
    [NL_SEGMENT_OPERATOR_LESS_OR_EQUAL] = NC_ ("comparison", "is at most"),
    [NL_SEGMENT_OPERATOR_BETWEEN] = NC_ ("comparison", "is between"),
    [NL_SEGMENT_OPERATOR_IN] = NC_ ("comparison", "is one of"),
    [NL_SEGMENT_OPERATOR_NOT_IN] = NC_ ("comparison", "is none of"),
    [NL_SEGMENT_OPERATOR_CONTAINS] = NC_ ("comparison", "include"),
    [NL_SEGMENT_OPERATOR_NOT_CONTAINS] = NC_ ("comparison", "do not include"),
    [NL_SEGMENT_OPERATOR_IS_NULL] = NC_ ("comparison", "is unknown"),
    [NL_SEGMENT_OPERATOR_IS_NOT_NULL] = NC_ ("comparison", "is known"),
  };
  static const char *const date_labels[NL_SEGMENT_N_OPERATORS] = {
    [NL_SEGMENT_OPERATOR_EQUAL] = NC_ ("comparison of dates", "is on"),
    [NL_SEGMENT_OPERATOR_NOT_EQUAL] = NC_ ("comparison of dates", "is not on"),
    [NL_SEGMENT_OPERATOR_GREATER] = NC_ ("comparison of dates", "is after"),
    [NL_SEGMENT_OPERATOR_GREATER_OR_EQUAL] = NC_ ("comparison of dates", "is on or after"),
    [NL_SEGMENT_OPERATOR_LESS] = NC_ ("comparison of dates", "is before"),
    [NL_SEGMENT_OPERATOR_LESS_OR_EQUAL] = NC_ ("comparison of dates", "is on or before"),
  };

  g_return_val_if_fail (op < NL_SEGMENT_N_OPERATORS, NULL);

  if (type == NL_SEGMENT_TYPE_DATE && date_labels[op] != NULL)
    return g_dpgettext2 (GETTEXT_PACKAGE, "comparison of dates", date_labels[op]);
  return g_dpgettext2 (GETTEXT_PACKAGE, "comparison", labels[op]);
}

/**
 * nl_segment_attribute_list_operators:
 * @attribute: an attribute or a parameter
 *
 * Returns: (transfer full): the operators that fit, for a message: `=, !=, IS NULL`
 */
char *
nl_segment_attribute_list_operators (const NlSegmentAttribute *attribute)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < NL_SEGMENT_N_OPERATORS; i++)
    if (attribute->operators & NL_SEGMENT_OPERATOR_BIT (i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", operator_texts[i]);
  return g_string_free (text, FALSE);
}
