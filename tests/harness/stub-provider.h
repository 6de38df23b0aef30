/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider.h"

G_BEGIN_DECLS

#define STUB_TYPE_PROVIDER (stub_provider_get_type ())
G_DECLARE_FINAL_TYPE (StubProvider, stub_provider, STUB, PROVIDER, GObject)

/* A provider that answers at once, and fails in every way a test wants. */
struct _StubProvider {
  GObject parent_instance;

  NlAiRequest *last; /* what was asked last */
  guint n_requests;
  GPtrArray *sent;    /* of char: the instructions and prompts */
  const char *note;   /* what the user should read */
  const char *reason; /* why it was this one */
  gboolean queued;    /* whether it is asked through the queue */
  gboolean empty;     /* whether answers have nothing in them */
  guint fail_at;      /* which request fails, from 1 */
  guint cancel_at;    /* at which request the user cancels */
  GCancellable *cancellable;
  DexFuture *(*before_answer) (gpointer data); /* what happens while it is at work */
  gpointer before_data;
};

StubProvider *stub_provider_new (void);

G_END_DECLS
