/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/segments/nl-segment-words.h"
#include "app/widgets/nl-tooltip.h"

/**
 * NlSegmentRow:
 *
 * A saved segment in the list: what it is called, what it asks for, and how many customers it
 * finds. Tells what is to be done with it through signals.
 */
struct _NlSegmentRow {
  GtkListBoxRow parent_instance;
  GtkLabel *name;
  GtkLabel *query;
  GtkLabel *count;
  GtkLevelBar *share;
  GtkMenuButton *menu;

  NlRow *row;
  gint64 total;
};

G_DEFINE_FINAL_TYPE (NlSegmentRow, nl_segment_row, GTK_TYPE_LIST_BOX_ROW)

enum {
  ACTION,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

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
update (NlSegmentRow *self)
{
  NlRecord *segment = nl_row_get_record (self->row);
  g_autofree char *line = NULL;
  g_autofree char *count = NULL;
  g_autofree char *share = NULL;
  g_autofree char *tooltip = NULL;
  gboolean counted;
  gint64 n;

  if (segment == NULL)
    return;
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
row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ACTION], 0, name + strlen ("row."));
}

static void
menu_pressed_cb (NlSegmentRow *self)
{
  gtk_menu_button_popup (self->menu);
}

static gboolean
menu_shortcut (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  menu_pressed_cb (NL_SEGMENT_ROW (widget));
  return TRUE;
}

static void
nl_segment_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_SEGMENT_ROW);
  G_OBJECT_CLASS (nl_segment_row_parent_class)->dispose (object);
}

static void
nl_segment_row_finalize (GObject *object)
{
  g_clear_object (&NL_SEGMENT_ROW (object)->row);
  G_OBJECT_CLASS (nl_segment_row_parent_class)->finalize (object);
}

static void
nl_segment_row_class_init (NlSegmentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const actions[]
      = { "row.open",    "row.rename",   "row.duplicate", "row.create-persona",
          "row.compare", "row.snapshot", "row.export",    "row.delete" };

  object_class->dispose = nl_segment_row_dispose;
  object_class->finalize = nl_segment_row_finalize;

  /**
   * NlSegmentRow::action:
   * @self: a row
   * @name: "open", "rename", "duplicate", "create-persona", "compare", "snapshot", "export" or
   *   "delete"
   *
   * The user wants something done with the segment.
   */
  signals[ACTION] = g_signal_new ("action", NL_TYPE_SEGMENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, row_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "row.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "row.rename", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_shortcut, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_shortcut, NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-segment-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NlSegmentRow, name);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentRow, query);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentRow, count);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentRow, share);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentRow, menu);
  gtk_widget_class_bind_template_callback (widget_class, menu_pressed_cb);
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
  self->row = g_object_ref (row);
  g_signal_connect_object (row, "notify::record", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * nl_segment_row_get_segment:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the segment, once it was read
 */
NlSegment *
nl_segment_row_get_segment (NlSegmentRow *self)
{
  NlRecord *record;

  g_return_val_if_fail (NL_IS_SEGMENT_ROW (self), NULL);

  record = nl_row_get_record (self->row);
  return record != NULL ? NL_SEGMENT (record) : NULL;
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
  update (self);
}
