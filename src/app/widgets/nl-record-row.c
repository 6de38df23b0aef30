/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-record-row.h"

#include <string.h>

/**
 * NlRecordRow:
 *
 * The base of a record's row in a list: it follows the record, and tells what is to be done with it
 * through a signal. Its template sets #NlRecordRow:menu-button, whose menu has `row.` actions; it
 * opens on a right click and on the menu key as well.
 */
typedef struct {
  NlRow *row;
  GtkMenuButton *menu_button; /* weak */
  GMenuModel *menu_model;
} NlRecordRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NlRecordRow, nl_record_row, GTK_TYPE_LIST_BOX_ROW)

enum {
  PROP_MENU_BUTTON = 1,
  PROP_MENU_MODEL,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

enum {
  ACTION,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ACTION], 0, name + strlen ("row."));
}

static void
show_menu (NlRecordRow *self)
{
  NlRecordRowPrivate *priv = nl_record_row_get_instance_private (self);

  if (priv->menu_button != NULL)
    gtk_menu_button_popup (priv->menu_button);
}

static gboolean
menu_shortcut (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  show_menu (NL_RECORD_ROW (widget));
  return TRUE;
}

static void
nl_record_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NlRecordRowPrivate *priv = nl_record_row_get_instance_private (NL_RECORD_ROW (object));

  if (id == PROP_MENU_BUTTON)
    g_value_set_object (value, priv->menu_button);
  else if (id == PROP_MENU_MODEL)
    g_value_set_object (value, priv->menu_model);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* A menu is a popover with as many widgets as it has items: made when it is opened. */
static void
create_menu (GtkMenuButton *button, gpointer data)
{
  NlRecordRowPrivate *priv = nl_record_row_get_instance_private (NL_RECORD_ROW (data));

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, priv->menu_model);
}

static void
set_menu_button (NlRecordRow *self, GtkMenuButton *button)
{
  NlRecordRowPrivate *priv = nl_record_row_get_instance_private (self);

  g_set_weak_pointer (&priv->menu_button, button);
  if (button != NULL)
    gtk_menu_button_set_create_popup_func (button, create_menu, self, NULL);
}

static void
nl_record_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NlRecordRowPrivate *priv = nl_record_row_get_instance_private (NL_RECORD_ROW (object));

  if (id == PROP_MENU_BUTTON)
    set_menu_button (NL_RECORD_ROW (object), g_value_get_object (value));
  else if (id == PROP_MENU_MODEL)
    g_set_object (&priv->menu_model, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_record_row_dispose (GObject *object)
{
  NlRecordRowPrivate *priv = nl_record_row_get_instance_private (NL_RECORD_ROW (object));

  g_clear_object (&priv->row);
  g_clear_object (&priv->menu_model);
  g_clear_weak_pointer (&priv->menu_button);
  G_OBJECT_CLASS (nl_record_row_parent_class)->dispose (object);
}

static void
nl_record_row_class_init (NlRecordRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = nl_record_row_get_property;
  object_class->set_property = nl_record_row_set_property;
  object_class->dispose = nl_record_row_dispose;

  /**
   * NlRecordRow:menu-button:
   *
   * What opens the menu of the row.
   */
  properties[PROP_MENU_BUTTON]
      = g_param_spec_object ("menu-button", NULL, NULL, GTK_TYPE_MENU_BUTTON,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * NlRecordRow:menu-model:
   *
   * The menu that #NlRecordRow:menu-button opens.
   */
  properties[PROP_MENU_MODEL] = g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * NlRecordRow::action:
   * @self: a row
   * @name: "open", "rename", "duplicate", "delete", or what the class adds
   *
   * The user wants something done with the record.
   */
  signals[ACTION] = g_signal_new ("action", NL_TYPE_RECORD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  nl_record_row_class_add_actions (klass,
                                   (const char *const[]) { "row.open", "row.rename",
                                                           "row.duplicate", "row.delete", NULL });
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "row.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "row.rename", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_shortcut, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_shortcut, NULL);
}

static void
nl_record_row_init (NlRecordRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (show_menu), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * nl_record_row_class_add_actions:
 * @klass: a class of rows
 * @names: (array zero-terminated=1): further things that can be done, each after "row."
 *
 * Adds to what #NlRecordRow::action tells. The names stay where they are.
 */
void
nl_record_row_class_add_actions (NlRecordRowClass *klass, const char *const *names)
{
  for (; *names != NULL; names++)
    gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), *names, NULL, row_action);
}

/**
 * nl_record_row_set_row:
 * @self: a row
 * @row: a row of a model of records
 *
 * Shows what @row holds from now on.
 */
void
nl_record_row_set_row (NlRecordRow *self, NlRow *row)
{
  NlRecordRowPrivate *priv = nl_record_row_get_instance_private (self);

  g_return_if_fail (NL_IS_RECORD_ROW (self));
  g_return_if_fail (NL_IS_ROW (row));
  g_return_if_fail (priv->row == NULL);

  priv->row = g_object_ref (row);
  g_signal_connect_object (row, "notify::record", G_CALLBACK (nl_record_row_update), self,
                           G_CONNECT_SWAPPED);
  nl_record_row_update (self);
}

/**
 * nl_record_row_get_record:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the record, once it was read
 */
NlRecord *
nl_record_row_get_record (NlRecordRow *self)
{
  NlRecordRowPrivate *priv = nl_record_row_get_instance_private (self);

  g_return_val_if_fail (NL_IS_RECORD_ROW (self), NULL);

  return priv->row != NULL ? nl_row_get_record (priv->row) : NULL;
}

/**
 * nl_record_row_update:
 * @self: a row
 *
 * Shows the record anew, since what is shown besides has changed.
 */
void
nl_record_row_update (NlRecordRow *self)
{
  NlRecord *record = nl_record_row_get_record (self);

  if (record != NULL)
    NL_RECORD_ROW_GET_CLASS (self)->update (self, record);
}
