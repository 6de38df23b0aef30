/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <libdex.h>

#include "ai/nl-ai-error.h"

G_BEGIN_DECLS

/* What `/images/generations` answered, read on a thread: it is large. */
#define NL_TYPE_OPENAI_PICTURE (nl_openai_picture_get_type ())
G_DECLARE_FINAL_TYPE (NlOpenaiPicture, nl_openai_picture, NL, OPENAI_PICTURE, GObject)

/* Larger than any picture a provider makes, in base64. */
#define NL_OPENAI_MAX_PICTURE_BODY (48 * 1024 * 1024)
#define NL_OPENAI_MAX_PICTURE (32 * 1024 * 1024)

DexFuture *nl_openai_picture_read (GBytes *body,
                                   GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_openai_picture_check (GBytes *picture,
                                    GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

GBytes *nl_openai_picture_get_bytes (NlOpenaiPicture *self);
const char *nl_openai_picture_get_media_type (NlOpenaiPicture *self);
const char *nl_openai_picture_get_url (NlOpenaiPicture *self);
JsonNode *nl_openai_picture_get_fault (NlOpenaiPicture *self);
const NlAiUsage *nl_openai_picture_get_usage (NlOpenaiPicture *self);

G_END_DECLS
