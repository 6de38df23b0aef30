/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/campaigns/nl-campaign-editor.h"
#include "app/campaigns/nl-message-column.h"
#include "app/campaigns/nl-part-text.h"
#include "app/shell/nl-window.h"
#include "campaigns/nl-campaign-bundle.h"
#include "nl-test.h"

G_BEGIN_DECLS

/* The window with a workspace in a folder of its own, which has a shop in three languages and a
 * persona. */
typedef struct {
  char *folder;
  AdwApplication *application;
  NlWorkspace *workspace;
  NlStore *store;
  NlWindow *window;
  gint64 persona_id;
} Fixture;

gboolean campaigns_test_init (int *argc, char ***argv);
void fixture_set_up (Fixture *self, gconstpointer data);
void fixture_tear_down (Fixture *self, gconstpointer data);

gint64 fixture_create_campaign (Fixture *self);
NlCampaignBundle *fixture_load (Fixture *self, gint64 campaign_id);
NlCampaignEditor *fixture_open_editor (Fixture *self, gint64 campaign_id);
NlMessageColumn *fixture_get_column (Fixture *self);
NlPartText *fixture_get_text (Fixture *self, const char *part);
GtkWidget *fixture_find (Fixture *self, GType type);
gpointer await_object (DexFuture *future);
void await (DexFuture *future);
GtkWidget *find_widget (GtkWidget *root, GType type);
GtkWidget *find_named (GtkWidget *root, GType type, const char *property, const char *value);
gpointer get_child (gpointer widget, const char *name);

/* Runs the main loop until the condition holds; fails when it never does. */
#define wait_until(condition)                                             \
  G_STMT_START                                                            \
  {                                                                       \
    gint64 wait_end_ = g_get_monotonic_time () + NL_TEST_PATIENCE;        \
    while (!(condition)) {                                                \
      g_assert_cmpint (g_get_monotonic_time (), <, wait_end_);            \
      g_main_context_iteration (NULL, FALSE) ? (void) 0 : g_usleep (500); \
    }                                                                     \
  }                                                                       \
  G_STMT_END

G_END_DECLS
