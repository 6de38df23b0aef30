/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What may stand in a prompt. Every name is in one table, and nothing that is not in it ever leaves
 * the machine. */
typedef struct _NlPromptSlots NlPromptSlots;

/**
 * NlPromptSlotKind:
 * @name: what stands between the braces
 * @tasks: words of the tasks that know it, with a space between; "*" for all
 * @own_words: whether a person typed it, so that it is looked through before it is sent
 * @meaning: what it is, to be translated
 *
 * One thing that a prompt may speak of.
 */
typedef struct {
  const char *name;
  const char *tasks;
  gboolean own_words;
  const char *meaning;
} NlPromptSlotKind;

const NlPromptSlotKind *nl_prompt_slot_kinds (guint *n_kinds);
gboolean nl_prompt_slot_kind_is_for (const NlPromptSlotKind *self, const char *task);
const char *nl_prompt_slot_kind_get_meaning (const NlPromptSlotKind *self);

gboolean nl_prompt_slots_is_known (const char *task, const char *name);
char *nl_prompt_slots_dup_names (const char *task) G_GNUC_WARN_UNUSED_RESULT;

NlPromptSlots *nl_prompt_slots_new (void);
void nl_prompt_slots_free (NlPromptSlots *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlPromptSlots, nl_prompt_slots_free)

void nl_prompt_slots_set (NlPromptSlots *self, const char *name, const char *text);
void nl_prompt_slots_take (NlPromptSlots *self, const char *name, char *text);
const char *nl_prompt_slots_get (NlPromptSlots *self, const char *name);

G_END_DECLS
