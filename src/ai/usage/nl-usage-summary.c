/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/usage/nl-usage-summary.h"

/* What each group is told apart by, what it is called, and where that stands. */
static const struct {
  const char *key;
  const char *name;
  const char *join;
} GROUPS[] = {
  [NL_USAGE_GROUP_NONE] = { "''", "''", "" },
  [NL_USAGE_GROUP_PROVIDER]
  = { "u.provider", "coalesce (max (p.name), max (u.provider_name), u.provider)",
      " LEFT JOIN providers AS p ON 'account-' || p.id = u.provider" },
  [NL_USAGE_GROUP_MODEL] = { "u.model", "u.model", "" },
  [NL_USAGE_GROUP_DAY] = { "u.day", "u.day", "" },
  [NL_USAGE_GROUP_KIND] = { "u.kind", "u.kind", "" },
  [NL_USAGE_GROUP_SHOP] = { "coalesce (u.shop_id, '')", "coalesce (s.name, '')",
                            " LEFT JOIN shops AS s ON s.id = u.shop_id" },
};

typedef struct {
  gint64 shop_id;
  char *from;
  char *to;
  NlUsageGroup group;
} Scope;

static void
scope_free (gpointer data)
{
  Scope *scope = data;

  g_free (scope->from);
  g_free (scope->to);
  g_free (scope);
}

static void
sum_free (gpointer data)
{
  NlUsageSum *sum = data;

  g_free (sum->key);
  g_free (sum->name);
  g_free (sum);
}

static NlUsageSum *
read_sum (NlStatement *statement)
{
  NlUsageSum *sum = g_new0 (NlUsageSum, 1);
  const char *currency = nl_statement_get_text (statement, 2);

  sum->key = g_strdup (nl_statement_get_text (statement, 0));
  sum->name = g_strdup (nl_statement_get_text (statement, 1));
  g_strlcpy (sum->currency, currency != NULL ? currency : "", sizeof sum->currency);
  sum->cost_micros = nl_statement_get_int64 (statement, 3);
  sum->n_jobs = nl_statement_get_int64 (statement, 4);
  sum->n_unpriced = nl_statement_get_int64 (statement, 5);
  sum->input_tokens = nl_statement_get_int64 (statement, 6);
  sum->cached_tokens = nl_statement_get_int64 (statement, 7);
  sum->output_tokens = nl_statement_get_int64 (statement, 8);
  sum->reasoning_tokens = nl_statement_get_int64 (statement, 9);
  sum->images = nl_statement_get_int64 (statement, 10);
  sum->perhaps_billed = nl_statement_get_int64 (statement, 11);
  return sum;
}

/* What has no currency comes first of its key: it joins the first that has one. */
static gboolean
absorb (NlUsageSum *first, const NlUsageSum *next)
{
  if (first == NULL || first->currency[0] != '\0' || !g_str_equal (first->key, next->key))
    return FALSE;
  g_strlcpy (first->currency, next->currency, sizeof first->currency);
  first->cost_micros += next->cost_micros;
  first->n_jobs += next->n_jobs;
  first->n_unpriced += next->n_unpriced;
  first->input_tokens += next->input_tokens;
  first->cached_tokens += next->cached_tokens;
  first->output_tokens += next->output_tokens;
  first->reasoning_tokens += next->reasoning_tokens;
  first->images += next->images;
  first->perhaps_billed += next->perhaps_billed;
  return TRUE;
}

static NlStatement *
prepare (NlConnection *connection, const Scope *scope, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT %s AS grouped, %s, u.currency, coalesce (sum (u.cost_micros), 0), count (*), "
      "sum (u.cost_micros IS NULL), sum (u.input_tokens), sum (u.cached_tokens), "
      "sum (u.output_tokens), sum (u.reasoning_tokens), sum (u.images), sum (u.perhaps_billed) "
      "FROM usage AS u%s WHERE (?1 = 0 OR u.shop_id = ?1) AND u.day >= ?2 AND u.day <= ?3 "
      "GROUP BY grouped, u.currency ORDER BY grouped, u.currency",
      GROUPS[scope->group].key, GROUPS[scope->group].name, GROUPS[scope->group].join);
  NlStatement *statement = nl_connection_prepare (connection, "add up usage", sql, error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, scope->shop_id);
  nl_statement_bind_text (statement, 2, scope->from != NULL ? scope->from : "");
  nl_statement_bind_text (statement, 3, scope->to != NULL ? scope->to : "9999-12-31");
  return statement;
}

static gpointer
summarise (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (NlStatement) statement = prepare (connection, data, error);
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func (sum_free);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  while (nl_statement_step (statement, &failure)) {
    NlUsageSum *sum = read_sum (statement);

    if (absorb (sums->len > 0 ? g_ptr_array_index (sums, sums->len - 1) : NULL, sum))
      sum_free (sum);
    else
      g_ptr_array_add (sums, sum);
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&sums);
}

/**
 * nl_usage_summarise:
 * @store: the workspace
 * @shop_id: of this shop; 0 for any
 * @from: (nullable): the first day, `YYYY-MM-DD` in UTC; %NULL: since the beginning
 * @to: (nullable): the last day, itself included; %NULL: until now
 * @group: what to add up
 *
 * Adds up what was used of AI providers.
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #NlUsageSum, ordered by their keys
 */
DexFuture *
nl_usage_summarise (
    NlStore *store, gint64 shop_id, const char *from, const char *to, NlUsageGroup group)
{
  Scope *scope;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (group < G_N_ELEMENTS (GROUPS));

  scope = g_new0 (Scope, 1);
  scope->shop_id = shop_id;
  scope->from = g_strdup (from);
  scope->to = g_strdup (to);
  scope->group = group;
  return nl_store_read (store, summarise, scope, scope_free, G_TYPE_PTR_ARRAY, NULL);
}
