/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider-accounts.h"
#include "app-test.h"
#include "nl-test-server.h"

G_BEGIN_DECLS

#define PROVIDERS_KEY "sk-marker-window-0123456789abcdef"
#define SMALL_LIST "{\"object\":\"list\",\"data\":[{\"id\":\"small\"},{\"id\":\"large\"}]}"
#define ANSWER                                                                                  \
  "{\"id\":\"1\",\"object\":\"chat.completion\",\"model\":\"small\",\"choices\":[{\"index\":0," \
  "\"message\":{\"role\":\"assistant\",\"content\":\"yes\"},\"finish_reason\":\"stop\"}]}"

/* The preferences with their page of providers, and a server that plays what a test wants. */
typedef struct {
  Fixture base;
  NlTestServer *server;
  AdwDialog *dialog;
} Providers;

void providers_set_up (Providers *self, gconstpointer data);
void providers_tear_down (Providers *self, gconstpointer data);

GtkWidget *providers_get_page (Providers *self);
GtkWidget *providers_find (Providers *self, const char *type);
GtkWidget *providers_find_row (Providers *self, const char *name);
void providers_say (Providers *self, const char *status, const char *json);
NlProviderAccount *providers_add (Providers *self, const char *name, const char *text_model);
NlProviderAccount *providers_read (Providers *self, const char *name);
char *providers_dup_order (Providers *self);
gboolean providers_has_key (Providers *self, NlProviderAccount *account);
void providers_begin_adding (Providers *self);
GtkWidget *providers_open (Providers *self, const char *name);
const char *providers_get_title (gpointer row);
const char *providers_get_subtitle (gpointer row);

G_END_DECLS
