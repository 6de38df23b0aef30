/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-campaign-editor-private.h"
#include "app/campaigns/nl-campaign-status.h"
#include "app/campaigns/nl-campaign-words.h"
#include "app/shell/nl-window.h"
#include "campaigns/nl-campaigns.h"

/* How far a campaign and its texts are, and what comes next. */

static const struct {
  const char *status;
  const char *next;
  const char *label;
} steps[] = {
  { "draft", "ready", N_ ("Mark as _Ready") },
  { "ready", "scheduled", N_ ("_Schedule…") },
  { "scheduled", "sent", N_ ("Mark as _Sent") },
};

const char *
nl_campaign_editor_get_status (NlCampaignEditor *self)
{
  return self->bundle != NULL
             ? nl_record_get_text (NL_RECORD (self->bundle->campaign), NL_CAMPAIGN_STATUS)
             : "draft";
}

void
nl_campaign_editor_set_status (NlCampaignEditor *self, const char *status)
{
  if (self->bundle == NULL || status == NULL)
    return;
  /* Whether it may go out depends on what was typed last. */
  nl_campaign_editor_flush (self);
  nl_campaign_change_status (GTK_WIDGET (self), self->workspace, self->bundle->campaign, status);
}

static void
update_next_step (NlCampaignEditor *self)
{
  const char *status = nl_campaign_editor_get_status (self);

  gtk_widget_set_visible (GTK_WIDGET (self->next_step), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    if (!g_str_equal (steps[i].status, status))
      continue;
    gtk_button_set_label (self->next_step, _ (steps[i].label));
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->next_step), "s", steps[i].next);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self->next_step), "campaign.status");
    gtk_widget_set_visible (GTK_WIDGET (self->next_step), TRUE);
  }
}

void
nl_campaign_editor_update_status (NlCampaignEditor *self)
{
  static const char *const styles[] = { "accent", "success", "warning" };
  const char *zone = nl_record_get_text (NL_RECORD (self->bundle->shop), NL_SHOP_TIMEZONE);
  const char *style = nl_campaign_get_status_style (self->bundle->campaign);
  g_autofree char *text = nl_campaign_dup_status_text (self->bundle->campaign, zone);
  g_autofree char *spoken = NULL;
  gboolean has_drafts = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), styles[i]);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->status_label), style);
  gtk_label_set_label (self->status_label, text);
  /* Translators: the status of a campaign, for screen readers. */
  spoken = g_strdup_printf (_ ("Status: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->status_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  update_next_step (self);
  for (guint i = 0; i < self->bundle->messages->len; i++)
    has_drafts |= nl_record_get_boolean (self->bundle->messages->pdata[i], NL_MESSAGE_DRAFT);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "campaign.review", has_drafts);
  gtk_widget_set_visible (self->status_bar, TRUE);
}

static void
add_draft (GArray *ids, NlMessage *message)
{
  gint64 id = nl_record_get_id (NL_RECORD (message));

  if (nl_record_get_boolean (NL_RECORD (message), NL_MESSAGE_DRAFT))
    g_array_append_val (ids, id);
}

/* Those in sight, or all of the campaign. */
void
nl_campaign_editor_mark_reviewed (NlCampaignEditor *self, gboolean is_all)
{
  g_autofree char *done = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->bundle == NULL)
    return;
  nl_campaign_editor_flush (self);
  for (guint i = 0; is_all && i < self->bundle->messages->len; i++)
    add_draft (ids, self->bundle->messages->pdata[i]);
  for (guint i = 0; !is_all && i < NL_EDITOR_COLUMNS; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->column[i]))
        && nl_message_column_is_draft (self->column[i]))
      add_draft (ids, nl_message_column_get_message (self->column[i]));
  if (ids->len == 0)
    return;
  done = g_strdup_printf (
      ngettext ("%u text marked as reviewed", "%u texts marked as reviewed", ids->len), ids->len);
  nl_window_await_undoable (
      GTK_WIDGET (self), nl_campaigns_mark_reviewed (nl_workspace_get_store (self->workspace), ids),
      done, _ ("Could Not Mark as Reviewed"));
}
