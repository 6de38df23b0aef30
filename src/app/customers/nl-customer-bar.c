/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-bar.h"

#include <glib/gi18n-lib.h>

#include "base/nl-format.h"

/**
 * NlCustomerBar:
 *
 * What can be done with several selected customers, below their list.
 */
struct _NlCustomerBar {
  AdwBin parent_instance;
  GtkActionBar *bar;
  GtkLabel *label;
  GMenuModel *consent_menu;
  AdwButtonContent *tag;
  AdwButtonContent *consent;
  AdwButtonContent *snapshot;
  AdwButtonContent *export;
  AdwButtonContent *erase;

  guint n_selected;
  gboolean is_compact;
};

G_DEFINE_FINAL_TYPE (NlCustomerBar, nl_customer_bar, ADW_TYPE_BIN)

enum {
  PROP_COMPACT = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

static void
update_label (NlCustomerBar *self)
{
  g_autofree char *number = nl_number_format (self->n_selected, 0, NULL);
  g_autofree char *text
      = g_strdup_printf (ngettext ("%s selected", "%s selected", self->n_selected), number);

  /* It keeps the last number while it goes. */
  if (!gtk_action_bar_get_revealed (self->bar))
    return;
  gtk_label_set_label (self->label, self->is_compact ? number : text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

static void
set_compact (NlCustomerBar *self, gboolean is_compact)
{
  self->is_compact = is_compact;
  adw_button_content_set_label (self->tag, is_compact ? "" : _ ("Tag…"));
  adw_button_content_set_label (self->consent, is_compact ? "" : _ ("Consents"));
  adw_button_content_set_label (self->snapshot, is_compact ? "" : _ ("Snapshot…"));
  adw_button_content_set_label (self->export, is_compact ? "" : _ ("Export…"));
  adw_button_content_set_label (self->erase, is_compact ? "" : _ ("Erase…"));
  update_label (self);
}

static void
nl_customer_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    g_value_set_boolean (value, NL_CUSTOMER_BAR (object)->is_compact);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_customer_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    set_compact (NL_CUSTOMER_BAR (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_customer_bar_dispose (GObject *object)
{
  /* GTK takes the child, which is of the template, away without a word to AdwBin. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_CUSTOMER_BAR);
  G_OBJECT_CLASS (nl_customer_bar_parent_class)->dispose (object);
}

static void
nl_customer_bar_class_init (NlCustomerBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = nl_customer_bar_get_property;
  object_class->set_property = nl_customer_bar_set_property;
  object_class->dispose = nl_customer_bar_dispose;

  /**
   * NlCustomerBar:compact:
   *
   * Whether there is room for icons only.
   */
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-customer-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, NlCustomerBar, bar);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerBar, label);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerBar, consent_menu);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerBar, tag);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerBar, consent);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerBar, snapshot);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerBar, export);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerBar, erase);
}

static void
nl_customer_bar_init (NlCustomerBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_compact (self, FALSE);
}

/**
 * nl_customer_bar_set_n_selected:
 * @self: a bar
 * @n_selected: how many customers are selected
 * @fewest: from how many on the bar is there
 *
 * Shows what can be done with so many customers.
 */
void
nl_customer_bar_set_n_selected (NlCustomerBar *self, guint n_selected, guint fewest)
{
  g_return_if_fail (NL_IS_CUSTOMER_BAR (self));

  self->n_selected = n_selected;
  gtk_action_bar_set_revealed (self->bar, n_selected >= fewest);
  update_label (self);
}

/**
 * nl_customer_bar_get_consent_menu:
 * @self: a bar
 *
 * Returns: (transfer none): what customers can agree to, a menu of `customers.consent`
 */
GMenuModel *
nl_customer_bar_get_consent_menu (NlCustomerBar *self)
{
  g_return_val_if_fail (NL_IS_CUSTOMER_BAR (self), NULL);

  return self->consent_menu;
}
