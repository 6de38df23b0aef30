/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-dialog.h"
#include "app/customers/nl-import-mapping-page.h"
#include "app/widgets/nl-choice-row.h"
#include "app-test.h"
#include "nl-test-writer.h"
#include "segments/nl-segments.h"

#include <glib/gstdio.h>

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

#define FILE_TEXT                                       \
  "Mail,Prénom,Nom,Pays,Commentaire\n"                  \
  "chloe@example.fr,Chloé,Dupont,FR,\"deux\nlignes\"\n" \
  "not an email,Jean,Rien,FR,\n"                        \
  "zoe@example.de,Zoë,Müller,DE,thé & <gâteaux>\n"

static GtkWidget *
find_dialog (Fixture *f)
{
  return find_widget (GTK_WIDGET (f->window), NL_TYPE_IMPORT_DIALOG);
}

static AdwNavigationView *
get_navigation (Fixture *f)
{
  GtkWidget *dialog = find_dialog (f);

  return dialog != NULL ? ADW_NAVIGATION_VIEW (find_widget (dialog, ADW_TYPE_NAVIGATION_VIEW))
                        : NULL;
}

static gboolean
is_at (Fixture *f, const char *tag)
{
  AdwNavigationView *navigation = get_navigation (f);

  return navigation != NULL
         && g_strcmp0 (adw_navigation_view_get_visible_page_tag (navigation), tag) == 0;
}

static void
open_file (Fixture *f, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  nl_window_import (f->window, file);
  wait_until (find_dialog (f) != NULL);
}

static void
click (Fixture *f, const char *label)
{
  GtkWidget *button;

  wait_until ((button = find_button (find_dialog (f), label)) != NULL
              && gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static NlChoiceRow *
find_column (Fixture *f, const char *header)
{
  GtkWidget *row;

  /* Rows come in steps. */
  wait_until ((row = find_named (find_dialog (f), NL_TYPE_CHOICE_ROW, "title", header)) != NULL);
  return NL_CHOICE_ROW (row);
}

static GtkWidget *
find_row (Fixture *f, const char *title)
{
  return find_named (find_dialog (f), ADW_TYPE_ACTION_ROW, "title", title);
}

static void
test_import (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_write_file (f, "clients.csv", FILE_TEXT);
  g_autofree char *rejects = g_build_filename (f->folder, "clients-rejects.csv", NULL);

  open_file (f, path);
  wait_until (is_at (f, "mapping"));
  g_assert_cmpstr (nl_choice_row_get_code (find_column (f, "Mail")), ==, "email");
  g_assert_cmpstr (nl_choice_row_get_code (find_column (f, "Prénom")), ==, "first_name");
  g_assert_cmpstr (nl_choice_row_get_code (find_column (f, "Commentaire")), ==, "ignore");
  wait_until (find_row (f, "Chloé Dupont") != NULL);
  wait_until (find_row (f, "not an email, Jean, Rien, FR") != NULL);

  click (f, "_Import");
  wait_until (is_at (f, "report"));
  g_assert_nonnull (
      find_named (find_dialog (f), ADW_TYPE_STATUS_PAGE, "title", "2 Customers Imported"));
  g_assert_nonnull (find_button (find_dialog (f), "Show _Rejected Rows"));
  g_assert_true (g_file_test (rejects, G_FILE_TEST_EXISTS));
  g_assert_cmpint (fixture_count (f), ==, 2);

  click (f, "Show _Customers");
  wait_until (find_dialog (f) == NULL);
  wait_until (find_named (GTK_WIDGET (f->window), GTK_TYPE_INSCRIPTION, "text", "Zoë Müller")
              != NULL);
}

/* A field that is taken twice moves to the column that was chosen last, and the preview follows. */
static void
test_mapping (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_write_file (f, "clients.csv", FILE_TEXT);

  open_file (f, path);
  wait_until (is_at (f, "mapping"));
  nl_choice_row_set_code (find_column (f, "Commentaire"), "last_name");
  g_assert_cmpstr (nl_choice_row_get_code (find_column (f, "Nom")), ==, "ignore");
  g_assert_cmpstr (nl_choice_row_get_code (find_column (f, "Commentaire")), ==, "last_name");
  wait_until (find_row (f, "Chloé Dupont") == NULL);
  wait_until (find_row (f, "Zoë thé & <gâteaux>") != NULL);

  /* Without anything to tell customers apart, it can't go on, and says so. */
  nl_choice_row_set_code (find_column (f, "Mail"), "ignore");
  nl_choice_row_set_code (find_column (f, "Prénom"), "ignore");
  nl_choice_row_set_code (find_column (f, "Commentaire"), "ignore");
  wait_until (!gtk_widget_is_sensitive (find_button (find_dialog (f), "_Import")));
  wait_until (
      adw_banner_get_revealed (ADW_BANNER (find_widget (find_dialog (f), ADW_TYPE_BANNER))));
}

static GtkWidget *
find_columns_group (Fixture *f)
{
  return find_named (find_dialog (f), ADW_TYPE_PREFERENCES_GROUP, "title", "Columns");
}

static const char *
get_columns_text (Fixture *f)
{
  return adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (find_columns_group (f)));
}

static int
count_remembered (Fixture *f)
{
  g_autofree char *database = g_build_filename (f->folder, "workspace.db", NULL);
  g_autofree char *n = nl_test_sqlite3 (database, "SELECT count (*) FROM import_mappings");

  return atoi (n);
}

#define REMEMBERED "Mapping from your last import of such a file."

/* The next file with the same columns begins as this one was imported. */
static void
test_remembered (Fixture *f, gconstpointer data)
{
  g_autofree char *first = fixture_write_file (f, "clients.csv", FILE_TEXT);
  g_autofree char *second = fixture_write_file (f, "clients-2.csv", FILE_TEXT);
  const char *guess;

  open_file (f, first);
  wait_until (is_at (f, "mapping"));
  g_assert_cmpstr (get_columns_text (f), !=, REMEMBERED);
  g_assert_null (find_button (find_dialog (f), "_Guess Again"));
  guess = nl_choice_row_get_code (find_column (f, "Prénom"));
  g_assert_cmpstr (guess, ==, "first_name");
  nl_choice_row_set_code (find_column (f, "Prénom"), "last_name");
  nl_choice_row_set_code (find_column (f, "Amounts Are Written"), ".");
  click (f, "_Import");
  wait_until (is_at (f, "report"));
  wait_until (count_remembered (f) == 1);
  adw_dialog_force_close (ADW_DIALOG (find_dialog (f)));
  wait_until (find_dialog (f) == NULL);

  open_file (f, second);
  wait_until (is_at (f, "mapping"));
  g_assert_cmpstr (get_columns_text (f), ==, REMEMBERED);
  g_assert_cmpstr (nl_choice_row_get_code (find_column (f, "Prénom")), ==, "last_name");
  g_assert_cmpstr (nl_choice_row_get_code (find_column (f, "Amounts Are Written")), ==, ".");

  click (f, "_Guess Again");
  wait_until (g_strcmp0 (nl_choice_row_get_code (find_column (f, "Prénom")), "first_name") == 0);
  wait_until (g_strcmp0 (get_columns_text (f), REMEMBERED) != 0);
  wait_until (g_strcmp0 (nl_choice_row_get_code (find_column (f, "Amounts Are Written")), "auto")
              == 0);
  click (f, "_Import");
  wait_until (is_at (f, "report"));
  /* A guess needs no memory. */
  wait_until (count_remembered (f) == 0);
}

static void
test_format (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_write_file (f, "clients.csv", FILE_TEXT);

  open_file (f, path);
  wait_until (is_at (f, "mapping"));
  g_assert_cmpstr (nl_choice_row_get_code (find_column (f, "Encoding")), ==, "UTF-8");
  nl_choice_row_set_code (find_column (f, "Encoding"), "windows-1252");
  wait_until (find_named (find_dialog (f), NL_TYPE_CHOICE_ROW, "title", "PrÃ©nom") != NULL);
  nl_choice_row_set_code (find_column (f, "Encoding"), "UTF-8");
  wait_until (find_named (find_dialog (f), NL_TYPE_CHOICE_ROW, "title", "Prénom") != NULL);
}

static void
test_bad_file (Fixture *f, gconstpointer data)
{
  g_autofree char *bad = fixture_write_file (f, "picture.csv", "\x89PNG\r\n\x1a\n\x02\x03\x04");
  g_autofree char *good = fixture_write_file (f, "good.csv", FILE_TEXT);
  g_autoptr (GFile) file = g_file_new_for_path (good);

  open_file (f, bad);
  wait_until (find_named (find_dialog (f), ADW_TYPE_STATUS_PAGE, "title", "Could Not Read the File")
              != NULL);
  g_assert_true (is_at (f, "file"));
  g_assert_nonnull (find_button (find_dialog (f), "_Choose Another File…"));

  /* The way back. */
  nl_import_dialog_open_file (NL_IMPORT_DIALOG (find_dialog (f)), file);
  wait_until (is_at (f, "mapping"));
}

/* Where rejected rows can't be kept beside the file, another place can be chosen. */
static void
test_rejects_elsewhere (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_write_file (f, "clients.csv", FILE_TEXT);
  g_autofree char *in_the_way = g_build_filename (f->folder, "clients-rejects.csv.partial", NULL);
  g_autofree char *elsewhere = g_build_filename (f->folder, "elsewhere.csv", NULL);
  g_autoptr (GFile) rejects = g_file_new_for_path (elsewhere);
  GtkWidget *banner;

  /* Not a folder without permissions, which would not stop root. */
  g_assert_cmpint (g_mkdir (in_the_way, 0700), ==, 0);
  open_file (f, path);
  wait_until (is_at (f, "mapping"));
  click (f, "_Import");
  wait_until (is_at (f, "mapping"));
  banner = find_widget (find_dialog (f), ADW_TYPE_BANNER);
  wait_until (adw_banner_get_revealed (ADW_BANNER (banner)));
  g_assert_cmpstr (adw_banner_get_button_label (ADW_BANNER (banner)), ==, "Choose _Where…");
  g_assert_cmpint (fixture_count (f), ==, 0);

  nl_import_dialog_import_with_rejects (NL_IMPORT_DIALOG (find_dialog (f)), rejects);
  wait_until (is_at (f, "report"));
  g_assert_true (g_file_test (elsewhere, G_FILE_TEST_EXISTS));
  g_assert_cmpint (fixture_count (f), ==, 2);
}

/* Nothing of a cancelled import stays. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("email,name\n");
  g_autofree char *path = NULL;
  NlTestGate gate = { 0 };

  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (text, "somebody%u@example.com,Somebody %u\n", i, i);
  path = fixture_write_file (f, "many.csv", text->str);
  open_file (f, path);
  wait_until (is_at (f, "mapping"));
  await (nl_test_writer_interrupt (f->store, 20000, nl_test_gate_pass, &gate));
  click (f, "_Import");
  g_assert_true (is_at (f, "progress"));
  g_assert_cmpuint (g_list_model_get_n_items (nl_workspace_get_operations (f->workspace)), ==, 1);
  wait_until (gtk_progress_bar_get_fraction (
                  GTK_PROGRESS_BAR (find_widget (find_dialog (f), GTK_TYPE_PROGRESS_BAR)))
              > 0);
  click (f, "_Cancel");
  nl_test_gate_open (&gate);
  wait_until (is_at (f, "mapping"));
  g_assert_true (
      adw_banner_get_revealed (ADW_BANNER (find_widget (find_dialog (f), ADW_TYPE_BANNER))));
  g_assert_cmpint (fixture_count (f), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (nl_workspace_get_operations (f->workspace)), ==, 0);
}

/* An import goes on without its dialog. */
static void
test_close (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_write_file (f, "clients.csv", FILE_TEXT);

  open_file (f, path);
  wait_until (is_at (f, "mapping"));
  click (f, "_Import");
  adw_dialog_force_close (ADW_DIALOG (find_dialog (f)));
  wait_until (find_named (GTK_WIDGET (f->window), GTK_TYPE_LABEL, "label", "2 Customers Imported")
              != NULL);
  g_assert_cmpint (fixture_count (f), ==, 2);
}

#define ORDERS_TEXT                                                                \
  "Name,Email,Financial Status,Total,Created at,Lineitem quantity,Lineitem name\n" \
  "#1001,chloe@example.fr,paid,1234.50,2026-05-31 10:00:00 +0200,2,Soap\n"         \
  "#1001,chloe@example.fr,,,,1,Oil\n"                                              \
  "#1002,zoe@example.de,paid,10.00,2026-06-01 10:00:00 +0200,1,Soap\n"

static gint64
get_segment_count (Fixture *f)
{
  g_autoptr (GListModel) segments
      = await_object (nl_segments_list (f->store, nl_workspace_get_shop_id (f->workspace)));
  g_autoptr (NlRecord) segment = g_list_model_get_item (segments, 0);

  return nl_record_get_int64 (segment, NL_SEGMENT_CUSTOMER_COUNT);
}

/* Segments that are saved count who was imported. */
static void
test_segments (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_write_file (f, "clients.csv", FILE_TEXT);
  g_autoptr (NlSegment) segment
      = g_object_new (NL_TYPE_SEGMENT, "shop-id", nl_workspace_get_shop_id (f->workspace), "name",
                      "Germany", "query", "customer_countries CONTAINS 'DE'", NULL);

  await (nl_segments_save (f->store, nl_workspace_get_shop (f->workspace), segment));
  g_assert_cmpint (get_segment_count (f), ==, 0);
  open_file (f, path);
  wait_until (is_at (f, "mapping"));
  click (f, "_Import");
  wait_until (is_at (f, "report"));
  wait_until (get_segment_count (f) == 1);
}

static NlChoiceRow *
find_kind (Fixture *f)
{
  return find_column (f, "Import As");
}

/* A file of orders is recognised, wherever it comes from, and can be taken for customers all the
 * same. */
static void
test_orders (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_write_file (f, "orders.csv", ORDERS_TEXT);
  GtkWidget *row;

  open_file (f, path);
  wait_until (is_at (f, "mapping"));
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (find_dialog (f))), ==, "Import Orders");
  g_assert_cmpstr (nl_choice_row_get_code (find_kind (f)), ==, "orders");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_kind (f))), ==,
                   "Orders of Shopify");
  g_assert_cmpstr (nl_choice_row_get_code (find_column (f, "Total")), ==, "total");
  wait_until ((row = find_row (f, "#1001")) != NULL);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "May 31, 2026 · chloe@example.fr · 3 items · €1,234.50");
  wait_until (find_row (f, "#1002") != NULL);

  nl_choice_row_set_code (find_kind (f), "customers");
  wait_until (
      adw_banner_get_revealed (ADW_BANNER (find_widget (find_dialog (f), ADW_TYPE_BANNER))));
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (find_dialog (f))), ==, "Import Customers");
  g_assert_cmpstr (nl_choice_row_get_code (find_column (f, "Total")), ==, "ignore");
  nl_choice_row_set_code (find_kind (f), "orders");
  wait_until (
      !adw_banner_get_revealed (ADW_BANNER (find_widget (find_dialog (f), ADW_TYPE_BANNER))));

  click (f, "_Import");
  wait_until (is_at (f, "report"));
  g_assert_nonnull (
      find_named (find_dialog (f), ADW_TYPE_STATUS_PAGE, "title", "2 Orders Imported"));
  g_assert_cmpint (fixture_count (f), ==, 2);
}

static gboolean
shows (Fixture *f, const char *title, const char *fact)
{
  GtkWidget *row = find_row (f, title);

  return row != NULL && strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), fact) != NULL;
}

/* How amounts and dates are written is found out, and can be overridden. */
static void
test_style (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_write_file (f, "clients.csv",
                                              "Email;Total spent;Created at\n"
                                              "chloe@example.fr;1.234;13/02/2026\n"
                                              "zoe@example.de;2.345,60;13/02/2026\n");
  NlChoiceRow *amounts;
  NlChoiceRow *dates;

  open_file (f, path);
  wait_until (is_at (f, "mapping"));
  amounts = find_column (f, "Amounts Are Written");
  dates = find_column (f, "Dates Are Written");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (amounts)), ==, "Found: 1.234,56");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (dates)), ==, "Found: Day First");
  wait_until (shows (f, "chloe@example.fr", "€1,234.00"));
  nl_choice_row_set_code (amounts, ".");
  wait_until (!shows (f, "chloe@example.fr", "€1,234.00"));
  nl_choice_row_set_code (amounts, "auto");
  wait_until (shows (f, "chloe@example.fr", "€1,234.00"));
  nl_choice_row_set_code (dates, "month-first");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (dates)), ==, "Found: Month First");
}

/* “Import Orders…” takes what could be either for orders. */
static void
test_asked (Fixture *f, gconstpointer data)
{
  g_autofree char *path
      = fixture_write_file (f, "list.csv",
                            "Name,Email,Date,Amount\n1,a@example.com,2026-05-31,9\n");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *page = fixture_show_page (f, "customers");

  gtk_widget_activate_action (page, "customers-page.import-orders", NULL);
  wait_until (find_dialog (f) != NULL);
  g_assert_nonnull (find_named (find_dialog (f), ADW_TYPE_STATUS_PAGE, "title", "Import Orders"));
  nl_import_dialog_open_file (NL_IMPORT_DIALOG (find_dialog (f)), file);
  wait_until (is_at (f, "mapping"));
  g_assert_cmpstr (nl_choice_row_get_code (find_kind (f)), ==, "orders");
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/import-dialog/import", test_import);
  add_test ("/import-dialog/mapping", test_mapping);
  add_test ("/import-dialog/remembered", test_remembered);
  add_test ("/import-dialog/format", test_format);
  add_test ("/import-dialog/segments", test_segments);
  add_test ("/import-dialog/orders", test_orders);
  add_test ("/import-dialog/style", test_style);
  add_test ("/import-dialog/asked", test_asked);
  add_test ("/import-dialog/bad-file", test_bad_file);
  add_test ("/import-dialog/rejects-elsewhere", test_rejects_elsewhere);
  add_test ("/import-dialog/cancel", test_cancel);
  add_test ("/import-dialog/close", test_close);
  return g_test_run ();
}
