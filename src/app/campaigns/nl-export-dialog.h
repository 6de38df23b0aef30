/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "campaigns/nl-campaign-bundle.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_EXPORT_DIALOG (nl_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NlExportDialog, nl_export_dialog, NL, EXPORT_DIALOG, AdwDialog)

NlExportDialog *nl_export_dialog_new (NlStore *store, NlCampaignBundle *bundle);
void nl_export_dialog_export_to (NlExportDialog *self, GFile *folder);

G_END_DECLS
