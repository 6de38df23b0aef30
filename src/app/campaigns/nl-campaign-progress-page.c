/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaign-progress-page.h"

#include <glib/gi18n-lib.h>

/**
 * NlCampaignProgressPage:
 *
 * How far a campaign is written, and a button to stop that.
 */
struct _NlCampaignProgressPage {
  AdwNavigationPage parent_instance;
  GtkProgressBar *bar;
  GtkLabel *progress;
  GtkWidget *cancel;
  NlOperation *operation;
};

G_DEFINE_FINAL_TYPE (NlCampaignProgressPage, nl_campaign_progress_page, ADW_TYPE_NAVIGATION_PAGE)

static void
update (NlCampaignProgressPage *self)
{
  gboolean is_cancelled
      = g_cancellable_is_cancelled (nl_operation_get_cancellable (self->operation));
  g_autofree char *text = NULL;

  if (is_cancelled)
    text = g_strdup (_ ("Cancelling…"));
  else
    text = nl_operation_dup_progress_text (self->operation);
  gtk_widget_set_sensitive (self->cancel, !is_cancelled);
  gtk_progress_bar_set_fraction (self->bar, MAX (nl_operation_get_fraction (self->operation), 0));
  gtk_label_set_label (self->progress, text != NULL ? text : "");
}

static void
fraction_changed_cb (NlCampaignProgressPage *self)
{
  if (self->bar != NULL)
    update (self);
}

static gboolean
nl_campaign_progress_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NL_CAMPAIGN_PROGRESS_PAGE (widget)->cancel);
}

static void
nl_campaign_progress_page_dispose (GObject *object)
{
  NlCampaignProgressPage *self = NL_CAMPAIGN_PROGRESS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_CAMPAIGN_PROGRESS_PAGE);
  g_clear_object (&self->operation);
  G_OBJECT_CLASS (nl_campaign_progress_page_parent_class)->dispose (object);
}

static void
nl_campaign_progress_page_class_init (NlCampaignProgressPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_campaign_progress_page_dispose;
  widget_class->grab_focus = nl_campaign_progress_page_grab_focus;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/ai/ninjalead/NinjaLead/ui/nl-campaign-progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlCampaignProgressPage, bar);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignProgressPage, progress);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignProgressPage, cancel);
  gtk_widget_class_bind_template_callback (widget_class, nl_campaign_progress_page_cancel);
}

static void
nl_campaign_progress_page_init (NlCampaignProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_campaign_progress_page_new:
 * @operation: what is going on
 *
 * Returns: (transfer floating): a page about @operation
 */
NlCampaignProgressPage *
nl_campaign_progress_page_new (NlOperation *operation)
{
  NlCampaignProgressPage *self;

  g_return_val_if_fail (NL_IS_OPERATION (operation), NULL);

  self = g_object_new (NL_TYPE_CAMPAIGN_PROGRESS_PAGE, NULL);
  self->operation = g_object_ref (operation);
  g_signal_connect_object (operation, "notify::fraction", G_CALLBACK (fraction_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * nl_campaign_progress_page_cancel:
 * @self: a page
 *
 * Stops what is going on, as its button does.
 */
void
nl_campaign_progress_page_cancel (NlCampaignProgressPage *self)
{
  g_return_if_fail (NL_IS_CAMPAIGN_PROGRESS_PAGE (self));

  nl_operation_cancel (self->operation);
  update (self);
}
