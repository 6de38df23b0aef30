/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaigns-page.h"
#include "app/personas/nl-persona-dialog.h"
#include "app/shell/nl-pages.h"
#include "app/shell/nl-sample.h"
#include "app/shell/nl-sidebar.h"
#include "app/shell/nl-window-private.h"
#include "app/shops/nl-shop-dialog.h"

/* What the window can be told to do, by key, menu or button. */

/* What a key does waits until the dialog in front of the window is closed. */
static gboolean
is_behind_dialog (NlWindow *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL;
}

/**
 * nl_window_open_page:
 * @widget: any widget in the window
 * @id: "customers"; nothing happens when there is no such page
 * @record_id: which record to show there, or 0
 *
 * Goes to a page.
 */
void
nl_window_open_page (GtkWidget *widget, const char *id, gint64 record_id)
{
  NlWindow *self = nl_window_find (widget);
  NlPage *page = NULL;

  if (self != NULL && nl_pages_find (id) != NULL)
    page = nl_window_show_page (self, id);
  if (page != NULL && record_id != 0)
    nl_page_open_record (page, record_id);
}

/**
 * nl_window_open_query:
 * @widget: any widget in the window
 * @query: a segment query
 *
 * Goes to the segments, and shows there what @query stands for.
 */
void
nl_window_open_query (GtkWidget *widget, const char *query)
{
  NlWindow *self = nl_window_find (widget);
  NlPage *page = NULL;

  if (self != NULL && nl_pages_find ("segments") != NULL)
    page = nl_window_show_page (self, "segments");
  if (page != NULL)
    nl_page_open_query (page, query);
}

typedef struct {
  NlWindow *self;
  GFile *file;
} Import;

static void
import_free (gpointer data, GClosure *closure)
{
  Import *import = data;

  g_clear_object (&import->file);
  g_free (import);
}

static void
import_into_new_shop_cb (GtkWidget *dialog, Import *import)
{
  nl_window_import (import->self, import->file);
}

/* Customers belong to a shop, so the first import begins with that. The dialog lives in the window.
 */
static void
import_into_new_shop (NlWindow *self, NlWorkspace *workspace, GFile *file)
{
  NlShopDialog *dialog = nl_shop_dialog_new (workspace, NULL);
  Import *import = g_new0 (Import, 1);

  import->self = self;
  g_set_object (&import->file, file);
  g_signal_connect_data (dialog, "saved", G_CALLBACK (import_into_new_shop_cb), import, import_free,
                         G_CONNECT_AFTER);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/**
 * nl_window_import:
 * @self: the window
 * @file: (nullable): what to import; %NULL to ask
 *
 * Imports customers into the current shop. Where there is none, one is created before.
 */
void
nl_window_import (NlWindow *self, GFile *file)
{
  const NlPageInfo *info = nl_pages_find_with (NL_PAGE_IMPORTS);
  NlWorkspace *workspace;
  NlPage *page;

  g_return_if_fail (NL_IS_WINDOW (self));

  workspace = nl_window_get_workspace (self);
  if (info == NULL || workspace == NULL)
    return;
  if (nl_workspace_get_shop (workspace) == NULL) {
    import_into_new_shop (self, workspace, file);
    return;
  }
  page = nl_window_show_page (self, info->id);
  if (page != NULL)
    nl_page_import_file (page, file);
}

/* A customer file that is dropped anywhere is imported, but not behind the back of a dialog. */
static gboolean
dropped_cb (NlWindow *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || is_behind_dialog (self)
      || !g_action_group_get_action_enabled (G_ACTION_GROUP (self), "import"))
    return FALSE;
  nl_window_import (self, files->data);
  return TRUE;
}

static void
add_drop_target (NlWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* A key that leads to a page takes the focus there, except from the list of pages and from a
 * dialog. */
static void
page_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlWindow *self = NL_WINDOW (data);
  const NlPageInfo *info = nl_pages_find (g_variant_get_string (parameter, NULL));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  /* Asked before the page goes that had the focus: GTK then takes it to the sidebar by itself. */
  gboolean is_in_sidebar
      = focus != NULL && gtk_widget_get_ancestor (focus, NL_TYPE_SIDEBAR) != NULL;
  NlPage *page = info != NULL ? nl_window_show_page (self, info->id) : NULL;

  if (page == NULL || is_in_sidebar || is_behind_dialog (self))
    return;
  focus = gtk_window_get_focus (GTK_WINDOW (self));
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (page)))
    return;
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

/* What another program, or a script, can ask for: a page, and the id of what to show there. */
static void
open_record_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *page;
  gint64 id;

  g_variant_get (parameter, "(&sx)", &page, &id);
  nl_window_open_page (GTK_WIDGET (data), page, id);
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlWindow *self = NL_WINDOW (data);
  NlPage *page = nl_window_get_page (self);
  const NlPageInfo *info = nl_pages_find_with (NL_PAGE_SEARCHES);

  if (is_behind_dialog (self))
    return;
  if (page != NULL && !nl_page_can_search (page) && info != NULL)
    page = nl_window_show_page (self, info->id);
  if (page != NULL && nl_page_can_search (page))
    nl_page_start_search (page);
}

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlWindow *self = NL_WINDOW (data);
  NlPage *page = nl_window_get_page (self);

  if (!is_behind_dialog (self) && page != NULL && nl_page_can_create (page))
    nl_page_create_new (page);
}

static void
new_campaign_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlPage *page = nl_window_show_page (NL_WINDOW (data), "campaigns");

  if (page != NULL)
    nl_campaigns_page_start_campaign (NL_CAMPAIGNS_PAGE (page), g_variant_get_int64 (parameter));
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlWindow *self = NL_WINDOW (data);

  if (!is_behind_dialog (self))
    nl_window_import (self, NULL);
}

static void
open_sample_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nl_sample_open (NL_WINDOW (data));
}

static void
add_shop_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlWindow *self = NL_WINDOW (data);

  adw_dialog_present (ADW_DIALOG (nl_shop_dialog_new (nl_window_get_workspace (self), NULL)),
                      GTK_WIDGET (self));
}

static void
edit_shop_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlWindow *self = NL_WINDOW (data);
  NlWorkspace *workspace = nl_window_get_workspace (self);

  adw_dialog_present (ADW_DIALOG (
                          nl_shop_dialog_new (workspace, nl_workspace_get_shop (workspace))),
                      GTK_WIDGET (self));
}

static void
new_persona_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlWindow *self = NL_WINDOW (data);

  adw_dialog_present (ADW_DIALOG (nl_persona_dialog_new (nl_window_get_workspace (self),
                                                         g_variant_get_int64 (parameter))),
                      GTK_WIDGET (self));
}

static void
undo_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  nl_window_undo_last (NL_WINDOW (data));
}

static void
set_enabled (NlWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Switches on what makes sense on the page that is shown. */
void
nl_window_update_actions (NlWindow *self)
{
  NlWorkspace *workspace = nl_window_get_workspace (self);
  gboolean has_shop = workspace != NULL && nl_workspace_get_shop (workspace) != NULL;
  NlPage *page = has_shop ? nl_window_get_page (self) : NULL;

  set_enabled (self, "page", has_shop);
  set_enabled (self, "open-record", has_shop);
  set_enabled (self, "search",
               page != NULL
                   && (nl_page_can_search (page) || nl_pages_find_with (NL_PAGE_SEARCHES) != NULL));
  set_enabled (self, "new", page != NULL && nl_page_can_create (page));
  set_enabled (self, "new-campaign", has_shop);
  set_enabled (self, "open-sample", workspace != NULL);
  set_enabled (self, "add-shop", workspace != NULL);
  set_enabled (self, "edit-shop", has_shop);
  set_enabled (self, "new-persona", has_shop);
  set_enabled (self, "import", workspace != NULL);
  set_enabled (self, "undo", nl_window_can_undo (self));
}

void
nl_window_add_actions (NlWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "page", .activate = page_action, .parameter_type = "s" },
    { .name = "open-record", .activate = open_record_action, .parameter_type = "(sx)" },
    { .name = "search", .activate = search_action },
    { .name = "new", .activate = new_action },
    { .name = "new-campaign", .activate = new_campaign_action, .parameter_type = "x" },
    { .name = "open-sample", .activate = open_sample_action },
    { .name = "add-shop", .activate = add_shop_action },
    { .name = "edit-shop", .activate = edit_shop_action },
    { .name = "undo", .activate = undo_action },
    { .name = "new-persona", .activate = new_persona_action, .parameter_type = "x" },
  };
  static const GActionEntry import_entry = { .name = "import", .activate = import_action };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  if (nl_pages_find_with (NL_PAGE_IMPORTS) != NULL) {
    g_action_map_add_action_entries (G_ACTION_MAP (self), &import_entry, 1, self);
    add_drop_target (self);
  }
  nl_window_update_actions (self);
}

void
nl_window_install_actions (GtkWidgetClass *klass)
{
  /* A binding and no accelerator of the application, so that a text that is being edited gets its
   * own undo first. */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
}
