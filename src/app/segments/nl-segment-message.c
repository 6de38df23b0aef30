/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-message.h"

#include "segments/nl-segment-query.h"

/**
 * NlSegmentMessage:
 *
 * Says below a query what is wrong with it, what it lacks, or what to know about it, with a way to
 * the place.
 */
struct _NlSegmentMessage {
  AdwBin parent_instance;
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *text;
  GtkWidget *go_to;
  NlSegmentSpan span;
};

G_DEFINE_FINAL_TYPE (NlSegmentMessage, nl_segment_message, ADW_TYPE_BIN)

enum {
  GO_TO,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
show (NlSegmentMessage *self,
      const char *icon_name,
      const char *css_class,
      const char *text,
      const NlSegmentSpan *span)
{
  const char *classes[] = { css_class, NULL };

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_css_classes (self->box, classes);
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (self->go_to, span != NULL);
  if (span != NULL)
    self->span = *span;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/* What keeps a right query from being pasted into Shopify. */
static void
show_hints (NlSegmentMessage *self, NlSegmentQuery *parsed)
{
  const NlSegmentHint *hints = NULL;
  guint n_hints = 0;

  if (parsed != NULL)
    hints = nl_segment_query_get_hints (parsed, &n_hints);
  if (n_hints > 0)
    show (self, "dialog-information-symbolic", "dimmed", hints[0].message, &hints[0].span);
  else
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
go_to_clicked_cb (NlSegmentMessage *self)
{
  g_signal_emit (self, signals[GO_TO], 0, &self->span);
}

static void
nl_segment_message_dispose (GObject *object)
{
  /* The bin lets go of its child before the template does, which would do it behind its back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_SEGMENT_MESSAGE);
  G_OBJECT_CLASS (nl_segment_message_parent_class)->dispose (object);
}

static void
nl_segment_message_class_init (NlSegmentMessageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_segment_message_dispose;

  /**
   * NlSegmentMessage::go-to:
   * @self: a message
   * @span: (type gpointer): an #NlSegmentSpan
   *
   * The user wants to see the place that the message is about.
   */
  signals[GO_TO] = g_signal_new ("go-to", NL_TYPE_SEGMENT_MESSAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-segment-message.ui");
  gtk_widget_class_bind_template_child (widget_class, NlSegmentMessage, box);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentMessage, icon);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentMessage, text);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentMessage, go_to);
  gtk_widget_class_bind_template_callback (widget_class, go_to_clicked_cb);
}

static void
nl_segment_message_init (NlSegmentMessage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_segment_message_update:
 * @self: a message
 * @probe: what is known about the query
 *
 * Says what @probe found out. While it counts, what was said stays.
 */
void
nl_segment_message_update (NlSegmentMessage *self, NlSegmentProbe *probe)
{
  const GError *error;
  NlSegmentSpan span;

  g_return_if_fail (NL_IS_SEGMENT_MESSAGE (self));
  g_return_if_fail (NL_IS_SEGMENT_PROBE (probe));

  error = nl_segment_probe_get_error (probe);
  switch (nl_segment_probe_get_state (probe)) {
  case NL_SEGMENT_PROBE_WRONG:
    show (self, "dialog-error-symbolic", "error", error->message,
          nl_segment_error_get_span (error, &span) ? &span : NULL);
    break;
  case NL_SEGMENT_PROBE_UNFINISHED:
    show (self, "content-loading-symbolic", "dimmed", error->message, NULL);
    break;
  case NL_SEGMENT_PROBE_MISSING_DATA:
    show (self, "dialog-information-symbolic", "accent", error->message, NULL);
    break;
  case NL_SEGMENT_PROBE_FAILED:
    show (self, "dialog-warning-symbolic", "warning", error->message, NULL);
    break;
  case NL_SEGMENT_PROBE_COUNTED:
    show_hints (self, nl_segment_probe_get_parsed (probe));
    break;
  case NL_SEGMENT_PROBE_EMPTY:
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    break;
  case NL_SEGMENT_PROBE_COUNTING:
  default:
    break;
  }
}

/**
 * nl_segment_message_get_text:
 * @self: a message
 *
 * Returns: (transfer none) (nullable): what it says; %NULL while it says nothing
 */
const char *
nl_segment_message_get_text (NlSegmentMessage *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_MESSAGE (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_label (self->text) : NULL;
}
