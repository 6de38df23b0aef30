/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-drafting.h"
#include "campaigns/nl-campaign-bundle.h"

G_BEGIN_DECLS

/* One message to write. */
typedef struct {
  const NlChannel *channel;
  const char *language;
  const char *variant;
  guint64 seed;
} NlMessageSlot;

NlAiRequest *nl_message_slot_to_request (const NlMessageSlot *self, NlCampaignBundle *bundle);
NlMessage *nl_message_slot_read_answer (const NlMessageSlot *self,
                                        NlAiResult *result,
                                        GError **error);
void nl_message_take_text (NlMessage *message, NlMessage *written);
NlMessage *nl_message_slot_await (const NlMessageSlot *self,
                                  NlCampaignBundle *bundle,
                                  NlDrafting *drafting,
                                  GError **error);

G_END_DECLS
