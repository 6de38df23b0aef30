/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-products-group.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/nl-row-error.h"
#include "base/nl-money.h"
#include "campaigns/nl-campaign-error.h"

/**
 * NlProductsGroup:
 *
 * The products that a campaign is about: each with a title, a price and a link.
 */
struct _NlProductsGroup {
  AdwPreferencesGroup parent_instance;
  GtkWidget *add;
  GPtrArray *products; /* of Product */
  char *currency;
};

G_DEFINE_FINAL_TYPE (NlProductsGroup, nl_products_group, ADW_TYPE_PREFERENCES_GROUP)

#define MAX_PRODUCTS 50

typedef struct {
  GtkWidget *row; /* an AdwExpanderRow with the others */
  GtkEditable *title;
  GtkEditable *price;
  GtkEditable *link;
} Product;

static GtkEditable *
add_entry (Product *product, const char *title, GtkInputPurpose purpose)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (entry), purpose);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (product->row), entry);
  return GTK_EDITABLE (entry);
}

static void
title_changed_cb (GtkWidget *row, GtkEditable *title)
{
  const char *text = gtk_editable_get_text (title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *text != '\0' ? text : _ ("New Product"));
}

static void
remove_clicked_cb (NlProductsGroup *self, GtkWidget *button)
{
  for (guint i = 0; i < self->products->len; i++) {
    Product *product = g_ptr_array_index (self->products, i);

    if (!gtk_widget_is_ancestor (button, product->row))
      continue;
    gtk_widget_grab_focus (self->add);
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), product->row);
    g_ptr_array_remove_index (self->products, i);
    break;
  }
  gtk_widget_set_sensitive (self->add, self->products->len < MAX_PRODUCTS);
}

static void
add_clicked_cb (NlProductsGroup *self)
{
  Product *product = g_new0 (Product, 1);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *price = NULL;

  product->row = adw_expander_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (product->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (product->row), _ ("New Product"));
  /* Translators: %s is a currency code such as EUR. */
  price = g_strdup_printf (_ ("Price in %s"), self->currency != NULL ? self->currency : "EUR");
  product->title = add_entry (product, _ ("Title"), GTK_INPUT_PURPOSE_FREE_FORM);
  product->price = add_entry (product, price, GTK_INPUT_PURPOSE_NUMBER);
  product->link = add_entry (product, _ ("Link"), GTK_INPUT_PURPOSE_URL);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Remove Product"));
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (product->row), remove);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (product->title, "changed", G_CALLBACK (title_changed_cb), product->row,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->products, product);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), product->row);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (product->row), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (product->title));
  gtk_widget_set_sensitive (self->add, self->products->len < MAX_PRODUCTS);
}

static void
nl_products_group_dispose (GObject *object)
{
  NlProductsGroup *self = NL_PRODUCTS_GROUP (object);

  g_clear_pointer (&self->products, g_ptr_array_unref);
  g_clear_pointer (&self->currency, g_free);
  G_OBJECT_CLASS (nl_products_group_parent_class)->dispose (object);
}

static void
nl_products_group_class_init (NlProductsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nl_products_group_dispose;
}

static void
nl_products_group_init (NlProductsGroup *self)
{
  GtkWidget *content = adw_button_content_new ();

  self->products = g_ptr_array_new_with_free_func (g_free);
  self->add = gtk_button_new ();
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("_Add Product"));
  adw_button_content_set_use_underline (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (self->add), content);
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Products"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add);
}

/**
 * nl_products_group_set_currency:
 * @self: the group
 * @currency: an ISO 4217 code
 *
 * Sets what prices are in.
 */
void
nl_products_group_set_currency (NlProductsGroup *self, const char *currency)
{
  g_return_if_fail (NL_IS_PRODUCTS_GROUP (self));

  g_set_str (&self->currency, currency);
}

/* Shows what is wrong, and gives it the keyboard. */
static gboolean
fail (Product *product, GtkEditable *entry, const char *problem, GError **error)
{
  g_set_error_literal (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_PRODUCT, problem);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (product->row), TRUE);
  nl_row_set_error (GTK_WIDGET (entry), problem);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  return FALSE;
}

static gboolean
read_product (NlProductsGroup *self, Product *product, JsonArray *array, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (product->title)));
  g_autofree char *price = g_strstrip (g_strdup (gtk_editable_get_text (product->price)));
  g_autofree char *link = g_strstrip (g_strdup (gtk_editable_get_text (product->link)));
  gint64 amount;

  if (*title == '\0' && *price == '\0' && *link == '\0')
    return TRUE;
  if (*title == '\0')
    return fail (product, product->title, _ ("Each product needs a title."), error);
  json_object_set_string_member (object, "title", title);
  if (*price != '\0') {
    if (!nl_money_parse (price, -1, self->currency, NL_DECIMAL_POINT_DETECT, &amount, NULL)) {
      g_autofree char *problem
          = g_strdup_printf (_ ("“%s” is no price. Write a number such as 19.90."), price);

      return fail (product, product->price, problem, error);
    }
    json_object_set_int_member (object, "price", amount);
  }
  if (*link != '\0')
    json_object_set_string_member (object, "url", link);
  json_array_add_object_element (array, g_steal_pointer (&object));
  return TRUE;
}

/**
 * nl_products_group_get_products:
 * @self: the group
 * @products: (out) (transfer full): the products as a campaign keeps them; rows that were left
 *   empty are not among them
 * @error: return location for %NL_CAMPAIGN_ERROR_PRODUCT
 *
 * What makes no sense gets the keyboard.
 *
 * Returns: whether what was typed makes sense
 */
gboolean
nl_products_group_get_products (NlProductsGroup *self, JsonNode **products, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  g_return_val_if_fail (NL_IS_PRODUCTS_GROUP (self), FALSE);

  for (guint i = 0; i < self->products->len; i++)
    if (!read_product (self, g_ptr_array_index (self->products, i), array, error))
      return FALSE;
  *products = json_node_init_array (json_node_alloc (), array);
  return TRUE;
}
