/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-save.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"

/* Saves what can be made of a persona to files. */

typedef struct {
  GWeakRef widget;
  NlWorkspace *workspace;
  NlPersona *persona;
  NlPersonaFormat format;
  GFile *file;
} Saving;

static Saving *
saving_new (GtkWidget *widget, NlWorkspace *workspace, NlPersona *persona, NlPersonaFormat format)
{
  Saving *saving = g_new0 (Saving, 1);

  g_weak_ref_init (&saving->widget, widget);
  saving->workspace = g_object_ref (workspace);
  saving->persona = g_object_ref (persona);
  saving->format = format;
  return saving;
}

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_weak_ref_clear (&saving->widget);
  g_object_unref (saving->workspace);
  g_object_unref (saving->persona);
  g_clear_object (&saving->file);
  g_free (saving);
}

static DexFuture *
save_fiber (gpointer data)
{
  Saving *saving = data;
  g_autoptr (GError) error = NULL;
  gboolean saved = dex_await (nl_persona_export (nl_workspace_get_store (saving->workspace),
                                                 saving->persona, saving->format, saving->file),
                              &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&saving->widget);
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;

  if (widget == NULL)
    return dex_future_new_true ();
  if (!saved) {
    nl_window_show_error (widget, _ ("Could Not Save File"), error);
    return dex_future_new_true ();
  }
  name = g_file_get_basename (saving->file);
  message = g_strdup_printf (_ ("Saved as “%s”"), name);
  nl_window_toast (widget, message);
  return dex_future_new_true ();
}

/**
 * nl_persona_save_to:
 * @widget: a widget that stays in the window
 * @workspace: the workspace
 * @persona: a saved persona
 * @format: what to make of it
 * @file: where to
 *
 * Saves a file, and says so.
 */
void
nl_persona_save_to (GtkWidget *widget,
                    NlWorkspace *workspace,
                    NlPersona *persona,
                    NlPersonaFormat format,
                    GFile *file)
{
  Saving *saving;

  g_return_if_fail (NL_IS_PERSONA (persona));
  g_return_if_fail (G_IS_FILE (file));

  saving = saving_new (widget, workspace, persona, format);
  saving->file = g_object_ref (file);
  nl_fiber_start ("save-persona-file", save_fiber, saving, saving_free);
}

/* Whoever names a portrait “.svg” wants the drawing. */
static NlPersonaFormat
find_format (NlPersonaFormat format, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return format == NL_PERSONA_FORMAT_PNG && g_str_has_suffix (lower, ".svg") ? NL_PERSONA_FORMAT_SVG
                                                                             : format;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&saving->widget);

  if (widget != NULL && file != NULL)
    nl_persona_save_to (widget, saving->workspace, saving->persona,
                        find_format (saving->format, file), file);
  else if (widget != NULL)
    nl_window_show_error (widget, _ ("Could Not Save File"), error);
  saving_free (saving);
}

static void
ask (GtkWidget *widget,
     NlWorkspace *workspace,
     NlPersona *persona,
     NlPersonaFormat format,
     const char *title,
     const char *extension)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *name = g_strdup (nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));
  g_autofree char *file_name = g_strconcat (g_strdelimit (name, "/\\", '-'), extension, NULL);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        saving_new (widget, workspace, persona, format));
}

/**
 * nl_persona_save_card:
 * @widget: a widget that stays in the window
 * @workspace: the workspace
 * @persona: a saved persona
 *
 * Asks where to, and saves a card to be read or printed.
 */
void
nl_persona_save_card (GtkWidget *widget, NlWorkspace *workspace, NlPersona *persona)
{
  g_return_if_fail (NL_IS_PERSONA (persona));

  ask (widget, workspace, persona, NL_PERSONA_FORMAT_HTML, _ ("Save Card"), ".html");
}

/**
 * nl_persona_save_portrait:
 * @widget: a widget that stays in the window
 * @workspace: the workspace
 * @persona: a saved persona
 *
 * Asks where to, and saves the portrait: as PNG, or as SVG when it is called so.
 */
void
nl_persona_save_portrait (GtkWidget *widget, NlWorkspace *workspace, NlPersona *persona)
{
  g_return_if_fail (NL_IS_PERSONA (persona));

  ask (widget, workspace, persona, NL_PERSONA_FORMAT_PNG, _ ("Save Portrait as PNG or SVG"),
       ".png");
}
