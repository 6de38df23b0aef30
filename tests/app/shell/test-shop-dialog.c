/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-choice-row.h"
#include "shops/nl-shop.h"
#include "window-test.h"

/* The dialog that creates and edits shops. */

static void
assert_complains (NlShopDialog *dialog, const char *row, const char *about)
{
  AdwBanner *banner = get_child (dialog, "complaint");

  wait_until (adw_banner_get_revealed (banner));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), about));
  g_assert_true (gtk_widget_has_css_class (get_child (dialog, row), "error"));
}

static void
test_shop_without_a_language (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  NlShopDialog *dialog;

  fixture_init (&fixture, folder);
  dialog = open_shop_dialog (&fixture, "add-shop", "Muet");
  nl_choice_row_set_code (get_child (dialog, "language"), NULL);
  save (dialog);
  assert_complains (dialog, "language", "language");
  assert_shops (&fixture, "");

  nl_choice_row_set_code (get_child (dialog, "language"), "de");
  g_assert_false (adw_banner_get_revealed (get_child (dialog, "complaint")));
  g_assert_false (gtk_widget_has_css_class (get_child (dialog, "language"), "error"));
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
  nl_choice_row_set_code (get_child (dialog, "language"), "fr");
  save (dialog);
  assert_complains (dialog, "name", "name");
  gtk_editable_set_text (get_child (dialog, "name"), "atelier");
  gtk_editable_set_text (get_child (dialog, "url"), "javascript:alert(1)");
  save (dialog);
  assert_complains (dialog, "url", "javascript:");
  gtk_editable_set_text (get_child (dialog, "url"), "");
  save (dialog);
  assert_complains (dialog, "name", "already");
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
  g_assert_cmpstr (gtk_editable_get_text (get_child (dialog, "name")), ==, "Atelier");
  gtk_editable_set_text (get_child (dialog, "name"), "Moulin");
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

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  nl_test_add ("/shop-dialog/without-a-language", test_shop_without_a_language);
  nl_test_add ("/shop-dialog/mistakes", test_shop_with_mistakes);
  nl_test_add ("/shop-dialog/edit", test_edit_shop);
  nl_test_add ("/shop-dialog/discard", test_discard);
  return window_test_run ();
}
