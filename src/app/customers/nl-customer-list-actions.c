/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/customers/nl-customer-cell.h"
#include "app/customers/nl-customer-list-private.h"
#include "app/shell/nl-window.h"
#include "base/nl-format.h"
#include "customers/nl-customers.h"

/* What can be done with the selected customers. */

#define MENU_KEY "nl-menu"
/* From so many on, deleting asks first: it can be undone, but nobody would want to have to. */
#define MANY 100

typedef struct {
  GWeakRef list;
  NlStore *store;
  GArray *ids;
  char *name;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_weak_ref_clear (&work->list);
  g_object_unref (work->store);
  g_array_unref (work->ids);
  g_free (work->name);
  g_free (work);
}

static Work *
work_new (NlCustomerList *self)
{
  Work *work = g_new0 (Work, 1);

  g_weak_ref_init (&work->list, self);
  work->store = g_object_ref (nl_workspace_get_store (nl_customer_list_get_workspace (self)));
  work->ids = nl_rows_selection_dup_ids (nl_customer_list_get_selection (self));
  return work;
}

static guint
first_selected (NlCustomerList *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (
      GTK_SELECTION_MODEL (nl_customer_list_get_selection (self)));

  return gtk_bitset_is_empty (selected) ? GTK_INVALID_LIST_POSITION
                                        : gtk_bitset_get_minimum (selected);
}

/* --- open --- */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nl_customer_list_activate (NL_CUSTOMER_LIST (widget), first_selected (NL_CUSTOMER_LIST (widget)));
}

/* --- copy --- */

static gpointer
read_lines (NlConnection *connection, gpointer data, GError **error)
{
  GArray *ids = data;
  g_autoptr (GPtrArray) customers
      = nl_query_fetch_by_ids (NL_TYPE_CUSTOMER, (const gint64 *) (void *) ids->data, ids->len,
                               connection, error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (customers == NULL)
    return NULL;
  for (guint i = 0; i < customers->len; i++) {
    NlCustomer *customer = g_ptr_array_index (customers, i);
    g_autofree char *name = NULL;
    const char *email;

    if (customer == NULL)
      continue;
    name = nl_customer_dup_name (customer);
    email = nl_record_get_text (NL_RECORD (customer), NL_CUSTOMER_EMAIL);
    if (text->len > 0)
      g_string_append_c (text, '\n');
    if (email == NULL || g_str_equal (email, name))
      g_string_append (text, name);
    else
      g_string_append_printf (text, "%s <%s>", name, email);
  }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static DexFuture *
copy_fiber (gpointer data)
{
  Work *work = data;
  g_autoptr (NlCustomerList) self = NULL;
  g_autofree char *text = NULL;
  g_autofree char *message = NULL;
  g_autofree char *number = NULL;
  g_autoptr (GError) error = NULL;

  text = dex_await_string (nl_store_read (work->store, read_lines, g_array_ref (work->ids),
                                          (GDestroyNotify) g_array_unref, G_TYPE_STRING, NULL),
                           &error);
  self = g_weak_ref_get (&work->list);
  if (self == NULL)
    return dex_future_new_true ();
  if (text == NULL) {
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Copy Customers"), error);
    return dex_future_new_true ();
  }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  number = nl_number_format (work->ids->len, 0, NULL);
  message = g_strdup_printf (
      ngettext ("%s customer copied", "%s customers copied", (gulong) work->ids->len), number);
  nl_window_toast (GTK_WIDGET (self), message);
  return dex_future_new_true ();
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  nl_fiber_start ("copy-customers", copy_fiber, work_new (NL_CUSTOMER_LIST (widget)), work_free);
}

/* --- delete --- */

static DexFuture *
delete_fiber (gpointer data)
{
  Work *work = data;
  g_autoptr (NlCustomerList) self = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  changeset = dex_await_boxed (
      nl_customers_delete (work->store, (const gint64 *) (void *) work->ids->data, work->ids->len),
      &error);
  self = g_weak_ref_get (&work->list);
  if (self == NULL)
    return dex_future_new_true ();
  if (changeset == NULL) {
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Delete Customers"), error);
    return dex_future_new_true ();
  }
  if (work->name != NULL) {
    /* Translators: a customer’s name. */
    message = g_strdup_printf (_ ("“%s” deleted"), work->name);
  } else {
    g_autofree char *number = nl_number_format (work->ids->len, 0, NULL);

    message = g_strdup_printf (
        ngettext ("%s customer deleted", "%s customers deleted", (gulong) work->ids->len), number);
  }
  nl_window_toast_undo (GTK_WIDGET (self), message, changeset);
  return dex_future_new_true ();
}

static void
delete_selected (NlCustomerList *self)
{
  Work *work = work_new (self);

  if (work->ids->len == 1) {
    g_autoptr (NlRow) row
        = g_list_model_get_item (G_LIST_MODEL (nl_customer_list_get_selection (self)),
                                 first_selected (self));

    if (nl_row_get_record (row) != NULL)
      work->name = nl_customer_dup_name (NL_CUSTOMER (nl_row_get_record (row)));
  }
  nl_fiber_start ("delete-customers", delete_fiber, work, work_free);
}

static void
delete_response_cb (NlCustomerList *self, const char *response)
{
  if (g_strcmp0 (response, "delete") == 0)
    delete_selected (self);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (widget);
  guint n_selected = nl_rows_selection_get_n_selected (nl_customer_list_get_selection (self));
  g_autofree char *number = NULL;
  g_autofree char *heading = NULL;
  AdwAlertDialog *dialog;

  if (n_selected <= MANY) {
    delete_selected (self);
    return;
  }
  number = nl_number_format (n_selected, 0, NULL);
  heading = g_strdup_printf (ngettext ("Delete %s Customer?", "Delete %s Customers?", n_selected),
                             number);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      heading, _ ("Their orders stay, but without a customer. You can undo this.")));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "delete", _ ("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (delete_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* --- the context menu --- */

static NlRow *
find_row (GtkWidget *widget, NlCustomerList *self)
{
  for (GtkWidget *w = widget; w != NULL && w != GTK_WIDGET (self); w = gtk_widget_get_parent (w))
    if (NL_IS_CUSTOMER_CELL (w))
      return nl_customer_cell_get_row (NL_CUSTOMER_CELL (w));
  /* The padding around a cell, or the row with the focus. */
  for (GtkWidget *w = widget; w != NULL; w = gtk_widget_get_first_child (w))
    if (NL_IS_CUSTOMER_CELL (w))
      return nl_customer_cell_get_row (NL_CUSTOMER_CELL (w));
  return NULL;
}

static void
pop_up (NlCustomerList *self, const GdkRectangle *place)
{
  GtkPopover *menu = g_object_get_data (G_OBJECT (self), MENU_KEY);

  gtk_popover_set_pointing_to (menu, place);
  gtk_popover_popup (menu);
}

static void
pressed_cb (NlCustomerList *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  NlRowsSelection *selection = nl_customer_list_get_selection (self);
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  NlRow *row = picked != NULL ? find_row (picked, self) : NULL;
  guint position;

  if (row == NULL)
    return;
  position = nl_rows_model_find (nl_rows_selection_get_model (selection), nl_row_get_id (row));
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), position, TRUE);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_up (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t bounds;

  if (focus == NULL || find_row (focus, self) == NULL
      || !gtk_widget_compute_bounds (focus, widget, &bounds))
    return;
  pop_up (self, &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                  (int) MIN (bounds.size.width, 120), (int) bounds.size.height });
}

static GMenuModel *
create_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();

  g_menu_append (first, _ ("_Open"), "customers.open");
  g_menu_append (first, _ ("_Copy Name and Email"), "customers.copy");
  g_menu_append (second, _ ("_Delete"), "customers.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  return G_MENU_MODEL (menu);
}

void
nl_customer_list_add_menu (NlCustomerList *self)
{
  g_autoptr (GMenuModel) model = create_menu ();
  GtkWidget *menu = gtk_popover_menu_new_from_model (model);
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  gtk_widget_set_parent (menu, GTK_WIDGET (self));
  g_object_set_data (G_OBJECT (self), MENU_KEY, menu);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

void
nl_customer_list_remove_menu (NlCustomerList *self)
{
  GtkWidget *menu = g_object_steal_data (G_OBJECT (self), MENU_KEY);

  if (menu != NULL)
    gtk_widget_unparent (menu);
}

void
nl_customer_list_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "customers.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "customers.copy", NULL, copy_action);
  gtk_widget_class_install_action (klass, "customers.delete", NULL, delete_action);
  gtk_widget_class_install_action (klass, "customers.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, "customers.copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Delete, 0, "customers.delete", NULL);
  /* After the one of the keypad: menus name the last. */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Delete, 0, "customers.delete", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, "customers.menu", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "customers.menu", NULL);
}

/* Switches on what makes sense with the customers that are selected. */
void
nl_customer_list_update_actions (NlCustomerList *self)
{
  NlRowsSelection *selection = nl_customer_list_get_selection (self);
  guint n_selected = selection != NULL ? nl_rows_selection_get_n_selected (selection) : 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customers.open", n_selected == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customers.copy", n_selected > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customers.delete", n_selected > 0);
}
