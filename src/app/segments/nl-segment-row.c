/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-row.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-segment-words.h"
#include "app/widgets/nl-tooltip.h"

/**
 * NlSegmentRow:
 *
 * A saved segment in the list: what it is called, what it asks for, and how many customers it
 * finds.
 */
struct _NlSegmentRow {
  NlRecordRow parent_instance;
  GtkLabel *name;
  GtkLabel *query;
  GtkLabel *count;
  GtkLevelBar *share;

  gint64 total;
};

G_DEFINE_FINAL_TYPE (NlSegmentRow, nl_segment_row, NL_TYPE_RECORD_ROW)

/* The query on one line, as far as a row can show it. */
static char *
make_line (const char *query)
{
  g_auto (GStrv) words = g_strsplit_set (query, " \t\r\n", -1);
  GString *line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL && line->len < 240; i++) {
    if (*words[i] == '\0')
      continue;
    if (line->len > 0)
      g_string_append_c (line, ' ');
    g_string_append (line, words[i]);
  }
  return g_string_free (line, FALSE);
}

static void
nl_segment_row_update (NlRecordRow *row, NlRecord *segment)
{
  NlSegmentRow *self = NL_SEGMENT_ROW (row);
  g_autofree char *line = NULL;
  g_autofree char *count = NULL;
  g_autofree char *share = NULL;
  g_autofree char *tooltip = NULL;
  gboolean counted;
  gint64 n;

  line = make_line (nl_record_get_text (segment, NL_SEGMENT_QUERY));
  counted = !nl_record_is_null (segment, NL_SEGMENT_CUSTOMER_COUNT);
  n = nl_record_get_int64 (segment, NL_SEGMENT_CUSTOMER_COUNT);
  count = counted ? nl_segment_dup_count (n) : g_strdup ("–");
  gtk_label_set_label (self->name, nl_record_get_text (segment, NL_SEGMENT_NAME));
  gtk_label_set_label (self->query, line);
  gtk_label_set_label (self->count, count);
  gtk_level_bar_set_value (self->share,
                           self->total > 0 ? CLAMP ((double) n / (double) self->total, 0, 1) : 0);
  share = nl_segment_dup_share (n, self->total);
  if (counted && self->total > 0)
    tooltip = g_strdup_printf (ngettext ("%s customer, %s of the shop",
                                         "%s customers, %s of the shop", (gulong) n),
                               count, share);
  nl_tooltip_set (GTK_WIDGET (self->share), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->share), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Share of the shop’s customers"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, share, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  nl_record_get_text (segment, NL_SEGMENT_NAME),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  tooltip != NULL ? tooltip : line, -1);
}

static void
nl_segment_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_SEGMENT_ROW);
  G_OBJECT_CLASS (nl_segment_row_parent_class)->dispose (object);
}

static void
nl_segment_row_class_init (NlSegmentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NlRecordRowClass *row_class = NL_RECORD_ROW_CLASS (klass);
  static const char *const actions[]
      = { "row.create-persona", "row.compare", "row.snapshot", "row.export", NULL };

  object_class->dispose = nl_segment_row_dispose;
  row_class->update = nl_segment_row_update;

  nl_record_row_class_add_actions (row_class, actions);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-segment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NlSegmentRow, name);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentRow, query);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentRow, count);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentRow, share);
}

static void
nl_segment_row_init (NlSegmentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_level_bar_remove_offset_value (self->share, NULL);
}

/**
 * nl_segment_row_new:
 * @row: a row of a model of segments
 *
 * Returns: (transfer floating): a row that follows @row
 */
GtkWidget *
nl_segment_row_new (NlRow *row)
{
  NlSegmentRow *self;

  g_return_val_if_fail (NL_IS_ROW (row), NULL);

  self = g_object_new (NL_TYPE_SEGMENT_ROW, NULL);
  nl_record_row_set_row (NL_RECORD_ROW (self), row);
  return GTK_WIDGET (self);
}

/**
 * nl_segment_row_set_total:
 * @self: a row
 * @total: how many customers the shop has
 *
 * Sets what the bar compares with.
 */
void
nl_segment_row_set_total (NlSegmentRow *self, gint64 total)
{
  g_return_if_fail (NL_IS_SEGMENT_ROW (self));

  self->total = total;
  nl_record_row_update (NL_RECORD_ROW (self));
}
