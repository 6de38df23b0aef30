/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-choice-row.h"
#include "app/widgets/nl-row-error.h"
#include "app/widgets/nl-text-row.h"
#include "app/widgets/nl-words-row.h"
#include "nl-test.h"

static char *
name_of (const char *code)
{
  return g_str_equal (code, "de")   ? g_strdup ("German")
         : g_str_equal (code, "fr") ? g_strdup ("French")
                                    : g_strdup_printf ("Language %s", code);
}

static void
count (GObject *object, GParamSpec *pspec, guint *n)
{
  ++*n;
}

static void
test_choices (void)
{
  static const char *const codes[] = { "de", "fr", NULL };
  g_autoptr (NlChoiceRow) row = g_object_ref_sink (g_object_new (NL_TYPE_CHOICE_ROW, NULL));
  GtkStringObject *first;
  guint n = 0;

  nl_choice_row_set_choices (row, codes, name_of, TRUE);
  first = g_list_model_get_item (adw_combo_row_get_model (ADW_COMBO_ROW (row)), 0);
  g_assert_cmpstr (gtk_string_object_get_string (first), ==, "French");
  g_object_unref (first);

  nl_choice_row_set_code (row, "fr");
  g_signal_connect (row, "notify::code", G_CALLBACK (count), &n);
  nl_choice_row_set_code (row, "de");
  g_assert_cmpstr (nl_choice_row_get_code (row), ==, "de");
  g_assert_cmpuint (n, ==, 1);
  nl_choice_row_set_code (row, "sv");
  g_assert_cmpstr (nl_choice_row_get_code (row), ==, "sv");
  nl_choice_row_set_code (row, NULL);
  g_assert_null (nl_choice_row_get_code (row));
  g_object_set (row, "code", "fr", NULL);
  g_assert_cmpstr (nl_choice_row_get_code (row), ==, "fr");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))), ==,
                    4);
}

/* Hundreds of names are not made before the row is seen, and what was chosen stays. */
static void
test_many_choices (void)
{
  static const char *const codes[]
      = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", NULL };
  GtkWidget *row = g_object_new (NL_TYPE_CHOICE_ROW, NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *window = gtk_window_new ();
  guint n = 0;

  nl_choice_row_set_choices (NL_CHOICE_ROW (row), codes, name_of, TRUE);
  nl_choice_row_set_code (NL_CHOICE_ROW (row), "c");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))), ==,
                    1);
  g_signal_connect (row, "notify::code", G_CALLBACK (count), &n);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  while (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))) < 12)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (nl_choice_row_get_code (NL_CHOICE_ROW (row)), ==, "c");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 2);
  g_assert_cmpuint (n, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
assert_words (NlWordsRow *row, const char *expected)
{
  g_auto (GStrv) words = nl_words_row_dup_words (row);
  g_autofree char *joined = g_strjoinv ("|", words);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_words (void)
{
  static const char *const words[] = { "cheap", "Été", "ETE", NULL };
  g_autoptr (NlWordsRow) row = g_object_ref_sink (g_object_new (NL_TYPE_WORDS_ROW, NULL));
  GObject *entry = gtk_widget_get_template_child (GTK_WIDGET (row), NL_TYPE_WORDS_ROW, "entry");
  GtkWidget *chips
      = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (row), NL_TYPE_WORDS_ROW, "chips"));
  GtkWidget *remove;

  assert_words (row, "");
  g_assert_false (gtk_widget_get_visible (chips));
  nl_words_row_set_words (row, words);
  assert_words (row, "cheap|Été");

  gtk_editable_set_text (GTK_EDITABLE (entry), "free, Cheap ,gratis,");
  assert_words (row, "cheap|Été|free|gratis");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");

  /* What is being typed counts, too: nobody has to press Enter before saving. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "bargain");
  assert_words (row, "cheap|Été|free|gratis|bargain");

  remove = gtk_widget_get_last_child (gtk_widget_get_first_child (chips));
  g_signal_emit_by_name (remove, "clicked");
  assert_words (row, "Été|free|gratis|bargain");
  nl_words_row_set_words (row, NULL);
  assert_words (row, "");
  g_assert_false (gtk_widget_get_visible (chips));
}

static void
test_text (void)
{
  g_autoptr (NlTextRow) row = g_object_ref_sink (g_object_new (NL_TYPE_TEXT_ROW, NULL));
  g_autofree char *text = NULL;
  g_autofree char *none = NULL;
  guint n = 0;

  g_signal_connect (row, "notify::text", G_CALLBACK (count), &n);
  nl_text_row_set_text (row, "  Say “you”.\nBe brief.\n");
  text = nl_text_row_dup_text (row);
  g_assert_cmpstr (text, ==, "Say “you”.\nBe brief.");
  g_assert_cmpuint (n, >, 0);
  nl_text_row_set_text (row, NULL);
  g_object_get (row, "text", &none, NULL);
  g_assert_cmpstr (none, ==, "");
}

/* Who hears a form is told at the place itself what is wrong, until it is changed. */
static void
test_error (void)
{
  static const char *const codes[] = { "de", "fr", NULL };
  GtkWidget *rows[]
      = { adw_entry_row_new (), g_object_new (NL_TYPE_TEXT_ROW, NULL),
          g_object_new (NL_TYPE_WORDS_ROW, NULL), g_object_new (NL_TYPE_CHOICE_ROW, NULL) };

  nl_choice_row_set_choices (NL_CHOICE_ROW (rows[3]), codes, name_of, TRUE);
  g_assert_true (nl_row_find_input (rows[3]) == rows[3]);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GtkWidget) row = g_object_ref_sink (rows[i]);
    GtkAccessible *input = GTK_ACCESSIBLE (nl_row_find_input (row));

    g_assert_true (i == 3 || GTK_IS_TEXT (input) || GTK_IS_TEXT_VIEW (input));
    nl_row_set_error (row, "It can’t be empty.");
    g_assert_true (gtk_widget_has_css_class (row, "error"));
    gtk_test_accessible_assert_state (input, GTK_ACCESSIBLE_STATE_INVALID,
                                      GTK_ACCESSIBLE_INVALID_TRUE);
    gtk_test_accessible_assert_property (input, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                         "It can’t be empty.");
    if (i == 0)
      gtk_editable_set_text (GTK_EDITABLE (row), "Lyon");
    else if (i == 1)
      nl_text_row_set_text (NL_TEXT_ROW (row), "Lyon");
    else if (i == 2)
      nl_words_row_set_words (NL_WORDS_ROW (row), codes);
    else
      nl_choice_row_set_code (NL_CHOICE_ROW (row), "de");
    g_assert_false (gtk_widget_has_css_class (row, "error"));
    g_assert_false (gtk_test_accessible_has_state (input, GTK_ACCESSIBLE_STATE_INVALID));
    g_assert_false (gtk_test_accessible_has_property (input, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  }
}

int
main (int argc, char **argv)
{
  /* Not nl_test_init(), which hides the system's icons and schemas. */
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  g_test_add_func ("/rows/choices", test_choices);
  g_test_add_func ("/rows/many-choices", test_many_choices);
  g_test_add_func ("/rows/words", test_words);
  g_test_add_func ("/rows/text", test_text);
  g_test_add_func ("/rows/error", test_error);
  return g_test_run ();
}
