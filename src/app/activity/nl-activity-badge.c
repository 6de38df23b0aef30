/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/activity/nl-activity-badge.h"

#include <glib/gi18n-lib.h>

#include "base/nl-future.h"
#include "jobs/nl-jobs.h"

/**
 * NlActivityBadge:
 *
 * How many jobs are open, beside the name of the page: in a warning's colour when one of them wants
 * a person.
 */
struct _NlActivityBadge {
  AdwBin parent_instance;
  GtkLabel *label;
  NlWorkspace *workspace;
  gulong changed_id;
  gboolean is_reading;
  gboolean is_outdated;
};

G_DEFINE_FINAL_TYPE (NlActivityBadge, nl_activity_badge, ADW_TYPE_BIN)

static void read_summary (NlActivityBadge *self);

static void
show_summary (NlActivityBadge *self, NlJobSummary *summary)
{
  gint64 n_attention = summary->counts[NL_JOB_STATE_HELD] + summary->counts[NL_JOB_STATE_FAILED];
  gint64 n_jobs = n_attention > 0 ? n_attention : nl_job_summary_get_n_open (summary);
  g_autofree char *number = g_strdup_printf ("%'" G_GINT64_FORMAT, n_jobs);
  g_autofree char *words = NULL;

  if (n_attention > 0)
    words = g_strdup_printf (ngettext ("%s job needs attention", "%s jobs need attention",
                                       (gulong) n_attention),
                             number);
  else
    words = g_strdup_printf (ngettext ("%s job to do", "%s jobs to do", (gulong) n_jobs), number);
  gtk_label_set_label (self->label, number);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  if (n_attention > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->label), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), "warning");
  gtk_widget_set_visible (GTK_WIDGET (self), n_jobs > 0);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_weak_ref_clear (&reading->self);
  g_object_unref (reading->store);
  g_free (reading);
}

static DexFuture *
read_fiber (gpointer data)
{
  Reading *reading = data;
  g_autoptr (NlJobSummary) summary
      = dex_await_boxed (nl_jobs_summarise (reading->store, 0, 0), NULL);
  g_autoptr (NlActivityBadge) self = g_weak_ref_get (&reading->self);

  if (self == NULL)
    return dex_future_new_true ();
  self->is_reading = FALSE;
  if (summary != NULL && self->workspace != NULL)
    show_summary (self, summary);
  if (self->is_outdated)
    read_summary (self);
  return dex_future_new_true ();
}

/* Steps of many jobs come close after each other: one reading at a time is enough. */
static void
read_summary (NlActivityBadge *self)
{
  Reading *reading;

  self->is_outdated = self->is_reading;
  if (self->is_reading || self->workspace == NULL)
    return;
  self->is_reading = TRUE;
  reading = g_new0 (Reading, 1);
  g_weak_ref_init (&reading->self, self);
  reading->store = g_object_ref (nl_workspace_get_store (self->workspace));
  nl_fiber_start ("activity-badge", read_fiber, reading, reading_free);
}

static void
store_changed_cb (NlActivityBadge *self, NlChanges *changes)
{
  if (nl_changes_touches (changes, "jobs"))
    read_summary (self);
}

/**
 * nl_activity_badge_set_workspace:
 * @self: the badge
 * @workspace: (nullable): whose jobs to count
 *
 * Follows a workspace.
 */
void
nl_activity_badge_set_workspace (NlActivityBadge *self, NlWorkspace *workspace)
{
  g_return_if_fail (NL_IS_ACTIVITY_BADGE (self));

  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, nl_workspace_get_store (self->workspace));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (!g_set_object (&self->workspace, workspace) || workspace == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (nl_workspace_get_store (workspace), "changed",
                                               G_CALLBACK (store_changed_cb), self);
  read_summary (self);
}

static void
nl_activity_badge_dispose (GObject *object)
{
  NlActivityBadge *self = NL_ACTIVITY_BADGE (object);

  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, nl_workspace_get_store (self->workspace));
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (nl_activity_badge_parent_class)->dispose (object);
}

static void
nl_activity_badge_class_init (NlActivityBadgeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nl_activity_badge_dispose;
}

static void
nl_activity_badge_init (NlActivityBadge *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "nl-pill");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * nl_activity_badge_new:
 *
 * Returns: (transfer floating): a badge that counts nothing yet
 */
GtkWidget *
nl_activity_badge_new (void)
{
  return g_object_new (NL_TYPE_ACTIVITY_BADGE, NULL);
}
