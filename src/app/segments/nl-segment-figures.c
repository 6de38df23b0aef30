/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-figures.h"

#include <glib/gi18n-lib.h>

#include "app/plots/nl-rank-plot.h"
#include "app/segments/nl-figure.h"
#include "base/nl-format.h"
#include "base/nl-language.h"
#include "base/nl-place.h"
#include "customers/nl-rfm.h"

#define MAX_BARS 6

/**
 * NlSegmentFigures:
 *
 * The numbers of a segment beside those of the whole shop.
 */
struct _NlSegmentFigures {
  AdwBin parent_instance;
  GtkWidget *box;
  GtkWidget *cards;
  GtkWidget *plots;
  NlPlot *groups;
  NlPlot *countries;
  JsonObject *statistics;
};

G_DEFINE_FINAL_TYPE (NlSegmentFigures, nl_segment_figures, ADW_TYPE_BIN)

static void
add_card (NlSegmentFigures *self, const char *title, const char *value, const char *comparison)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *child = gtk_flow_box_child_new ();
  const char *const texts[] = { title, value, comparison };
  const char *const classes[] = { "caption", "title-3", "caption" };
  g_autofree char *description = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    GtkWidget *label = gtk_label_new (texts[i]);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    /* A number that ends in an ellipsis says nothing. */
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    gtk_widget_add_css_class (label, classes[i]);
    gtk_widget_add_css_class (label, i == 1 ? "numeric" : "dimmed");
    gtk_box_append (GTK_BOX (card), label);
  }
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "figure");
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), card);
  gtk_widget_set_focusable (child, FALSE);
  /* Translators: what a number is, the number, and what the whole shop has for comparison. */
  description = g_strdup_printf (_ ("%s: %s, %s"), title, value, comparison);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  description, -1);
  gtk_flow_box_append (GTK_FLOW_BOX (self->cards), child);
}

static void
update_cards (NlSegmentFigures *self)
{
  gtk_flow_box_remove_all (GTK_FLOW_BOX (self->cards));
  for (NlFigure i = NL_FIGURE_AVERAGE_SPENT; i < NL_N_FIGURES; i++) {
    g_autofree char *value = nl_figure_dup_text (i, self->statistics);
    g_autofree char *shop_value = nl_figure_dup_shop_text (i, self->statistics);
    g_autofree char *comparison = NULL;

    if (value == NULL)
      continue;
    if (shop_value != NULL)
      comparison = g_strdup_printf (_ ("Whole shop: %s"), shop_value);
    add_card (self, nl_figure_get_title (i), value,
              comparison != NULL ? comparison : _ ("Agreed to be written to"));
  }
  gtk_widget_set_visible (self->cards,
                          gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->cards), 0) != NULL);
}

static char *
format_share (double share, gpointer data)
{
  return nl_percent_format (share, 0, nl_language_get_ui ());
}

/* One bar an entry of an array of {key, share}. */
static void
update_plot (NlSegmentFigures *self, NlPlot *plot, const char *part, const char *key)
{
  JsonNode *node = json_object_get_member (self->statistics, part);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (NlPlotSeries) series = nl_plot_series_new (NULL);
  guint n = array != NULL ? MIN (json_array_get_length (array), MAX_BARS) : 0;

  nl_plot_series_set_format (series, format_share, NULL, NULL);
  for (guint i = 0; i < n; i++) {
    JsonObject *entry = json_array_get_object_element (array, i);
    const char *code = json_object_get_string_member_with_default (entry, key, "");
    double share = json_object_get_double_member_with_default (entry, "share", 0);
    g_autofree char *name = g_str_equal (part, "rfm")
                                ? g_strdup (nl_rfm_get_group_name (code))
                                : nl_country_name (code, nl_language_get_ui ());

    nl_plot_series_add (series, name, name, share, NULL);
  }
  nl_plot_set_series (plot, series, NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (plot)), n > 0);
}

static GtkWidget *
create_panel (GtkWidget *plot, const char *title)
{
  GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_size_request (plot, -1, 190);
  gtk_box_append (GTK_BOX (panel), label);
  gtk_box_append (GTK_BOX (panel), plot);
  gtk_widget_add_css_class (panel, "card");
  gtk_widget_add_css_class (panel, "figure");
  return panel;
}

static void
nl_segment_figures_finalize (GObject *object)
{
  g_clear_pointer (&NL_SEGMENT_FIGURES (object)->statistics, json_object_unref);
  G_OBJECT_CLASS (nl_segment_figures_parent_class)->finalize (object);
}

static void
nl_segment_figures_class_init (NlSegmentFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_segment_figures_finalize;
}

static GtkWidget *
create_flow (guint most_per_line)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), most_per_line);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_widget_add_css_class (flow, "figures");
  return flow;
}

static void
nl_segment_figures_init (NlSegmentFigures *self)
{
  GtkWidget *groups = nl_rank_plot_new (_ ("Customers by RFM group"), NULL);
  GtkWidget *countries = nl_rank_plot_new (_ ("Customers by country"), NULL);

  self->groups = NL_PLOT (groups);
  self->countries = NL_PLOT (countries);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->cards = create_flow (3);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->cards), 2);
  /* There is nothing to do in them, and the box would keep the focus from all that comes after. */
  gtk_widget_set_can_focus (self->cards, FALSE);
  self->plots = create_flow (2);
  gtk_flow_box_append (GTK_FLOW_BOX (self->plots), create_panel (groups, _ ("How They Buy")));
  gtk_flow_box_append (GTK_FLOW_BOX (self->plots), create_panel (countries, _ ("Where They Live")));
  for (int i = 0; i < 2; i++)
    gtk_widget_set_focusable (
        GTK_WIDGET (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->plots), i)), FALSE);
  gtk_box_append (GTK_BOX (self->box), self->cards);
  gtk_box_append (GTK_BOX (self->box), self->plots);
  gtk_widget_set_visible (self->box, FALSE);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * nl_segment_figures_set_statistics:
 * @self: the figures
 * @statistics: (nullable): from nl_segment_statistics_load(); %NULL for none
 *
 * Shows these numbers. What is not known is left out.
 */
void
nl_segment_figures_set_statistics (NlSegmentFigures *self, JsonObject *statistics)
{
  g_return_if_fail (NL_IS_SEGMENT_FIGURES (self));

  if (statistics == self->statistics)
    return;
  g_clear_pointer (&self->statistics, json_object_unref);
  gtk_widget_set_visible (self->box, statistics != NULL);
  if (statistics == NULL)
    return;
  self->statistics = json_object_ref (statistics);
  update_cards (self);
  update_plot (self, self->groups, "rfm", "group");
  update_plot (self, self->countries, "countries", "code");
}
