/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "ai/prompts/nl-prompt-library.h"

#define PROMPTS_PATH "/ai/ninjalead/prompts/"

static const NlPromptTask TASKS[] = {
  { "persona", N_ ("Persona") },
  { "persona-field", N_ ("One Part of a Persona") },
  { "avatar", N_ ("Portrait") },
  { "message", N_ ("Message") },
  { "improve", N_ ("Improve a Text") },
  { "shorten", N_ ("Make a Text Shorter") },
  { "tone", N_ ("Change the Tone of a Text") },
  { "translate", N_ ("Translate a Text") },
};

/**
 * nl_prompt_task_list:
 * @n_tasks: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_tasks): what providers are asked for
 */
const NlPromptTask *
nl_prompt_task_list (guint *n_tasks)
{
  *n_tasks = G_N_ELEMENTS (TASKS);
  return TASKS;
}

/**
 * nl_prompt_task_lookup:
 * @id: the task of a request
 *
 * Returns: (transfer none) (nullable): the task, when there is a prompt for it
 */
const NlPromptTask *
nl_prompt_task_lookup (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TASKS); i++)
    if (g_str_equal (TASKS[i].id, id))
      return &TASKS[i];
  return NULL;
}

/**
 * nl_prompt_task_get_name:
 * @self: a task
 *
 * Returns: what people call it
 */
const char *
nl_prompt_task_get_name (const NlPromptTask *self)
{
  return _ (self->name);
}

/**
 * nl_prompt_task_dup_text:
 * @self: a task
 *
 * Returns: (transfer full): its prompt as it comes with the program
 */
char *
nl_prompt_task_dup_text (const NlPromptTask *self)
{
  g_autofree char *path = g_strconcat (PROMPTS_PATH, self->id, ".txt", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

  g_return_val_if_fail (bytes != NULL, g_strdup (""));
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}
