/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-builder.h"
#include "segments/nl-segment-completion.h"
#include "segments/nl-segment-query.h"
#include "segments/nl-segment-syntax.h"
#include "store/nl-connection.h"
#include "store/nl-migrations.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* An empty workspace: SQL that is wrong fails there too. */
static NlConnection *
open_database (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ninjalead-fuzz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autoptr (GError) error = NULL;
  NlConnection *connection = nl_connection_open (path, NL_CONNECTION_WRITER, &error);

  g_assert_no_error (error);
  nl_migrations_run (connection, path, &error);
  g_assert_no_error (error);
  return connection;
}

static void
check_statement (NlConnection *connection, const char *select, NlSegmentSql *sql)
{
  sqlite3 *handle = nl_connection_get_handle (connection);
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v2 (handle, select, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (handle), select);
  g_assert_cmpuint ((guint) sqlite3_bind_parameter_count (statement), ==,
                    nl_segment_sql_get_values (sql)->len);
  sqlite3_finalize (statement);
}

static void
check_sql (NlSegmentQuery *query)
{
  static NlConnection *connection;
  static GTimeZone *zone;
  NlSegmentContext context = { 1, NULL, G_GINT64_CONSTANT (1780128000000000), 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegmentSql) sql = NULL;
  g_autoptr (NlSegmentSql) count = NULL;
  g_autofree char *select = NULL;

  if (connection == NULL) {
    connection = open_database ();
    zone = g_time_zone_new_identifier ("America/New_York");
  }
  context.time_zone = zone;
  sql = nl_segment_query_compile (query, &context, &error);
  count = nl_segment_query_compile_count (query, &context, NULL);
  g_assert_true ((sql == NULL) == (error != NULL));
  g_assert_true ((sql == NULL) == (count == NULL));
  if (sql == NULL)
    return;
  select = g_strdup_printf ("SELECT id FROM customers WHERE %s", nl_segment_sql_get_text (sql));
  check_statement (connection, select, sql);
  check_statement (connection, nl_segment_sql_get_text (count), count);
}

/* Makes a builder write its text anew. */
static void
rewrite (NlSegmentBuilder *builder)
{
  NlSegmentMatch match = nl_segment_builder_get_match (builder);

  nl_segment_builder_set_match (builder, match == NL_SEGMENT_MATCH_ALL ? NL_SEGMENT_MATCH_ANY
                                                                       : NL_SEGMENT_MATCH_ALL);
  nl_segment_builder_set_match (builder, match);
}

static void
check_rows (const char *text)
{
  g_autoptr (NlSegmentBuilder) builder = nl_segment_builder_new ();
  g_autoptr (NlSegmentBuilder) again = nl_segment_builder_new ();
  g_autoptr (GError) error = NULL;

  if (!nl_segment_builder_set_text (builder, text, &error)) {
    g_assert_nonnull (error);
    return;
  }
  rewrite (builder);
  nl_segment_builder_set_text (again, nl_segment_builder_get_text (builder), &error);
  g_assert_no_error (error);
  rewrite (again);
  g_assert_cmpstr (nl_segment_builder_get_text (again), ==, nl_segment_builder_get_text (builder));
}

static void
check_query (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, &error);
  g_autoptr (NlSegmentQuery) again = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *printed_again = NULL;
  NlSegmentSpan span;

  g_assert_true ((query == NULL) == (error != NULL));
  if (query == NULL) {
    g_assert_true (nl_segment_error_get_span (error, &span));
    g_assert_cmpuint (span.offset + span.length, <=, strlen (text));
    return;
  }
  printed = nl_segment_query_to_string (query);
  again = nl_segment_query_parse (printed, &error);
  g_assert_no_error (error);
  printed_again = nl_segment_query_to_string (again);
  g_assert_cmpstr (printed_again, ==, printed);
  g_assert_true (nl_segment_query_check (query, NULL) == nl_segment_query_check (again, NULL));
  check_sql (query);
}

static void
check_syntax (const char *text)
{
  g_autoptr (GArray) spans = nl_segment_syntax_scan (text);
  guint end = 0;

  for (guint i = 0; i < spans->len; i++) {
    const NlSegmentSyntaxSpan *span = &g_array_index (spans, NlSegmentSyntaxSpan, i);

    g_assert_cmpuint (span->offset, >=, end);
    g_assert_cmpuint (span->length, >, 0);
    end = span->offset + span->length;
  }
  g_assert_cmpuint (end, <=, strlen (text));
}

static void
check_completions (const char *text, gsize cursor)
{
  g_autoptr (NlSegmentCompletions) completions = nl_segment_completions_new (text, cursor);

  g_assert_cmpuint (completions->offset, <=, cursor);
  g_assert_cmpuint (completions->offset + completions->length, <=, strlen (text));
  for (guint i = 0; i < completions->items->len; i++) {
    const NlSegmentCompletion *completion = g_ptr_array_index (completions->items, i);

    g_assert_true (g_str_has_prefix (completion->text, completion->label));
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  gsize length = strlen (text);

  check_query (text);
  check_rows (text);
  check_syntax (text);
  check_completions (text, length);
  check_completions (text, length / 2);
  return 0;
}
