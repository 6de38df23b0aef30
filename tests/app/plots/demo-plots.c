/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows every plot, to look at them: demo-plots [--rtl] [--width N] [--height N]
 * [--select N]. */
#include <adwaita.h>

#include "app/plots/nl-rank-plot.h"
#include "sample-plots.h"

static int width = 1000, height = 900;
static gboolean rtl;
static int selected = -1;

static const GOptionEntry options[] = {
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "From right to left", NULL },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width of the window", "PIXELS" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "Height of the window", "PIXELS" },
  { "select", 0, 0, G_OPTION_ARG_INT, &selected, "Show the value of a point", "INDEX" },
  { NULL },
};

/* As if arrow keys were pressed. */
static void
select_point (GtkWidget *plot)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (plot);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    gboolean handled;

    if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
      continue;
    g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Home, 0, 0, &handled);
    for (int j = 0; j < selected; j++)
      g_signal_emit_by_name (controller, "key-pressed",
                             NL_IS_RANK_PLOT (plot) ? GDK_KEY_Down
                             : rtl                  ? GDK_KEY_Left
                                                    : GDK_KEY_Right,
                             0, 0, &handled);
  }
}

static GtkWidget *
make_card (const char *heading, GtkWidget *plot)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *label = gtk_label_new (heading);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (inner, 18);
  gtk_widget_set_margin_bottom (inner, 18);
  gtk_widget_set_margin_start (inner, 18);
  gtk_widget_set_margin_end (inner, 18);
  gtk_widget_set_vexpand (plot, TRUE);
  if (selected >= 0)
    select_point (plot);
  gtk_box_append (GTK_BOX (inner), label);
  gtk_box_append (GTK_BOX (inner), plot);
  gtk_box_append (GTK_BOX (card), inner);
  return card;
}

static GtkWidget *
make_page (void)
{
  GtkWidget *flow = gtk_flow_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  SamplePlot plots[SAMPLE_MOST_PLOTS];
  guint n = sample_plots_make (plots);

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_widget_set_margin_start (flow, 12);
  gtk_widget_set_margin_end (flow, 12);
  gtk_widget_set_margin_top (flow, 12);
  gtk_widget_set_valign (flow, GTK_ALIGN_START);
  for (guint i = 0; i < n; i++)
    gtk_flow_box_append (GTK_FLOW_BOX (flow), make_card (plots[i].name, plots[i].widget));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), flow);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  return scroller;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error)) {
    g_printerr ("%s\n", error->message);
    return 2;
  }

  adw_init ();
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), make_page ());
  gtk_window_present (GTK_WINDOW (window));
  if (selected >= 0) {
    gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
    gtk_window_set_focus_visible (GTK_WINDOW (window), TRUE);
  }
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
