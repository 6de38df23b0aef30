/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider.h"
#include "campaigns/nl-campaigns.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* A shop, a persona and a campaign, for the tests of campaigns. */
typedef struct {
  NlStore *store;
  gint64 shop_id;
  gint64 persona_id;
  gint64 campaign_id;
} Sample;

#define HOSTILE "<script>alert(1)</script> & \"Cie\" 'x' --> ]]>"

void sample_open (Sample *self, const char *folder);
void sample_add_campaign (Sample *self, const char *name);
void sample_add_message (Sample *self,
                         const char *channel,
                         const char *language,
                         const char *variant,
                         const char *parts);
void sample_add_messages (Sample *self);
void sample_clear (Sample *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

NlCampaign *sample_wish (Sample *self, const char *const *channels, const char *const *languages);
NlCampaign *sample_create (Sample *self, NlProvider *provider, NlCampaign *campaign);
void sample_open_written (Sample *self,
                          const char *folder,
                          NlProvider *provider,
                          const char *const *channels,
                          const char *const *languages);
NlCampaignBundle *sample_load (Sample *self);
gint64 sample_count (Sample *self, GType type);

JsonObject *sample_witness (const char *kind, const char *path);

G_END_DECLS
