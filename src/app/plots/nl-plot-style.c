/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-plot-style.h"

#include <adwaita.h>
#include <math.h>

static GdkRGBA
with_alpha (const GdkRGBA *color, double alpha)
{
  GdkRGBA faded = *color;

  faded.alpha = (float) (color->alpha * alpha);
  return faded;
}

/* Opaque, so that gridlines do not show through: a grey as far from the usual background as @alpha
 * of the text is. */
static GdkRGBA
make_muted (const GdkRGBA *text, gboolean dark, float alpha)
{
  float base = dark ? 0.2f : 1.0f;

  return (GdkRGBA) {
    base + (text->red - base) * alpha,
    base + (text->green - base) * alpha,
    base + (text->blue - base) * alpha,
    1.0f,
  };
}

static double
get_surface_scale (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;

  return surface != NULL ? gdk_surface_get_scale (surface) : gtk_widget_get_scale_factor (widget);
}

static graphene_point_t
get_surface_origin (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  graphene_point_t origin = GRAPHENE_POINT_INIT_ZERO;
  double x = 0, y = 0;

  if (native == NULL
      || !gtk_widget_compute_point (widget, GTK_WIDGET (native), &GRAPHENE_POINT_INIT_ZERO,
                                    &origin))
    return GRAPHENE_POINT_INIT (0, 0);
  gtk_native_get_surface_transform (native, &x, &y);
  return GRAPHENE_POINT_INIT (origin.x + (float) x, origin.y + (float) y);
}

/**
 * nl_plot_style_init:
 * @style: (out caller-allocates): the style
 * @widget: the plot
 *
 * Takes colours from the widget's CSS colour and the accent colour, and sizes from its font and the
 * display's scale. The style is good for one drawing.
 */
void
nl_plot_style_init (NlPlotStyle *style, GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  GdkRGBA *accent = adw_style_manager_get_accent_color_rgba (manager);

  style->widget = widget;
  style->dark = adw_style_manager_get_dark (manager);
  style->high_contrast = adw_style_manager_get_high_contrast (manager);
  style->rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  style->em = nl_plot_get_em (widget);
  style->scale = get_surface_scale (widget);
  style->origin = get_surface_origin (widget);

  gtk_widget_get_color (widget, &style->text);
  style->accent = *accent;
  adw_rgba_to_standalone (accent, style->dark, &style->line);
  style->dim = with_alpha (&style->text, style->high_contrast ? 0.95 : 0.7);
  style->grid = with_alpha (&style->text, style->high_contrast ? 0.4 : 0.1);
  style->axis = with_alpha (&style->text, style->high_contrast ? 0.9 : 0.3);
  style->muted = make_muted (&style->text, style->dark, style->high_contrast ? 0.6f : 0.25f);
  style->second_line = with_alpha (&style->text, style->high_contrast ? 1.0 : 0.5);
  style->highlight = with_alpha (&style->text, style->high_contrast ? 0.12 : 0.06);
  gdk_rgba_free (accent);
}

/**
 * nl_plot_style_snap_x:
 * @style: a style
 * @x: in the widget's coordinates
 *
 * Returns: the nearest place where a pixel of the display starts
 */
double
nl_plot_style_snap_x (const NlPlotStyle *style, double x)
{
  return round ((x + style->origin.x) * style->scale) / style->scale - style->origin.x;
}

/**
 * nl_plot_style_snap_y:
 * @style: a style
 * @y: in the widget's coordinates
 *
 * Returns: the nearest place where a pixel of the display starts
 */
double
nl_plot_style_snap_y (const NlPlotStyle *style, double y)
{
  return round ((y + style->origin.y) * style->scale) / style->scale - style->origin.y;
}

/**
 * nl_plot_style_get_stroke:
 * @style: a style
 *
 * Returns: the width of a thin line, a whole number of the display's pixels
 */
double
nl_plot_style_get_stroke (const NlPlotStyle *style)
{
  return MAX (1.0, floor (style->scale)) / style->scale;
}

/**
 * nl_plot_style_mirror:
 * @style: a style
 * @x: where something starts when text runs from left to right
 * @width: how wide it is
 *
 * Returns: its left edge in the widget's own text direction
 */
double
nl_plot_style_mirror (const NlPlotStyle *style, double x, double width)
{
  return style->rtl ? gtk_widget_get_width (style->widget) - x - width : x;
}

/**
 * nl_plot_get_em:
 * @widget: a widget
 *
 * Returns: the height of a line of the widget's text, from which plots take all their sizes
 */
double
nl_plot_get_em (GtkWidget *widget)
{
  PangoFontMetrics *metrics;
  double em;

  metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  em = pango_font_metrics_get_height (metrics) / (double) PANGO_SCALE;
  pango_font_metrics_unref (metrics);
  return MAX (em, 1.0);
}

/**
 * nl_plot_create_layout:
 * @widget: a widget
 * @text: the text
 * @kind: its size and weight
 *
 * Makes text whose digits are equally wide, so that columns of numbers line up.
 *
 * Returns: (transfer full): the layout
 */
PangoLayout *
nl_plot_create_layout (GtkWidget *widget, const char *text, NlPlotTextKind kind)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (kind == NL_PLOT_TEXT_CAPTION)
    pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  if (kind == NL_PLOT_TEXT_STRONG)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

/**
 * nl_plot_follow_style:
 * @widget: a widget that draws with a #NlPlotStyle
 *
 * Redraws @widget when the accent colour, the dark style or high contrast change.
 */
void
nl_plot_follow_style (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  static const char *const properties[] = { "accent-color", "dark", "high-contrast" };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++) {
    g_autofree char *notify = g_strconcat ("notify::", properties[i], NULL);

    g_signal_connect_object (manager, notify, G_CALLBACK (gtk_widget_queue_draw), widget,
                             G_CONNECT_SWAPPED);
  }
}
