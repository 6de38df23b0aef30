/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-member-cell.h"

#include <glib/gi18n-lib.h>

#include "base/nl-format.h"
#include "base/nl-language.h"
#include "base/nl-place.h"

/**
 * NlMemberCell:
 *
 * A customer in the list of those a segment finds: who, from where, and what they bought.
 */
struct _NlMemberCell {
  GtkWidget parent_instance;
  GtkLabel *name;
  GtkLabel *details;
  GtkLabel *spent;
  NlShop *shop;
};

G_DEFINE_FINAL_TYPE (NlMemberCell, nl_member_cell, GTK_TYPE_WIDGET)

static void
nl_member_cell_dispose (GObject *object)
{
  NlMemberCell *self = NL_MEMBER_CELL (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->shop);
  G_OBJECT_CLASS (nl_member_cell_parent_class)->dispose (object);
}

static void
nl_member_cell_class_init (NlMemberCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nl_member_cell_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkLabel *
create_label (GtkWidget *parent, const char *first_class, const char *second_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (first_class != NULL)
    gtk_widget_add_css_class (label, first_class);
  if (second_class != NULL)
    gtk_widget_add_css_class (label, second_class);
  gtk_widget_set_parent (label, parent);
  return GTK_LABEL (label);
}

static void
nl_member_cell_init (NlMemberCell *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_parent (texts, GTK_WIDGET (self));
  self->name = create_label (texts, NULL, NULL);
  self->details = create_label (texts, "caption", "dimmed");
  self->spent = create_label (GTK_WIDGET (self), "numeric", NULL);
  gtk_label_set_ellipsize (self->spent, PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "member");
}

/**
 * nl_member_cell_new:
 * @shop: whose customers: their currency and time zone
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
nl_member_cell_new (NlShop *shop)
{
  NlMemberCell *self;

  g_return_val_if_fail (NL_IS_SHOP (shop), NULL);

  self = g_object_new (NL_TYPE_MEMBER_CELL, NULL);
  self->shop = g_object_ref (shop);
  return GTK_WIDGET (self);
}

static char *
dup_name (NlRecord *customer)
{
  const char *first = nl_record_get_text (customer, NL_CUSTOMER_FIRST_NAME);
  const char *last = nl_record_get_text (customer, NL_CUSTOMER_LAST_NAME);
  const char *email = nl_record_get_text (customer, NL_CUSTOMER_EMAIL);
  const char *phone = nl_record_get_text (customer, NL_CUSTOMER_PHONE);

  if (first != NULL || last != NULL)
    return g_strjoin (first != NULL && last != NULL ? " " : "", first != NULL ? first : "",
                      last != NULL ? last : "", NULL);
  if (email != NULL)
    return g_strdup (email);
  return g_strdup (phone != NULL ? phone : _ ("No Name"));
}

/* “Germany · 3 orders · last on 4 May 2026” */
static char *
dup_details (NlRecord *customer, const char *time_zone)
{
  const char *language = nl_language_get_ui ();
  const char *code = nl_record_get_text (customer, NL_CUSTOMER_COUNTRY_CODE);
  gint64 n = nl_record_get_int64 (customer, NL_CUSTOMER_NUMBER_OF_ORDERS);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  g_autofree char *number = nl_number_format ((double) n, 0, language);

  if (code != NULL)
    g_strv_builder_take (parts, nl_country_name (code, language));
  g_strv_builder_take (
      parts, n == 0 ? g_strdup (_ ("no orders"))
                    : g_strdup_printf (ngettext ("%s order", "%s orders", (gulong) n), number));
  if (!nl_record_is_null (customer, NL_CUSTOMER_LAST_ORDER_AT)) {
    g_autofree char *date
        = nl_date_format (nl_record_get_int64 (customer, NL_CUSTOMER_LAST_ORDER_AT), time_zone,
                          language, NL_DATE_MEDIUM);

    g_strv_builder_take (parts, g_strdup_printf (_ ("last on %s"), date));
  }
  texts = g_strv_builder_end (parts);
  return g_strjoinv (" · ", texts);
}

/**
 * nl_member_cell_set_customer:
 * @self: a cell
 * @customer: (nullable): whom to show; %NULL while it is being read
 */
void
nl_member_cell_set_customer (NlMemberCell *self, NlCustomer *customer)
{
  NlRecord *shop;
  NlRecord *record = (NlRecord *) customer;
  g_autofree char *name = NULL;
  g_autofree char *details = NULL;
  g_autofree char *spent = NULL;

  g_return_if_fail (NL_IS_MEMBER_CELL (self));

  shop = NL_RECORD (self->shop);
  if (record != NULL) {
    name = dup_name (record);
    details = dup_details (record, nl_record_get_text (shop, NL_SHOP_TIMEZONE));
    spent = nl_money_format (nl_record_get_int64 (record, NL_CUSTOMER_AMOUNT_SPENT),
                             nl_record_get_text (shop, NL_SHOP_CURRENCY), nl_language_get_ui ());
  }
  gtk_label_set_label (self->name, name != NULL ? name : "…");
  gtk_label_set_label (self->details, details != NULL ? details : "");
  gtk_label_set_label (self->spent, spent != NULL ? spent : "");
}
