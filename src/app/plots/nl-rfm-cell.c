/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-rfm-cell.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/plots/nl-plot-shapes.h"
#include "app/widgets/nl-tooltip.h"

/* From this share of the accent colour on, white can be read better than the text colour. */
#define WHITE_FROM 0.9

/* In less width than so many lines are high, groups would be cut beyond recognition. */
#define GROUP_ROOM 3.4

struct _NlRfmCell {
  GtkWidget parent_instance;

  guint recency;
  guint fm;
  char *count_text;
  char *group;
  double share;
};

enum {
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NlRfmCell, nl_rfm_cell, GTK_TYPE_WIDGET)

static void
activate (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[ACTIVATED], 0);
}

static void
released (GtkGestureClick *gesture, int n_press, double x, double y, NlRfmCell *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (!gtk_widget_contains (widget, x, y))
    return;
  gtk_widget_grab_focus (widget);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
draw_background (NlRfmCell *self,
                 GtkSnapshot *snapshot,
                 const NlPlotStyle *style,
                 const graphene_rect_t *rect,
                 double radius)
{
  GdkRGBA fill = style->accent;
  gboolean hovered
      = (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_PRELIGHT) != 0;

  fill.alpha = (float) self->share;
  nl_plot_draw_rect (snapshot, style, rect, radius, self->share > 0 ? &fill : &style->highlight);
  if (hovered)
    nl_plot_draw_rect (snapshot, style, rect, radius, &style->highlight);
  if (style->high_contrast) {
    float stroke = (float) nl_plot_style_get_stroke (style);
    GskRoundedRect rounded;

    gsk_rounded_rect_init_from_rect (&rounded, rect, (float) radius);
    gtk_snapshot_append_border (snapshot, &rounded, (float[4]) { stroke, stroke, stroke, stroke },
                                (GdkRGBA[4]) { style->text, style->text, style->text,
                                               style->text });
  }
}

/* The count in bold, or small when it would not fit. */
static PangoLayout *
create_count_layout (NlRfmCell *self, double room)
{
  PangoLayout *layout
      = nl_plot_create_layout (GTK_WIDGET (self), self->count_text, NL_PLOT_TEXT_STRONG);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width <= room)
    return layout;
  g_object_unref (layout);
  return nl_plot_create_layout (GTK_WIDGET (self), self->count_text, NL_PLOT_TEXT_CAPTION);
}

/* Shortens @layout to @room. Centring is left to whole pixels: Pango's own blurs thin letters. */
static void
fit (PangoLayout *layout, double room, int *width, int *height)
{
  pango_layout_get_pixel_size (layout, width, height);
  if (*width <= room)
    return;
  pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, width, height);
}

/* The lines of the group's name between words, each as wide as it wants to be. */
static GPtrArray *
create_group_layouts (NlRfmCell *self, double room)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoLayout) whole = nl_plot_create_layout (widget, self->group, NL_PLOT_TEXT_CAPTION);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  pango_layout_set_width (whole, (int) (room * PANGO_SCALE));
  for (int i = 0; i < pango_layout_get_line_count (whole); i++) {
    PangoLayoutLine *line = pango_layout_get_line_readonly (whole, i);
    g_autofree char *text = g_strndup (self->group + pango_layout_line_get_start_index (line),
                                       (gsize) pango_layout_line_get_length (line));

    g_ptr_array_add (lines,
                     nl_plot_create_layout (widget, g_strstrip (text), NL_PLOT_TEXT_CAPTION));
  }
  return lines;
}

/* One line, cut, where there is no room for all of them. */
static void
join_lines (NlRfmCell *self, GPtrArray *lines)
{
  g_ptr_array_set_size (lines, 0);
  g_ptr_array_add (lines,
                   nl_plot_create_layout (GTK_WIDGET (self), self->group, NL_PLOT_TEXT_CAPTION));
}

static double
get_height (GPtrArray *lines)
{
  double sum = 0;

  for (guint i = 0; i < lines->len; i++) {
    int height;

    pango_layout_get_pixel_size (lines->pdata[i], NULL, &height);
    sum += height;
  }
  return sum;
}

/* The count, and below it the group when there is room for a word of it. */
static void
draw_texts (NlRfmCell *self, GtkSnapshot *snapshot, const NlPlotStyle *style, double pad)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double room = MAX (gtk_widget_get_width (widget) - 2 * pad, 1);
  g_autoptr (GPtrArray) lines = create_group_layouts (self, room);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA color = style->text;
  int line_height;
  double y;

  if (self->share >= WHITE_FROM)
    color = (GdkRGBA) { 1, 1, 1, 1 };
  else if (self->share <= 0)
    color = style->dim;

  g_ptr_array_insert (lines, 0, create_count_layout (self, room));
  if (get_height (lines) + pad > height) {
    join_lines (self, lines);
    g_ptr_array_insert (lines, 0, create_count_layout (self, room));
  }
  if (self->group[0] == '\0' || room < style->em * GROUP_ROOM || get_height (lines) + pad > height)
    g_ptr_array_set_size (lines, 1);
  y = (height - get_height (lines)) / 2.0;
  for (guint i = 0; i < lines->len; i++) {
    int line_width;

    fit (lines->pdata[i], room, &line_width, &line_height);
    nl_plot_draw_text (snapshot, style, lines->pdata[i], (width - line_width) / 2.0, y, &color);
    y += line_height;
  }
}

static void
nl_rfm_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NlRfmCell *self = NL_RFM_CELL (widget);
  graphene_rect_t rect = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                             (float) gtk_widget_get_height (widget));
  NlPlotStyle style;
  double radius;

  nl_plot_style_init (&style, widget);
  radius = style.em * 0.35;
  draw_background (self, snapshot, &style, &rect, radius);
  draw_texts (self, snapshot, &style, style.em * 0.15);
  if (gtk_widget_has_visible_focus (widget))
    nl_plot_draw_focus (snapshot, &style,
                        &GRAPHENE_RECT_INIT (-3, -3, rect.size.width + 6, rect.size.height + 6),
                        radius + 3);
}

static void
nl_rfm_cell_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  double em = nl_plot_get_em (widget);

  *minimum = (int) ceil (em * (orientation == GTK_ORIENTATION_HORIZONTAL ? 1.2 : 2.1));
  *natural = (int) ceil (em * (orientation == GTK_ORIENTATION_HORIZONTAL ? 4.5 : 2.6));
}

static void
nl_rfm_cell_state_flags_changed (GtkWidget *widget, GtkStateFlags before)
{
  gtk_widget_queue_draw (widget);
  GTK_WIDGET_CLASS (nl_rfm_cell_parent_class)->state_flags_changed (widget, before);
}

static void
nl_rfm_cell_finalize (GObject *object)
{
  NlRfmCell *self = NL_RFM_CELL (object);

  g_clear_pointer (&self->count_text, g_free);
  g_clear_pointer (&self->group, g_free);

  G_OBJECT_CLASS (nl_rfm_cell_parent_class)->finalize (object);
}

static void
nl_rfm_cell_class_init (NlRfmCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const guint keys[]
      = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space, GDK_KEY_KP_Space };

  G_OBJECT_CLASS (klass)->finalize = nl_rfm_cell_finalize;
  widget_class->measure = nl_rfm_cell_measure;
  widget_class->snapshot = nl_rfm_cell_snapshot;
  widget_class->state_flags_changed = nl_rfm_cell_state_flags_changed;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* An action rather than a bare key: assistive technologies can invoke it too. */
  gtk_widget_class_install_action (widget_class, "cell.activate", NULL, activate);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i], 0, "cell.activate", NULL);
  gtk_widget_class_set_css_name (widget_class, "rfmcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
nl_rfm_cell_init (NlRfmCell *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->count_text = g_strdup ("");
  self->group = g_strdup ("");
  g_signal_connect (click, "released", G_CALLBACK (released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  nl_plot_follow_style (GTK_WIDGET (self));
}

/* A cell for the scores @recency and @fm, from 1 to 5. */
GtkWidget *
nl_rfm_cell_new (guint recency, guint fm)
{
  NlRfmCell *self = g_object_new (NL_TYPE_RFM_CELL, NULL);

  self->recency = recency;
  self->fm = fm;
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_COL_INDEX,
                                  (int) recency, GTK_ACCESSIBLE_RELATION_ROW_INDEX, (int) (6 - fm),
                                  -1);
  return GTK_WIDGET (self);
}

guint
nl_rfm_cell_get_recency (NlRfmCell *self)
{
  return self->recency;
}

guint
nl_rfm_cell_get_fm (NlRfmCell *self)
{
  return self->fm;
}

/* Shows @count, written as @count_text, of @group, in a depth of colour from 0 to 1. */
void
nl_rfm_cell_set_content (
    NlRfmCell *self, guint64 count, const char *count_text, const char *group, double share)
{
  g_autofree char *customers = NULL;
  g_autofree char *label = NULL;

  g_set_str (&self->count_text, count_text);
  g_set_str (&self->group, group);
  self->share = share;

  customers = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s customer", "%s customers",
                                            (gulong) MIN (count, G_MAXULONG)),
                               count_text);
  /* Translators: a cell of the RFM grid: the group's name, “12 customers”, then the two scores from
   * 1 to 5. */
  label = g_strdup_printf (_ ("%1$s: %2$s. Recency %3$u, frequency and spending %4$u."), group,
                           customers, self->recency, self->fm);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  nl_tooltip_set (GTK_WIDGET (self), label);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
