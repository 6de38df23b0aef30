/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/campaigns/nl-campaign-dialog.h"
#include "app/campaigns/nl-export-dialog.h"
#include "app/campaigns/nl-message-preview.h"
#include "campaigns-test.h"
#include "campaigns/nl-campaigns.h"
#include "shops/nl-shops.h"
#include "stub-provider.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, campaigns_set_up, func, fixture_tear_down)

static DexFuture *
wait_for_promise (gpointer promise)
{
  return dex_ref (promise);
}

/* Makes the default one that answers when @promise is kept. */
static void
use_slow_provider (Fixture *f, DexPromise *promise)
{
  NlProviderRegistry *providers = nl_workspace_get_providers (f->workspace);
  g_autoptr (StubProvider) provider = stub_provider_new ();

  provider->before_answer = wait_for_promise;
  provider->before_data = promise;
  nl_provider_registry_add (providers, NL_PROVIDER (provider));
  g_assert_true (nl_provider_registry_set_default (providers, "stub"));
}

/* What a provider does when it is told to stop. */
static void
stop (DexPromise *promise)
{
  dex_promise_reject (promise, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
}

static NlOperation *
get_operation (Fixture *f)
{
  return g_list_model_get_item (nl_workspace_get_operations (f->workspace), 0);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static guint
count_campaigns (Fixture *f)
{
  g_autoptr (GListModel) campaigns
      = await_object (nl_campaigns_list (f->store, nl_workspace_get_shop_id (f->workspace)));

  return g_list_model_get_n_items (campaigns);
}

/* Escape while it is written cancels, and what was chosen is still there. */
static void
test_create_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (DexPromise) promise = dex_promise_new ();
  GtkWidget *dialog;
  GtkWidget *create;
  AdwNavigationView *views;

  use_slow_provider (f, promise);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "new-campaign",
                                  g_variant_new_int64 (f->persona_id));
  dialog = fixture_find (f, NL_TYPE_CAMPAIGN_DIALOG);
  create = get_child (dialog, "create");
  views = get_child (dialog, "views");
  nl_campaign_dialog_choose_template (NL_CAMPAIGN_DIALOG (dialog), "welcome");
  wait_until (gtk_widget_get_sensitive (create));
  g_signal_emit_by_name (create, "clicked");
  g_assert_cmpstr (adw_navigation_view_get_visible_page_tag (views), ==, "details");
  wait_until (g_strcmp0 (adw_navigation_view_get_visible_page_tag (views), "progress") == 0);
  g_assert_false (adw_dialog_close (ADW_DIALOG (dialog)));
  g_assert_cmpstr (gtk_label_get_label (
                       get_child (adw_navigation_view_get_visible_page (views), "progress")),
                   ==, "Cancelling…");
  stop (promise);
  wait_until (g_strcmp0 (adw_navigation_view_get_visible_page_tag (views), "details") == 0);
  wait_until (gtk_widget_is_sensitive (create));
  g_assert_cmpuint (count_campaigns (f), ==, 0);
}

static void
test_rewrite_cancelled (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  g_autoptr (DexPromise) promise = dex_promise_new ();
  g_autoptr (NlOperation) operation = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkWidget *editor = GTK_WIDGET (fixture_open_editor (f, id));
  GtkWidget *cancel;

  before = nl_part_text_dup_text (fixture_get_text (f, "subject"));
  use_slow_provider (f, promise);
  g_signal_emit_by_name (fixture_get_column (f), "action", "rewrite");
  operation = get_operation (f);
  g_assert_null (find_named (editor, GTK_TYPE_LABEL, "label", "Writing the Text"));
  wait_until (find_named (editor, GTK_TYPE_LABEL, "label", "Writing the Text") != NULL);
  cancel = find_named (editor, GTK_TYPE_BUTTON, "label", "_Cancel");
  g_assert_nonnull (cancel);
  g_signal_emit_by_name (cancel, "clicked");
  g_assert_true (g_cancellable_is_cancelled (nl_operation_get_cancellable (operation)));
  stop (promise);
  wait_until (nl_operation_get_state (operation) == NL_OPERATION_CANCELLED);
  /* Who cancels needs no message. */
  nl_test_settle ();
  g_assert_null (fixture_find (f, ADW_TYPE_ALERT_DIALOG));
  after = nl_part_text_dup_text (fixture_get_text (f, "subject"));
  g_assert_cmpstr (after, ==, before);
}

/* A message that was deleted is written again where it lacks. */
static void
test_missing (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  g_autoptr (NlCampaignBundle) bundle = NULL;
  guint n;

  fixture_open_editor (f, id);
  bundle = fixture_load (f, id);
  n = bundle->messages->len;
  g_signal_emit_by_name (fixture_get_column (f), "action", "delete");
  wait_until (gtk_widget_get_visible (get_child (fixture_get_column (f), "missing")));
  gtk_widget_activate_action (GTK_WIDGET (fixture_get_column (f)), "message.write", NULL);
  wait_until (nl_message_column_get_message (fixture_get_column (f)) != NULL
              && !gtk_widget_get_visible (get_child (fixture_get_column (f), "missing")));
  g_clear_pointer (&bundle, nl_campaign_bundle_free);
  bundle = fixture_load (f, id);
  g_assert_cmpuint (bundle->messages->len, ==, n);
}

static void
list_columns (GtkWidget *root, GPtrArray *columns)
{
  if (NL_IS_MESSAGE_COLUMN (root))
    g_ptr_array_add (columns, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_columns (child, columns);
}

/* A text that is in two columns would be saved by both. */
static void
test_no_language_twice (Fixture *f, gconstpointer data)
{
  NlCampaignEditor *editor = fixture_open_editor (f, fixture_create_campaign (f));
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  NlMessageColumn *first;

  list_columns (GTK_WIDGET (editor), columns);
  first = columns->pdata[0];
  g_signal_emit_by_name (first, "action", "delete");
  wait_until (nl_message_column_get_message (first) == NULL);
  gtk_drop_down_set_selected (get_child (first, "chooser"), 1);
  for (guint i = 0; i < columns->len; i++)
    for (guint j = i + 1; j < columns->len; j++)
      g_assert_cmpstr (nl_message_column_get_language (columns->pdata[i]), !=,
                       nl_message_column_get_language (columns->pdata[j]));
}

/* There is nothing to do with a campaign that was deleted elsewhere, until it is back. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  NlCampaignEditor *editor = fixture_open_editor (f, id);
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *deleted = nl_campaigns_delete (f->store, id);

  await (dex_ref (deleted));
  changeset = g_value_dup_boxed (dex_future_get_value (deleted, NULL));
  dex_unref (deleted);
  wait_until (!gtk_widget_get_visible (get_child (editor, "menu")));
  g_assert_cmpstr (adw_status_page_get_title (get_child (editor, "gone")), ==,
                   "Campaign Not Found");
  g_assert_false (adw_banner_get_revealed (get_child (editor, "draft")));
  g_assert_false (gtk_widget_get_visible (get_child (editor, "status_bar")));

  await (nl_store_undo (f->store, changeset));
  wait_until (gtk_widget_get_visible (get_child (editor, "menu")));
  g_assert_true (gtk_widget_get_visible (get_child (editor, "status_bar")));
}

static void
assert_direction (GtkWidget *widget, GtkTextDirection direction)
{
  g_assert_cmpint (gtk_widget_get_direction (widget), ==, direction);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_direction (child, direction);
}

/* As in the language of the text, not in that of the window. */
static void
test_preview_direction (Fixture *f, gconstpointer data)
{
  static const char *const languages[] = { "ar", "fr" };
  g_autoptr (NlCampaignBundle) bundle = fixture_load (f, fixture_create_campaign (f));

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++) {
    g_autoptr (NlRecord) message = nl_record_copy (bundle->messages->pdata[0]);
    AdwDialog *dialog;
    AdwClamp *clamp;

    nl_record_set_text (message, NL_MESSAGE_LANGUAGE, languages[i]);
    dialog = nl_message_preview_new (bundle, NL_MESSAGE (message));
    adw_dialog_present (dialog, GTK_WIDGET (f->window));
    clamp = ADW_CLAMP (find_widget (GTK_WIDGET (dialog), ADW_TYPE_CLAMP));
    assert_direction (adw_clamp_get_child (clamp), i == 0 ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  }
}

static void
test_language_removed (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  g_autoptr (NlRecord) shop = nl_record_copy (NL_RECORD (nl_workspace_get_shop (f->workspace)));
  GtkWidget *note;

  fixture_open_editor (f, id);
  note = get_child (fixture_get_column (f), "foreign");
  g_assert_false (gtk_widget_get_visible (note));
  nl_record_set_text (shop, NL_SHOP_LANGUAGE, "en");
  nl_record_set_strv (shop, NL_SHOP_FURTHER_LANGUAGES, (const char *const[]) { NULL });
  await (nl_shops_save (f->store, NL_SHOP (shop)));
  /* The French text is there, and says so. */
  wait_until (gtk_widget_get_visible (note));
  g_assert_cmpstr (nl_message_column_get_language (fixture_get_column (f)), ==, "fr");
  g_assert_nonnull (nl_message_column_get_message (fixture_get_column (f)));
}

static NlExportDialog *
open_export (Fixture *f)
{
  NlCampaignEditor *editor = fixture_open_editor (f, fixture_create_campaign (f));

  gtk_widget_activate_action (GTK_WIDGET (editor), "campaign.export", NULL);
  return NL_EXPORT_DIALOG (fixture_find (f, NL_TYPE_EXPORT_DIALOG));
}

static void
test_export_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "file", NULL);
  g_autofree char *text = g_strdup_printf ("“%s” is not a folder. Choose another one.", path);
  g_autofree char *good = g_build_filename (f->folder, "good", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFile) other = g_file_new_for_path (good);
  NlExportDialog *dialog = open_export (f);

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  nl_export_dialog_export_to (dialog, folder);
  g_assert_false (gtk_widget_get_sensitive (get_child (dialog, "export")));
  g_assert_true (gtk_widget_get_visible (get_child (dialog, "spinner")));
  wait_until (find_named (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "label", text) != NULL);

  /* Another folder will do. */
  wait_until (gtk_widget_get_sensitive (get_child (dialog, "export")));
  nl_export_dialog_export_to (dialog, other);
  wait_until (count_files (good) > 0);
}

/* Nobody chooses a folder only to hear that the address was wrong. */
static void
test_export_unsubscribe (Fixture *f, gconstpointer data)
{
  NlExportDialog *dialog = open_export (f);
  GtkWidget *row = get_child (dialog, "unsubscribe");
  AdwBanner *complaint = get_child (dialog, "complaint");

  gtk_editable_set_text (GTK_EDITABLE (row), "javascript:bye(\"a & b\")");
  g_signal_emit_by_name (get_child (dialog, "export"), "clicked");
  g_assert_true (adw_banner_get_revealed (complaint));
  g_assert_nonnull (strstr (adw_banner_get_title (complaint), "a & b"));
  g_assert_true (gtk_widget_has_css_class (row, "error"));

  gtk_editable_set_text (GTK_EDITABLE (row), "https://the.example/bye");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
}

static void
test_export_cancelled (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "export", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  NlExportDialog *dialog = open_export (f);

  nl_export_dialog_export_to (dialog, folder);
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (find_named (GTK_WIDGET (f->window), GTK_TYPE_LABEL, "label",
                          "Export cancelled: nothing was saved")
              != NULL);
  g_assert_cmpuint (count_files (path), ==, 0);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/campaign-work/create-cancelled", test_create_cancelled);
  add_test ("/campaign-work/rewrite-cancelled", test_rewrite_cancelled);
  add_test ("/campaign-work/missing", test_missing);
  add_test ("/campaign-work/no-language-twice", test_no_language_twice);
  add_test ("/campaign-work/gone", test_gone);
  add_test ("/campaign-work/preview-direction", test_preview_direction);
  add_test ("/campaign-work/language-removed", test_language_removed);
  add_test ("/campaign-work/export-refused", test_export_refused);
  add_test ("/campaign-work/export-unsubscribe", test_export_unsubscribe);
  add_test ("/campaign-work/export-cancelled", test_export_cancelled);
  return g_test_run ();
}
