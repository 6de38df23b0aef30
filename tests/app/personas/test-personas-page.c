/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-comparison-row.h"
#include "app/personas/nl-persona-card.h"
#include "app/personas/nl-persona-chooser.h"
#include "app/personas/nl-persona-comparison.h"
#include "app/personas/nl-persona-dialog.h"
#include "app/personas/nl-persona-form.h"
#include "app/personas/nl-persona-page.h"
#include "app/personas/nl-persona-portrait.h"
#include "app/personas/nl-persona-save.h"
#include "app/personas/nl-persona-section.h"
#include "app/personas/nl-personas-page.h"
#include "app/widgets/nl-choice-row.h"
#include "app/widgets/nl-image-view.h"
#include "app/widgets/nl-operation-toast.h"
#include "app-test.h"
#include "personas/nl-personas.h"
#include "segments/nl-segments.h"
#include "shops/nl-shops.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static gboolean
has_label (gpointer root, const char *text)
{
  return find_named (GTK_WIDGET (root), GTK_TYPE_LABEL, "label", text) != NULL;
}

/* A provider that answers nothing. */
typedef GObject TestProvider;
typedef GObjectClass TestProviderClass;

static const char *
test_provider_get_id (NlProvider *provider)
{
  return "silent";
}

static const char *
test_provider_get_name (NlProvider *provider)
{
  return "Silent Provider";
}

static NlProviderCapabilities
test_provider_get_capabilities (NlProvider *provider)
{
  return 0;
}

static void
test_provider_iface_init (NlProviderInterface *iface)
{
  iface->get_id = test_provider_get_id;
  iface->get_name = test_provider_get_name;
  iface->get_capabilities = test_provider_get_capabilities;
}

static GType test_provider_get_type (void);
G_DEFINE_TYPE_WITH_CODE (TestProvider,
                         test_provider,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (NL_TYPE_PROVIDER, test_provider_iface_init))

static void
test_provider_class_init (TestProviderClass *klass)
{}

static void
test_provider_init (TestProvider *self)
{}

static NlRecord *
create_persona (Fixture *f, gint64 seed)
{
  g_autoptr (NlProviderRegistry) registry = nl_provider_registry_new ();
  NlPersonaWish wish = { .shop_id = nl_workspace_get_shop_id (f->workspace),
                         .language = "en",
                         .seed = seed,
                         .wants_avatar = TRUE };

  return await_object (
      nl_personas_create (f->store, nl_provider_registry_get_default (registry), &wish, NULL));
}

static NlRecord *
add_persona (Fixture *f)
{
  fixture_add_customer (f, "Ana", "Silva", "ana@gmail.com");
  return create_persona (f, 7);
}

static const char *
get_name (NlRecord *persona)
{
  return nl_record_get_text (persona, NL_PERSONA_NAME);
}

static GtkWidget *
open_persona (Fixture *f, NlRecord *persona)
{
  GtkWidget *page = fixture_show_page (f, "personas");

  nl_window_open_page (GTK_WIDGET (f->window), "personas", nl_record_get_id (persona));
  wait_until (find_widget (page, NL_TYPE_PERSONA_PAGE) != NULL
              && has_label (find_widget (page, NL_TYPE_PERSONA_PAGE), "Best Hours"));
  return find_widget (page, NL_TYPE_PERSONA_PAGE);
}

static void
test_create (Fixture *f, gconstpointer data)
{
  GtkWidget *page = fixture_show_page (f, "personas");
  AdwDialog *dialog;
  GtkWidget *detail;
  GtkWidget *card;
  NlImageView *avatar;

  fixture_add_customer (f, "Ana", "Silva", "ana@gmail.com");
  wait_until (find_named (page, ADW_TYPE_STATUS_PAGE, "title", "No Personas Yet") != NULL);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "new", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));
  g_assert_true (NL_IS_PERSONA_DIALOG (dialog));
  wait_until (find_named (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "label", "All Customers") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.create", NULL);
  wait_until ((detail = find_widget (page, NL_TYPE_PERSONA_PAGE)) != NULL);

  /* It is in the gallery too, with its face. */
  wait_until ((card = find_widget (page, NL_TYPE_PERSONA_CARD)) != NULL
              && nl_persona_card_get_persona (NL_PERSONA_CARD (card)) != NULL);
  wait_until (has_label (card, adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (detail))));
  wait_until (has_label (card, "Draft"));
  avatar = NL_IMAGE_VIEW (find_widget (card, NL_TYPE_IMAGE_VIEW));
  wait_until (nl_image_view_get_paintable (avatar) != NULL);
}

static void
test_search (Fixture *f, gconstpointer data)
{
  g_autoptr (NlRecord) persona = add_persona (f);
  GtkWidget *page = fixture_show_page (f, "personas");
  GtkWidget *entry;

  wait_until (has_label (page, get_name (persona)));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "search", NULL);
  entry = find_widget (page, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody has this name");
  wait_until (find_named (page, ADW_TYPE_STATUS_PAGE, "title", "No Personas Found") != NULL
              && gtk_widget_get_child_visible (
                  find_named (page, ADW_TYPE_STATUS_PAGE, "title", "No Personas Found")));
  gtk_editable_set_text (GTK_EDITABLE (entry), get_name (persona));
  wait_until (has_label (page, get_name (persona)));
}

/* Who edits the shop stays with the persona. */
static void
test_edited_shop (Fixture *f, gconstpointer data)
{
  g_autoptr (NlRecord) persona = add_persona (f);
  g_autoptr (NlRecord) shop = nl_record_copy (NL_RECORD (nl_workspace_get_shop (f->workspace)));
  GtkWidget *page = fixture_show_page (f, "personas");

  open_persona (f, persona);
  nl_record_set_text (shop, NL_SHOP_NAME, "Renamed");
  await (nl_shops_save (f->store, NL_SHOP (shop)));
  wait_until (g_strcmp0 (nl_record_get_text (NL_RECORD (nl_workspace_get_shop (f->workspace)),
                                             NL_SHOP_NAME),
                         "Renamed")
              == 0);
  g_assert_nonnull (find_widget (page, NL_TYPE_PERSONA_PAGE));
}

/* The gallery says what a segment is called now. */
static void
test_renamed_segment (Fixture *f, gconstpointer data)
{
  g_autoptr (NlSegment) segment
      = g_object_new (NL_TYPE_SEGMENT, "name", "Prospects", "query", "number_of_orders = 0", NULL);
  g_autoptr (NlRecord) persona = add_persona (f);
  GtkWidget *page = fixture_show_page (f, "personas");

  await (nl_segments_save (f->store, nl_workspace_get_shop (f->workspace), segment));
  nl_record_set_int64 (persona, NL_PERSONA_SEGMENT_ID, nl_record_get_id (NL_RECORD (segment)));
  await (nl_personas_save (f->store, NL_PERSONA (persona)));
  wait_until (has_label (page, "Prospects"));
  nl_record_set_text (NL_RECORD (segment), NL_SEGMENT_NAME, "Newcomers");
  await (nl_segments_save (f->store, nl_workspace_get_shop (f->workspace), segment));
  wait_until (has_label (page, "Newcomers"));
}

static void
undo (Fixture *f)
{
  wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
}

static void
test_edit_and_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (NlRecord) persona = add_persona (f);
  GtkWidget *detail = open_persona (f, persona);
  NlPersonaSection *section = NL_PERSONA_SECTION (find_widget (detail, NL_TYPE_PERSONA_SECTION));
  g_autofree char *first = NULL;
  GtkWidget *row;

  nl_persona_section_set_editing (section, TRUE);
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (nl_persona_section_get_editor (section), 0));
  first = g_strdup_printf ("“%s”", gtk_editable_get_text (GTK_EDITABLE (row)));
  g_assert_true (has_label (detail, first));
  gtk_editable_set_text (GTK_EDITABLE (row), "Something else entirely");
  g_signal_emit_by_name (find_named (GTK_WIDGET (section), GTK_TYPE_BUTTON, "label", "_Done"),
                         "clicked");
  wait_until (has_label (detail, "“Something else entirely”"));
  g_assert_false (nl_persona_section_get_editing (section));
  wait_until (has_label (f->window, "Quotes changed"));
  undo (f);
  wait_until (has_label (detail, first));
}

static void
test_redraw_and_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (NlRecord) persona = add_persona (f);
  gint64 before = nl_record_get_int64 (persona, NL_PERSONA_AVATAR_IMAGE_ID);
  NlPersonaPage *detail = NL_PERSONA_PAGE (open_persona (f, persona));

#define image_of(page) \
  nl_record_get_int64 (NL_RECORD (nl_persona_page_get_persona (page)), NL_PERSONA_AVATAR_IMAGE_ID)
  g_assert_cmpint (image_of (detail), ==, before);
  gtk_widget_activate_action (GTK_WIDGET (detail), "persona.redraw", NULL);
  wait_until (image_of (detail) != before);
  undo (f);
  wait_until (image_of (detail) == before);
#undef image_of
}

static void
test_delete_and_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (NlRecord) persona = add_persona (f);
  GtkWidget *detail = open_persona (f, persona);
  GtkWidget *page = fixture_show_page (f, "personas");

  gtk_widget_activate_action (detail, "persona.delete", NULL);
  wait_until (find_widget (page, NL_TYPE_PERSONA_PAGE) == NULL);
  wait_until (find_named (page, ADW_TYPE_STATUS_PAGE, "title", "No Personas Yet") != NULL);
  undo (f);
  wait_until (has_label (page, get_name (persona)));
}

static const char *
get_text (GtkWidget *detail, guint field)
{
  return nl_record_get_text (NL_RECORD (nl_persona_page_get_persona (NL_PERSONA_PAGE (detail))),
                             field);
}

/* What somebody wrote comes back after one click on the wrong button. */
static void
test_rewrite_and_undo (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *action;
    guint field;
  } cases[] = {
    { "persona.rewrite-bio", NL_PERSONA_BIO },
    { "persona.rewrite", NL_PERSONA_TAGLINE },
  };
  g_autoptr (NlRecord) persona = add_persona (f);
  GtkWidget *detail;

  nl_record_set_text (persona, NL_PERSONA_BIO, "My own words");
  nl_record_set_text (persona, NL_PERSONA_TAGLINE, "My own words");
  await (nl_personas_save (f->store, NL_PERSONA (persona)));
  detail = open_persona (f, persona);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_cmpstr (get_text (detail, cases[i].field), ==, "My own words");
    gtk_widget_activate_action (detail, cases[i].action, NULL);
    wait_until (g_strcmp0 (get_text (detail, cases[i].field), "My own words") != 0);
    undo (f);
    wait_until (g_strcmp0 (get_text (detail, cases[i].field), "My own words") == 0);
  }
}

static NlComparisonRow *
find_row (GtkWidget *root, const char *title)
{
  GtkWidget *label = find_named (root, GTK_TYPE_LABEL, "label", title);
  GtkWidget *row = label != NULL ? gtk_widget_get_ancestor (label, NL_TYPE_COMPARISON_ROW) : NULL;

  return row != NULL ? NL_COMPARISON_ROW (row) : NULL;
}

static void
add_customers (Fixture *f, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *email = g_strdup_printf ("%u-%u@gmail.com", n, i);

    fixture_add_customer (f, "Ben", "Roth", email);
  }
}

static void
test_compare (Fixture *f, gconstpointer data)
{
  g_autoptr (NlRecord) one = NULL;
  g_autoptr (NlRecord) two = NULL;
  GtkWidget *page = fixture_show_page (f, "personas");
  GtkWidget *detail;
  GtkWidget *comparison;
  AdwDialog *dialog;
  GtkWidget *list;

  /* The second stands for twice as many. */
  add_customers (f, 6);
  one = create_persona (f, 7);
  add_customers (f, 7);
  two = create_persona (f, 8);
  detail = open_persona (f, one);
  gtk_widget_activate_action (detail, "persona.compare", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window));
  g_assert_true (NL_IS_PERSONA_CHOOSER (dialog));
  wait_until ((list = find_widget (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW)) != NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (list)), ==, get_name (two));
  g_assert_null (find_named (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "title", get_name (one)));
  g_signal_emit_by_name (list, "activate");
  wait_until ((comparison = find_widget (page, NL_TYPE_PERSONA_COMPARISON)) != NULL);
  wait_until (has_label (comparison, get_name (one)));
  wait_until (has_label (comparison, get_name (two)));
  wait_until (find_row (comparison, "Spent, on Average") != NULL);
  g_assert_cmpint (nl_comparison_row_get_outcome (find_row (comparison, "Customers")), ==,
                   NL_COMPARISON_SECOND_IS_MORE);
  g_assert_cmpint (nl_comparison_row_get_outcome (find_row (comparison, "Spent, on Average")), ==,
                   NL_COMPARISON_ALIKE);

  await (nl_personas_delete (f->store, nl_record_get_id (two)));
  wait_until (find_widget (page, NL_TYPE_PERSONA_COMPARISON) == NULL);
}

static void
test_compare_numbers (void)
{
  g_assert_cmpint (nl_comparison_of_numbers (100, 109), ==, NL_COMPARISON_ALIKE);
  g_assert_cmpint (nl_comparison_of_numbers (100, 120), ==, NL_COMPARISON_SECOND_IS_MORE);
  g_assert_cmpint (nl_comparison_of_numbers (100, 0), ==, NL_COMPARISON_FIRST_IS_MORE);
  g_assert_cmpint (nl_comparison_of_numbers (0, 0), ==, NL_COMPARISON_ALIKE);
}

/* How the two of a row stand; the rows are made again when a persona changes. */
static GtkOrientation
get_orientation (AdwNavigationPage *comparison)
{
  GtkWidget *section = find_widget (GTK_WIDGET (comparison), NL_TYPE_PERSONA_SECTION);

  return gtk_orientable_get_orientation (GTK_ORIENTABLE (gtk_widget_get_parent (section)));
}

/* Where there is no room, the titles stand above, and one persona below the other. */
static void
test_comparison_stacks (Fixture *f, gconstpointer data)
{
  g_autoptr (NlRecord) one = add_persona (f);
  g_autoptr (NlRecord) two = create_persona (f, 8);
  GtkWidget *page = fixture_show_page (f, "personas");
  AdwNavigationPage *comparison
      = nl_persona_comparison_new (f->workspace, NL_PERSONA (one), NL_PERSONA (two));
  int least;

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (find_widget (page, ADW_TYPE_NAVIGATION_VIEW)),
                            comparison);
  g_assert_cmpint (get_orientation (comparison), ==, GTK_ORIENTATION_HORIZONTAL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 640);
  wait_until (get_orientation (comparison) == GTK_ORIENTATION_VERTICAL);
  gtk_widget_measure (GTK_WIDGET (comparison), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  g_assert_cmpint (least, <=, 360);
}

static void
test_save_card (Fixture *f, gconstpointer data)
{
  g_autoptr (NlRecord) persona = add_persona (f);
  GtkWidget *detail = open_persona (f, persona);
  g_autofree char *path = g_build_filename (f->folder, "card.html", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *html = NULL;

  nl_persona_save_to (detail, f->workspace, NL_PERSONA (persona), NL_PERSONA_FORMAT_HTML, file);
  wait_until (has_label (f->window, "Saved as “card.html”"));
  g_assert_true (g_file_get_contents (path, &html, NULL, NULL));
  g_assert_nonnull (strstr (html, get_name (persona)));
}

/* What other programs get: pixels for all, the drawing for those who know what to do with it. */
static void
test_portrait_for_others (Fixture *f, gconstpointer data)
{
  g_autoptr (NlRecord) persona = add_persona (f);
  GtkWidget *view = g_object_ref_sink (nl_image_view_new (NULL));
  g_autoptr (NlPersonaPortrait) portrait = nl_persona_portrait_new (NL_IMAGE_VIEW (view), f->store);
  g_autoptr (GdkContentProvider) content = NULL;
  g_autoptr (GdkContentFormats) formats = NULL;

  g_assert_null (nl_persona_portrait_dup_content (portrait));
  nl_persona_portrait_set_persona (portrait, NL_PERSONA (persona));
  wait_until ((content = nl_persona_portrait_dup_content (portrait)) != NULL);
  formats = gdk_content_provider_ref_formats (content);
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/png"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/svg+xml"));
  g_clear_object (&portrait);
  g_object_unref (view);
}

/* What is slow says so and can be stopped; what is quick does neither. */
static void
test_progress (Fixture *f, gconstpointer data)
{
  GtkWidget *page = fixture_show_page (f, "personas");
  g_autoptr (NlOperation) quick = nl_operation_new ("Quick");
  g_autoptr (NlOperation) slow = nl_operation_new ("Slow");
  GtkWidget *button;

  nl_operation_toast (page, quick);
  nl_operation_finish (quick, NULL);
  nl_operation_toast (page, slow);
  g_assert_false (has_label (f->window, "Slow"));
  wait_until (has_label (f->window, "Slow"));
  g_assert_false (has_label (f->window, "Quick"));
  button = find_named (GTK_WIDGET (f->window), GTK_TYPE_BUTTON, "label", "_Cancel");
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (g_cancellable_is_cancelled (nl_operation_get_cancellable (slow)));
}

/* Who was chosen in the preferences is asked, and nobody else. */
static void
test_chosen_provider (Fixture *f, gconstpointer data)
{
  NlProviderRegistry *providers = nl_workspace_get_providers (f->workspace);
  g_autoptr (NlProvider) silent = g_object_new (test_provider_get_type (), NULL);
  g_autoptr (NlRecord) persona = add_persona (f);
  GtkWidget *detail = open_persona (f, persona);
  NlPersonaDialog *dialog;

  nl_provider_registry_add (providers, silent);
  nl_provider_registry_set_default (providers, "silent");
  gtk_widget_activate_action (detail, "persona.rewrite", NULL);
  wait_until (has_label (f->window, "Could Not Write It Anew"));
  adw_dialog_force_close (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (f->window)));

  dialog = nl_persona_dialog_new (f->workspace, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (f->window));
  g_assert_true (has_label (dialog, "Silent Provider"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
form_saved_cb (NlPersonaForm *form, NlPersona *changed, NlPersona **saved)
{
  *saved = g_object_ref (changed);
}

static void
test_form (Fixture *f, gconstpointer data)
{
  g_autoptr (NlRecord) persona = add_persona (f);
  g_autoptr (NlPersona) saved = NULL;
  NlPersonaForm *form;
  GtkWidget *row;

  nl_record_set_text (persona, NL_PERSONA_GENDER, "f");
  form = nl_persona_form_new (NL_PERSONA (persona));
  g_signal_connect (form, "saved", G_CALLBACK (form_saved_cb), &saved);
  adw_dialog_present (ADW_DIALOG (form), GTK_WIDGET (f->window));
  row = find_named (GTK_WIDGET (form), NL_TYPE_CHOICE_ROW, "title", "Gender");
  g_assert_cmpstr (nl_choice_row_get_code (NL_CHOICE_ROW (row)), ==, "f");
  nl_choice_row_set_code (NL_CHOICE_ROW (row), "n");
  row = find_named (GTK_WIDGET (form), NL_TYPE_CHOICE_ROW, "title", "Language");
  g_assert_cmpstr (nl_choice_row_get_code (NL_CHOICE_ROW (row)), ==, "en");
  gtk_widget_activate_action (GTK_WIDGET (form), "form.save", NULL);
  g_assert_nonnull (saved);
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (saved), NL_PERSONA_GENDER), ==, "n");
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (saved), NL_PERSONA_LANGUAGE), ==, "en");
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/personas-page/create", test_create);
  add_test ("/personas-page/search", test_search);
  add_test ("/personas-page/edited-shop", test_edited_shop);
  add_test ("/personas-page/renamed-segment", test_renamed_segment);
  add_test ("/personas-page/edit-and-undo", test_edit_and_undo);
  add_test ("/personas-page/redraw-and-undo", test_redraw_and_undo);
  add_test ("/personas-page/delete-and-undo", test_delete_and_undo);
  add_test ("/personas-page/rewrite-and-undo", test_rewrite_and_undo);
  add_test ("/personas-page/compare", test_compare);
  g_test_add_func ("/personas-page/compare-numbers", test_compare_numbers);
  add_test ("/personas-page/comparison-stacks", test_comparison_stacks);
  add_test ("/personas-page/save-card", test_save_card);
  add_test ("/personas-page/portrait-for-others", test_portrait_for_others);
  add_test ("/personas-page/progress", test_progress);
  add_test ("/personas-page/chosen-provider", test_chosen_provider);
  add_test ("/personas-page/form", test_form);
  return g_test_run ();
}
