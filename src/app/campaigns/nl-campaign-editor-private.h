/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/campaigns/nl-campaign-editor.h"
#include "app/campaigns/nl-message-column.h"
#include "app/widgets/nl-steps.h"
#include "campaigns/nl-campaign-bundle.h"

G_BEGIN_DECLS

/* The most languages side by side. */
#define NL_EDITOR_COLUMNS 3

struct _NlCampaignEditor {
  AdwNavigationPage parent_instance;
  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkMenuButton *menu;
  AdwBanner *orphan;
  AdwBanner *draft;
  GtkWidget *status_bar;
  GtkWidget *status_button;
  GtkLabel *status_label;
  GtkButton *next_step;
  GtkStack *stages;
  AdwStatusPage *gone;
  AdwBreakpointBin *bin;
  AdwClamp *clamp;
  AdwToggleGroup *channels;
  AdwToggleGroup *variants;
  GtkScrolledWindow *scroller;
  GtkBox *columns;
  NlMessageColumn *column[NL_EDITOR_COLUMNS]; /* all there are, once @bundle is read */
  guint n_made;
  NlSteps *steps;

  NlWorkspace *workspace;
  gint64 id;
  NlCampaignBundle *bundle; /* NULL until it is read */
  char *channel;
  char *variant;
  char *shown_channels;
  char *shown_variants;
  char *menu_content;
  guint n_columns;
  guint serial;
  guint texts_id; /* the turn in which texts are shown for the first time */
  gboolean is_updating;
  gboolean is_spread;
  gboolean was_edited;
};

void nl_campaign_editor_load (NlCampaignEditor *self);
void nl_campaign_editor_update_head (NlCampaignEditor *self);
void nl_campaign_editor_update_texts (NlCampaignEditor *self);
void nl_campaign_editor_update_draft (NlCampaignEditor *self);
void nl_campaign_editor_update_columns (NlCampaignEditor *self);
void nl_campaign_editor_update_variants (NlCampaignEditor *self);
void nl_campaign_editor_update_state (NlCampaignEditor *self);
void nl_campaign_editor_flush (NlCampaignEditor *self);
void nl_campaign_editor_save (NlCampaignEditor *self);
gboolean nl_campaign_editor_is_busy (NlCampaignEditor *self);
void nl_campaign_editor_toast (NlCampaignEditor *self, const char *text);
void nl_campaign_editor_act (NlCampaignEditor *self, const char *name, NlMessageColumn *column);
void nl_campaign_editor_install_actions (GtkWidgetClass *klass);
void nl_campaign_editor_update_menu (NlCampaignEditor *self);
void nl_campaign_editor_update_status (NlCampaignEditor *self);
const char *nl_campaign_editor_get_status (NlCampaignEditor *self);
void nl_campaign_editor_set_status (NlCampaignEditor *self, const char *status);
void nl_campaign_editor_mark_reviewed (NlCampaignEditor *self, gboolean is_all);
void nl_campaign_editor_choose_persona (NlCampaignEditor *self);

G_END_DECLS
