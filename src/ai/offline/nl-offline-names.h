/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/offline/nl-slots.h"

G_BEGIN_DECLS

typedef struct {
  char *given;
  char *full;
  char gender;
} NlPersonaName;

gboolean nl_offline_names_choose (NlSlots *slots,
                                  const char *language,
                                  const char *genders,
                                  guint64 seed,
                                  NlPersonaName *name,
                                  GError **error);
void nl_persona_name_clear (NlPersonaName *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NlPersonaName, nl_persona_name_clear)

G_END_DECLS
