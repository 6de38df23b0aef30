/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The language of phrases: what is in a phrase, and every way to get it wrong. */

#include "ai/offline/nl-template.h"

#include <string.h>

#include "ai/nl-ai-error.h"
#include "nl-test.h"

static gboolean
count_node (const NlNode *node, gpointer data)
{
  (*(guint *) data)++;
  return TRUE;
}

static gboolean
stop_at_slot (const NlNode *node, gpointer data)
{
  (*(guint *) data)++;
  return node->kind != NL_NODE_SLOT;
}

static const NlNode *
parse_one (GPtrArray **nodes, const char *text)
{
  g_autoptr (GError) error = NULL;

  *nodes = nl_template_parse (text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint ((*nodes)->len, ==, 1);
  return g_ptr_array_index (*nodes, 0);
}

static void
test_marks (void)
{
  static const struct {
    const char *text;
    NlNodeKind kind;
    const char *name;
    const char *filter;
    gboolean capital;
    gboolean optional;
    guint n_branches;
    const char *labels;
  } MARKS[] = {
    { "{name}", NL_NODE_SLOT, "name", NULL, FALSE, FALSE, 0, NULL },
    { "{^name}", NL_NODE_SLOT, "name", NULL, TRUE, FALSE, 0, NULL },
    { "{country|in}", NL_NODE_SLOT, "country", "in", FALSE, FALSE, 0, NULL },
    { "{^country|in}", NL_NODE_SLOT, "country", "in", TRUE, FALSE, 0, NULL },
    { "{>a.b_c-d}", NL_NODE_REFERENCE, "a.b_c-d", NULL, FALSE, FALSE, 0, NULL },
    { "{>angle?}", NL_NODE_REFERENCE, "angle", NULL, FALSE, TRUE, 0, NULL },
    { "{^>angle}", NL_NODE_REFERENCE, "angle", NULL, TRUE, FALSE, 0, NULL },
    { "{orders#one=x|other=y}", NL_NODE_PLURAL, "orders", NULL, FALSE, FALSE, 2, "one,other" },
    { "{orders#x|y|z}", NL_NODE_PLURAL, "orders", NULL, FALSE, FALSE, 3, ",," },
    { "{f:elle|m:il}", NL_NODE_GENDER, NULL, NULL, FALSE, FALSE, 2, "f,m" },
    { "{^f:elle|m:il|n:on}", NL_NODE_GENDER, NULL, NULL, TRUE, FALSE, 3, "f,m,n" },
    { "{~a|b||c}", NL_NODE_CHOICE, NULL, NULL, FALSE, FALSE, 4, ",,," },
    { "{~{~a|b}|c}", NL_NODE_CHOICE, NULL, NULL, FALSE, FALSE, 2, "," },
    { "{?new:x}", NL_NODE_IF, NULL, NULL, FALSE, FALSE, 1, "" },
    { "{?new and country = DE:x|y}", NL_NODE_IF, NULL, NULL, FALSE, FALSE, 2, "," },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (MARKS); i++) {
    g_autoptr (GPtrArray) nodes = NULL;
    const NlNode *node = parse_one (&nodes, MARKS[i].text);

    g_test_message ("%s", MARKS[i].text);
    g_assert_cmpint (node->kind, ==, MARKS[i].kind);
    g_assert_cmpstr (node->text, ==, MARKS[i].name);
    g_assert_cmpstr (node->filter, ==, MARKS[i].filter);
    g_assert_cmpint (node->capital, ==, MARKS[i].capital);
    g_assert_cmpint (node->optional, ==, MARKS[i].optional);
    g_assert_cmpuint (node->branches != NULL ? node->branches->len : 0, ==, MARKS[i].n_branches);
    g_assert_true ((node->condition != NULL) == (MARKS[i].kind == NL_NODE_IF));
    if (MARKS[i].labels != NULL) {
      g_autoptr (GString) labels = g_string_new (NULL);

      for (guint j = 0; j < node->labels->len; j++)
        g_string_append_printf (labels, "%s%s", j > 0 ? "," : "",
                                (const char *) node->labels->pdata[j]);
      g_assert_cmpstr (labels->str, ==, MARKS[i].labels);
    }
  }
}

/* Without braces a phrase is its own text, whatever marks are in it. */
static void
test_plain_text (void)
{
  static const char *const TEXTS[]
      = { "Hello", "50 % | more ~ ? # ^ > :", "“é” 🎉\n\nNext", "f:m|n" };

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
    g_autoptr (GPtrArray) nodes = NULL;
    const NlNode *node = parse_one (&nodes, TEXTS[i]);

    g_assert_cmpint (node->kind, ==, NL_NODE_TEXT);
    g_assert_cmpstr (node->text, ==, TEXTS[i]);
  }
}

static void
test_walking (void)
{
  g_autoptr (GPtrArray) nodes = nl_template_parse ("a{~b|c{name}}d{city}e", NULL);
  g_autoptr (GPtrArray) empty = nl_template_parse ("", NULL);
  guint n = 0;

  g_assert_true (nl_template_foreach (nodes, count_node, &n));
  g_assert_cmpuint (n, ==, 8);
  n = 0;
  g_assert_false (nl_template_foreach (nodes, stop_at_slot, &n));
  g_assert_cmpuint (n, ==, 5);
  n = 0;
  g_assert_true (nl_template_foreach (empty, count_node, &n));
  g_assert_cmpuint (n, ==, 0);
}

/* The mistake is quoted, not only said to be there. */
static void
test_mistakes_are_quoted (void)
{
  static const struct {
    const char *text;
    const char *part;
  } MISTAKES[] = {
    { "Hello {na me}", "na me" },   { "Hello {", "{" },  { "Hello }", "}" },
    { "{?dormnat: x}", "dormnat" }, { "{>a b}", "a b" }, { "{?new x}", "new x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (MISTAKES); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (nl_template_parse (MISTAKES[i].text, &error));
    g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST);
    g_assert_nonnull (strstr (error->message, MISTAKES[i].part));
  }
}

/* Whatever is typed into a book is a phrase or a mistake; cut anywhere, it is read to its end only.
 */
static void
test_anything (void)
{
  static const char *const PIECES[] = {
    "{",    "}",      "{~",  "{?new:", "{>",      "{f:", "{^", "|", ":", "?",   "#",    "=",
    "name", "orders", "one", "m:",     "country", "in",  "}}", " ", "é", "{{{", "{~{~", "new"
  };

  for (guint i = 0; i < nl_test_rounds (20000, 2000); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *copy = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) nodes = NULL;

    for (int n = g_test_rand_int_range (0, 15); n > 0; n--)
      g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
    copy = g_strdup (text->str);
    nodes = nl_template_parse (copy, &error);
    g_assert_true ((nodes == NULL) == (error != NULL));
    if (nodes != NULL) {
      guint n = 0;

      g_assert_true (nl_template_foreach (nodes, count_node, &n));
    }
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/template/marks", test_marks);
  g_test_add_func ("/template/plain", test_plain_text);
  g_test_add_func ("/template/walking", test_walking);
  g_test_add_func ("/template/mistakes", test_mistakes_are_quoted);
  g_test_add_func ("/template/anything", test_anything);
  return g_test_run ();
}
