/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-window.h"

#include "app/shell/nl-application.h"
#include "base/nl-future.h"

/* Opens the window on the workspace in @folder, which is made when there is none. */
void
bench_window_open (BenchWindow *self, const char *folder)
{
  g_autoptr (DexFuture) opened = NULL;
  GSettings *settings;

  dex_init ();
  self->application = ADW_APPLICATION (nl_application_new ());
  g_application_set_flags (G_APPLICATION (self->application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (self->application), NULL, NULL);
  settings = nl_application_get_settings (NL_APPLICATION (self->application));
  opened = nl_workspace_open (folder, settings);
  bench_wait (dex_ref (opened));
  self->workspace = g_value_dup_object (dex_future_get_value (opened, NULL));
  self->window = nl_window_new (self->application, settings);
  nl_window_set_workspace (self->window, self->workspace);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* Closes the window and the workspace. */
void
bench_window_close (BenchWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  bench_wait (nl_store_close (nl_workspace_get_store (self->workspace)));
  g_clear_object (&self->workspace);
  g_clear_object (&self->application);
}

/* The first widget of a type that is shown in or below @root; NULL when there is none. */
GtkWidget *
bench_find (GtkWidget *root, GType type)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *w = gtk_widget_get_first_child (root); w != NULL;
       w = gtk_widget_get_next_sibling (w)) {
    GtkWidget *found = bench_find (w, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* The first widget of a type that is shown in the window; NULL when there is none. */
GtkWidget *
bench_window_find (BenchWindow *self, GType type)
{
  return bench_find (GTK_WIDGET (self->window), type);
}

static gboolean
bench_count_turns (gpointer n)
{
  ++*(guint *) n;
  return G_SOURCE_CONTINUE;
}

/* Lets the main loop go on for so long; a turn that takes longer counts as a single one. */
void
bench_settle (guint milliseconds)
{
  guint n = 0;
  guint id = g_timeout_add (BENCH_QUIET_MILLISECONDS, bench_count_turns, &n);

  while (n * BENCH_QUIET_MILLISECONDS < milliseconds)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

/* Waits for what must succeed. */
void
bench_wait (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  nl_future_wait (future, &error);
  g_assert_no_error (error);
}
