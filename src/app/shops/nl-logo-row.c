/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shops/nl-logo-row.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "app/widgets/nl-image-avatar.h"
#include "shops/nl-shop-logo.h"

/**
 * NlLogoRow:
 *
 * A row that shows a shop's logo, takes another one from a dialog or dropped on it, and removes it.
 */
struct _NlLogoRow {
  AdwActionRow parent_instance;
  AdwAvatar *avatar;
  GtkWidget *remove;
  GtkWidget *choose;
  GtkDropTarget *drop_target;
  NlStore *store;
  gint64 image_id;
};

G_DEFINE_FINAL_TYPE (NlLogoRow, nl_logo_row, ADW_TYPE_ACTION_ROW)

enum {
  PROP_IMAGE_ID = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

typedef struct {
  GWeakRef self;
  NlStore *store;
  GFile *file;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_weak_ref_clear (&adding->self);
  g_object_unref (adding->store);
  g_object_unref (adding->file);
  g_free (adding);
}

static DexFuture *
add_fiber (gpointer data)
{
  Adding *adding = data;
  g_autoptr (NlLogoRow) self = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = dex_await_int64 (nl_shop_logo_add (adding->store, adding->file), &error);

  self = g_weak_ref_get (&adding->self);
  if (self == NULL)
    return dex_future_new_true ();
  gtk_widget_set_sensitive (self->choose, TRUE);
  if (error != NULL)
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Use the Image"), error);
  else
    nl_logo_row_set_image_id (self, id);
  return dex_future_new_true ();
}

static void
add_file (NlLogoRow *self, GFile *file)
{
  Adding *adding = g_new0 (Adding, 1);

  gtk_widget_set_sensitive (self->choose, FALSE);
  g_weak_ref_init (&adding->self, self);
  adding->store = g_object_ref (self->store);
  adding->file = g_object_ref (file);
  nl_fiber_start ("add-logo", add_fiber, adding, adding_free);
}

static void
file_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (NlLogoRow) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  if (file != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    add_file (self, file);
}

static void
choose_clicked_cb (NlLogoRow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("Images"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/webp");
  gtk_file_filter_add_mime_type (filter, "image/svg+xml");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Choose a Logo"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        file_chosen_cb, g_object_ref (self));
}

static void
remove_clicked_cb (NlLogoRow *self)
{
  nl_logo_row_set_image_id (self, 0);
  gtk_widget_grab_focus (self->choose);
}

static gboolean
dropped_cb (NlLogoRow *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  add_file (self, files->data);
  return TRUE;
}

static void
nl_logo_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IMAGE_ID)
    g_value_set_int64 (value, NL_LOGO_ROW (object)->image_id);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_logo_row_dispose (GObject *object)
{
  NlLogoRow *self = NL_LOGO_ROW (object);

  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_LOGO_ROW);
  G_OBJECT_CLASS (nl_logo_row_parent_class)->dispose (object);
}

static void
nl_logo_row_class_init (NlLogoRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = nl_logo_row_get_property;
  object_class->dispose = nl_logo_row_dispose;

  properties[PROP_IMAGE_ID] = g_param_spec_int64 ("image-id", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-logo-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NlLogoRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, NlLogoRow, remove);
  gtk_widget_class_bind_template_child (widget_class, NlLogoRow, choose);
  gtk_widget_class_bind_template_child (widget_class, NlLogoRow, drop_target);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, dropped_cb);
}

static void
nl_logo_row_init (NlLogoRow *self)
{
  GType file_list = GDK_TYPE_FILE_LIST;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop_target, &file_list, 1);
}

/**
 * nl_logo_row_set_store:
 * @self: the row
 * @store: where images are kept
 *
 * Sets the workspace.
 */
void
nl_logo_row_set_store (NlLogoRow *self, NlStore *store)
{
  g_return_if_fail (NL_IS_LOGO_ROW (self));
  g_return_if_fail (NL_IS_STORE (store));

  g_set_object (&self->store, store);
}

/**
 * nl_logo_row_set_name:
 * @self: the row
 * @name: the shop's name
 *
 * Shows the name's initials as long as there is no logo.
 */
void
nl_logo_row_set_name (NlLogoRow *self, const char *name)
{
  g_return_if_fail (NL_IS_LOGO_ROW (self));

  adw_avatar_set_text (self->avatar, name);
}

/**
 * nl_logo_row_set_image_id:
 * @self: the row, which has a store
 * @image_id: the logo, or 0
 *
 * Shows a logo.
 */
void
nl_logo_row_set_image_id (NlLogoRow *self, gint64 image_id)
{
  g_return_if_fail (NL_IS_LOGO_ROW (self));

  self->image_id = image_id;
  gtk_widget_set_visible (self->remove, image_id != 0);
  nl_image_avatar_load (self->avatar, self->store, image_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IMAGE_ID]);
}

/**
 * nl_logo_row_get_image_id:
 * @self: the row
 *
 * Returns: the logo that is chosen, or 0
 */
gint64
nl_logo_row_get_image_id (NlLogoRow *self)
{
  g_return_val_if_fail (NL_IS_LOGO_ROW (self), 0);

  return self->image_id;
}
