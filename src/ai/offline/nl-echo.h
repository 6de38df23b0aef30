/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words that several texts of one message share by chance, and a reader notices. */
typedef struct _NlEcho NlEcho;

NlEcho *nl_echo_new (void);
void nl_echo_free (NlEcho *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlEcho, nl_echo_free)

void nl_echo_allow (NlEcho *self, const char *name);
void nl_echo_add (NlEcho *self, const char *text);
gboolean nl_echo_hears (NlEcho *self, const char *text);

G_END_DECLS
