/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-offer-group.h"
#include "app/campaigns/nl-products-group.h"
#include "app/campaigns/nl-text-list.h"
#include "app/widgets/nl-calendar.h"
#include "app/widgets/nl-row-error.h"
#include "campaigns-test.h"
#include "campaigns/nl-campaign-error.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, campaigns_set_up, func, fixture_tear_down)

/* In a window of its own, where it can have the focus. */
static GtkWidget *
show_group (Fixture *f, GtkWidget *group)
{
  GtkWidget *dialog = GTK_WIDGET (adw_dialog_new ());

  adw_dialog_set_child (ADW_DIALOG (dialog), group);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (f->window));
  return group;
}

static NlOfferGroup *
show_offer (Fixture *f, guint kind)
{
  GtkWidget *group = show_group (f, g_object_new (NL_TYPE_OFFER_GROUP, NULL));

  nl_offer_group_set_shop (NL_OFFER_GROUP (group), nl_workspace_get_shop (f->workspace));
  adw_combo_row_set_selected (get_child (group, "kind"), kind);
  return NL_OFFER_GROUP (group);
}

static void
assert_invalid (Fixture *f, GtkWidget *row)
{
  GtkWidget *input = nl_row_find_input (row);

  g_assert_true (gtk_widget_has_css_class (row, "error"));
  gtk_test_accessible_assert_state (input, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->window)) == input);
}

/* What is typed counts when a key creates the campaign, before the keyboard goes elsewhere. */
static void
test_percent (Fixture *f, gconstpointer data)
{
  NlOfferGroup *group = show_offer (f, 1);
  GtkWidget *percent = get_child (group, "percent");
  g_autoptr (JsonNode) offer = NULL;
  g_autoptr (GError) error = NULL;

  gtk_widget_grab_focus (percent);
  gtk_editable_set_text (GTK_EDITABLE (percent), "35");
  g_assert_true (nl_offer_group_get_offer (group, &offer, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (json_object_get_double_member (json_node_get_object (offer), "value"), ==, 35);
}

static void
test_amount (Fixture *f, gconstpointer data)
{
  NlOfferGroup *group = show_offer (f, 2);
  GtkWidget *amount = get_child (group, "amount");
  g_autoptr (JsonNode) offer = NULL;
  g_autoptr (GError) error = NULL;

  gtk_editable_set_text (GTK_EDITABLE (amount), "much");
  g_assert_false (nl_offer_group_get_offer (group, &offer, &error));
  g_assert_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_OFFER);
  assert_invalid (f, amount);
  gtk_editable_set_text (GTK_EDITABLE (amount), "12");
  g_assert_false (gtk_widget_has_css_class (amount, "error"));
}

static char *
dup_last_day (NlOfferGroup *group)
{
  g_autoptr (JsonNode) offer = NULL;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) there = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr (GError) error = NULL;
  gint64 ends;

  g_assert_true (nl_offer_group_get_offer (group, &offer, &error));
  ends = json_object_get_int_member_with_default (json_node_get_object (offer), "ends", 0);
  if (ends == 0)
    return NULL;
  utc = g_date_time_new_from_unix_utc (ends / G_USEC_PER_SEC);
  there = g_date_time_to_timezone (utc, zone);
  return g_date_time_format (there, "%F %T");
}

/* Another month makes it another day, though it is called by the same number. */
static void
test_last_day (Fixture *f, gconstpointer data)
{
  NlOfferGroup *group = show_offer (f, 3);
  GtkMenuButton *button = get_child (group, "ends_button");
  g_autoptr (GDateTime) november = g_date_time_new_utc (2026, 11, 22, 12, 0, 0);
  g_autoptr (GDateTime) december = g_date_time_new_utc (2026, 12, 22, 12, 0, 0);
  g_autofree char *none = dup_last_day (group);
  g_autofree char *marked = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  GtkCalendar *calendar;

  g_assert_null (none);
  gtk_menu_button_popup (button);
  calendar = nl_calendar_popover_get_calendar (GTK_WIDGET (gtk_menu_button_get_popover (button)));
  marked = dup_last_day (group);
  g_assert_nonnull (marked);
  gtk_calendar_select_day (calendar, november);
  first = dup_last_day (group);
  g_assert_cmpstr (first, ==, "2026-11-22 23:59:59");
  gtk_calendar_select_day (calendar, december);
  second = dup_last_day (group);
  g_assert_cmpstr (second, ==, "2026-12-22 23:59:59");
  gtk_menu_button_popdown (button);
}

static void
test_products (Fixture *f, gconstpointer data)
{
  NlProductsGroup *group
      = NL_PRODUCTS_GROUP (show_group (f, g_object_new (NL_TYPE_PRODUCTS_GROUP, NULL)));
  g_autoptr (JsonNode) products = NULL;
  g_autoptr (GError) no_title = NULL;
  g_autoptr (GError) no_price = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *title;
  GtkWidget *price;

  nl_products_group_set_currency (group, "EUR");
  g_signal_emit_by_name (find_widget (GTK_WIDGET (group), ADW_TYPE_BUTTON_CONTENT) != NULL
                             ? gtk_widget_get_parent (
                                   find_widget (GTK_WIDGET (group), ADW_TYPE_BUTTON_CONTENT))
                             : NULL,
                         "clicked");
  title = find_named (GTK_WIDGET (group), ADW_TYPE_ENTRY_ROW, "title", "Title");
  price = find_named (GTK_WIDGET (group), ADW_TYPE_ENTRY_ROW, "title", "Price in EUR");

  gtk_editable_set_text (GTK_EDITABLE (price), "cheap");
  g_assert_false (nl_products_group_get_products (group, &products, &no_title));
  g_assert_error (no_title, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_PRODUCT);
  assert_invalid (f, title);

  gtk_editable_set_text (GTK_EDITABLE (title), "Teapot");
  adw_expander_row_set_expanded (
      ADW_EXPANDER_ROW (find_widget (GTK_WIDGET (group), ADW_TYPE_EXPANDER_ROW)), FALSE);
  g_assert_false (nl_products_group_get_products (group, &products, &no_price));
  g_assert_error (no_price, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_PRODUCT);
  assert_invalid (f, price);

  gtk_editable_set_text (GTK_EDITABLE (price), "19,90");
  g_assert_true (nl_products_group_get_products (group, &products, &error));
  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (
                       json_array_get_object_element (json_node_get_array (products), 0), "price"),
                   ==, 1990);
}

static GtkWidget *
find_text (GtkWidget *list, guint index)
{
  GtkListBoxRow *row
      = gtk_list_box_get_row_at_index (GTK_LIST_BOX (find_widget (list, GTK_TYPE_LIST_BOX)),
                                       (int) index);

  return row != NULL ? find_widget (GTK_WIDGET (row), GTK_TYPE_TEXT) : NULL;
}

/* Several texts are typed one after the other, without the pointer. */
static void
test_list (Fixture *f, gconstpointer data)
{
  static const char *const texts[] = { "Tea", "Pots", NULL };
  const NlChannel *channel = nl_channel_lookup ("google-ads");
  g_autofree char *long_text = g_strnfill (200, 'a');
  GtkWidget *list = NULL;

  for (guint i = 0; list == NULL && i < channel->n_parts; i++)
    if ((channel->parts[i].flags & NL_PART_LIST) != 0)
      list = show_group (f, nl_text_list_new (channel, &channel->parts[i]));
  nl_text_list_set_list (NL_TEXT_LIST (list), texts);
  gtk_widget_grab_focus (find_text (list, 0));
  g_signal_emit_by_name (find_text (list, 0), "activate");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->window)) == find_text (list, 1));
  g_signal_emit_by_name (find_text (list, 1), "activate");
  g_assert_nonnull (find_text (list, 2));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->window)) == find_text (list, 2));
  /* An empty one is enough. */
  g_signal_emit_by_name (find_text (list, 2), "activate");
  g_assert_null (find_text (list, 3));

  gtk_editable_set_text (GTK_EDITABLE (find_text (list, 2)), long_text);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (find_text (list, 2)),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (find_text (list, 0)),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;

  add_test ("/campaign-form/percent", test_percent);
  add_test ("/campaign-form/amount", test_amount);
  add_test ("/campaign-form/last-day", test_last_day);
  add_test ("/campaign-form/products", test_products);
  add_test ("/campaign-form/list", test_list);
  return g_test_run ();
}
