/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-search-index.h"

/**
 * nl_search_index_begin_bulk:
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Until nl_search_index_end_bulk(), words of changed rows are only marked as gone in the index of
 * the search: taking each out of its page at once, as is usual here (SQLite, “The 'secure-delete'
 * Configuration Option”), is a hundred times slower when thousands of rows change.
 *
 * Returns: whether it could
 */
gboolean
nl_search_index_begin_bulk (NlConnection *connection, GError **error)
{
  return nl_connection_exec (
      connection, "let the search forget later",
      "INSERT INTO customers_search (customers_search, rank) VALUES ('secure-delete', 0)", error);
}

/**
 * nl_search_index_end_bulk:
 * @connection: the writer, in the same transaction
 * @error: return location
 *
 * Writes the index of the search anew, without the words that were marked as gone, and from now on
 * takes them out at once again.
 *
 * Returns: whether it could
 */
gboolean
nl_search_index_end_bulk (NlConnection *connection, GError **error)
{
  return nl_connection_exec (
      connection, "let the search forget",
      "INSERT INTO customers_search (customers_search) VALUES ('optimize');"
      "INSERT INTO customers_search (customers_search, rank) VALUES ('secure-delete', 1)",
      error);
}
