/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-ai-error.h"
#include "ai/prompts/nl-prompt-library.h"
#include "ai/prompts/nl-prompt.h"
#include "nl-test.h"

static void
assert_fails (const char *task, const char *text, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlPrompt) prompt = nl_prompt_parse (task, text, &error);

  g_assert_null (prompt);
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST);
  if (strstr (error->message, message) == NULL)
    g_error ("“%s” does not say “%s”", error->message, message);
}

static void
assert_filled (const char *text, const char *instructions, const char *filled)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlPrompt) prompt = nl_prompt_parse ("message", text, &error);
  g_autoptr (NlPromptSlots) slots = nl_prompt_slots_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  nl_prompt_slots_set (slots, "shop", "{goal} & Co");
  nl_prompt_slots_set (slots, "goal", "Sell \\1 more");
  nl_prompt_slots_set (slots, "offer", "  ");
  first = nl_prompt_fill_instructions (prompt, slots);
  second = nl_prompt_fill (prompt, slots);
  g_assert_cmpstr (first, ==, instructions);
  g_assert_cmpstr (second, ==, filled);
}

static void
test_fill (const char *folder)
{
  assert_filled ("[prompt]\nHello", "", "Hello");
  /* What is put in is text, whatever it looks like. */
  assert_filled ("[instructions]\nYou are {shop}.\n[prompt]\n{goal}, {goal}",
                 "You are {goal} & Co.", "Sell \\1 more, Sell \\1 more");
  /* A line with something unknown goes, and leaves no gap. */
  assert_filled ("[prompt]\nA\n\nOffer: {offer} for {shop}\nLink: {link}\n\nB", "", "A\n\nB");
  assert_filled ("# A remark\n\n[prompt]\r\n  Two  \n# Another\nlines{{}}\n\n\n", "",
                 "  Two\nlines{}");
  assert_filled ("[prompt]\n{offer}", "", "");
}

static void
test_errors (const char *folder)
{
  g_autofree char *large = g_strnfill (NL_PROMPT_MAX_SIZE, 'a');
  g_autofree char *too_large = g_strconcat ("[prompt]\n", large, NULL);

  assert_fails ("message", "", "[prompt]");
  assert_fails ("message", "[instructions]\nHello", "[prompt]");
  assert_fails ("message", "Hello\n[prompt]\nHello", "Line 1");
  assert_fails ("message", "[prompt]\nA\nHello {name}", "Line 3");
  assert_fails ("message", "[prompt]\nHello {customer_email}", "customer_email");
  assert_fails ("message", "[prompt]\nHello {", "Line 2");
  assert_fails ("message", "[prompt]\nHello }", "Line 2");
  assert_fails ("message", "[prompt]\nA\n[prompt]\nB", "Line 3");
  assert_fails ("message", "[prompt]\n\xff", "UTF-8");
  assert_fails ("message", too_large, "32 KiB");
  /* The words of another task. */
  assert_fails ("message", "[prompt]\n{total_spent}", "total_spent");
  assert_fails ("avatar", "[prompt]\n{persona}", "look");
}

/* Each default can be read, and says something without knowing anything. */
static void
test_defaults (const char *folder)
{
  g_autoptr (NlPromptLibrary) library = nl_prompt_library_new ();
  guint n_tasks;
  const NlPromptTask *tasks = nl_prompt_task_list (&n_tasks);

  g_assert_cmpuint (n_tasks, >, 0);
  for (guint i = 0; i < n_tasks; i++) {
    g_autoptr (NlPromptSlots) slots = nl_prompt_slots_new ();
    g_autoptr (GError) error = NULL;
    g_autofree char *text = nl_prompt_library_dup_text (library, tasks[i].id);
    g_autoptr (NlPrompt) prompt = nl_prompt_parse (tasks[i].id, text, &error);
    g_autofree char *filled = NULL;

    g_assert_no_error (error);
    g_assert_cmpstr (nl_prompt_task_get_name (&tasks[i]), !=, "");
    nl_prompt_slots_set (slots, "look", "a woman");
    filled = nl_prompt_fill (prompt, slots);
    g_assert_cmpstr (filled, !=, "");
    g_assert_null (strchr (filled, '{'));
  }
}

static void
test_own (const char *folder)
{
  g_autoptr (NlPromptLibrary) library = nl_prompt_library_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = nl_prompt_library_dup_text (library, "tone");
  g_autofree char *own = NULL;
  g_autofree char *after = NULL;

  g_assert_true (nl_prompt_library_set_text (library, "tone", "[prompt]\n{text}", &error));
  g_assert_true (nl_prompt_library_is_own (library, "tone"));
  own = nl_prompt_library_dup_text (library, "tone");
  g_assert_cmpstr (own, ==, "[prompt]\n{text}");
  g_assert_false (nl_prompt_library_set_text (library, "tone", "[prompt]\n{nothing}", &error));
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST);
  g_clear_error (&error);
  g_assert_true (nl_prompt_library_is_own (library, "tone"));
  g_assert_false (nl_prompt_library_set_text (library, "poem", NULL, &error));
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST);
  g_clear_error (&error);
  g_assert_true (nl_prompt_library_set_text (library, "tone", NULL, &error));
  g_assert_false (nl_prompt_library_is_own (library, "tone"));
  after = nl_prompt_library_dup_text (library, "tone");
  g_assert_cmpstr (after, ==, before);
}

static void
assert_stored (NlStore *store, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlPromptLibrary) library = dex_await_object (nl_prompt_library_load (store), &error);
  g_autofree char *stored = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (nl_prompt_library_is_own (library, "improve"), ==, text != NULL);
  stored = nl_prompt_library_dup_text (library, "improve");
  if (text != NULL)
    g_assert_cmpstr (stored, ==, text);
}

static void
test_store (const char *folder)
{
  g_autoptr (NlStore) store = dex_await_object (nl_store_open (folder), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) undo = NULL;
  g_autoptr (GBytes) refused = NULL;

  nl_test_await_ok (nl_prompt_library_save (store, "improve", "[prompt]\nBetter: {text}"));
  nl_test_await_ok (nl_prompt_library_save (store, "improve", "[prompt]\nBest: {text}"));
  assert_stored (store, "[prompt]\nBest: {text}");
  refused = dex_await_boxed (nl_prompt_library_save (store, "improve", "[prompt]\n{x}"), &error);
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST);
  assert_stored (store, "[prompt]\nBest: {text}");
  undo = dex_await_boxed (nl_prompt_library_save (store, "improve", NULL), NULL);
  assert_stored (store, NULL);
  nl_test_await_ok (nl_store_undo (store, undo));
  assert_stored (store, "[prompt]\nBest: {text}");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/prompt/fill", test_fill);
  nl_test_add ("/prompt/errors", test_errors);
  nl_test_add ("/prompt/defaults", test_defaults);
  nl_test_add ("/prompt/own", test_own);
  nl_test_add ("/prompt/store", test_store);
  return g_test_run ();
}
