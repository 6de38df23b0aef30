/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-text-row.h"

#include "app/widgets/nl-row-focus.h"

/**
 * NlTextRow:
 *
 * A row for a text of several lines. Its title is that of #AdwPreferencesRow.
 */
struct _NlTextRow {
  AdwPreferencesRow parent_instance;
  GtkLabel *label;
  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (NlTextRow, nl_text_row, ADW_TYPE_PREFERENCES_ROW)

enum {
  PROP_TEXT = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

static void
text_changed_cb (NlTextRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
clicked_cb (NlTextRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
nl_text_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NL_TEXT_ROW (widget)->view));
}

static void
nl_text_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    g_value_take_string (value, nl_text_row_dup_text (NL_TEXT_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_text_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    nl_text_row_set_text (NL_TEXT_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_text_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_TEXT_ROW);
  G_OBJECT_CLASS (nl_text_row_parent_class)->dispose (object);
}

static void
nl_text_row_class_init (NlTextRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = nl_text_row_get_property;
  object_class->set_property = nl_text_row_set_property;
  object_class->dispose = nl_text_row_dispose;
  widget_class->focus = nl_row_focus;
  widget_class->grab_focus = nl_text_row_grab_focus;

  properties[PROP_TEXT]
      = g_param_spec_string ("text", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NlTextRow, label);
  gtk_widget_class_bind_template_child (widget_class, NlTextRow, view);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
nl_text_row_init (NlTextRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->label, NULL, -1);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * nl_text_row_dup_text:
 * @self: the row
 *
 * Returns: (transfer full): what is written, without blanks at either end; may be empty
 */
char *
nl_text_row_dup_text (NlTextRow *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (NL_IS_TEXT_ROW (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/**
 * nl_text_row_set_text:
 * @self: the row
 * @text: (nullable): what stands there
 *
 * Replaces the text.
 */
void
nl_text_row_set_text (NlTextRow *self, const char *text)
{
  g_return_if_fail (NL_IS_TEXT_ROW (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text != NULL ? text : "", -1);
}
