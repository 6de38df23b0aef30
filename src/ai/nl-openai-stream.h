/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-openai-private.h"
#include "net/nl-sse.h"

G_BEGIN_DECLS

/* Reads an answer of `/chat/completions` as it comes in, whether it is a stream of events or, from
 * a server that does not stream, one JSON. */
typedef struct {
  NlOpenaiAnswer *answer;
  const NlOpenaiAsked *asked;
  NlAiDeltaFunc delta;
  gpointer delta_data;
  NlSseParser *parser;
  GByteArray *plain;
  guint n_broken;
  gboolean is_done; /* the server said so */
  gboolean has_handed_over;
  GError *failure;
} NlOpenaiStream;

void nl_openai_stream_init (NlOpenaiStream *self,
                            const NlOpenaiAsked *asked,
                            NlAiDeltaFunc delta,
                            gpointer delta_data);
void nl_openai_stream_clear (NlOpenaiStream *self);
gboolean nl_openai_stream_take (NlHttpResponse *response,
                                GBytes *bytes,
                                gpointer data,
                                GError **error);
void nl_openai_stream_end (NlOpenaiStream *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NlOpenaiStream, nl_openai_stream_clear)

G_END_DECLS
