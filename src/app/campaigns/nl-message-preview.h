/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "campaigns/nl-campaign-bundle.h"

G_BEGIN_DECLS

AdwDialog *nl_message_preview_new (NlCampaignBundle *bundle, NlMessage *message);

G_END_DECLS
