/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-chooser.h"
#include "app/customers/nl-customer-dialog.h"
#include "app/customers/nl-customer-profile.h"
#include "app/customers/nl-merge-page.h"
#include "app/customers/nl-person-export.h"
#include "app/widgets/nl-choice-row.h"
#include "app/widgets/nl-row-error.h"
#include "app/widgets/nl-text-row.h"
#include "app/widgets/nl-words-row.h"
#include "app-test.h"
#include "customers/nl-customer-address.h"
#include "customers/nl-order.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static GtkWidget *
find_profile (Fixture *f)
{
  return find_widget (GTK_WIDGET (f->window), NL_TYPE_CUSTOMER_PROFILE);
}

static gboolean
shows (Fixture *f, GType type, const char *property, const char *text)
{
  GtkWidget *profile = find_profile (f);

  return profile != NULL && gtk_widget_get_mapped (profile)
         && find_named (profile, type, property, text) != NULL;
}

static GtkWidget *
open_profile (Fixture *f, gint64 id, const char *name)
{
  nl_window_open_page (GTK_WIDGET (f->window), "customers", id);
  wait_until (shows (f, GTK_TYPE_LABEL, "label", name));
  return find_profile (f);
}

static void
add_order (Fixture *f, gint64 customer_id, const char *name, gint64 days_ago, gint64 total)
{
  g_autoptr (NlOrder) order = g_object_new (NL_TYPE_ORDER, NULL);
  NlRecord *record = NL_RECORD (order);

  nl_record_set_int64 (record, NL_ORDER_SHOP_ID, nl_workspace_get_shop_id (f->workspace));
  nl_record_set_int64 (record, NL_ORDER_CUSTOMER_ID, customer_id);
  nl_record_set_text (record, NL_ORDER_NAME, name);
  nl_record_set_int64 (record, NL_ORDER_ORDERED_AT,
                       g_get_real_time () - days_ago * G_TIME_SPAN_DAY);
  nl_record_set_int64 (record, NL_ORDER_TOTAL, total);
  await (nl_store_save (f->store, record));
}

static void
test_shows (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");

  add_order (f, id, "#1001", 100, 12000);
  add_order (f, id, "#1002", 2, 4550);
  open_profile (f, id, "Chloé Dupont");
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "title", "#1001"));
  wait_until (shows (f, GTK_TYPE_LABEL, "label", "€45.50"));
  wait_until (gtk_root_get_focus (GTK_ROOT (f->window)) != NULL
              && gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)),
                                          NL_TYPE_CUSTOMER_PROFILE)
                     != NULL);
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "subtitle", "chloe@example.fr"));

  /* An order that comes later is seen too. */
  add_order (f, id, "#1003", 1, 100);
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "title", "#1003"));
}

/* Somebody who was merged has the address of both. */
static void
test_addresses (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  g_autoptr (NlCustomerAddress) address
      = g_object_new (NL_TYPE_CUSTOMER_ADDRESS, "customer-id", id, "company", "Atelier", "address1",
                      "2 rue B", "zip", "69001", "city", "Lyon", "country-code", "FR", NULL);

  await (nl_store_save (f->store, NL_RECORD (address)));
  open_profile (f, id, "Chloé Dupont");
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "title", "Further Address"));
  g_assert_true (
      shows (f, ADW_TYPE_ACTION_ROW, "subtitle", "Atelier\n2 rue B\n69001 Lyon\nFrance"));
}

static void
click_save (GtkWidget *dialog)
{
  g_signal_emit_by_name (find_button (dialog, "_Save"), "clicked");
}

static void
test_edit (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  GtkWidget *profile = open_profile (f, id, "Chloé Dupont");
  GtkWidget *dialog;
  GtkWidget *email;

  gtk_widget_activate_action (profile, "profile.edit", NULL);
  wait_until ((dialog = find_widget (GTK_WIDGET (f->window), NL_TYPE_CUSTOMER_DIALOG)) != NULL);
  gtk_editable_set_text (
      GTK_EDITABLE (find_named (dialog, ADW_TYPE_ENTRY_ROW, "title", "Last Name")), "Martin");
  nl_choice_row_set_code (
      NL_CHOICE_ROW (find_named (dialog, NL_TYPE_CHOICE_ROW, "title", "Country")), "BE");
  nl_choice_row_set_code (NL_CHOICE_ROW (find_named (dialog, NL_TYPE_CHOICE_ROW, "title",
                                                     "Email Subscription")),
                          "SUBSCRIBED");

  /* What is wrong is said, and nothing is stored. */
  email = find_named (dialog, ADW_TYPE_ENTRY_ROW, "title", "Email");
  gtk_editable_set_text (GTK_EDITABLE (email), "nonsense");
  click_save (dialog);
  wait_until (adw_banner_get_revealed (ADW_BANNER (find_widget (dialog, ADW_TYPE_BANNER))));
  wait_until (shows (f, GTK_TYPE_LABEL, "label", "Chloé Dupont"));
  wait_until (gtk_root_get_focus (gtk_widget_get_root (dialog)) == nl_row_find_input (email));
  gtk_test_accessible_assert_state (nl_row_find_input (email), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  gtk_editable_set_text (GTK_EDITABLE (email), "chloe@example.be");
  click_save (dialog);
  wait_until (find_widget (GTK_WIDGET (f->window), NL_TYPE_CUSTOMER_DIALOG) == NULL);
  wait_until (shows (f, GTK_TYPE_LABEL, "label", "Chloé Martin"));
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "subtitle", "chloe@example.be"));
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "subtitle", "Belgium"));
  wait_until (shows (f, GTK_TYPE_LABEL, "label", "Email: Subscribed"));
}

static gboolean
is_stored (Fixture *f, gint64 id, const char *tag, const char *note)
{
  g_autoptr (NlRecord) record = await_object (nl_store_find (f->store, NL_TYPE_CUSTOMER, id));
  const char *const *tags = nl_record_get_strv (record, NL_CUSTOMER_TAGS);

  return tags != NULL && g_strcmp0 (tags[0], tag) == 0
         && g_strcmp0 (nl_record_get_text (record, NL_CUSTOMER_NOTE), note) == 0;
}

static void
test_tags_and_note (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  GtkWidget *profile = open_profile (f, id, "Chloé Dupont");
  GtkWidget *note = find_widget (profile, NL_TYPE_TEXT_ROW);
  const char *words[] = { "vip", NULL };

  nl_words_row_set_words (NL_WORDS_ROW (find_widget (profile, NL_TYPE_WORDS_ROW)), words);
  wait_until (is_stored (f, id, "vip", NULL));

  gtk_widget_grab_focus (note);
  nl_text_row_set_text (NL_TEXT_ROW (note), "Calls in the morning.");
  gtk_widget_grab_focus (find_widget (profile, NL_TYPE_WORDS_ROW));
  wait_until (is_stored (f, id, "vip", "Calls in the morning."));
}

/* Who closes the window is done with what was typed. */
static void
test_note_when_closed (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  GtkWidget *profile = open_profile (f, id, "Chloé Dupont");
  GtkWidget *note = find_widget (profile, NL_TYPE_TEXT_ROW);
  g_autoptr (NlRecord) record = NULL;

  gtk_widget_grab_focus (note);
  nl_text_row_set_text (NL_TEXT_ROW (note), "Calls in the morning.");
  gtk_widget_set_visible (GTK_WIDGET (f->window), FALSE);
  nl_test_settle ();
  record = await_object (nl_store_find (f->store, NL_TYPE_CUSTOMER, id));
  g_assert_cmpstr (nl_record_get_text (record, NL_CUSTOMER_NOTE), ==, "Calls in the morning.");
  gtk_widget_set_visible (GTK_WIDGET (f->window), TRUE);
}

static gpointer
run_sql (NlConnection *connection, gpointer sql, GError **error)
{
  g_autoptr (NlStatement) statement = nl_connection_prepare (connection, "prepare", sql, error);

  if (statement != NULL)
    nl_statement_run (statement, error);
  return NULL;
}

static void
write_sql (Fixture *f, const char *sql)
{
  await (nl_store_write (f->store, run_sql, (gpointer) sql, NULL, G_TYPE_NONE, NULL));
}

static void
test_history (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  GtkWidget *profile;

  add_order (f, id, "#1001", 100, 12000);
  write_sql (f, "INSERT INTO order_lines (id, order_id, position, title, quantity, price)"
                " SELECT 1, id, 0, 'Blue Lamp', 3, 4000 FROM orders");
  write_sql (f, "UPDATE customers SET email_subscription_status = 'SUBSCRIBED',"
                " email_subscription_changed_at = 1700000000000000,"
                " email_subscription_source = 'import:shop.csv', city = 'Lyon',"
                " country_code = 'FR', rfm_group = 'CHAMPIONS', rfm_recency = 5,"
                " rfm_frequency = 4, rfm_monetary = 1");
  profile = open_profile (f, id, "Chloé Dupont");
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "title", "Blue Lamp"));
  wait_until (shows (f, GTK_TYPE_LABEL, "label", "€120.00"));
  wait_until (shows (f, GTK_TYPE_LABEL, "label", "Lyon, France"));
  wait_until (
      shows (f, ADW_TYPE_ACTION_ROW, "subtitle", "Nov 14, 2023 · Imported from “shop.csv”"));
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "title", "Order #1001"));
  wait_until (
      shows (f, ADW_TYPE_ACTION_ROW, "subtitle", "Bought lately, buys often and spends most"));
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "subtitle", "Ordered more often than 60% of buyers"));
  wait_until (
      shows (f, ADW_TYPE_ACTION_ROW, "subtitle", "Among the fifth of buyers who spent least"));
  g_assert_nonnull (profile);
}

/* Long lists show their beginning until somebody wants all. */
static void
test_folded (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_add_customer (f, "Chloé", "Dupont", NULL);
  GtkWidget *profile;
  GtkWidget *more;

  for (int i = 0; i < 7; i++) {
    g_autofree char *name = g_strdup_printf ("#%d", i);

    add_order (f, id, name, i, 1000);
  }
  profile = open_profile (f, id, "Chloé Dupont");
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "title", "#4")
              && (more = find_named (profile, ADW_TYPE_BUTTON_ROW, "title", "_Show All 7"))
                     != NULL);
  g_assert_false (shows (f, ADW_TYPE_ACTION_ROW, "title", "#5"));
  g_signal_emit_by_name (more, "activated");
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "title", "#6"));
  g_assert_false (gtk_widget_get_visible (more));
}

static void
test_export (Fixture *f, gconstpointer data)
{
  static const char *const files[] = { "person.json", "person.html" };
  gint64 id = fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  GtkWidget *profile = open_profile (f, id, "Chloé Dupont");
  g_autoptr (NlCustomer) customer = await_object (nl_store_find (f->store, NL_TYPE_CUSTOMER, id));

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (f->folder, files[i], NULL);
    g_autofree char *text = NULL;

    nl_person_export_write (profile, f->workspace, customer,
                            i == 0 ? NL_PERSON_REPORT_JSON : NL_PERSON_REPORT_HTML, path);
    wait_until (g_file_test (path, G_FILE_TEST_EXISTS));
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    g_assert_nonnull (strstr (text, "chloe@example.fr"));
    g_assert_true (*text == (i == 0 ? '{' : '<'));
  }
  wait_until (find_named (GTK_WIDGET (f->window), GTK_TYPE_LABEL, "label",
                          "Data of “Chloé Dupont” exported")
              != NULL);
}

static void
test_merge_with (Fixture *f, gconstpointer data)
{
  gint64 other;
  gint64 id;
  GtkWidget *profile;
  GtkWidget *chooser;
  GtkWidget *page;
  GListModel *rows;

  other = fixture_add_customer (f, "Ana", "Silva", "ana@example.pt");
  id = fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  profile = open_profile (f, id, "Chloé Dupont");
  gtk_widget_activate_action (profile, "profile.merge", NULL);
  wait_until ((chooser = find_widget (GTK_WIDGET (f->window), NL_TYPE_CUSTOMER_CHOOSER)) != NULL);
  rows = G_LIST_MODEL (
      gtk_list_view_get_model (GTK_LIST_VIEW (find_widget (chooser, GTK_TYPE_LIST_VIEW))));
  /* Escape leaves, also from the entry, which has the keyboard. */
  g_signal_emit_by_name (find_widget (chooser, GTK_TYPE_SEARCH_ENTRY), "stop-search");
  wait_until (find_widget (GTK_WIDGET (f->window), NL_TYPE_CUSTOMER_CHOOSER) == NULL);
  gtk_widget_activate_action (profile, "profile.merge", NULL);
  wait_until ((chooser = find_widget (GTK_WIDGET (f->window), NL_TYPE_CUSTOMER_CHOOSER)) != NULL);
  rows = G_LIST_MODEL (
      gtk_list_view_get_model (GTK_LIST_VIEW (find_widget (chooser, GTK_TYPE_LIST_VIEW))));

  /* Nobody is merged with themselves. */
  wait_until (g_list_model_get_n_items (rows) == 1);
  g_signal_emit_by_name (find_widget (chooser, GTK_TYPE_LIST_VIEW), "activate", 0);
  wait_until ((page = find_widget (GTK_WIDGET (f->window), NL_TYPE_MERGE_PAGE)) != NULL);
  gtk_widget_activate_action (page, "merge.apply", NULL);
  wait_until (fixture_count (f) == 1);
  /* Who was open stays, though the other one is older. */
  g_assert_cmpint (other, <, id);
  wait_until (shows (f, GTK_TYPE_LABEL, "label", "Chloé Dupont"));
}

static void
test_erase (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  GtkWidget *profile = open_profile (f, id, "Chloé Dupont");
  GtkWidget *dialog;

  gtk_widget_activate_action (profile, "profile.erase", NULL);
  wait_until ((dialog = find_widget (GTK_WIDGET (f->window), ADW_TYPE_ALERT_DIALOG)) != NULL);
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), ==,
                   "Erase “Chloé Dupont”?");
  g_signal_emit_by_name (find_button (dialog, "_Erase"), "clicked");
  wait_until (find_profile (f) == NULL || !gtk_widget_get_mapped (find_profile (f)));
  g_assert_cmpint (fixture_count (f), ==, 0);
  wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
  wait_until (fixture_count (f) == 1);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/customer-profile/shows", test_shows);
  add_test ("/customer-profile/addresses", test_addresses);
  add_test ("/customer-profile/edit", test_edit);
  add_test ("/customer-profile/tags-and-note", test_tags_and_note);
  add_test ("/customer-profile/note-when-closed", test_note_when_closed);
  add_test ("/customer-profile/history", test_history);
  add_test ("/customer-profile/folded", test_folded);
  add_test ("/customer-profile/export", test_export);
  add_test ("/customer-profile/merge-with", test_merge_with);
  add_test ("/customer-profile/erase", test_erase);
  return g_test_run ();
}
