/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/nl-text.h"
#include "segments/nl-segment-statistics-private.h"

#define MOST_TAGS 5

/* A tag as someone wrote it, from its key and one who has it. */
static char *
find_spelling (const NlSegmentMembers *members, const char *key, gint64 customer_id, GError **error)
{
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      members->connection, "spelling of a tag",
      "SELECT value FROM customers, json_each (customers.tags) WHERE customers.id = ?", error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, customer_id);
  while (nl_statement_step (statement, &local_error)) {
    const char *tag = nl_statement_get_text (statement, 0);
    g_autofree char *folded = nl_text_fold (tag);

    if (g_str_equal (folded, key))
      return g_strdup (tag);
  }
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  return g_strdup (key);
}

/**
 * nl_segment_members_prepare:
 * @members: whose numbers
 * @purpose: what the statement is for
 * @before: SQL up to the condition, without parameters
 * @after: SQL behind the condition, without parameters
 * @error: an error of the store
 *
 * Returns: (transfer full) (nullable): a statement with the values bound, or %NULL on error
 */
NlStatement *
nl_segment_members_prepare (const NlSegmentMembers *members,
                            const char *purpose,
                            const char *before,
                            const char *after,
                            GError **error)
{
  g_autofree char *sql = g_strconcat (before, "(", members->where, ")", after, NULL);
  NlStatement *statement = nl_connection_prepare (members->connection, purpose, sql, error);

  if (statement != NULL)
    nl_statement_bind_values (statement, 1, members->values);
  return statement;
}

/**
 * nl_segment_add:
 * @sum: (inout): a sum
 * @number: what is added to it
 *
 * Adds up numbers from files, which may say anything: a sum stops at the bounds of its type.
 */
void
nl_segment_add (gint64 *sum, gint64 number)
{
  if (__builtin_add_overflow (*sum, number, sum))
    *sum = number < 0 ? G_MININT64 : G_MAXINT64;
}

/**
 * nl_segment_share:
 * @part: a count
 * @whole: the count it belongs to, not zero
 *
 * Returns: the share, from 0 to 1, in hundredths of a percent
 */
double
nl_segment_share (gint64 part, gint64 whole)
{
  return round ((double) part / (double) whole * 10000) / 10000;
}

/**
 * nl_segment_set_share:
 * @object: an object
 * @key: a member of it
 * @part: a count
 * @whole: the count it belongs to; of nothing there is no share
 *
 * Sets a member to a share, or to null.
 */
void
nl_segment_set_share (JsonObject *object, const char *key, gint64 part, gint64 whole)
{
  if (whole > 0)
    json_object_set_double_member (object, key, nl_segment_share (part, whole));
  else
    json_object_set_null_member (object, key);
}

/**
 * nl_segment_members_get_tags:
 * @members: whose numbers
 * @n_members: how many they are
 * @error: an error of the store
 *
 * Returns: (transfer full) (nullable): the commonest tags of at least
 *   %NL_SEGMENT_SMALLEST_GROUP customers, or %NULL on error
 */
JsonArray *
nl_segment_members_get_tags (const NlSegmentMembers *members, gint64 n_members, GError **error)
{
  g_autofree char *after = g_strdup_printf (
      ") GROUP BY shop_id, tag_key HAVING n >= %d ORDER BY n DESC, tag_key LIMIT %d",
      NL_SEGMENT_SMALLEST_GROUP, MOST_TAGS);
  g_autoptr (NlStatement) statement = nl_segment_members_prepare (
      members, "tags of a segment",
      "SELECT tag_key, count (*) AS n, min (customer_id) FROM customer_tags WHERE +customer_id IN"
      " (SELECT customers.id FROM customers WHERE ",
      after, error);
  g_autoptr (JsonArray) tags = json_array_new ();
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  while (nl_statement_step (statement, &local_error)) {
    g_autofree char *tag = find_spelling (members, nl_statement_get_text (statement, 0),
                                          nl_statement_get_int64 (statement, 2), error);
    JsonObject *object;

    if (tag == NULL)
      return NULL;
    object = json_object_new ();
    json_object_set_string_member (object, "tag", tag);
    nl_segment_set_share (object, "share", nl_statement_get_int64 (statement, 1), n_members);
    json_array_add_object_element (tags, object);
  }
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  return g_steal_pointer (&tags);
}
