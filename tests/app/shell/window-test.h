/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/shell/nl-window.h"
#include "app/shops/nl-shop-dialog.h"
#include "nl-test.h"

G_BEGIN_DECLS

/* The window with a workspace in a folder of its own. */
typedef struct {
  NlWindow *window;
  NlWorkspace *workspace;
  char *database;
} Fixture;

extern AdwApplication *application;
extern GSettings *settings;

void window_test_init (int *argc, char ***argv);
int window_test_run (void);

void fixture_init (Fixture *fixture, const char *folder);
void fixture_clear (Fixture *fixture);
gpointer get_child (gpointer widget, const char *name);
const char *get_stage (Fixture *fixture);
AdwDialog *get_dialog (Fixture *fixture);
gboolean is_enabled (Fixture *fixture, const char *action);
NlShopDialog *open_shop_dialog (Fixture *fixture, const char *action, const char *name);
gpointer get_shop_row (gpointer dialog, NlShopField field);
void save (NlShopDialog *dialog);
void create_shop (Fixture *fixture, const char *name);
void assert_shops (Fixture *fixture, const char *expected);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

#define MOST_MILLISECONDS (NL_TEST_PATIENCE / 1000)
#define STEP_MILLISECONDS 10

/* Lets everything have its turn, however long the condition takes to look at. */
void window_test_idle (void);

/* Lets the window go on until it is so, or fails. */
#define wait_until(condition)                                       \
  G_STMT_START                                                      \
  {                                                                 \
    int waited_ = 0;                                                \
    while (!(condition)) {                                          \
      g_assert_cmpint (waited_, <, MOST_MILLISECONDS);              \
      waited_ += STEP_MILLISECONDS;                                 \
      nl_test_await_ok (nl_future_sleep (STEP_MILLISECONDS, NULL)); \
      window_test_idle ();                                          \
    }                                                               \
  }                                                                 \
  G_STMT_END

G_END_DECLS
