/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "campaigns/nl-channel.h"

G_BEGIN_DECLS

#define NL_TYPE_TEXT_LIST (nl_text_list_get_type ())
G_DECLARE_FINAL_TYPE (NlTextList, nl_text_list, NL, TEXT_LIST, GtkBox)

GtkWidget *nl_text_list_new (const NlChannel *channel, const NlPart *part);
char **nl_text_list_dup_list (NlTextList *self);
void nl_text_list_set_list (NlTextList *self, const char *const *list);

G_END_DECLS
