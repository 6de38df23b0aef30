/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-welcome-page.h"

/**
 * NlWelcomePage:
 *
 * What is shown as long as there is no shop: the ways to begin.
 */
struct _NlWelcomePage {
  AdwBin parent_instance;
  GtkWidget *create;
  GtkWidget *import;
  GtkWidget *sample;
};

G_DEFINE_FINAL_TYPE (NlWelcomePage, nl_welcome_page, ADW_TYPE_BIN)

static void
show_if_possible (NlWelcomePage *self, GtkWidget *button, const char *action)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_widget_set_visible (button, G_IS_ACTION_GROUP (root)
                                      && g_action_group_has_action (G_ACTION_GROUP (root), action));
}

static void
nl_welcome_page_map (GtkWidget *widget)
{
  NlWelcomePage *self = NL_WELCOME_PAGE (widget);

  show_if_possible (self, self->import, "import");
  show_if_possible (self, self->sample, "open-sample");
  GTK_WIDGET_CLASS (nl_welcome_page_parent_class)->map (widget);
  gtk_widget_grab_focus (self->create);
}

static void
nl_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (nl_welcome_page_parent_class)->dispose (object);
}

static void
nl_welcome_page_class_init (NlWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_welcome_page_dispose;
  widget_class->map = nl_welcome_page_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlWelcomePage, create);
  gtk_widget_class_bind_template_child (widget_class, NlWelcomePage, import);
  gtk_widget_class_bind_template_child (widget_class, NlWelcomePage, sample);
}

static void
nl_welcome_page_init (NlWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
