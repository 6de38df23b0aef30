/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/overview/nl-next-step.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-pages.h"

/**
 * NlNextStep:
 *
 * Says what to do next on the way from customers to a campaign; hidden when the way was gone.
 */
struct _NlNextStep {
  AdwBin parent_instance;
  GtkLabel *title;
  GtkLabel *description;
  GtkLabel *button_label;
  const char *page;
};

G_DEFINE_FINAL_TYPE (NlNextStep, nl_next_step, ADW_TYPE_BIN)

typedef struct {
  const char *page;
  const char *title;
  const char *description;
  const char *button;
} Step;

static const Step steps[] = {
  { "segments", N_ ("Find a Group of Customers"),
    N_ ("A segment gathers the customers you want to talk to, such as those who have not bought "
        "for a while."),
    N_ ("Create a _Segment") },
  { "personas", N_ ("Give the Group a Face"),
    N_ ("A persona tells from the numbers of a segment who these customers are."),
    N_ ("Create a _Persona") },
  { "campaigns", N_ ("Find the Words"),
    N_ ("A campaign speaks to a persona, on each channel and in each language of the shop."),
    N_ ("Create a _Campaign") },
};

static void
clicked_cb (NlNextStep *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", self->page);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.new", NULL);
}

static void
nl_next_step_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_NEXT_STEP);
  G_OBJECT_CLASS (nl_next_step_parent_class)->dispose (object);
}

static void
nl_next_step_class_init (NlNextStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_next_step_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-next-step.ui");
  gtk_widget_class_bind_template_child (widget_class, NlNextStep, title);
  gtk_widget_class_bind_template_child (widget_class, NlNextStep, description);
  gtk_widget_class_bind_template_child (widget_class, NlNextStep, button_label);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
nl_next_step_init (NlNextStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_next_step_set_overview:
 * @self: the card
 * @overview: what the shop has by now
 *
 * Chooses the first step that was not gone yet.
 */
void
nl_next_step_set_overview (NlNextStep *self, const NlShopOverview *overview)
{
  gint64 counts[G_N_ELEMENTS (steps)];
  guint next = 0;

  g_return_if_fail (NL_IS_NEXT_STEP (self));
  g_return_if_fail (overview != NULL);

  counts[0] = overview->segments;
  counts[1] = overview->personas;
  counts[2] = overview->campaigns;
  while (next < G_N_ELEMENTS (steps) && counts[next] > 0)
    next++;
  if (next == G_N_ELEMENTS (steps) || nl_pages_find (steps[next].page) == NULL) {
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    return;
  }
  self->page = steps[next].page;
  gtk_label_set_label (self->title, _ (steps[next].title));
  gtk_label_set_label (self->description, _ (steps[next].description));
  gtk_label_set_label (self->button_label, _ (steps[next].button));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}
