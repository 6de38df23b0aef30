/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NlProviderRetryFlags:
 * @NL_PROVIDER_RETRY_IMAGE: a picture was asked for, which costs more than a text
 * @NL_PROVIDER_RETRY_HANDED_OVER: the user has read the beginning of an answer
 *
 * What stands against asking once more.
 */
typedef enum {
  NL_PROVIDER_RETRY_IMAGE = 1 << 0,
  NL_PROVIDER_RETRY_HANDED_OVER = 1 << 1,
} NlProviderRetryFlags;

gint64 nl_provider_retry_get_delay (const GError *error,
                                    NlProviderRetryFlags flags,
                                    guint tries,
                                    double random);
gboolean nl_provider_retry_allows_next (const GError *error,
                                        NlProviderRetryFlags flags,
                                        gboolean credit_fallback);
void nl_provider_retry_keep_better (GError **best, GError *error);

G_END_DECLS
