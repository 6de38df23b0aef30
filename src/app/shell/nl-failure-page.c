/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-failure-page.h"

#include <glib/gi18n-lib.h>

#include "base/nl-future.h"
#include "store/nl-backup.h"
#include "store/nl-store-error.h"

/**
 * NlFailurePage:
 *
 * Says why the workspace can't be opened, and what can be done about it.
 */
struct _NlFailurePage {
  AdwBin parent_instance;
  AdwStatusPage *status;
  GtkLabel *folder;
  GtkWidget *retry;
  GtkWidget *restore;
  guint serial; /* of the newest error */
};

G_DEFINE_FINAL_TYPE (NlFailurePage, nl_failure_page, ADW_TYPE_BIN)

static const char *
get_title (const GError *error)
{
  if (error->domain != NL_STORE_ERROR)
    return _ ("Could Not Open the Workspace");
  switch ((NlStoreError) error->code) {
  case NL_STORE_ERROR_LOCKED:
    return _ ("Workspace in Use");
  case NL_STORE_ERROR_DISK_FULL:
    return _ ("Disk Full");
  case NL_STORE_ERROR_CORRUPT:
    return _ ("Workspace Can’t Be Read");
  case NL_STORE_ERROR_NEWER_SCHEMA:
    return _ ("Newer Version Needed");
  case NL_STORE_ERROR_READ_ONLY:
    return _ ("Folder Can’t Be Written");
  case NL_STORE_ERROR_FAILED:
  case NL_STORE_ERROR_CONSTRAINT:
  case NL_STORE_ERROR_NOT_FOUND:
  case NL_STORE_ERROR_INVALID:
  case NL_STORE_ERROR_CLOSED:
  default:
    return _ ("Could Not Open the Workspace");
  }
}

typedef struct {
  GWeakRef page;
  DexFuture *backups;
  guint serial;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_weak_ref_clear (&reading->page);
  dex_clear (&reading->backups);
  g_free (reading);
}

static DexFuture *
read_fiber (gpointer data)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) backups = dex_await_boxed (g_steal_pointer (&reading->backups), NULL);
  g_autoptr (NlFailurePage) self = g_weak_ref_get (&reading->page);

  if (self == NULL || self->restore == NULL || self->serial != reading->serial || backups == NULL)
    return dex_future_new_true ();
  for (guint i = 0; i < backups->len; i++) {
    const NlBackup *backup = backups->pdata[i];

    if (backup->is_workspace)
      gtk_widget_set_visible (self->restore, TRUE);
  }
  return dex_future_new_true ();
}

/* What helps is offered first: a damaged workspace stays damaged, and any other one may be there
 * again at the next attempt. */
static void
offer (NlFailurePage *self, const char *folder, const GError *error)
{
  gboolean is_damaged = g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT);
  Reading *reading = g_new0 (Reading, 1);

  gtk_widget_set_visible (self->restore, is_damaged);
  gtk_widget_remove_css_class (is_damaged ? self->retry : self->restore, "suggested-action");
  gtk_widget_add_css_class (is_damaged ? self->restore : self->retry, "suggested-action");
  g_weak_ref_init (&reading->page, self);
  reading->backups = nl_backup_list (folder);
  reading->serial = ++self->serial;
  nl_fiber_start ("look-for-backups", read_fiber, reading, reading_free);
}

static gboolean
nl_failure_page_grab_focus (GtkWidget *widget)
{
  NlFailurePage *self = NL_FAILURE_PAGE (widget);

  return gtk_widget_grab_focus (
      gtk_widget_has_css_class (self->restore, "suggested-action") ? self->restore : self->retry);
}

static void
nl_failure_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_FAILURE_PAGE);
  G_OBJECT_CLASS (nl_failure_page_parent_class)->dispose (object);
}

static void
nl_failure_page_class_init (NlFailurePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_failure_page_dispose;
  widget_class->grab_focus = nl_failure_page_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-failure-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlFailurePage, status);
  gtk_widget_class_bind_template_child (widget_class, NlFailurePage, folder);
  gtk_widget_class_bind_template_child (widget_class, NlFailurePage, retry);
  gtk_widget_class_bind_template_child (widget_class, NlFailurePage, restore);
}

static void
nl_failure_page_init (NlFailurePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_failure_page_set_error:
 * @self: the page
 * @folder: the workspace's folder
 * @error: why it can't be opened
 *
 * Says so.
 */
void
nl_failure_page_set_error (NlFailurePage *self, const char *folder, const GError *error)
{
  g_autofree char *message = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (NL_IS_FAILURE_PAGE (self));
  g_return_if_fail (folder != NULL);
  g_return_if_fail (error != NULL);

  message = g_markup_escape_text (error->message, -1);
  name = g_filename_display_name (folder);
  adw_status_page_set_title (self->status, get_title (error));
  adw_status_page_set_description (self->status, message);
  gtk_label_set_label (self->folder, name);
  offer (self, folder, error);
}
