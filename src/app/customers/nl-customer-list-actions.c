/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/customers/nl-customer-bar.h"
#include "app/customers/nl-customer-cell.h"
#include "app/customers/nl-customer-list-private.h"
#include "app/shell/nl-window.h"
#include "base/nl-format.h"
#include "customers/nl-customers.h"

/* What can be done with the selected customers. */

#define MENU_KEY "nl-menu"

typedef struct {
  GWeakRef list;
  NlStore *store;
  GArray *ids;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_weak_ref_clear (&work->list);
  g_object_unref (work->store);
  g_array_unref (work->ids);
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

/* --- open --- */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (widget);
  g_autoptr (GArray) ids = nl_rows_selection_dup_ids (nl_customer_list_get_selection (self));

  if (ids->len > 0)
    nl_customer_list_activate (self, g_array_index (ids, gint64, 0));
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

/* Whose row is there, if there is one. */
NlRow *
nl_customer_list_find_row_at (NlCustomerList *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return picked != NULL ? find_row (picked, self) : NULL;
}

static void
append_section (GMenu *menu, const char *const (*items)[2], gsize n_items)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (gsize i = 0; i < n_items; i++)
    g_menu_append (section, _ (items[i][0]), items[i][1]);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenuModel *
create_menu (NlCustomerList *self)
{
  static const char *const one[][2] = {
    { N_ ("_Open"), "customers.open" },
    { N_ ("_Copy Name and Email"), "customers.copy" },
    { N_ ("_Merge…"), "customers.merge" },
  };
  static const char *const rest[][2] = {
    { N_ ("_Snapshot as Segment…"), "customers.snapshot" },
    { N_ ("E_xport…"), "customers.export" },
  };
  static const char *const last[][2] = {
    { N_ ("_Erase…"), "customers.erase" },
  };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) changes = g_menu_new ();

  append_section (menu, one, G_N_ELEMENTS (one));
  g_menu_append (changes, _ ("_Tag…"), "customers.tag");
  g_menu_append_submenu (changes, _ ("Co_nsents"),
                         nl_customer_bar_get_consent_menu (nl_customer_list_get_bar (self)));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (changes));
  append_section (menu, rest, G_N_ELEMENTS (rest));
  append_section (menu, last, G_N_ELEMENTS (last));
  return G_MENU_MODEL (menu);
}

/* Made when it is asked for: its many items are widgets. */
static GtkPopover *
get_menu (NlCustomerList *self)
{
  GtkWidget *menu = g_object_get_data (G_OBJECT (self), MENU_KEY);
  g_autoptr (GMenuModel) model = NULL;

  if (menu != NULL)
    return GTK_POPOVER (menu);
  model = create_menu (self);
  menu = gtk_popover_menu_new_from_model (model);
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  gtk_widget_set_parent (menu, GTK_WIDGET (self));
  g_object_set_data (G_OBJECT (self), MENU_KEY, menu);
  return GTK_POPOVER (menu);
}

static void
pop_up (NlCustomerList *self, const GdkRectangle *place)
{
  GtkPopover *menu = get_menu (self);

  gtk_popover_set_pointing_to (menu, place);
  gtk_popover_popup (menu);
}

/* The menu is about the row it is asked for on, together with what is selected already around it. */
static gboolean
select_row (NlCustomerList *self, NlRow *row)
{
  NlRowsSelection *selection = nl_customer_list_get_selection (self);
  guint position = row != NULL ? nl_rows_selection_find (selection, nl_row_get_id (row)) : G_MAXUINT;

  if (position == G_MAXUINT)
    return FALSE;
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), position, TRUE);
  return TRUE;
}

static void
pressed_cb (NlCustomerList *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  if (!select_row (self, nl_customer_list_find_row_at (self, x, y)))
    return;
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

  if (focus == NULL || !gtk_widget_compute_bounds (focus, widget, &bounds)
      || !select_row (self, find_row (focus, self)))
    return;
  pop_up (self, &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                  (int) MIN (bounds.size.width, 120), (int) bounds.size.height });
}

void
nl_customer_list_add_menu (NlCustomerList *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

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
  nl_customer_list_install_bulk_actions (klass);
  gtk_widget_class_install_action (klass, "customers.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "customers.copy", NULL, copy_action);
  gtk_widget_class_install_action (klass, "customers.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, "customers.copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Menu, 0, "customers.menu", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F10, GDK_SHIFT_MASK, "customers.menu", NULL);
}
