/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-cell.h"

#include <glib/gi18n-lib.h>

#include "customers/nl-customers.h"

#define AVATAR_SIZE 40
#define NAME_BINDING "nl-name-binding"

/**
 * NlCustomerCell:
 *
 * What a list shows of a customer: one column of the table, or all of a card where there is no room
 * for a table. It fills in when the row's record was read.
 */
struct _NlCustomerCell {
  AdwBin parent_instance;
  NlCustomerColumn column; /* NL_CUSTOMER_N_COLUMNS: a card */
  NlRow *row;
  NlShop *shop;
  gulong record_id;

  AdwAvatar *avatar;
  GtkInscription *text;
  GtkInscription *second;
  GtkInscription *amount;
  GtkInscription *orders;
  GtkLabel *pill;
  const char *pill_style;
};

G_DEFINE_FINAL_TYPE (NlCustomerCell, nl_customer_cell, ADW_TYPE_BIN)

/* Wide enough for nearly everybody; longer texts end in an ellipsis. */
static const struct {
  guint min_chars;
  guint nat_chars;
  gboolean is_number;
} widths[NL_CUSTOMER_N_COLUMNS] = {
  [NL_CUSTOMER_COLUMN_NAME] = { 16, 32, FALSE },
  [NL_CUSTOMER_COLUMN_COUNTRY] = { 8, 14, FALSE },
  [NL_CUSTOMER_COLUMN_ORDERS] = { 5, 6, TRUE },
  [NL_CUSTOMER_COLUMN_SPENT] = { 9, 11, TRUE },
  [NL_CUSTOMER_COLUMN_LAST_ORDER] = { 9, 12, FALSE },
  [NL_CUSTOMER_COLUMN_EMAIL_STATUS] = { 0, 0, FALSE },
  [NL_CUSTOMER_COLUMN_TAGS] = { 8, 16, FALSE },
};

static GtkInscription *
inscription_new (guint min_chars, guint nat_chars, gboolean is_number)
{
  GtkInscription *text = GTK_INSCRIPTION (gtk_inscription_new (NULL));

  gtk_inscription_set_min_chars (text, min_chars);
  gtk_inscription_set_nat_chars (text, nat_chars);
  gtk_inscription_set_text_overflow (text, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  /* Not the height of the row, which it would fill with further lines. */
  gtk_widget_set_valign (GTK_WIDGET (text), GTK_ALIGN_CENTER);
  if (is_number) {
    gtk_inscription_set_xalign (text, 1);
    gtk_widget_add_css_class (GTK_WIDGET (text), "numeric");
  }
  return text;
}

#define RIGHT_TO_LEFT_MARK "\xe2\x80\x8f"

/* GtkInscription puts a text at the side where its own script begins, so that Latin names would
 * stand at the wrong end of an Arabic column. The mark makes them begin where the column does. */
static void
set_text (GtkInscription *inscription, const char *text)
{
  g_autofree char *marked = NULL;

  if (text != NULL && gtk_widget_get_direction (GTK_WIDGET (inscription)) == GTK_TEXT_DIR_RTL)
    marked = g_strconcat (RIGHT_TO_LEFT_MARK, text, NULL);
  gtk_inscription_set_text (inscription, marked != NULL ? marked : text);
}

static void
show_pill (NlCustomerCell *self, const char *status)
{
  const char *style = nl_customer_get_status_style (status);

  gtk_widget_set_visible (GTK_WIDGET (self->pill), status != NULL);
  gtk_label_set_label (self->pill, status != NULL ? nl_customer_get_value_label (status) : "");
  if (self->pill_style == style)
    return;
  if (self->pill_style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->pill), self->pill_style);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->pill), style);
  self->pill_style = style;
}

static void
show_name (NlCustomerCell *self, NlRecord *record)
{
  g_autofree char *name = nl_customer_dup_name (NL_CUSTOMER (record));
  const char *email = nl_record_get_text (record, NL_CUSTOMER_EMAIL);

  /* Who has no name is called by the email; once is enough then. */
  if (email == NULL)
    email = nl_record_get_text (record, NL_CUSTOMER_PHONE);
  set_text (self->text, name);
  set_text (self->second, g_strcmp0 (email, name) != 0 ? email : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->second), email != NULL && g_strcmp0 (email, name) != 0);
  if (self->avatar != NULL)
    adw_avatar_set_text (self->avatar, name);
}

static void
show_card (NlCustomerCell *self, NlRecord *record)
{
  gint64 n_orders = nl_record_get_int64 (record, NL_CUSTOMER_NUMBER_OF_ORDERS);
  g_autofree char *spent
      = nl_customer_dup_column_text (NL_CUSTOMER (record), self->shop, NL_CUSTOMER_COLUMN_SPENT);
  g_autofree char *number
      = nl_customer_dup_column_text (NL_CUSTOMER (record), self->shop, NL_CUSTOMER_COLUMN_ORDERS);
  g_autofree char *orders
      = g_strdup_printf (ngettext ("%s order", "%s orders", (gulong) n_orders), number);

  show_name (self, record);
  set_text (self->amount, spent);
  set_text (self->orders, orders);
}

static void
update (NlCustomerCell *self)
{
  NlRecord *record = self->row != NULL ? nl_row_get_record (self->row) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (gtk_widget_get_first_child (GTK_WIDGET (self)), record != NULL);
  if (record == NULL)
    return;
  switch (self->column) {
  case NL_CUSTOMER_COLUMN_NAME:
    show_name (self, record);
    break;
  case NL_CUSTOMER_N_COLUMNS:
    show_card (self, record);
    break;
  case NL_CUSTOMER_COLUMN_EMAIL_STATUS:
    show_pill (self, nl_record_get_text (record, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS));
    break;
  case NL_CUSTOMER_COLUMN_COUNTRY:
  case NL_CUSTOMER_COLUMN_ORDERS:
  case NL_CUSTOMER_COLUMN_SPENT:
  case NL_CUSTOMER_COLUMN_LAST_ORDER:
  case NL_CUSTOMER_COLUMN_TAGS:
    text = nl_customer_dup_column_text (NL_CUSTOMER (record), self->shop, self->column);
    set_text (self->text, text);
    break;
  }
}

static GtkWidget *
create_name (NlCustomerCell *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->text = inscription_new (widths[NL_CUSTOMER_COLUMN_NAME].min_chars,
                                widths[NL_CUSTOMER_COLUMN_NAME].nat_chars, FALSE);
  self->second = inscription_new (0, 0, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->second), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->second), "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->second));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
create_pill (NlCustomerCell *self)
{
  self->pill = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->pill, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->pill), "nl-pill");
  gtk_widget_set_halign (GTK_WIDGET (self->pill), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->pill), GTK_ALIGN_CENTER);
  return GTK_WIDGET (self->pill);
}

static GtkWidget *
create_card (NlCustomerCell *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->avatar = ADW_AVATAR (adw_avatar_new (AVATAR_SIZE, NULL, TRUE));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->avatar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE,
                               -1);
  self->amount = inscription_new (8, 11, TRUE);
  self->orders = inscription_new (8, 11, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->orders), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->orders), "caption");
  gtk_box_append (GTK_BOX (end), GTK_WIDGET (self->amount));
  gtk_box_append (GTK_BOX (end), GTK_WIDGET (self->orders));
  gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->avatar));
  gtk_box_append (GTK_BOX (card), create_name (self));
  gtk_box_append (GTK_BOX (card), end);
  gtk_inscription_set_min_chars (self->text, 8);
  return card;
}

static void
nl_customer_cell_dispose (GObject *object)
{
  nl_customer_cell_set_row (NL_CUSTOMER_CELL (object), NULL, NULL);
  G_OBJECT_CLASS (nl_customer_cell_parent_class)->dispose (object);
}

static void
nl_customer_cell_class_init (NlCustomerCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nl_customer_cell_dispose;
}

static void
nl_customer_cell_init (NlCustomerCell *self)
{}

/**
 * nl_customer_cell_new:
 * @column: what it shows
 *
 * Returns: (transfer floating): an empty cell of a table
 */
GtkWidget *
nl_customer_cell_new (NlCustomerColumn column)
{
  NlCustomerCell *self = g_object_new (NL_TYPE_CUSTOMER_CELL, NULL);
  GtkWidget *child;

  self->column = column;
  if (column == NL_CUSTOMER_COLUMN_NAME) {
    child = create_name (self);
  } else if (column == NL_CUSTOMER_COLUMN_EMAIL_STATUS) {
    child = create_pill (self);
  } else {
    self->text = inscription_new (widths[column].min_chars, widths[column].nat_chars,
                                  widths[column].is_number);
    child = GTK_WIDGET (self->text);
  }
  adw_bin_set_child (ADW_BIN (self), child);
  return GTK_WIDGET (self);
}

/**
 * nl_customer_cell_new_card:
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *
nl_customer_cell_new_card (void)
{
  NlCustomerCell *self = g_object_new (NL_TYPE_CUSTOMER_CELL, NULL);

  self->column = NL_CUSTOMER_N_COLUMNS;
  adw_bin_set_child (ADW_BIN (self), create_card (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "customer-card");
  return GTK_WIDGET (self);
}

/**
 * nl_customer_cell_set_row:
 * @self: a cell
 * @row: (nullable): whose record it shows
 * @shop: (nullable): the shop of the record
 *
 * Shows another row.
 */
void
nl_customer_cell_set_row (NlCustomerCell *self, NlRow *row, NlShop *shop)
{
  g_return_if_fail (NL_IS_CUSTOMER_CELL (self));

  if (self->row != NULL)
    g_clear_signal_handler (&self->record_id, self->row);
  g_set_object (&self->row, row);
  g_set_object (&self->shop, shop);
  if (row == NULL)
    return;
  self->record_id = g_signal_connect_object (row, "notify::record", G_CALLBACK (update), self,
                                             G_CONNECT_SWAPPED);
  update (self);
}

/**
 * nl_customer_cell_get_row:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): the row it shows
 */
NlRow *
nl_customer_cell_get_row (NlCustomerCell *self)
{
  g_return_val_if_fail (NL_IS_CUSTOMER_CELL (self), NULL);

  return self->row;
}

static gboolean
record_to_name (GBinding *binding, const GValue *from, GValue *to, gpointer data)
{
  NlCustomer *customer = g_value_get_object (from);

  if (customer != NULL)
    g_value_take_string (to, nl_customer_dup_name (customer));
  else
    g_value_set_static_string (to, "");
  return TRUE;
}

/**
 * nl_customer_row_bind_name:
 * @row: a row of a model of customers
 * @item: what shows it, with a property `accessible-label`
 *
 * Gives @item the name of its customer, for who hears the list, until
 * nl_customer_row_unbind_name().
 */
void
nl_customer_row_bind_name (NlRow *row, GObject *item)
{
  g_return_if_fail (NL_IS_ROW (row));

  g_object_set_data (item, NAME_BINDING,
                     g_object_bind_property_full (row, "record", item, "accessible-label",
                                                  G_BINDING_SYNC_CREATE, record_to_name, NULL, NULL,
                                                  NULL));
}

/**
 * nl_customer_row_unbind_name:
 * @item: what shows a row
 *
 * Undoes nl_customer_row_bind_name().
 */
void
nl_customer_row_unbind_name (GObject *item)
{
  g_binding_unbind (g_object_steal_data (item, NAME_BINDING));
}
