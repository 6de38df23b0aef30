/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "ai/nl-ai-request.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/**
 * NlPromptTask:
 * @id: the task of an #NlAiRequest
 * @name: what people call it, to be translated
 *
 * Something that providers are asked for.
 */
typedef struct {
  const char *id;
  const char *name;
} NlPromptTask;

const NlPromptTask *nl_prompt_task_list (guint *n_tasks);
const NlPromptTask *nl_prompt_task_lookup (const char *id);
const char *nl_prompt_task_get_name (const NlPromptTask *self);
char *nl_prompt_task_dup_text (const NlPromptTask *self) G_GNUC_WARN_UNUSED_RESULT;

#define NL_TYPE_PROMPT_LIBRARY (nl_prompt_library_get_type ())
G_DECLARE_FINAL_TYPE (NlPromptLibrary, nl_prompt_library, NL, PROMPT_LIBRARY, GObject)

NlPromptLibrary *nl_prompt_library_new (void);
gboolean nl_prompt_library_is_own (NlPromptLibrary *self, const char *task);
char *nl_prompt_library_dup_text (NlPromptLibrary *self,
                                  const char *task) G_GNUC_WARN_UNUSED_RESULT;
gboolean nl_prompt_library_set_text (NlPromptLibrary *self,
                                     const char *task,
                                     const char *text,
                                     GError **error);

gboolean nl_prompt_library_complete (NlPromptLibrary *self, NlAiRequest *request, GError **error);
char **nl_prompt_library_find_private (NlAiRequest *request) G_GNUC_WARN_UNUSED_RESULT;

NlPromptLibrary *nl_prompt_library_read (NlConnection *connection, GError **error);
DexFuture *nl_prompt_library_load (NlStore *store) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_prompt_library_save (NlStore *store,
                                   const char *task,
                                   const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
