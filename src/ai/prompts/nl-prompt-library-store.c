/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "ai/prompts/nl-prompt-library.h"
#include "ai/prompts/nl-prompt-text.h"
#include "base/nl-log.h"

static GPtrArray *
fetch (NlConnection *connection, const char *task, GError **error)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_PROMPT_TEXT);

  if (task != NULL)
    nl_query_where_text (query, NL_PROMPT_TEXT_TASK, task);
  return nl_query_fetch (query, connection, error);
}

/**
 * nl_prompt_library_read:
 * @connection: a connection to the workspace
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the prompts of a workspace. One that can't be used any more,
 *   since another version wrote it, is left out
 */
NlPromptLibrary *
nl_prompt_library_read (NlConnection *connection, GError **error)
{
  g_autoptr (NlPromptLibrary) self = nl_prompt_library_new ();
  g_autoptr (GPtrArray) texts = fetch (connection, NULL, error);

  if (texts == NULL)
    return NULL;
  for (guint i = 0; i < texts->len; i++) {
    NlRecord *text = texts->pdata[i];
    g_autoptr (GError) unusable = NULL;

    if (!nl_prompt_library_set_text (self, nl_record_get_text (text, NL_PROMPT_TEXT_TASK),
                                     nl_record_get_text (text, NL_PROMPT_TEXT_TEXT), &unusable))
      g_info ("A prompt is not used: %s", unusable->message);
  }
  return g_steal_pointer (&self);
}

static gpointer
read_all (NlConnection *connection, gpointer data, GError **error)
{
  return nl_prompt_library_read (connection, error);
}

/**
 * nl_prompt_library_load:
 * @store: the workspace
 *
 * Returns: (transfer full): a future of an #NlPromptLibrary: the workspace's prompts
 */
DexFuture *
nl_prompt_library_load (NlStore *store)
{
  dex_return_error_if_fail (NL_IS_STORE (store));

  return nl_store_read (store, read_all, NULL, NULL, NL_TYPE_PROMPT_LIBRARY, NULL);
}

typedef struct {
  char *task;
  char *text;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->task);
  g_free (change->text);
  g_free (change);
}

static gpointer
write_change (NlConnection *connection, gpointer data, GError **error)
{
  Change *change = data;
  g_autoptr (GPtrArray) texts = fetch (connection, change->task, error);
  g_autoptr (NlRecord) text = NULL;

  if (texts == NULL)
    return NULL;
  if (texts->len > 0)
    text = g_object_ref (texts->pdata[0]);
  if (change->text == NULL) {
    if (text != NULL)
      nl_record_delete (NL_TYPE_PROMPT_TEXT, nl_record_get_id (text), connection, error);
    return NULL;
  }
  if (text == NULL)
    text = g_object_new (NL_TYPE_PROMPT_TEXT, "task", change->task, NULL);
  nl_record_set_text (text, NL_PROMPT_TEXT_TEXT, change->text);
  nl_record_save (text, connection, error);
  return NULL;
}

/**
 * nl_prompt_library_save:
 * @store: the workspace
 * @task: such as "persona"
 * @text: (nullable): the prompt; %NULL: as it comes with the program
 *
 * Changes a prompt of the workspace.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo(); rejects with
 *   %NL_AI_ERROR_BAD_REQUEST, which names the line, when the prompt can't be used
 */
DexFuture *
nl_prompt_library_save (NlStore *store, const char *task, const char *text)
{
  g_autoptr (NlPromptLibrary) library = NULL;
  GError *error = NULL;
  Change *change;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (task != NULL);

  library = nl_prompt_library_new ();
  if (!nl_prompt_library_set_text (library, task, text, &error))
    return dex_future_new_for_error (error);
  change = g_new0 (Change, 1);
  change->task = g_strdup (task);
  change->text = g_strdup (text);
  return nl_store_write_undoable (store, write_change, change, change_free);
}
