/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-memory.h"

#include "base/nl-clock.h"
#include "base/nl-future.h"
#include "base/nl-money.h"

/* What the user said about the columns of a file, for the next file with the same ones. */

#define N_KINDS (NL_IMPORT_KIND_ORDERS + 1)

static const char *const kinds[N_KINDS] = { "customers", "orders" };

/* Names of columns in another spelling are the same names; in another order they are another file.
 */
static char *
hash_headers (NlImportMapping *mapping)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < nl_import_mapping_get_n_columns (mapping); i++) {
    g_autofree char *simple = nl_import_header_simplify (nl_import_mapping_get_header (mapping, i));

    /* With the NUL, so that no two lists are the same text. */
    g_checksum_update (checksum, (const guchar *) simple, (gssize) strlen (simple) + 1);
  }
  return g_strdup (g_checksum_get_string (checksum));
}

typedef struct {
  NlImportMapping *mappings[N_KINDS]; /* NULL: nothing is remembered */
  char decimal_points[N_KINDS];
  NlDateOrder date_orders[N_KINDS];
} NlImportMemory;

static NlImportMemory *
nl_import_memory_copy (const NlImportMemory *self)
{
  NlImportMemory *copy = g_memdup2 (self, sizeof *self);

  for (guint i = 0; i < N_KINDS; i++)
    if (copy->mappings[i] != NULL)
      nl_import_mapping_ref (copy->mappings[i]);
  return copy;
}

static void
nl_import_memory_free (NlImportMemory *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    g_clear_pointer (&self->mappings[i], nl_import_mapping_unref);
  g_free (self);
}

#define TYPE_IMPORT_MEMORY (nl_import_memory_get_type ())
static GType nl_import_memory_get_type (void);
G_DEFINE_BOXED_TYPE (NlImportMemory, nl_import_memory, nl_import_memory_copy, nl_import_memory_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlImportMemory, nl_import_memory_free)

/* What an older or a newer version wrote may not fit. */
static gboolean
read_fields (NlStatement *statement, NlImportMapping *mapping, GError **error)
{
  g_autoptr (GError) failure = NULL;
  guint n_columns = nl_import_mapping_get_n_columns (mapping);
  gboolean fits = TRUE;
  guint n = 0;

  for (guint i = 0; i < n_columns; i++)
    nl_import_mapping_set (mapping, i, 0, NULL);
  while (nl_statement_step (statement, &failure)) {
    const char *id = nl_statement_get_text (statement, 0);
    guint field;

    fits = fits && n < n_columns && id != NULL
           && nl_import_kind_find_field (nl_import_mapping_get_kind (mapping), id, &field)
           && nl_import_mapping_set (mapping, n, field, NULL);
    n++;
  }
  if (failure == NULL)
    return fits && n == n_columns && nl_import_mapping_check (mapping, NULL);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
recall_style (NlConnection *connection,
              const char *hash,
              NlImportKind kind,
              NlImportMemory *memory,
              GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "read how a file was imported",
                               "SELECT decimal_point, date_order FROM import_mappings"
                               " WHERE kind = ? AND headers_hash = ?",
                               error);
  const char *point;

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_text (statement, 1, kinds[kind]);
  nl_statement_bind_text (statement, 2, hash);
  if (!nl_statement_step (statement, error))
    return FALSE;
  point = nl_statement_get_text (statement, 0);
  memory->decimal_points[kind] = point != NULL ? point[0] : NL_DECIMAL_POINT_DETECT;
  memory->date_orders[kind] = (NlDateOrder) CLAMP (nl_statement_get_int64 (statement, 1),
                                                   NL_DATE_ORDER_DETECT, NL_DATE_ORDER_MONTH_FIRST);
  return TRUE;
}

static gboolean
recall_kind (NlConnection *connection,
             NlImportMapping *headers,
             const char *hash,
             NlImportKind kind,
             NlImportMemory *memory,
             GError **error)
{
  g_autoptr (NlImportMapping) mapping = nl_import_mapping_guess_kind (headers, kind);
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "read the columns of a file",
                               "SELECT value FROM import_mappings, json_each (fields)"
                               " WHERE kind = ? AND headers_hash = ? ORDER BY key",
                               error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_text (statement, 1, kinds[kind]);
  nl_statement_bind_text (statement, 2, hash);
  if (read_fields (statement, mapping, &failure)
      && recall_style (connection, hash, kind, memory, &failure))
    memory->mappings[kind] = g_steal_pointer (&mapping);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gpointer
recall (NlConnection *connection, gpointer data, GError **error)
{
  NlImportMapping *headers = data;
  g_autofree char *hash = hash_headers (headers);
  g_autoptr (NlImportMemory) memory = g_new0 (NlImportMemory, 1);

  for (guint i = 0; i < N_KINDS; i++)
    if (!recall_kind (connection, headers, hash, i, memory, error))
      return NULL;
  return g_steal_pointer (&memory);
}

typedef struct {
  NlStore *store;
  NlImportPreview *preview;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  g_object_unref (request->preview);
  g_free (request);
}

static DexFuture *
nl_import_memory_recall_fiber (gpointer data)
{
  Request *request = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlImportMemory) memory = NULL;
  NlImportMapping *headers
      = nl_import_mapping_copy (nl_import_preview_get_mapping (request->preview));

  memory = dex_await_boxed (nl_store_read (request->store, recall, headers,
                                           (GDestroyNotify) nl_import_mapping_unref,
                                           TYPE_IMPORT_MEMORY, NULL),
                            &error);
  if (memory == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  for (guint i = 0; i < N_KINDS; i++)
    if (memory->mappings[i] != NULL)
      nl_import_preview_remember (request->preview, memory->mappings[i], memory->decimal_points[i],
                                  memory->date_orders[i]);
  return dex_future_new_true ();
}

/**
 * nl_import_memory_recall:
 * @store: the workspace
 * @preview: the beginning of a file
 *
 * Maps the columns of a file as the user did the last time, if another file with the same columns
 * was imported in another way than it was guessed: see nl_import_preview_is_remembered().
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_STORE_ERROR
 */
DexFuture *
nl_import_memory_recall (NlStore *store, NlImportPreview *preview)
{
  Request *request;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_IMPORT_PREVIEW (preview));

  if (nl_import_preview_get_format (preview)->header == NL_CSV_HEADER_ABSENT)
    return dex_future_new_true ();
  request = g_new0 (Request, 1);
  request->store = g_object_ref (store);
  request->preview = g_object_ref (preview);
  return nl_fiber_spawn (nl_import_memory_recall_fiber, request, request_free);
}

typedef struct {
  NlImportMapping *mapping;
  char decimal_point;
  NlDateOrder date_order;
} Keep;

static void
keep_free (gpointer data)
{
  nl_import_mapping_unref (((Keep *) data)->mapping);
  g_free (data);
}

static gboolean
is_as_guessed (const Keep *keep)
{
  g_autoptr (NlImportMapping) guess
      = nl_import_mapping_guess_kind (keep->mapping, nl_import_mapping_get_kind (keep->mapping));

  return keep->decimal_point == NL_DECIMAL_POINT_DETECT && keep->date_order == NL_DATE_ORDER_DETECT
         && memcmp (nl_import_mapping_get_fields (guess),
                    nl_import_mapping_get_fields (keep->mapping),
                    nl_import_mapping_get_n_columns (guess) * sizeof (guint))
                == 0;
}

/* Ids of fields need no escaping. */
static char *
fields_to_json (NlImportMapping *mapping)
{
  NlImportKind kind = nl_import_mapping_get_kind (mapping);
  GString *json = g_string_new ("[");

  for (guint i = 0; i < nl_import_mapping_get_n_columns (mapping); i++)
    g_string_append_printf (json, i > 0 ? ",\"%s\"" : "\"%s\"",
                            nl_import_kind_get_field_id (kind,
                                                         nl_import_mapping_get_field (mapping, i)));
  return g_string_free_and_steal (g_string_append_c (json, ']'));
}

static gpointer
keep (NlConnection *connection, gpointer data, GError **error)
{
  const Keep *keep = data;
  gboolean forgets = is_as_guessed (keep);
  g_autofree char *hash = hash_headers (keep->mapping);
  g_autofree char *fields = fields_to_json (keep->mapping);
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      connection, "remember the columns of a file",
      forgets ? "DELETE FROM import_mappings WHERE kind = ? AND headers_hash = ?"
              : "INSERT OR REPLACE INTO import_mappings (kind, headers_hash, fields,"
                " decimal_point, date_order, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
      error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_text (statement, 1, kinds[nl_import_mapping_get_kind (keep->mapping)]);
  nl_statement_bind_text (statement, 2, hash);
  if (!forgets) {
    nl_statement_bind_text (statement, 3, fields);
    if (keep->decimal_point != NL_DECIMAL_POINT_DETECT)
      nl_statement_bind_text_length (statement, 4, &keep->decimal_point, 1);
    nl_statement_bind_int64 (statement, 5, keep->date_order);
    nl_statement_bind_int64 (statement, 6, nl_clock_now ());
  }
  nl_statement_run (statement, error);
  return NULL;
}

/**
 * nl_import_memory_keep:
 * @store: the workspace
 * @mapping: how a file was imported
 * @format: how it is written
 * @decimal_point: what the user said about amounts; 0: nothing
 * @date_order: what the user said about dates
 *
 * Remembers what the user said about the columns of a file, or forgets it when the next file with
 * the same columns would be guessed like that. Files that don't name their columns are not
 * remembered.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_STORE_ERROR
 */
DexFuture *
nl_import_memory_keep (NlStore *store,
                       NlImportMapping *mapping,
                       const NlCsvOptions *format,
                       char decimal_point,
                       NlDateOrder date_order)
{
  Keep *wanted;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (mapping != NULL && format != NULL);

  if (format->header == NL_CSV_HEADER_ABSENT)
    return dex_future_new_true ();
  wanted = g_new0 (Keep, 1);
  wanted->mapping = nl_import_mapping_copy (mapping);
  wanted->decimal_point = decimal_point;
  wanted->date_order = date_order;
  return nl_store_write (store, keep, wanted, keep_free, G_TYPE_NONE, NULL);
}
