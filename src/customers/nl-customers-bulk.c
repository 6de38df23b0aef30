/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customers-bulk.h"

#include "base/nl-clock.h"
#include "base/nl-text.h"
#include "customers/nl-consent.h"
#include "store/nl-search-index.h"

/* Customers between two looks at the operation. */
#define CHUNK 1000

/* A tag is the same tag in any case and with any accents, as in segments. */
#define KEYS_OF(list) "(SELECT nl_fold (value) FROM json_each (" list "))"

/* ?1: ids, ?2: tags, both as JSON arrays, ?3: now. Who has nothing to change is not touched. */
#define ADD_TAGS                                                                         \
  "UPDATE customers SET updated_at = ?3, tags = (SELECT json_group_array (value) FROM (" \
  " SELECT value FROM json_each (customers.tags) UNION ALL"                              \
  " SELECT value FROM json_each (?2) WHERE nl_fold (value) NOT IN " KEYS_OF (            \
      "customers.tags") "))"                                                             \
                        " WHERE id IN (SELECT value FROM json_each (?1))"                \
                        " AND EXISTS (SELECT 1 FROM json_each (?2)"                      \
                        " WHERE nl_fold (value) NOT IN " KEYS_OF ("customers.tags") ")"
#define REMOVE_TAGS                                                               \
  "UPDATE customers SET updated_at = ?3, tags = (SELECT json_group_array (value)" \
  " FROM json_each (customers.tags) WHERE nl_fold (value) NOT IN " KEYS_OF (      \
      "?2") ")"                                                                   \
            " WHERE id IN (SELECT value FROM json_each (?1))"                     \
            " AND EXISTS (SELECT 1 FROM json_each (customers.tags)"               \
            " WHERE nl_fold (value) IN " KEYS_OF ("?2") ")"

/* ?1: ids, ?2: the status, ?3: now */
#define SET_CONSENT(channel)                                                    \
  "UPDATE customers SET updated_at = ?3, " channel "_subscription_status = ?2," \
  " " channel "_subscription_changed_at = ?3,"                                  \
  " " channel "_subscription_source = '" NL_CONSENT_SOURCE_MANUAL "'"           \
  " WHERE id IN (SELECT value FROM json_each (?1))"                             \
  " AND " channel "_subscription_status IS NOT ?2"

/* ?1: ids */
#define ERASE "DELETE FROM customers WHERE id IN (SELECT value FROM json_each (?1))"

typedef struct {
  const char *purpose;
  const char *sql;
  char *argument; /* NULL: only the ids matter */
  GArray *ids;
  NlOperation *operation;
} Edit;

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_free (edit->argument);
  g_array_unref (edit->ids);
  g_clear_object (&edit->operation);
  g_free (edit);
}

static char *
ids_to_json (GArray *ids, guint first, guint n)
{
  GString *json = g_string_new ("[");

  for (guint i = first; i < first + n; i++)
    g_string_append_printf (json, i > first ? ",%" G_GINT64_FORMAT : "%" G_GINT64_FORMAT,
                            g_array_index (ids, gint64, i));
  return g_string_free_and_steal (g_string_append_c (json, ']'));
}

/* Of tags that are the same, the first. */
static char *
tags_to_json (const char *const *tags)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  json_builder_begin_array (builder);
  for (guint i = 0; tags[i] != NULL; i++)
    if (g_hash_table_add (known, nl_text_fold (tags[i])))
      json_builder_add_string_value (builder, tags[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
run_chunks (Edit *edit, NlConnection *connection, GError **error)
{
  gint64 now = nl_clock_now ();
  g_autoptr (NlStatement) update
      = nl_connection_prepare (connection, edit->purpose, edit->sql, error);

  if (update == NULL)
    return FALSE;
  for (guint i = 0; i < edit->ids->len; i += CHUNK) {
    guint n = MIN (CHUNK, edit->ids->len - i);
    g_autofree char *ids = ids_to_json (edit->ids, i, n);

    if (edit->operation != NULL
        && g_cancellable_set_error_if_cancelled (nl_operation_get_cancellable (edit->operation),
                                                 error))
      return FALSE;
    nl_statement_bind_text (update, 1, ids);
    if (edit->argument != NULL) {
      nl_statement_bind_text (update, 2, edit->argument);
      nl_statement_bind_int64 (update, 3, now);
    }
    if (!nl_statement_run (update, error))
      return FALSE;
    if (edit->operation != NULL)
      nl_operation_report (edit->operation, i + n, edit->ids->len);
  }
  return TRUE;
}

static gpointer
run_edit (NlConnection *connection, gpointer data, GError **error)
{
  Edit *edit = data;
  gboolean is_large = edit->ids->len > CHUNK;

  if ((!is_large || nl_search_index_begin_bulk (connection, error))
      && run_chunks (edit, connection, error) && is_large)
    nl_search_index_end_bulk (connection, error);
  return NULL;
}

typedef struct {
  NlOperation *operation;
  DexFuture *written;
} Wait;

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  g_object_unref (wait->operation);
  dex_clear (&wait->written);
  g_free (wait);
}

static DexFuture *
finish_operation_fiber (gpointer data)
{
  Wait *wait = data;
  g_autoptr (GError) error = NULL;
  GBytes *changeset = dex_await_boxed (dex_ref (wait->written), &error);

  nl_operation_finish (wait->operation, error);
  return changeset != NULL ? dex_future_new_take_boxed (G_TYPE_BYTES, changeset)
                           : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
edit (NlStore *store,
      const char *purpose,
      const char *sql,
      char *argument,
      GArray *ids,
      NlOperation *operation)
{
  Edit *edit = g_new0 (Edit, 1);
  DexFuture *written;
  Wait *wait;

  edit->purpose = purpose;
  edit->sql = sql;
  edit->argument = argument;
  edit->ids = g_array_ref (ids);
  edit->operation = operation != NULL ? g_object_ref (operation) : NULL;
  written = nl_store_write_undoable (store, run_edit, edit, edit_free);
  if (operation == NULL)
    return written;
  wait = g_new0 (Wait, 1);
  wait->operation = g_object_ref (operation);
  wait->written = written;
  return nl_fiber_spawn (finish_operation_fiber, wait, wait_free);
}

/**
 * nl_customers_add_tags:
 * @store: the workspace
 * @ids: (element-type gint64): which customers
 * @tags: what to add to each of them
 * @operation: (nullable): told of the progress, and ended; cancels
 *
 * Adds tags; who has one already, in any case and with any accents, keeps it as it is written.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_customers_add_tags (NlStore *store, GArray *ids, const char *const *tags, NlOperation *operation)
{
  dex_return_error_if_fail (ids != NULL && tags != NULL);

  return edit (store, "add tags", ADD_TAGS, tags_to_json (tags), ids, operation);
}

/**
 * nl_customers_remove_tags:
 * @store: the workspace
 * @ids: (element-type gint64): which customers
 * @tags: what to take away from each of them
 * @operation: (nullable): told of the progress, and ended; cancels
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_customers_remove_tags (NlStore *store,
                          GArray *ids,
                          const char *const *tags,
                          NlOperation *operation)
{
  dex_return_error_if_fail (ids != NULL && tags != NULL);

  return edit (store, "remove tags", REMOVE_TAGS, tags_to_json (tags), ids, operation);
}

/**
 * nl_customers_set_consent:
 * @store: the workspace
 * @ids: (element-type gint64): which customers
 * @field: %NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS or %NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS
 * @status: one of the field's choices
 * @operation: (nullable): told of the progress, and ended; cancels
 *
 * Writes down that customers agreed, or no longer agree, to be written to. What was before stays in
 * their history, also when this is undone.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_customers_set_consent (
    NlStore *store, GArray *ids, NlCustomerField field, const char *status, NlOperation *operation)
{
  g_autoptr (NlRecord) sample = g_object_new (NL_TYPE_CUSTOMER, NULL);
  const NlField *description = &nl_record_get_description (sample)->fields[field];

  dex_return_error_if_fail (field == NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS
                            || field == NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS);
  dex_return_error_if_fail (status != NULL && g_strv_contains (description->choices, status));

  return edit (store, "write down a consent",
               field == NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS ? SET_CONSENT ("email")
                                                              : SET_CONSENT ("sms"),
               g_strdup (status), ids, operation);
}

typedef struct {
  NlStore *store;
  DexFuture *written;
} Erasure;

static void
erasure_free (gpointer data)
{
  Erasure *erasure = data;

  g_object_unref (erasure->store);
  dex_clear (&erasure->written);
  g_free (erasure);
}

static DexFuture *
erase_fiber (gpointer data)
{
  Erasure *erasure = data;
  g_autoptr (GError) error = NULL;
  GBytes *changeset = dex_await_boxed (dex_ref (erasure->written), &error);

  if (changeset == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  /* Where somebody else reads, the log is emptied when the workspace is closed. */
  dex_await (nl_store_empty_log (erasure->store), NULL);
  return dex_future_new_take_boxed (G_TYPE_BYTES, changeset);
}

/**
 * nl_customers_erase:
 * @store: the workspace
 * @ids: (element-type gint64): which customers
 * @operation: (nullable): told of the progress, and ended; cancels
 *
 * Forgets people: everything held about them goes, from the file, its index for searching and its
 * write-ahead log. Their orders stay, without them.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_customers_erase (NlStore *store, GArray *ids, NlOperation *operation)
{
  Erasure *erasure;

  dex_return_error_if_fail (ids != NULL);

  erasure = g_new0 (Erasure, 1);
  erasure->store = g_object_ref (store);
  erasure->written = edit (store, "erase customers", ERASE, NULL, ids, operation);
  return nl_fiber_spawn (erase_fiber, erasure, erasure_free);
}
