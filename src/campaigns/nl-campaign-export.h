/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaigns/nl-campaign-bundle.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/**
 * NlExportFormat:
 * @NL_EXPORT_HTML: pages to look at, emails ready to send
 * @NL_EXPORT_EML: emails that a mail program opens
 * @NL_EXPORT_MARKDOWN: one text for each language
 * @NL_EXPORT_CSV: a table of all texts
 * @NL_EXPORT_JSON: everything, for programs
 *
 * What a campaign can be saved as.
 */
typedef enum {
  NL_EXPORT_HTML,
  NL_EXPORT_EML,
  NL_EXPORT_MARKDOWN,
  NL_EXPORT_CSV,
  NL_EXPORT_JSON,
  NL_EXPORT_N_FORMATS,
} NlExportFormat;

const char *nl_export_format_to_string (NlExportFormat format);
const char *nl_export_format_get_name (NlExportFormat format);
gboolean nl_export_format_parse (const char *word, NlExportFormat *format);

gboolean nl_campaign_bundle_lacks_unsubscribe (NlCampaignBundle *bundle,
                                               guint formats,
                                               const char *unsubscribe_url);

DexFuture *nl_campaign_export (NlStore *store,
                               gint64 campaign_id,
                               NlExportFormat format,
                               const char *folder,
                               const char *unsubscribe_url,
                               GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_campaign_export_formats (NlStore *store,
                                       gint64 campaign_id,
                                       guint formats,
                                       const char *folder,
                                       const char *unsubscribe_url,
                                       GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
