/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-openai-provider.h"
#include "nl-test-server.h"

G_BEGIN_DECLS

#define FIXTURE_KEY "sk-marker-0123456789abcdef"

/* A provider of a preset, whose server plays what a test wants. */
typedef struct {
  NlTestServer *server;
  NlProvider *provider;
  GString *deltas;
  DexPromise *written; /* resolved with the first piece of a text */
} Fixture;

Fixture *fixture_new (const char *preset);
void fixture_free (Fixture *self);
void fixture_set_patience (Fixture *self, guint first_byte, guint idle);
NlAiRequest *fixture_request (void);

void fixture_say (Fixture *self, const char *status_and_headers, const char *json);
void fixture_say_text (Fixture *self, const char *text, const char *finish);
void fixture_say_stream (Fixture *self, NlTestServerManner manner, const char *events);
char *fixture_text_json (const char *text, const char *finish);

JsonObject *fixture_get_body (Fixture *self, guint index);
guint fixture_get_n_requests (Fixture *self);
DexFuture *fixture_ask_text (Fixture *self, GCancellable *cancellable);
GError *fixture_fails (DexFuture *future, NlAiError code);
NlAiResult *fixture_works (DexFuture *future);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

G_END_DECLS
