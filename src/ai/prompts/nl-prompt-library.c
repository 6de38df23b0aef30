/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/prompts/nl-prompt-library.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-error.h"
#include "ai/prompts/nl-prompt-facts.h"
#include "ai/prompts/nl-prompt-schema.h"
#include "ai/prompts/nl-prompt.h"
#include "base/nl-private-text.h"

#define RULES_PATH "/ai/ninjalead/prompts/rules/"

/**
 * NlPromptLibrary:
 *
 * The prompts of a workspace: those that come with the program, and what somebody made of them. It
 * makes a request complete for providers that read prompts rather than facts.
 */
struct _NlPromptLibrary {
  GObject parent_instance;
  GHashTable *texts; /* task to text, of those that were changed */
};

G_DEFINE_FINAL_TYPE (NlPromptLibrary, nl_prompt_library, G_TYPE_OBJECT)

static void
nl_prompt_library_finalize (GObject *object)
{
  g_hash_table_unref (NL_PROMPT_LIBRARY (object)->texts);
  G_OBJECT_CLASS (nl_prompt_library_parent_class)->finalize (object);
}

static void
nl_prompt_library_class_init (NlPromptLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_prompt_library_finalize;
}

static void
nl_prompt_library_init (NlPromptLibrary *self)
{
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * nl_prompt_library_new:
 *
 * Returns: (transfer full): the prompts that come with the program
 */
NlPromptLibrary *
nl_prompt_library_new (void)
{
  return g_object_new (NL_TYPE_PROMPT_LIBRARY, NULL);
}

/**
 * nl_prompt_library_is_own:
 * @self: a library
 * @task: such as "persona"
 *
 * Returns: whether somebody changed the prompt
 */
gboolean
nl_prompt_library_is_own (NlPromptLibrary *self, const char *task)
{
  g_return_val_if_fail (NL_IS_PROMPT_LIBRARY (self), FALSE);

  return g_hash_table_contains (self->texts, task);
}

/**
 * nl_prompt_library_dup_text:
 * @self: a library
 * @task: such as "persona"
 *
 * Returns: (transfer full) (nullable): the prompt as it is written; %NULL when there is none
 */
char *
nl_prompt_library_dup_text (NlPromptLibrary *self, const char *task)
{
  const NlPromptTask *known = nl_prompt_task_lookup (task);
  const char *own;

  g_return_val_if_fail (NL_IS_PROMPT_LIBRARY (self), NULL);

  own = g_hash_table_lookup (self->texts, task);
  if (own != NULL)
    return g_strdup (own);
  return known != NULL ? nl_prompt_task_dup_text (known) : NULL;
}

static gboolean
check (const char *task, const char *text, GError **error)
{
  g_autoptr (NlPrompt) prompt = NULL;

  if (nl_prompt_task_lookup (task) == NULL) {
    g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST, _ ("There is no prompt “%s”."), task);
    return FALSE;
  }
  if (text == NULL)
    return TRUE;
  prompt = nl_prompt_parse (task, text, error);
  return prompt != NULL;
}

/**
 * nl_prompt_library_set_text:
 * @self: a library
 * @task: such as "persona"
 * @text: (nullable): the prompt; %NULL: as it comes with the program
 * @error: return location for %NL_AI_ERROR_BAD_REQUEST
 *
 * Changes a prompt, in memory only.
 *
 * Returns: whether it can be used; if not, nothing changes
 */
gboolean
nl_prompt_library_set_text (NlPromptLibrary *self,
                            const char *task,
                            const char *text,
                            GError **error)
{
  g_return_val_if_fail (NL_IS_PROMPT_LIBRARY (self), FALSE);

  if (!check (task, text, error))
    return FALSE;
  if (text != NULL)
    g_hash_table_insert (self->texts, g_strdup (task), g_strdup (text));
  else
    g_hash_table_remove (self->texts, task);
  return TRUE;
}

static char *
dup_rules (const char *language)
{
  g_autofree char *base = g_strndup (language, strcspn (language, "-_"));
  g_autofree char *path = g_strconcat (RULES_PATH, base, ".txt", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : NULL;
}

/**
 * nl_prompt_library_complete:
 * @self: a library
 * @request: a request with facts
 * @error: return location for %NL_AI_ERROR
 *
 * Adds instructions, prompt and schema to a request, made from what may leave the machine of its
 * facts.
 *
 * Returns: whether there is a prompt for it
 */
gboolean
nl_prompt_library_complete (NlPromptLibrary *self, NlAiRequest *request, GError **error)
{
  const char *task;
  g_autofree char *text = NULL;
  g_autofree char *instructions = NULL;
  g_autofree char *filled = NULL;
  g_autoptr (NlPrompt) prompt = NULL;
  g_autoptr (NlPromptSlots) slots = NULL;
  g_autoptr (JsonNode) schema = NULL;

  g_return_val_if_fail (NL_IS_PROMPT_LIBRARY (self), FALSE);
  g_return_val_if_fail (NL_IS_AI_REQUEST (request), FALSE);

  task = nl_ai_request_get_task (request);
  text = nl_prompt_library_dup_text (self, task);
  if (text == NULL)
    return check (task, NULL, error);
  prompt = nl_prompt_parse (task, text, error);
  if (prompt == NULL)
    return FALSE;
  slots = nl_prompt_facts_read (request);
  nl_prompt_slots_take (slots, "rules", dup_rules (nl_ai_request_get_language (request)));
  instructions = nl_prompt_fill_instructions (prompt, slots);
  filled = nl_prompt_fill (prompt, slots);
  schema = nl_prompt_schema_new (request);
  nl_ai_request_set_instructions (request, instructions);
  nl_ai_request_set_prompt (request, filled);
  nl_ai_request_set_schema (request, schema);
  return TRUE;
}

static void
find_in (const NlPromptSlotKind *kind, const char *text, GStrvBuilder *found)
{
  g_autoptr (GArray) spans = nl_private_text_find (text);

  for (guint i = 0; i < spans->len; i++) {
    const NlPrivateSpan *span = &g_array_index (spans, NlPrivateSpan, i);
    g_autofree char *part = g_strndup (text + span->start, span->end - span->start);

    g_strv_builder_take (found,
                         /* Translators: what was found, such as “an email address”; where, such as
                            “the campaign’s goal”; then the words themselves. */
                         g_strdup_printf (_ ("%s in %s: %s"), nl_private_kind_get_name (span->kind),
                                          nl_prompt_slot_kind_get_meaning (kind), part));
  }
}

/**
 * nl_prompt_library_find_private:
 * @request: a request with facts
 *
 * Looks through what people typed, such as the goal of a campaign, for email addresses, telephone
 * numbers, bank accounts and payment cards: they are shown before anything is sent.
 *
 * Returns: (transfer full) (array zero-terminated=1): what was found and where, for people
 */
char **
nl_prompt_library_find_private (NlAiRequest *request)
{
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_autoptr (NlPromptSlots) slots = NULL;
  guint n_kinds;
  const NlPromptSlotKind *kinds = nl_prompt_slot_kinds (&n_kinds);

  g_return_val_if_fail (NL_IS_AI_REQUEST (request), NULL);

  slots = nl_prompt_facts_read (request);
  for (guint i = 0; i < n_kinds; i++) {
    const char *text = nl_prompt_slots_get (slots, kinds[i].name);

    if (text != NULL && kinds[i].own_words
        && nl_prompt_slot_kind_is_for (&kinds[i], nl_ai_request_get_task (request)))
      find_in (&kinds[i], text, found);
  }
  return g_strv_builder_end (found);
}
