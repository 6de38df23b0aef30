/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-key-figure.h"

/**
 * NlKeyFigure:
 *
 * A key figure: what it is, how much, and a note below.
 */
struct _NlKeyFigure {
  GtkBox parent_instance;
  GtkLabel *title;
  GtkLabel *value;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (NlKeyFigure, nl_key_figure, GTK_TYPE_BOX)

enum {
  PROP_TITLE = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

static void
nl_key_figure_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TITLE)
    g_value_set_string (value, gtk_label_get_label (NL_KEY_FIGURE (object)->title));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_key_figure_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TITLE)
    gtk_label_set_label (NL_KEY_FIGURE (object)->title, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_key_figure_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_KEY_FIGURE);
  G_OBJECT_CLASS (nl_key_figure_parent_class)->dispose (object);
}

static void
nl_key_figure_class_init (NlKeyFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = nl_key_figure_get_property;
  object_class->set_property = nl_key_figure_set_property;
  object_class->dispose = nl_key_figure_dispose;

  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-key-figure.ui");
  gtk_widget_class_bind_template_child (widget_class, NlKeyFigure, title);
  gtk_widget_class_bind_template_child (widget_class, NlKeyFigure, value);
  gtk_widget_class_bind_template_child (widget_class, NlKeyFigure, note);
}

static void
nl_key_figure_init (NlKeyFigure *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->value, self->note, NULL, -1);
}

/**
 * nl_key_figure_set_value:
 * @self: a figure
 * @value: how much, as people read it
 * @note: (nullable): what to know about it
 *
 * Shows a value.
 */
void
nl_key_figure_set_value (NlKeyFigure *self, const char *value, const char *note)
{
  g_return_if_fail (NL_IS_KEY_FIGURE (self));
  g_return_if_fail (value != NULL);

  gtk_label_set_label (self->value, value);
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL && *note != '\0');
}
