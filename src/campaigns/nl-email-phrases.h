/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an email says below its text, in the language of the email rather than of the desktop. */
typedef struct {
  const char *language;
  const char *reason; /* with a %s for the shop's name */
  const char *unsubscribe;
  const char *colon; /* between a label and its address, spaces included */
} NlEmailPhrases;

const NlEmailPhrases *nl_email_phrases_get (const char *language);
char *nl_email_phrases_dup_reason (const NlEmailPhrases *self, const char *shop);

G_END_DECLS
