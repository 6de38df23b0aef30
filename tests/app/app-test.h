/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/shell/nl-window.h"
#include "nl-test.h"

G_BEGIN_DECLS

/* The window with a workspace in a folder of its own, which has one shop. */
typedef struct {
  char *folder;
  AdwApplication *application;
  NlWorkspace *workspace;
  NlStore *store;
  NlWindow *window;
  gint64 persona_id; /* where there is one from the start */
} Fixture;

gboolean app_test_init (int *argc, char ***argv);
void fixture_set_up (Fixture *self, gconstpointer data);
void fixture_tear_down (Fixture *self, gconstpointer data);

gpointer await_object (DexFuture *future);
void await (DexFuture *future);
gint64 fixture_add_customer (Fixture *self, const char *first, const char *last, const char *email);
gint64 fixture_count (Fixture *self);
GtkWidget *fixture_show_page (Fixture *self, const char *id);
gpointer get_child (gpointer widget, const char *name);
GtkWidget *find_widget (GtkWidget *root, GType type);
GtkWidget *find_named (GtkWidget *root, GType type, const char *property, const char *value);
GtkWidget *find_button (GtkWidget *root, const char *label);
char *fixture_write_file (Fixture *self, const char *name, const char *text);

/* Runs the main loop until the condition holds. */
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
