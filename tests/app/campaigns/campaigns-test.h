/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/campaigns/nl-campaign-editor.h"
#include "app/campaigns/nl-message-column.h"
#include "app/campaigns/nl-part-text.h"
#include "app-test.h"
#include "campaigns/nl-campaign-bundle.h"

G_BEGIN_DECLS

/* As fixture_set_up(): the shop speaks three languages, and has a persona. */
void campaigns_set_up (Fixture *self, gconstpointer data);

gint64 fixture_create_campaign (Fixture *self);
NlCampaignBundle *fixture_load (Fixture *self, gint64 campaign_id);
NlCampaignEditor *fixture_open_editor (Fixture *self, gint64 campaign_id);
NlMessageColumn *fixture_get_column (Fixture *self);
NlPartText *fixture_get_text (Fixture *self, const char *part);
GtkWidget *fixture_find (Fixture *self, GType type);

G_END_DECLS
