/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-window-private.h"

/* Where the focus goes when nobody has put it anywhere. */

#define FOCUSED_KEY "nl-was-focused"

static GtkWidget *
get_child (NlWindow *self, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), NL_TYPE_WINDOW, name));
}

static AdwDialog *
get_dialog (NlWindow *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));
}

/* Whether there is room for one side only, and it is the page. */
static gboolean
hides_sidebar (NlWindow *self)
{
  AdwNavigationSplitView *split = ADW_NAVIGATION_SPLIT_VIEW (get_child (self, "split"));

  return adw_navigation_split_view_get_collapsed (split)
         && adw_navigation_split_view_get_show_content (split);
}

static gboolean
is_focus_lost (NlWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *stages = get_child (self, "stages");
  GtkWidget *stage = gtk_stack_get_visible_child (GTK_STACK (stages));

  if (focus == NULL)
    return TRUE;
  if (gtk_widget_is_ancestor (focus, stages) && !gtk_widget_is_ancestor (focus, stage))
    return TRUE;
  return hides_sidebar (self) && gtk_widget_is_ancestor (focus, get_child (self, "sidebar"));
}

/* Begins with the list of pages, or, where it has no room, with the page. */
void
nl_window_settle_focus (NlWindow *self)
{
  const char *stage = gtk_stack_get_visible_child_name (GTK_STACK (get_child (self, "stages")));
  NlPage *page = nl_window_get_page (self);

  if (g_strcmp0 (stage, "main") != 0 || get_dialog (self) != NULL || !is_focus_lost (self))
    return;
  if (!hides_sidebar (self))
    gtk_widget_grab_focus (get_child (self, "sidebar"));
  else if (page != NULL)
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

static void
dialog_changed_cb (NlWindow *self)
{
  if (get_dialog (self) == NULL)
    nl_window_settle_focus (self);
}

/* A dialog that comes from below, in a narrow window, begins with its first button, whatever its
 * focus widget is: see adw_bottom_sheet_set_open() of libadwaita 1.7. A dialog that closes gives
 * the focus back to where it was, which may be a stage that is over. */
static void
focus_changed_cb (NlWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  AdwDialog *dialog = get_dialog (self);
  GtkWidget *wanted;

  if (focus != NULL && dialog == NULL)
    nl_window_settle_focus (self);
  if (focus == NULL || dialog == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (dialog))
      || g_object_get_data (G_OBJECT (dialog), FOCUSED_KEY) != NULL)
    return;
  g_object_set_data (G_OBJECT (dialog), FOCUSED_KEY, dialog);
  wanted = adw_dialog_get_focus (dialog);
  if (wanted != NULL && focus != wanted && !gtk_widget_is_ancestor (focus, wanted))
    gtk_widget_grab_focus (wanted);
}

/* Who goes back from a page continues with its row. */
static void
content_changed_cb (NlWindow *self)
{
  AdwNavigationSplitView *split = ADW_NAVIGATION_SPLIT_VIEW (get_child (self, "split"));

  if (adw_navigation_split_view_get_collapsed (split)
      && !adw_navigation_split_view_get_show_content (split))
    gtk_widget_grab_focus (get_child (self, "sidebar"));
}

void
nl_window_watch_focus (NlWindow *self)
{
  GtkWidget *split = get_child (self, "split");

  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (dialog_changed_cb), NULL);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_changed_cb), NULL);
  g_signal_connect_object (split, "notify::collapsed", G_CALLBACK (nl_window_settle_focus), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (split, "notify::show-content", G_CALLBACK (content_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
