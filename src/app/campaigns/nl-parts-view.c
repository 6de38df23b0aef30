/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-parts-view.h"

#include "campaigns/nl-campaign-bundle.h"

/**
 * NlPartsView:
 *
 * All parts of a message, one below the other, to be edited and checked against the limits of its
 * channel.
 */
struct _NlPartsView {
  GtkBox parent_instance;
  NlMessage *message;
  const NlChannel *channel; /* whose parts are shown */
  char *language;           /* in which they are */
  char **names;
};

G_DEFINE_FINAL_TYPE (NlPartsView, nl_parts_view, GTK_TYPE_BOX)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
check (NlPartsView *self)
{
  g_autoptr (NlMessageParts) parts = nl_parts_view_read (self);
  g_autoptr (GPtrArray) checks = nl_message_check_parts (self->channel, parts);

  for (guint i = 0; i < checks->len; i++) {
    NlPartCheck *part_check = checks->pdata[i];
    NlPartView *view = nl_parts_view_find (self, part_check->part->name);

    if (view != NULL)
      nl_part_view_show_check (view, part_check);
  }
}

static void
part_changed_cb (NlPartsView *self)
{
  check (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The views of another channel are other ones; those of another language are checked in that. */
static void
build (NlPartsView *self, const NlChannel *channel, const char *language)
{
  GtkWidget *child;

  if (self->channel == channel && g_strcmp0 (self->language, language) == 0)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  self->channel = channel;
  g_set_str (&self->language, language);
  for (guint i = 0; i < channel->n_parts; i++) {
    GtkWidget *view = nl_part_view_new (channel, &channel->parts[i], language);

    g_signal_connect_object (view, "changed", G_CALLBACK (part_changed_cb), self,
                             G_CONNECT_SWAPPED);
    nl_part_view_set_names (NL_PART_VIEW (view), (const char *const *) self->names);
    gtk_box_append (GTK_BOX (self), view);
  }
}

static void
nl_parts_view_finalize (GObject *object)
{
  NlPartsView *self = NL_PARTS_VIEW (object);

  g_clear_object (&self->message);
  g_free (self->language);
  g_strfreev (self->names);
  G_OBJECT_CLASS (nl_parts_view_parent_class)->finalize (object);
}

static void
nl_parts_view_class_init (NlPartsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_parts_view_finalize;

  /**
   * NlPartsView::changed:
   * @self: a view
   *
   * The user changed a text.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_PARTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
nl_parts_view_init (NlPartsView *self)
{}

/**
 * nl_parts_view_set_names:
 * @self: a view
 * @names: (array zero-terminated=1): names of shops, products and codes
 *
 * Sets what is not a mistake in any language.
 */
void
nl_parts_view_set_names (NlPartsView *self, const char *const *names)
{
  g_return_if_fail (NL_IS_PARTS_VIEW (self));

  if (self->names != NULL && g_strv_equal ((const char *const *) self->names, names))
    return;
  g_strfreev (self->names);
  self->names = g_strdupv ((char **) names);
  for (GtkWidget *w = gtk_widget_get_first_child (GTK_WIDGET (self)); w != NULL;
       w = gtk_widget_get_next_sibling (w))
    nl_part_view_set_names (NL_PART_VIEW (w), names);
}

/**
 * nl_parts_view_set_message:
 * @self: a view
 * @message: a message of a channel that is known
 *
 * Shows the texts of @message.
 */
void
nl_parts_view_set_message (NlPartsView *self, NlMessage *message)
{
  g_autoptr (NlMessageParts) parts = NULL;

  g_return_if_fail (NL_IS_PARTS_VIEW (self));
  g_return_if_fail (nl_message_get_channel (message) != NULL);

  g_set_object (&self->message, message);
  build (self, nl_message_get_channel (message), nl_message_get_language (message));
  parts = nl_message_parts_new_from_message (message);
  for (GtkWidget *w = gtk_widget_get_first_child (GTK_WIDGET (self)); w != NULL;
       w = gtk_widget_get_next_sibling (w))
    nl_part_view_load (NL_PART_VIEW (w), parts);
  check (self);
}

/**
 * nl_parts_view_shows:
 * @self: a view with a message
 * @message: another state of it
 *
 * Returns: whether the texts of @message are those that are shown
 */
gboolean
nl_parts_view_shows (NlPartsView *self, NlMessage *message)
{
  g_autoptr (NlMessageParts) shown = NULL;
  g_autoptr (NlMessageParts) wanted = NULL;

  g_return_val_if_fail (NL_IS_PARTS_VIEW (self), FALSE);
  g_return_val_if_fail (self->message != NULL, FALSE);

  shown = nl_parts_view_read (self);
  wanted = nl_message_parts_new_from_message (message);
  for (guint i = 0; i < self->channel->n_parts; i++) {
    const char *name = self->channel->parts[i].name;

    if (g_strcmp0 (nl_message_parts_get_text (shown, name),
                   nl_message_parts_get_text (wanted, name))
            != 0
        || !g_strv_equal (nl_message_parts_get_list (shown, name),
                          nl_message_parts_get_list (wanted, name)))
      return FALSE;
  }
  return TRUE;
}

/**
 * nl_parts_view_read:
 * @self: a view with a message
 *
 * Returns: (transfer full): the texts of the message, as they are now
 */
NlMessageParts *
nl_parts_view_read (NlPartsView *self)
{
  NlMessageParts *parts;

  g_return_val_if_fail (NL_IS_PARTS_VIEW (self), NULL);
  g_return_val_if_fail (self->message != NULL, NULL);

  parts = nl_message_parts_new_from_message (self->message);
  for (GtkWidget *w = gtk_widget_get_first_child (GTK_WIDGET (self)); w != NULL;
       w = gtk_widget_get_next_sibling (w))
    nl_part_view_store (NL_PART_VIEW (w), parts);
  return parts;
}

/**
 * nl_parts_view_find:
 * @self: a view
 * @name: a part's name
 *
 * Returns: (transfer none) (nullable): where it is edited
 */
NlPartView *
nl_parts_view_find (NlPartsView *self, const char *name)
{
  g_return_val_if_fail (NL_IS_PARTS_VIEW (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (GtkWidget *w = gtk_widget_get_first_child (GTK_WIDGET (self)); w != NULL;
       w = gtk_widget_get_next_sibling (w))
    if (g_str_equal (nl_part_view_get_part (NL_PART_VIEW (w))->name, name))
      return NL_PART_VIEW (w);
  return NULL;
}
