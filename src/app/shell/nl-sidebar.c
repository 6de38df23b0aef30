/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-sidebar.h"

#include <glib/gi18n-lib.h>

#include "app/activity/nl-activity-badge.h"
#include "app/shell/nl-operation-row.h"
#include "app/shell/nl-pages.h"
#include "app/shell/nl-shop-switcher.h"

/**
 * NlSidebar:
 *
 * The shop that is worked in, the pages to go to, and what goes on meanwhile.
 */
struct _NlSidebar {
  AdwBin parent_instance;
  NlShopSwitcher *switcher;
  GtkListBox *list;
  GtkBox *bay;
  NlActivityBadge *badge;
  GListModel *operations;
  gboolean is_selecting;
};

G_DEFINE_FINAL_TYPE (NlSidebar, nl_sidebar, ADW_TYPE_BIN)

static GtkWidget *
create_row (NlSidebar *self, const NlPageInfo *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (info->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (info->icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  if (g_str_equal (info->id, "activity")) {
    self->badge = NL_ACTIVITY_BADGE (nl_activity_badge_new ());
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->badge));
  }
  gtk_widget_set_name (row, info->id);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  return row;
}

static void
row_activated_cb (NlSidebar *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s",
                              gtk_widget_get_name (GTK_WIDGET (row)));
}

/* The arrow keys go from page to page, where both sides are on the screen. */
static void
row_selected_cb (NlSidebar *self, GtkListBoxRow *row)
{
  GtkWidget *split = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_SPLIT_VIEW);

  if (row == NULL || self->is_selecting || split == NULL
      || adw_navigation_split_view_get_collapsed (ADW_NAVIGATION_SPLIT_VIEW (split)))
    return;
  row_activated_cb (self, row);
}

static void
operations_changed_cb (NlSidebar *self, guint position, guint removed, guint added)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->bay));
  GtkWidget *previous = NULL;

  for (guint i = 0; i < position; i++) {
    previous = row;
    row = gtk_widget_get_next_sibling (row);
  }
  for (guint i = 0; i < removed; i++) {
    GtkWidget *next = gtk_widget_get_next_sibling (row);

    gtk_box_remove (self->bay, row);
    row = next;
  }
  for (guint i = 0; i < added; i++) {
    g_autoptr (NlOperation) operation = g_list_model_get_item (self->operations, position + i);
    GtkWidget *new_row = nl_operation_row_new (operation);

    gtk_box_insert_child_after (self->bay, new_row, previous);
    previous = new_row;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->bay), g_list_model_get_n_items (self->operations) > 0);
}

static void
set_operations (NlSidebar *self, GListModel *operations)
{
  if (self->operations != NULL) {
    g_signal_handlers_disconnect_by_func (self->operations, operations_changed_cb, self);
    for (guint n = g_list_model_get_n_items (self->operations); n > 0; n--)
      gtk_box_remove (self->bay, gtk_widget_get_first_child (GTK_WIDGET (self->bay)));
  }
  g_set_object (&self->operations, operations);
  gtk_widget_set_visible (GTK_WIDGET (self->bay), FALSE);
  if (operations == NULL)
    return;
  g_signal_connect_swapped (operations, "items-changed", G_CALLBACK (operations_changed_cb), self);
  operations_changed_cb (self, 0, 0, g_list_model_get_n_items (operations));
}

/* The row of the page that is shown. */
static gboolean
nl_sidebar_grab_focus (GtkWidget *widget)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (NL_SIDEBAR (widget)->list);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
nl_sidebar_dispose (GObject *object)
{
  NlSidebar *self = NL_SIDEBAR (object);

  if (self->bay != NULL)
    set_operations (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_SIDEBAR);
  G_OBJECT_CLASS (nl_sidebar_parent_class)->dispose (object);
}

static void
nl_sidebar_class_init (NlSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_sidebar_dispose;
  widget_class->grab_focus = nl_sidebar_grab_focus;

  g_type_ensure (NL_TYPE_SHOP_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, NlSidebar, switcher);
  gtk_widget_class_bind_template_child (widget_class, NlSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, NlSidebar, bay);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
nl_sidebar_init (NlSidebar *self)
{
  guint n_pages;
  const NlPageInfo *pages = nl_pages_list (&n_pages);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n_pages; i++)
    gtk_list_box_append (self->list, create_row (self, &pages[i]));
}

/**
 * nl_sidebar_set_workspace:
 * @self: the sidebar
 * @workspace: (nullable): whose shops to offer
 *
 * Follows a workspace.
 */
void
nl_sidebar_set_workspace (NlSidebar *self, NlWorkspace *workspace)
{
  g_return_if_fail (NL_IS_SIDEBAR (self));

  nl_shop_switcher_set_workspace (self->switcher, workspace);
  nl_activity_badge_set_workspace (self->badge, workspace);
  set_operations (self, workspace != NULL ? nl_workspace_get_operations (workspace) : NULL);
}

/**
 * nl_sidebar_select_page:
 * @self: the sidebar
 * @id: the page that is shown
 *
 * Marks a page.
 */
void
nl_sidebar_select_page (NlSidebar *self, const char *id)
{
  GtkListBoxRow *row;

  g_return_if_fail (NL_IS_SIDEBAR (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), id)) {
      self->is_selecting = TRUE;
      gtk_list_box_select_row (self->list, row);
      self->is_selecting = FALSE;
    }
}
