/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-context.h"

#include <glib/gi18n-lib.h>

#include "base/nl-money.h"
#include "store/nl-store-error.h"

/**
 * nl_segment_context_init:
 * @context: (out caller-allocates): what queries of a shop depend on; to be cleared with
 *   nl_segment_context_clear()
 * @shop_id: the shop
 * @time_zone: (nullable): its IANA time zone; UTC when this system does not know it
 * @currency: (nullable): its ISO 4217 code; two decimals when there is no such currency
 * @now: the moment that is now, in microseconds since 1970 UTC
 *
 * Makes a context from a shop's fields.
 */
void
nl_segment_context_init (NlSegmentContext *context,
                         gint64 shop_id,
                         const char *time_zone,
                         const char *currency,
                         gint64 now)
{
  int digits = currency != NULL ? nl_currency_get_digits (currency) : -1;

  g_return_if_fail (context != NULL);

  *context = (NlSegmentContext) { .shop_id = shop_id, .now = now };
  if (time_zone != NULL)
    context->time_zone = g_time_zone_new_identifier (time_zone);
  if (context->time_zone == NULL)
    context->time_zone = g_time_zone_new_utc ();
  context->minor_digits = digits < 0 ? 2 : (guint) digits;
}

/**
 * nl_segment_context_load:
 * @connection: a connection, on one of the store's threads
 * @shop_id: a shop
 * @now: the moment that is now, in microseconds since 1970 UTC
 * @context: (out caller-allocates): what queries of the shop depend on; to be cleared with
 *   nl_segment_context_clear()
 * @error: an error of the store
 *
 * Like nl_segment_context_init(), with the fields as they are stored.
 *
 * Returns: whether there is such a shop
 */
gboolean
nl_segment_context_load (
    NlConnection *connection, gint64 shop_id, gint64 now, NlSegmentContext *context, GError **error)
{
  g_autoptr (NlStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (connection != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);

  *context = (NlSegmentContext) { 0 };
  statement = nl_connection_prepare (connection, "segment context",
                                     "SELECT timezone, currency FROM shops WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, shop_id);
  if (!nl_statement_step (statement, &local_error)) {
    if (local_error == NULL)
      local_error = g_error_new_literal (NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND,
                                         _ ("This shop is no longer there."));
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  nl_segment_context_init (context, shop_id, nl_statement_get_text (statement, 0),
                           nl_statement_get_text (statement, 1), now);
  return TRUE;
}

/**
 * nl_segment_context_clear:
 * @context: a context that was loaded, or is all zeros
 *
 * Frees what @context holds.
 */
void
nl_segment_context_clear (NlSegmentContext *context)
{
  g_clear_pointer (&context->time_zone, g_time_zone_unref);
}
