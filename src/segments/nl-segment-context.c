/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-context.h"

#include <glib/gi18n-lib.h>

#include "base/nl-money.h"
#include "store/nl-store-error.h"

/**
 * nl_segment_context_load:
 * @connection: a connection, on one of the store's threads
 * @shop_id: a shop
 * @now: the moment that is now, in microseconds since 1970 UTC
 * @context: (out caller-allocates): what queries of the shop depend on; to be cleared with
 *   nl_segment_context_clear()
 * @error: an error of the store
 *
 * Reads the time zone and the currency of a shop. A zone this system does not know is taken for
 * UTC.
 *
 * Returns: whether there is such a shop
 */
gboolean
nl_segment_context_load (
    NlConnection *connection, gint64 shop_id, gint64 now, NlSegmentContext *context, GError **error)
{
  g_autoptr (NlStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  int digits;

  g_return_val_if_fail (connection != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);

  *context = (NlSegmentContext) { .shop_id = shop_id, .now = now };
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
  context->time_zone = g_time_zone_new_identifier (nl_statement_get_text (statement, 0));
  if (context->time_zone == NULL)
    context->time_zone = g_time_zone_new_utc ();
  digits = nl_currency_get_digits (nl_statement_get_text (statement, 1));
  context->minor_digits = digits < 0 ? 2 : (guint) digits;
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
