/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-dialog.h"
#include "app/customers/nl-customer-profile.h"
#include "app/widgets/nl-choice-row.h"
#include "app/widgets/nl-text-row.h"
#include "app/widgets/nl-words-row.h"
#include "customers-test.h"
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
  fixture_await (nl_store_save (f->store, record));
}

static void
test_shows (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");

  add_order (f, id, "#1001", 100, 12000);
  add_order (f, id, "#1002", 2, 4550);
  open_profile (f, id, "Chloé Dupont");
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "title", "#1001"));
  g_assert_true (shows (f, GTK_TYPE_LABEL, "label", "€45.50"));
  wait_until (
      gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), NL_TYPE_CUSTOMER_PROFILE)
      != NULL);
  g_assert_true (shows (f, ADW_TYPE_ACTION_ROW, "subtitle", "chloe@example.fr"));

  /* An order that comes later is seen too. */
  add_order (f, id, "#1003", 1, 100);
  wait_until (shows (f, ADW_TYPE_ACTION_ROW, "title", "#1003"));
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
  g_assert_true (shows (f, GTK_TYPE_LABEL, "label", "Chloé Dupont"));

  gtk_editable_set_text (GTK_EDITABLE (email), "chloe@example.be");
  click_save (dialog);
  wait_until (find_widget (GTK_WIDGET (f->window), NL_TYPE_CUSTOMER_DIALOG) == NULL);
  wait_until (shows (f, GTK_TYPE_LABEL, "label", "Chloé Martin"));
  g_assert_true (shows (f, ADW_TYPE_ACTION_ROW, "subtitle", "chloe@example.be"));
  g_assert_true (shows (f, ADW_TYPE_ACTION_ROW, "subtitle", "Belgium"));
  g_assert_true (shows (f, GTK_TYPE_LABEL, "label", "Email: Subscribed"));
}

static gboolean
is_stored (Fixture *f, gint64 id, const char *tag, const char *note)
{
  g_autoptr (NlRecord) record
      = fixture_await_object (nl_store_find (f->store, NL_TYPE_CUSTOMER, id));
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

static void
test_delete (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  GtkWidget *profile = open_profile (f, id, "Chloé Dupont");

  gtk_widget_activate_action (profile, "profile.delete", NULL);
  wait_until (find_profile (f) == NULL || !gtk_widget_get_mapped (find_profile (f)));
  g_assert_cmpint (fixture_count (f), ==, 0);
  wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
  wait_until (fixture_count (f) == 1);
}

int
main (int argc, char **argv)
{
  if (!customers_test_init (&argc, &argv))
    return 77;
  add_test ("/customer-profile/shows", test_shows);
  add_test ("/customer-profile/edit", test_edit);
  add_test ("/customer-profile/tags-and-note", test_tags_and_note);
  add_test ("/customer-profile/delete", test_delete);
  return g_test_run ();
}
