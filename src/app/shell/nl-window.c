/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/shell/nl-failure-page.h"
#include "app/shell/nl-pages.h"
#include "app/shell/nl-sidebar.h"
#include "app/shell/nl-welcome-page.h"
#include "app/shell/nl-window-private.h"

#define KEY_LAST_PAGE "last-page"

/**
 * NlWindow:
 *
 * The window: the sidebar beside the page it leads to. Before there is a workspace it tells what is
 * in the way, and before there is a shop how to begin.
 */
struct _NlWindow {
  AdwApplicationWindow parent_instance;
  AdwToastOverlay *toasts;
  GtkStack *stages;
  NlFailurePage *failure;
  AdwNavigationSplitView *split;
  NlSidebar *sidebar;
  AdwNavigationPage *content;
  GtkStack *pages;

  GSettings *settings;
  NlWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (NlWindow, nl_window, ADW_TYPE_APPLICATION_WINDOW)

static void
update_stage (NlWindow *self)
{
  gboolean has_shop = nl_workspace_get_shop (self->workspace) != NULL;

  /* Before the stage is shown: it gives the focus to what can be activated. */
  nl_window_update_actions (self);
  gtk_stack_set_visible_child_name (self->stages, has_shop ? "main" : "welcome");
  if (has_shop && nl_window_get_page (self) == NULL) {
    g_autofree char *last = g_settings_get_string (self->settings, KEY_LAST_PAGE);

    nl_window_show_page (self, nl_pages_find (last) != NULL ? last : "overview");
  }
  nl_window_update_actions (self);
  nl_window_settle_focus (self);
}

static void
remove_pages (NlWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL) {
    /* A bin does not notice when its child goes with the template of the page. */
    adw_bin_set_child (ADW_BIN (child), NULL);
    gtk_stack_remove (self->pages, child);
  }
}

static void
drop_workspace (NlWindow *self)
{
  if (self->workspace == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->workspace, update_stage, self);
  g_clear_object (&self->workspace);
  if (self->pages != NULL)
    remove_pages (self);
  if (self->sidebar != NULL)
    nl_sidebar_set_workspace (self->sidebar, NULL);
}

static void
stop_response_cb (NlWindow *self, const char *response)
{
  GListModel *operations;

  if (!g_str_equal (response, "stop") || self->workspace == NULL)
    return;
  operations = nl_workspace_get_operations (self->workspace);
  for (guint i = 0; i < g_list_model_get_n_items (operations); i++) {
    g_autoptr (NlOperation) operation = g_list_model_get_item (operations, i);

    nl_operation_cancel (operation);
  }
  gtk_window_destroy (GTK_WINDOW (self));
}

/* What goes on would be lost: ask. */
static gboolean
nl_window_close_request (GtkWindow *window)
{
  NlWindow *self = NL_WINDOW (window);
  AdwAlertDialog *dialog;

  if (self->workspace == NULL
      || g_list_model_get_n_items (nl_workspace_get_operations (self->workspace)) == 0)
    return GTK_WINDOW_CLASS (nl_window_parent_class)->close_request (window);

  dialog = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("Stop What Is Going On?"),
                            _ ("Something is still in progress. When NinjaLead is closed now, "
                               "it is cancelled, and leaves nothing behind.")));
  adw_alert_dialog_add_responses (dialog, "continue", _ ("_Keep Open"), "stop",
                                  _ ("_Stop and Close"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "continue");
  adw_alert_dialog_set_close_response (dialog, "continue");
  g_signal_connect_object (dialog, "response", G_CALLBACK (stop_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

static void
nl_window_dispose (GObject *object)
{
  NlWindow *self = NL_WINDOW (object);

  drop_workspace (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_WINDOW);
  G_OBJECT_CLASS (nl_window_parent_class)->dispose (object);
}

static void
nl_window_finalize (GObject *object)
{
  NlWindow *self = NL_WINDOW (object);

  g_clear_object (&self->settings);
  G_OBJECT_CLASS (nl_window_parent_class)->finalize (object);
}

static void
nl_window_class_init (NlWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_window_dispose;
  object_class->finalize = nl_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = nl_window_close_request;

  g_type_ensure (NL_TYPE_FAILURE_PAGE);
  g_type_ensure (NL_TYPE_SIDEBAR);
  g_type_ensure (NL_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NlWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, NlWindow, stages);
  gtk_widget_class_bind_template_child (widget_class, NlWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, NlWindow, split);
  gtk_widget_class_bind_template_child (widget_class, NlWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, NlWindow, content);
  gtk_widget_class_bind_template_child (widget_class, NlWindow, pages);
  nl_window_install_actions (widget_class);
}

static void
nl_window_init (NlWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nl_window_add_actions (self);
  nl_window_watch_focus (self);
}

/**
 * nl_window_new:
 * @application: the application
 * @settings: where size and last page are remembered
 *
 * Returns: (transfer none): a window without a workspace, that shows it is loading
 */
NlWindow *
nl_window_new (AdwApplication *application, GSettings *settings)
{
  NlWindow *self = g_object_new (NL_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "is-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  return self;
}

/**
 * nl_window_set_workspace:
 * @self: the window
 * @workspace: what it shows from now on
 *
 * Shows a workspace: its last page, or, when it has no shop, how to begin.
 */
void
nl_window_set_workspace (NlWindow *self, NlWorkspace *workspace)
{
  g_return_if_fail (NL_IS_WINDOW (self));
  g_return_if_fail (NL_IS_WORKSPACE (workspace));

  drop_workspace (self);
  self->workspace = g_object_ref (workspace);
  nl_sidebar_set_workspace (self->sidebar, workspace);
  g_signal_connect_swapped (workspace, "notify::shop", G_CALLBACK (update_stage), self);
  update_stage (self);
}

/**
 * nl_window_get_workspace:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): what it shows
 */
NlWorkspace *
nl_window_get_workspace (NlWindow *self)
{
  g_return_val_if_fail (NL_IS_WINDOW (self), NULL);

  return self->workspace;
}

/**
 * nl_window_show_loading:
 * @self: the window
 *
 * Shows that a workspace is being opened.
 */
void
nl_window_show_loading (NlWindow *self)
{
  g_return_if_fail (NL_IS_WINDOW (self));

  drop_workspace (self);
  gtk_stack_set_visible_child_name (self->stages, "loading");
}

/**
 * nl_window_show_failure:
 * @self: the window
 * @folder: of the workspace that could not be opened
 * @error: why not
 *
 * Shows what is in the way and what to do about it.
 */
void
nl_window_show_failure (NlWindow *self, const char *folder, const GError *error)
{
  g_return_if_fail (NL_IS_WINDOW (self));

  drop_workspace (self);
  nl_failure_page_set_error (self->failure, folder, error);
  gtk_stack_set_visible_child_name (self->stages, "failure");
  gtk_widget_grab_focus (GTK_WIDGET (self->failure));
  nl_window_update_actions (self);
}

NlPage *
nl_window_get_page (NlWindow *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->pages);

  return child != NULL ? NL_PAGE (child) : NULL;
}

void
nl_window_add_toast (NlWindow *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Makes the page when it is shown for the first time. */
NlPage *
nl_window_show_page (NlWindow *self, const char *id)
{
  const NlPageInfo *info = nl_pages_find (id);
  GtkWidget *page;

  g_return_val_if_fail (info != NULL, NULL);

  if (self->workspace == NULL)
    return NULL;
  page = gtk_stack_get_child_by_name (self->pages, id);
  if (page == NULL) {
    page = g_object_new (info->get_type (), "workspace", self->workspace, NULL);
    gtk_stack_add_named (self->pages, page, id);
  }
  gtk_stack_set_visible_child (self->pages, page);
  adw_navigation_page_set_title (self->content, _ (info->title));
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  nl_sidebar_select_page (self->sidebar, id);
  g_settings_set_string (self->settings, KEY_LAST_PAGE, id);
  nl_window_update_actions (self);
  return NL_PAGE (page);
}

/**
 * nl_window_find:
 * @widget: a widget
 *
 * Returns: (transfer none) (nullable): the window it is in; when it is in none, the one in use
 */
NlWindow *
nl_window_find (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GApplication *application = g_application_get_default ();
  GtkWindow *active = NULL;

  if (NL_IS_WINDOW (root))
    return NL_WINDOW (root);
  if (GTK_IS_APPLICATION (application))
    active = gtk_application_get_active_window (GTK_APPLICATION (application));
  return NL_IS_WINDOW (active) ? NL_WINDOW (active) : NULL;
}
