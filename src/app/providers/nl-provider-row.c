/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/providers/nl-provider-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-provider-models.h"

/**
 * NlProviderRow:
 *
 * One of the user's providers in the order of fallback: how it is called and how it is. It is moved
 * by dragging, with Alt+Up and Alt+Down, or from its menu.
 */
struct _NlProviderRow {
  AdwActionRow parent_instance;
  GtkWidget *handle;
  GtkImage *mark;
  NlProviderAccount *account;
};

G_DEFINE_FINAL_TYPE (NlProviderRow, nl_provider_row, ADW_TYPE_ACTION_ROW)

enum { MOVED, REMOVED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkWidget) alive = g_object_ref (widget);

  if (g_str_equal (name, "provider.remove"))
    g_signal_emit (widget, signals[REMOVED], 0);
  else
    g_signal_emit (widget, signals[MOVED], 0, g_str_equal (name, "provider.move-up") ? -1 : 1,
                   NULL);
}

static GdkContentProvider *
drag_prepare_cb (NlProviderRow *self)
{
  return gdk_content_provider_new_typed (NL_TYPE_PROVIDER_ROW, self);
}

static void
drag_begin_cb (NlProviderRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

static gboolean
drop_cb (NlProviderRow *self, const GValue *value)
{
  NlProviderRow *other = g_value_get_object (value);

  if (other == NULL || other == self
      || gtk_widget_get_parent (GTK_WIDGET (other)) != gtk_widget_get_parent (GTK_WIDGET (self)))
    return FALSE;
  g_signal_emit (other, signals[MOVED], 0, 0, self);
  return TRUE;
}

static void
nl_provider_row_dispose (GObject *object)
{
  NlProviderRow *self = NL_PROVIDER_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PROVIDER_ROW);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (nl_provider_row_parent_class)->dispose (object);
}

static void
nl_provider_row_class_init (NlProviderRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_provider_row_dispose;

  /**
   * NlProviderRow::moved:
   * @steps: by how many places; 0 when @target is given
   * @target: (nullable): the row whose place it takes
   *
   * The user wants it to be asked earlier or later.
   */
  signals[MOVED] = g_signal_new ("moved", NL_TYPE_PROVIDER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_INT, NL_TYPE_PROVIDER_ROW);
  /**
   * NlProviderRow::removed:
   *
   * The user wants to remove it.
   */
  signals[REMOVED] = g_signal_new ("removed", NL_TYPE_PROVIDER_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "provider.move-up", NULL, row_action);
  gtk_widget_class_install_action (widget_class, "provider.move-down", NULL, row_action);
  gtk_widget_class_install_action (widget_class, "provider.remove", NULL, row_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "provider.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "provider.move-up",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK,
                                       "provider.move-down", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-provider-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NlProviderRow, handle);
  gtk_widget_class_bind_template_child (widget_class, NlProviderRow, mark);
}

static void
nl_provider_row_init (NlProviderRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (NL_TYPE_PROVIDER_ROW, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * nl_provider_row_new:
 * @account: a saved provider
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
nl_provider_row_new (NlProviderAccount *account)
{
  NlProviderRow *self;

  g_return_val_if_fail (NL_IS_PROVIDER_ACCOUNT (account), NULL);

  self = g_object_new (NL_TYPE_PROVIDER_ROW, NULL);
  self->account = g_object_ref (account);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 nl_record_get_text (NL_RECORD (account),
                                                     NL_PROVIDER_ACCOUNT_NAME));
  return GTK_WIDGET (self);
}

/**
 * nl_provider_row_get_account:
 * @self: a row
 *
 * Returns: (transfer none): its provider
 */
NlProviderAccount *
nl_provider_row_get_account (NlProviderRow *self)
{
  g_return_val_if_fail (NL_IS_PROVIDER_ROW (self), NULL);

  return self->account;
}

static void
show_mark (NlProviderRow *self, NlProviderMood mood)
{
  static const struct {
    const char *icon;
    const char *css_class;
  } marks[] = {
    [NL_PROVIDER_MOOD_GOOD] = { NULL, NULL },
    [NL_PROVIDER_MOOD_OFF] = { NULL, NULL },
    [NL_PROVIDER_MOOD_WAITING] = { "dialog-information-symbolic", "dimmed" },
    [NL_PROVIDER_MOOD_TROUBLE] = { "dialog-warning-symbolic", "warning" },
  };
  const char *const classes[] = { marks[mood].css_class, NULL };

  gtk_image_set_from_icon_name (self->mark, marks[mood].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->mark), (const char **) classes);
  gtk_widget_set_visible (GTK_WIDGET (self->mark), marks[mood].icon != NULL);
}

/**
 * nl_provider_row_update:
 * @self: a row
 * @health: what is known of the providers
 * @key: whether this one has a key
 *
 * Says how the provider is.
 */
void
nl_provider_row_update (NlProviderRow *self, NlProviderHealth *health, NlKeyState key)
{
  g_autofree char *status = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *id = NULL;
  const GError *failure;
  const char *model;
  NlProviderMood mood;

  g_return_if_fail (NL_IS_PROVIDER_ROW (self));

  status = nl_provider_status_describe (self->account, health, key, &mood);
  model = nl_provider_account_get_model (self->account, FALSE);
  /* Translators: how a provider is, and its model, such as “Ready · gpt-6”. */
  subtitle = model != NULL && mood != NL_PROVIDER_MOOD_OFF && strstr (status, model) == NULL
                 ? g_strdup_printf (_ ("%s · %s"), status, model)
                 : g_strdup (status);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  show_mark (self, mood);
  id = nl_provider_account_dup_id (self->account);
  failure = nl_provider_health_get_failure (health, id);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mark), failure != NULL ? failure->message : NULL);
}

/**
 * nl_provider_row_set_place:
 * @self: a row
 * @index: its place in the order of fallback
 * @n: how many there are
 *
 * Allows to move it where there is somewhere to go.
 */
void
nl_provider_row_set_place (NlProviderRow *self, guint index, guint n)
{
  g_return_if_fail (NL_IS_PROVIDER_ROW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "provider.move-up", index > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "provider.move-down", index + 1 < n);
  gtk_widget_set_visible (self->handle, n > 1);
}
