/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/activity/nl-job-row.h"

#include "app/activity/nl-job-words.h"

/**
 * NlJobRow:
 *
 * A job in the list: what it is, and what it waits for or how it ended.
 */
struct _NlJobRow {
  AdwBin parent_instance;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *status;

  NlRow *row;
  gulong record_id;
  char *time_zone;
  const char *style;
};

G_DEFINE_FINAL_TYPE (NlJobRow, nl_job_row, ADW_TYPE_BIN)

static void
set_style (NlJobRow *self, const char *style)
{
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style);
  self->style = style;
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
}

static void
update (NlJobRow *self)
{
  NlRecord *record = self->row != NULL ? nl_row_get_record (self->row) : NULL;
  const char *title = record != NULL ? nl_record_get_text (record, NL_JOB_TITLE) : NULL;
  g_autofree char *status = NULL;

  gtk_widget_set_visible (adw_bin_get_child (ADW_BIN (self)), record != NULL);
  if (record == NULL)
    return;
  status = nl_job_dup_status (NL_JOB (record), self->time_zone);
  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_label_set_label (self->status, status);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), status);
  gtk_image_set_from_icon_name (self->icon, nl_job_get_icon_name (NL_JOB (record)));
  set_style (self, nl_job_get_style (NL_JOB (record)));
}

/**
 * nl_job_row_set_row:
 * @self: a row
 * @row: (nullable): a row of a model of jobs; %NULL for none
 * @time_zone: (nullable): the shop's
 *
 * Shows what @row holds from now on.
 */
void
nl_job_row_set_row (NlJobRow *self, NlRow *row, const char *time_zone)
{
  g_return_if_fail (NL_IS_JOB_ROW (self));

  if (self->row != NULL)
    g_clear_signal_handler (&self->record_id, self->row);
  g_set_object (&self->row, row);
  g_set_str (&self->time_zone, time_zone);
  if (row != NULL)
    self->record_id = g_signal_connect_swapped (row, "notify::record", G_CALLBACK (update), self);
  update (self);
}

/**
 * nl_job_row_dup_description:
 * @self: a row
 *
 * Returns: (transfer full): all that it shows, in words
 */
char *
nl_job_row_dup_description (NlJobRow *self)
{
  g_return_val_if_fail (NL_IS_JOB_ROW (self), NULL);

  return g_strdup_printf ("%s, %s", gtk_label_get_label (self->title),
                          gtk_label_get_label (self->status));
}

static void
nl_job_row_dispose (GObject *object)
{
  NlJobRow *self = NL_JOB_ROW (object);

  if (self->row != NULL)
    g_clear_signal_handler (&self->record_id, self->row);
  g_clear_object (&self->row);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_JOB_ROW);
  G_OBJECT_CLASS (nl_job_row_parent_class)->dispose (object);
}

static void
nl_job_row_finalize (GObject *object)
{
  g_free (NL_JOB_ROW (object)->time_zone);
  G_OBJECT_CLASS (nl_job_row_parent_class)->finalize (object);
}

static void
nl_job_row_class_init (NlJobRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_job_row_dispose;
  object_class->finalize = nl_job_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NlJobRow, icon);
  gtk_widget_class_bind_template_child (widget_class, NlJobRow, title);
  gtk_widget_class_bind_template_child (widget_class, NlJobRow, status);
}

static void
nl_job_row_init (NlJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_job_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
nl_job_row_new (void)
{
  return g_object_new (NL_TYPE_JOB_ROW, NULL);
}
