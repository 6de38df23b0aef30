/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a server says went wrong. Everything in it is foreign, and may be NULL. */
typedef struct {
  char *code;
  char *type;
  char *param;
  char *message;
  gboolean is_bare; /* no more than a message, as frameworks answer for a path nobody serves */
} NlOpenaiFault;

NlOpenaiFault *nl_openai_fault_new_from_bytes (GBytes *body);
NlOpenaiFault *nl_openai_fault_new_from_node (JsonNode *body);
void nl_openai_fault_free (NlOpenaiFault *self);
gboolean nl_openai_fault_is (const NlOpenaiFault *self, const char *const *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlOpenaiFault, nl_openai_fault_free)

G_END_DECLS
