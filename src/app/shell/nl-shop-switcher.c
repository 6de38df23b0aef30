/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-shop-switcher.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/nl-image-avatar.h"

/**
 * NlShopSwitcher:
 *
 * Names the shop that is worked in, and leads to the other shops.
 */
struct _NlShopSwitcher {
  AdwBin parent_instance;
  GtkMenuButton *button;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkPopover *popover;
  GtkListBox *list;
  NlWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (NlShopSwitcher, nl_shop_switcher, ADW_TYPE_BIN)

static void
load_logo (NlShopSwitcher *self, AdwAvatar *avatar, NlShop *shop)
{
  nl_image_avatar_load (avatar, nl_workspace_get_store (self->workspace),
                        nl_record_get_int64 (NL_RECORD (shop), NL_SHOP_LOGO_IMAGE_ID));
}

static const char *
get_name (NlShop *shop)
{
  return nl_record_get_text (NL_RECORD (shop), NL_SHOP_NAME);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  NlShopSwitcher *self = data;
  NlShop *shop = item;
  gboolean is_current
      = nl_record_get_id (NL_RECORD (shop)) == nl_workspace_get_shop_id (self->workspace);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (get_name (shop));
  GtkWidget *avatar = adw_avatar_new (24, get_name (shop), TRUE);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_opacity (check, is_current ? 1 : 0);
  load_logo (self, ADW_AVATAR (avatar), shop);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED,
                               is_current ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                          : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
  return row;
}

static void
update (NlShopSwitcher *self)
{
  NlShop *shop = self->workspace != NULL ? nl_workspace_get_shop (self->workspace) : NULL;
  const char *name = shop != NULL ? get_name (shop) : "";
  g_autofree char *description = g_strdup_printf (_ ("Shop: %s"), name);

  gtk_label_set_label (self->name, name);
  adw_avatar_set_text (self->avatar, name);
  if (shop != NULL)
    load_logo (self, self->avatar, shop);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  description, -1);
  gtk_list_box_bind_model (self->list,
                           self->workspace != NULL ? nl_workspace_get_shops (self->workspace)
                                                   : NULL,
                           create_row, self, NULL);
}

static void
row_activated_cb (NlShopSwitcher *self, GtkListBoxRow *row)
{
  g_autoptr (NlShop) shop = g_list_model_get_item (nl_workspace_get_shops (self->workspace),
                                                   (guint) gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->popover);
  nl_workspace_set_shop (self->workspace, shop);
}

static void
button_clicked_cb (NlShopSwitcher *self)
{
  gtk_popover_popdown (self->popover);
}

static void
nl_shop_switcher_dispose (GObject *object)
{
  NlShopSwitcher *self = NL_SHOP_SWITCHER (object);

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_func (self->workspace, update, self);
  g_clear_object (&self->workspace);
  /* The button is the bin's child, and the bin must be told before the template takes it away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_SHOP_SWITCHER);
  G_OBJECT_CLASS (nl_shop_switcher_parent_class)->dispose (object);
}

static void
nl_shop_switcher_class_init (NlShopSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_shop_switcher_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-shop-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, NlShopSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, NlShopSwitcher, avatar);
  gtk_widget_class_bind_template_child (widget_class, NlShopSwitcher, name);
  gtk_widget_class_bind_template_child (widget_class, NlShopSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, NlShopSwitcher, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked_cb);
}

static void
nl_shop_switcher_init (NlShopSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_shop_switcher_set_workspace:
 * @self: the switcher
 * @workspace: (nullable): whose shops to offer
 *
 * Follows a workspace.
 */
void
nl_shop_switcher_set_workspace (NlShopSwitcher *self, NlWorkspace *workspace)
{
  g_return_if_fail (NL_IS_SHOP_SWITCHER (self));

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_func (self->workspace, update, self);
  g_set_object (&self->workspace, workspace);
  if (workspace != NULL)
    g_signal_connect_swapped (workspace, "notify::shop", G_CALLBACK (update), self);
  update (self);
}
