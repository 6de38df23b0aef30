/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-person-report.h"

#include <glib/gi18n-lib.h>

#include "customers/nl-customer.h"
#include "customers/nl-person-report-private.h"
#include "store/nl-statement-json.h"

/* Whatever table knows customers has its rows here; a test looks for others. */
static const struct {
  const char *member;
  const char *sql;
} tables[] = {
  { "addresses", "SELECT * FROM customer_addresses WHERE customer_id = ? ORDER BY id" },
  { "consents", "SELECT * FROM customer_consents WHERE customer_id = ? ORDER BY id" },
  { "events", "SELECT * FROM customer_events WHERE customer_id = ? ORDER BY occurred_at" },
  { "store_credit_accounts", "SELECT * FROM store_credit_accounts WHERE customer_id = ?" },
  { "snapshots",
    "SELECT s.id, s.name FROM segment_members AS m JOIN segments AS s ON s.id = m.segment_id"
    " WHERE m.customer_id = ? ORDER BY s.name" },
};

typedef struct {
  gint64 customer_id;
  NlPersonReportFormat format;
  char *path;
} Report;

static void
report_free (gpointer data)
{
  Report *self = data;

  g_free (self->path);
  g_free (self);
}

static NlStatement *
prepare (NlConnection *connection, const char *sql, gint64 id, GError **error)
{
  NlStatement *statement
      = nl_connection_prepare (connection, "collect what is held about a person", sql, error);

  if (statement != NULL)
    nl_statement_bind_int64 (statement, 1, id);
  return statement;
}

static gboolean
add_rows (JsonBuilder *builder,
          const char *member,
          const char *sql,
          gint64 id,
          NlConnection *connection,
          GError **error)
{
  g_autoptr (NlStatement) statement = prepare (connection, sql, id, error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  while (nl_statement_step (statement, &failure)) {
    json_builder_begin_object (builder);
    nl_statement_add_to_json (statement, builder);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return failure == NULL;
}

static gboolean
add_orders (JsonBuilder *builder, gint64 id, NlConnection *connection, GError **error)
{
  g_autoptr (NlStatement) statement
      = prepare (connection, "SELECT * FROM orders WHERE customer_id = ? ORDER BY ordered_at", id,
                 error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  json_builder_set_member_name (builder, "orders");
  json_builder_begin_array (builder);
  while (nl_statement_step (statement, &failure)) {
    json_builder_begin_object (builder);
    nl_statement_add_to_json (statement, builder);
    if (!add_rows (builder, "lines",
                   "SELECT * FROM order_lines WHERE order_id = ? ORDER BY position",
                   nl_statement_get_int64 (statement, 0), connection, error))
      return FALSE;
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return failure == NULL;
}

/**
 * nl_person_report_to_json:
 * @customer_id: a customer
 * @connection: any connection
 * @error: return location
 *
 * Collects every row about a customer. Members are named as the columns; times are ISO 8601, ids
 * are strings, amounts are minor units of the currency beside them or, in `customer`, of the
 * shop's.
 *
 * Returns: (transfer full): a JSON object
 */
JsonNode *
nl_person_report_to_json (gint64 customer_id, NlConnection *connection, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (NlStatement) customer
      = prepare (connection, "SELECT * FROM customers WHERE id = ?", customer_id, error);
  g_autoptr (NlStatement) shop = prepare (connection,
                                          "SELECT name, url, currency FROM shops WHERE id ="
                                          " (SELECT shop_id FROM customers WHERE id = ?)",
                                          customer_id, error);
  GError *failure = NULL;

  if (customer == NULL || shop == NULL)
    return NULL;
  if (!nl_statement_step (customer, &failure) || !nl_statement_step (shop, &failure)) {
    if (failure == NULL)
      g_set_error_literal (&failure, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND,
                           _ ("This customer is not there any more."));
    g_propagate_error (error, failure);
    return NULL;
  }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "shop");
  json_builder_begin_object (builder);
  nl_statement_add_to_json (shop, builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "customer");
  json_builder_begin_object (builder);
  nl_statement_add_to_json (customer, builder);
  json_builder_end_object (builder);
  if (!add_orders (builder, customer_id, connection, error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!add_rows (builder, tables[i].member, tables[i].sql, customer_id, connection, error))
      return NULL;
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static gpointer
write_report (NlConnection *connection, gpointer data, GError **error)
{
  Report *self = data;
  g_autofree char *contents = NULL;

  if (self->format == NL_PERSON_REPORT_HTML) {
    contents = nl_person_report_to_html (self->customer_id, connection, error);
  } else {
    g_autoptr (JsonNode) root = nl_person_report_to_json (self->customer_id, connection, error);

    contents = root != NULL ? json_to_string (root, TRUE) : NULL;
  }
  if (contents != NULL)
    g_file_set_contents_full (self->path, contents, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                              error);
  return NULL;
}

/**
 * nl_person_report_write:
 * @store: the workspace
 * @customer_id: a customer
 * @format: for whom
 * @path: the file; only its owner can read it, and an existing one is replaced
 *
 * Writes everything that is held about a person into a file.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_person_report_write (NlStore *store,
                        gint64 customer_id,
                        NlPersonReportFormat format,
                        const char *path)
{
  Report *self;

  dex_return_error_if_fail (path != NULL);

  self = g_new0 (Report, 1);
  self->customer_id = customer_id;
  self->format = format;
  self->path = g_strdup (path);
  return nl_store_read (store, write_report, self, report_free, G_TYPE_NONE, NULL);
}
