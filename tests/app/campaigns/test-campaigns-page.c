/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/campaigns/nl-campaign-dialog.h"
#include "app/campaigns/nl-campaign-editor.h"
#include "app/campaigns/nl-campaign-row.h"
#include "app/campaigns/nl-campaigns-page.h"
#include "app/campaigns/nl-export-dialog.h"
#include "app/campaigns/nl-message-column.h"
#include "app/campaigns/nl-part-text.h"
#include "campaigns-test.h"
#include "campaigns/nl-message-parts.h"
#include "personas/nl-personas.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, campaigns_set_up, func, fixture_tear_down)

static gboolean
is_saved (Fixture *f, gint64 id, const char *part, const char *text)
{
  g_autoptr (NlCampaignBundle) bundle = fixture_load (f, id);

  for (guint i = 0; i < bundle->messages->len; i++) {
    g_autoptr (NlMessageParts) parts
        = nl_message_parts_new_from_message (bundle->messages->pdata[i]);

    if (g_str_equal (nl_message_parts_get_text (parts, part), text))
      return TRUE;
  }
  return FALSE;
}

static void
test_create (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *create;
  NlCampaignEditor *editor;
  g_autoptr (NlCampaignBundle) bundle = NULL;

  g_action_group_activate_action (G_ACTION_GROUP (f->window), "new-campaign",
                                  g_variant_new_int64 (f->persona_id));
  dialog = fixture_find (f, NL_TYPE_CAMPAIGN_DIALOG);
  g_assert_nonnull (dialog);
  create = get_child (dialog, "create");
  g_assert_false (gtk_widget_get_sensitive (create));
  nl_campaign_dialog_choose_template (NL_CAMPAIGN_DIALOG (dialog), "welcome");
  wait_until (gtk_widget_get_sensitive (create));
  g_signal_emit_by_name (create, "clicked");
  wait_until (fixture_find (f, NL_TYPE_CAMPAIGN_EDITOR) != NULL);
  editor = NL_CAMPAIGN_EDITOR (fixture_find (f, NL_TYPE_CAMPAIGN_EDITOR));
  bundle = fixture_load (f, nl_campaign_editor_get_campaign_id (editor));
  /* Email and SMS in French, British English. */
  g_assert_cmpuint (bundle->messages->len, ==, 6);
  wait_until (fixture_find (f, NL_TYPE_MESSAGE_COLUMN) != NULL
              && nl_message_column_get_message (fixture_get_column (f)) != NULL);
  g_assert_cmpstr (nl_message_column_get_language (fixture_get_column (f)), ==, "fr");
}

static void
test_no_persona (Fixture *f, gconstpointer data)
{
  GtkWidget *page;

  await (nl_personas_delete (f->store, f->persona_id));
  nl_window_open_page (GTK_WIDGET (f->window), "campaigns", 0);
  page = fixture_find (f, NL_TYPE_CAMPAIGNS_PAGE);
  wait_until (
      g_strcmp0 (gtk_stack_get_visible_child_name (get_child (page, "stages")), "no-personas")
      == 0);
}

static void
test_list (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  GtkWidget *page;
  GtkWidget *row;

  nl_window_open_page (GTK_WIDGET (f->window), "campaigns", 0);
  page = fixture_find (f, NL_TYPE_CAMPAIGNS_PAGE);
  wait_until (find_named (find_widget (page, NL_TYPE_CAMPAIGN_ROW), GTK_TYPE_LABEL, "label",
                          "Welcome · Camille")
              != NULL);
  row = find_widget (page, NL_TYPE_CAMPAIGN_ROW);
  g_assert_cmpint (nl_record_get_id (nl_record_row_get_record (NL_RECORD_ROW (row))), ==, id);

  /* Deleted, and brought back. */
  g_signal_emit_by_name (row, "action", "delete");
  wait_until (find_widget (page, NL_TYPE_CAMPAIGN_ROW) == NULL);
  wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
  wait_until (find_named (page, GTK_TYPE_LABEL, "label", "Welcome – Camille") != NULL);

  g_signal_emit_by_name (find_widget (page, NL_TYPE_CAMPAIGN_ROW), "action", "duplicate");
  wait_until (find_named (page, GTK_TYPE_LABEL, "label", "Welcome – Camille (Copy)") != NULL);
  wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
  wait_until (find_named (page, GTK_TYPE_LABEL, "label", "Welcome – Camille (Copy)") == NULL);
}

static void
test_edit (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  NlPartView *view;

  fixture_open_editor (f, id);
  view = nl_message_column_get_part (fixture_get_column (f), "subject");
  g_assert_cmpint (nl_part_view_get_state (view), !=, NL_PART_STATE_ERROR);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (
                                GTK_TEXT_VIEW (fixture_get_text (f, "subject"))),
                            "Bonjour\nà vous", -1);
  /* A subject is one line. */
  g_assert_true (nl_message_column_is_busy (fixture_get_column (f)));
  wait_until (!nl_message_column_is_busy (fixture_get_column (f)));
  wait_until (is_saved (f, id, "subject", "Bonjour à vous"));
}

static void
test_leave (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  NlCampaignEditor *editor = fixture_open_editor (f, id);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture_get_text (f, "cta"))),
                            "Entrez", -1);
  g_assert_true (nl_message_column_is_busy (fixture_get_column (f)));
  gtk_widget_activate_action (GTK_WIDGET (editor), "navigation.pop", NULL);
  /* What is written is read by another connection: not before it is committed. */
  wait_until (is_saved (f, id, "cta", "Entrez"));
}

static void
test_limit (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create_campaign (f);
  g_autofree char *text = g_strnfill (170, 'a');
  NlPartView *view;
  GtkWidget *dialog;

  fixture_open_editor (f, id);
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture_get_text (f, "subject"))), text, -1);
  view = nl_message_column_get_part (fixture_get_column (f), "subject");
  g_assert_cmpint (nl_part_view_get_state (view), ==, NL_PART_STATE_ERROR);
  g_assert_nonnull (find_named (GTK_WIDGET (view), GTK_TYPE_LABEL, "label", "170 of 150"));

  /* The export says so, and goes on. */
  gtk_widget_activate_action (GTK_WIDGET (fixture_get_column (f)), "campaign.export", NULL);
  dialog = fixture_find (f, NL_TYPE_EXPORT_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_true (gtk_widget_get_visible (get_child (dialog, "problems")));
  g_assert_true (gtk_widget_get_sensitive (get_child (dialog, "export")));
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

static void
test_export (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "export", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  NlCampaignEditor *editor = fixture_open_editor (f, fixture_create_campaign (f));
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (editor), "campaign.export", NULL);
  dialog = fixture_find (f, NL_TYPE_EXPORT_DIALOG);
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "problems")));
  /* It says that the emails have no way out, until they have one, which the shop remembers. */
  g_assert_true (gtk_widget_get_visible (get_child (dialog, "no_unsubscribe")));
  gtk_editable_set_text (GTK_EDITABLE (get_child (dialog, "unsubscribe")),
                         "https://shop.example/bye");
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "no_unsubscribe")));
  nl_export_dialog_export_to (NL_EXPORT_DIALOG (dialog), folder);
  wait_until (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window))
              == NULL);
  g_assert_cmpuint (count_files (path), >=, 3);
  wait_until (g_strcmp0 (nl_record_get_text (NL_RECORD (nl_workspace_get_shop (f->workspace)),
                                             NL_SHOP_UNSUBSCRIBE_URL),
                         "https://shop.example/bye")
              == 0);
}

static void
test_persona_deleted (Fixture *f, gconstpointer data)
{
  NlCampaignEditor *editor = fixture_open_editor (f, fixture_create_campaign (f));
  GtkWidget *banner = get_child (editor, "orphan");

  g_assert_false (adw_banner_get_revealed (ADW_BANNER (banner)));
  await (nl_personas_delete (f->store, f->persona_id));
  wait_until (adw_banner_get_revealed (ADW_BANNER (banner)));
  /* Writing anew says what to do. */
  g_signal_emit_by_name (fixture_get_column (f), "action", "rewrite");
  wait_until (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window))
              != NULL);
}

static void
test_rewrite (Fixture *f, gconstpointer data)
{
  NlCampaignEditor *editor = fixture_open_editor (f, fixture_create_campaign (f));
  g_autofree char *before = nl_part_text_dup_text (fixture_get_text (f, "body"));
  GtkWidget *variants = get_child (editor, "variants");

  g_signal_emit_by_name (fixture_get_column (f), "action", "rewrite");
  wait_until (find_named (GTK_WIDGET (editor), GTK_TYPE_LABEL, "label", "Text written anew")
              != NULL);
  g_signal_emit_by_name (fixture_get_column (f), "action", "add-variant");
  wait_until (gtk_widget_get_visible (variants));
  g_assert_cmpstr (adw_toggle_group_get_active_name (ADW_TOGGLE_GROUP (variants)), ==, "B");
  g_assert_cmpuint (strlen (before), >, 0);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/campaigns-page/create", test_create);
  add_test ("/campaigns-page/no-persona", test_no_persona);
  add_test ("/campaigns-page/list", test_list);
  add_test ("/campaigns-page/edit", test_edit);
  add_test ("/campaigns-page/leave", test_leave);
  add_test ("/campaigns-page/limit", test_limit);
  add_test ("/campaigns-page/export", test_export);
  add_test ("/campaigns-page/persona-deleted", test_persona_deleted);
  add_test ("/campaigns-page/rewrite", test_rewrite);
  return g_test_run ();
}
