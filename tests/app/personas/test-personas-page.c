/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-registry.h"
#include "app/personas/nl-persona-card.h"
#include "app/personas/nl-persona-dialog.h"
#include "app/personas/nl-persona-page.h"
#include "app/personas/nl-persona-section.h"
#include "app/personas/nl-personas-page.h"
#include "app/widgets/nl-image-view.h"
#include "customers-test.h"
#include "personas/nl-personas.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static gboolean
has_label (gpointer root, const char *text)
{
  return find_named (GTK_WIDGET (root), GTK_TYPE_LABEL, "label", text) != NULL;
}

static NlRecord *
add_persona (Fixture *f)
{
  g_autoptr (NlProviderRegistry) registry = nl_provider_registry_new ();
  NlPersonaWish wish = { .shop_id = nl_workspace_get_shop_id (f->workspace),
                         .language = "en",
                         .seed = 7,
                         .wants_avatar = TRUE };

  fixture_add_customer (f, "Ana", "Silva", "ana@gmail.com");
  return fixture_await_object (
      nl_personas_create (f->store, nl_provider_registry_get_default (registry), &wish, NULL));
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
  wait_until (find_widget (page, NL_TYPE_PERSONA_PAGE) != NULL);
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
  g_assert_true (has_label (card, adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (detail))));
  g_assert_true (has_label (card, "Draft"));
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
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
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
  wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
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
  wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
  wait_until (has_label (page, get_name (persona)));
}

int
main (int argc, char **argv)
{
  if (!customers_test_init (&argc, &argv))
    return 77;
  add_test ("/personas-page/create", test_create);
  add_test ("/personas-page/search", test_search);
  add_test ("/personas-page/edit-and-undo", test_edit_and_undo);
  add_test ("/personas-page/redraw-and-undo", test_redraw_and_undo);
  add_test ("/personas-page/delete-and-undo", test_delete_and_undo);
  return g_test_run ();
}
