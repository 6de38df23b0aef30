/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-choice-row.h"
#include "shops/nl-shop.h"
#include "window-test.h"

/* The dialog that creates and edits shops. */

static void
assert_complains (NlShopDialog *dialog, NlShopField field, const char *about)
{
  AdwBanner *banner = get_child (dialog, "complaint");

  wait_until (adw_banner_get_revealed (banner));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), about));
  g_assert_true (gtk_widget_has_css_class (get_shop_row (dialog, field), "error"));
}

static void
test_shop_without_a_language (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  NlShopDialog *dialog;

  fixture_init (&fixture, folder);
  dialog = open_shop_dialog (&fixture, "add-shop", "Muet");
  nl_choice_row_set_code (get_shop_row (dialog, NL_SHOP_LANGUAGE), NULL);
  save (dialog);
  assert_complains (dialog, NL_SHOP_LANGUAGE, "language");
  assert_shops (&fixture, "");

  nl_choice_row_set_code (get_shop_row (dialog, NL_SHOP_LANGUAGE), "de");
  g_assert_false (adw_banner_get_revealed (get_child (dialog, "complaint")));
  g_assert_false (gtk_widget_has_css_class (get_shop_row (dialog, NL_SHOP_LANGUAGE), "error"));
  save (dialog);
  wait_until (get_dialog (&fixture) == NULL);
  assert_shops (&fixture, "Muet");
}

static void
test_shop_with_mistakes (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  NlShopDialog *dialog;

  fixture_init (&fixture, folder);
  create_shop (&fixture, "Atelier");
  dialog = open_shop_dialog (&fixture, "add-shop", "  ");
  nl_choice_row_set_code (get_shop_row (dialog, NL_SHOP_LANGUAGE), "fr");
  save (dialog);
  assert_complains (dialog, NL_SHOP_NAME, "name");
  gtk_editable_set_text (get_shop_row (dialog, NL_SHOP_NAME), "atelier");
  gtk_editable_set_text (get_shop_row (dialog, NL_SHOP_URL), "javascript:alert(1)");
  save (dialog);
  assert_complains (dialog, NL_SHOP_URL, "javascript:");
  gtk_editable_set_text (get_shop_row (dialog, NL_SHOP_URL), "");
  save (dialog);
  assert_complains (dialog, NL_SHOP_NAME, "already");
  assert_shops (&fixture, "Atelier");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_edit_shop (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  NlShopDialog *dialog;

  fixture_init (&fixture, folder);
  create_shop (&fixture, "Atelier");
  dialog = open_shop_dialog (&fixture, "edit-shop", NULL);
  g_assert_cmpstr (gtk_editable_get_text (get_shop_row (dialog, NL_SHOP_NAME)), ==, "Atelier");
  gtk_editable_set_text (get_shop_row (dialog, NL_SHOP_NAME), "Moulin");
  save (dialog);
  wait_until (get_dialog (&fixture) == NULL);
  assert_shops (&fixture, "Moulin");
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (nl_workspace_get_shop (fixture.workspace)),
                                       NL_SHOP_NAME),
                   ==, "Moulin");
}

/* Closing asks when something was typed, and only then. */
static void
test_discard (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlShopDialog) kept = NULL;
  NlShopDialog *dialog;

  fixture_init (&fixture, folder);
  dialog = open_shop_dialog (&fixture, "add-shop", NULL);
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (get_dialog (&fixture) == NULL);

  dialog = open_shop_dialog (&fixture, "add-shop", "Typed");
  g_set_object (&kept, dialog);
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (ADW_IS_ALERT_DIALOG (get_dialog (&fixture)));
  g_signal_emit_by_name (get_dialog (&fixture), "response::discard", "discard");
  wait_until (gtk_widget_get_root (GTK_WIDGET (kept)) == NULL);
  assert_shops (&fixture, "");
}

static gboolean
is_filled (NlShopDialog *dialog)
{
  GtkWidget *form = get_child (dialog, "form");
  guint n_rows = 0;

  for (GtkWidget *w = gtk_widget_get_first_child (form); w != NULL;) {
    GtkWidget *next = gtk_widget_get_first_child (w);

    n_rows += ADW_IS_PREFERENCES_ROW (w);
    while (next == NULL && w != form) {
      next = gtk_widget_get_next_sibling (w);
      w = next != NULL ? w : gtk_widget_get_parent (w);
    }
    w = next;
  }
  return n_rows >= NL_SHOP_N_FIELDS;
}

/* The rows below the first come in turns of their own; who is quick does not notice. */
static void
test_filled_in_steps (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  NlShopDialog *dialog;

  fixture_init (&fixture, folder);
  create_shop (&fixture, "Atelier");
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "edit-shop", NULL);
  dialog = NL_SHOP_DIALOG (get_dialog (&fixture));
  g_assert_false (is_filled (dialog));
  wait_until (is_filled (dialog));
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (get_dialog (&fixture) == NULL);

  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "edit-shop", NULL);
  dialog = NL_SHOP_DIALOG (get_dialog (&fixture));
  g_assert_false (is_filled (dialog));
  save (dialog);
  g_assert_true (is_filled (dialog));
  wait_until (get_dialog (&fixture) == NULL);
  assert_shops (&fixture, "Atelier");
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  nl_test_add ("/shop-dialog/without-a-language", test_shop_without_a_language);
  nl_test_add ("/shop-dialog/mistakes", test_shop_with_mistakes);
  nl_test_add ("/shop-dialog/edit", test_edit_shop);
  nl_test_add ("/shop-dialog/discard", test_discard);
  nl_test_add ("/shop-dialog/filled-in-steps", test_filled_in_steps);
  return window_test_run ();
}
