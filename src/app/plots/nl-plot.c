/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-plot.h"

#include <adwaita.h>
#include <math.h>

#include "app/plots/nl-plot-private.h"
#include "app/plots/nl-plot-shapes.h"
#include "app/plots/nl-plot-text.h"

#define GROW_MILLISECONDS 400

typedef struct {
  char *title;
  char *empty_text;
  gboolean activatable;
  NlPlotSeries *series;
  NlPlotSeries *comparison;
  /* Where the pointer is, and where the arrow keys are. */
  guint hovered;
  guint cursor;
  AdwAnimation *animation;
  double growth;
  gboolean shown;
} NlPlotPrivate;

enum {
  PROP_0,
  PROP_TITLE,
  PROP_EMPTY_TEXT,
  PROP_ACTIVATABLE,
  PROP_SELECTED,
  N_PROPERTIES,
};

enum {
  ITEM_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NlPlot, nl_plot, GTK_TYPE_WIDGET)

static NlPlotPrivate *
get_private (NlPlot *self)
{
  return nl_plot_get_instance_private (self);
}

static void
update_accessible (NlPlot *self)
{
  NlPlotPrivate *priv = get_private (self);
  g_autofree char *description = nl_plot_dup_description (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  priv->title != NULL ? priv->title : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/* The first data anyone sees grows; later data is just there. */
static void
grow_once (NlPlot *self)
{
  NlPlotPrivate *priv = get_private (self);

  if (priv->shown || !nl_plot_has_data (self) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  priv->shown = TRUE;
  priv->growth = 0.0;
  adw_animation_play (priv->animation);
}

static void
set_growth (double growth, gpointer user_data)
{
  get_private (NL_PLOT (user_data))->growth = growth;
  gtk_widget_queue_draw (GTK_WIDGET (user_data));
}

static void
set_point (NlPlot *self, guint *which, guint index)
{
  guint before = nl_plot_get_selected (self);

  *which = index;
  if (nl_plot_get_selected (self) == before)
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static gboolean
nl_plot_grab_focus (GtkWidget *widget)
{
  return nl_plot_has_data (NL_PLOT (widget))
         && GTK_WIDGET_CLASS (nl_plot_parent_class)->grab_focus (widget);
}

static void
nl_plot_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nl_plot_parent_class)->map (widget);
  grow_once (NL_PLOT (widget));
}

static void
nl_plot_unmap (GtkWidget *widget)
{
  adw_animation_skip (get_private (NL_PLOT (widget))->animation);
  GTK_WIDGET_CLASS (nl_plot_parent_class)->unmap (widget);
}

static void
nl_plot_state_flags_changed (GtkWidget *widget, GtkStateFlags before)
{
  gtk_widget_queue_draw (widget);
  GTK_WIDGET_CLASS (nl_plot_parent_class)->state_flags_changed (widget, before);
}

/* The sizes of plots with axes; from 200 pixels up at the usual text size. */
static void
nl_plot_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  double em = nl_plot_get_em (widget);
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = (int) (em * 7);
  *natural = (int) (em * (across ? 20 : 11));
}

static void
nl_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NlPlot *self = NL_PLOT (widget);
  NlPlotPrivate *priv = get_private (self);
  NlPlotStyle style;

  nl_plot_style_init (&style, widget);
  if (nl_plot_has_data (self))
    NL_PLOT_GET_CLASS (self)->draw (self, snapshot, &style);
  else if (priv->empty_text != NULL)
    nl_plot_draw_empty (snapshot, &style, priv->empty_text);

  /* Around the plot, not over its labels. */
  if (gtk_widget_has_visible_focus (widget)) {
    float outset = (float) round (style.em * 0.4);

    nl_plot_draw_focus (snapshot, &style,
                        &GRAPHENE_RECT_INIT (-outset, -outset,
                                             (float) gtk_widget_get_width (widget) + 2 * outset,
                                             (float) gtk_widget_get_height (widget) + 2 * outset),
                        style.em * 0.6);
  }
}

static void
nl_plot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NlPlot *self = NL_PLOT (object);

  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, nl_plot_get_title (self));
    break;
  case PROP_EMPTY_TEXT:
    g_value_set_string (value, nl_plot_get_empty_text (self));
    break;
  case PROP_ACTIVATABLE:
    g_value_set_boolean (value, nl_plot_get_activatable (self));
    break;
  case PROP_SELECTED:
    g_value_set_uint (value, nl_plot_get_selected (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_plot_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NlPlot *self = NL_PLOT (object);

  switch (id) {
  case PROP_TITLE:
    nl_plot_set_title (self, g_value_get_string (value));
    break;
  case PROP_EMPTY_TEXT:
    nl_plot_set_empty_text (self, g_value_get_string (value));
    break;
  case PROP_ACTIVATABLE:
    nl_plot_set_activatable (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_plot_dispose (GObject *object)
{
  NlPlotPrivate *priv = get_private (NL_PLOT (object));

  g_clear_object (&priv->animation);
  g_clear_object (&priv->series);
  g_clear_object (&priv->comparison);

  G_OBJECT_CLASS (nl_plot_parent_class)->dispose (object);
}

static void
nl_plot_finalize (GObject *object)
{
  NlPlotPrivate *priv = get_private (NL_PLOT (object));

  g_clear_pointer (&priv->title, g_free);
  g_clear_pointer (&priv->empty_text, g_free);

  G_OBJECT_CLASS (nl_plot_parent_class)->finalize (object);
}

static void
nl_plot_class_init (NlPlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = nl_plot_dispose;
  object_class->finalize = nl_plot_finalize;
  object_class->get_property = nl_plot_get_property;
  object_class->set_property = nl_plot_set_property;
  widget_class->grab_focus = nl_plot_grab_focus;
  widget_class->map = nl_plot_map;
  widget_class->measure = nl_plot_measure;
  widget_class->snapshot = nl_plot_snapshot;
  widget_class->state_flags_changed = nl_plot_state_flags_changed;
  widget_class->unmap = nl_plot_unmap;
  klass->orientation = GTK_ORIENTATION_HORIZONTAL;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_TEXT] = g_param_spec_string ("empty-text", NULL, NULL, NULL, flags);
  properties[PROP_ACTIVATABLE] = g_param_spec_boolean ("activatable", NULL, NULL, FALSE, flags);
  properties[PROP_SELECTED] = g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, NL_PLOT_NONE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * NlPlot::item-activated:
   * @self: the plot
   * @index: which point
   *
   * A person clicked a point, or pressed Enter on it, of a plot that is activatable.
   */
  signals[ITEM_ACTIVATED]
      = g_signal_new ("item-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
nl_plot_init (NlPlot *self)
{
  NlPlotPrivate *priv = get_private (self);
  GtkWidget *widget = GTK_WIDGET (self);
  AdwAnimationTarget *target = adw_callback_animation_target_new (set_growth, self, NULL);

  priv->hovered = NL_PLOT_NONE;
  priv->cursor = NL_PLOT_NONE;
  priv->growth = 1.0;
  priv->animation = adw_timed_animation_new (widget, 0, 1, GROW_MILLISECONDS, target);

  nl_plot_add_input (self);
  gtk_widget_set_focusable (widget, TRUE);
  nl_plot_follow_style (widget);
}

/**
 * nl_plot_set_title:
 * @self: a plot
 * @title: (nullable): what the plot shows, translated: “Sales by month”
 *
 * Sets the plot's accessible name. It is not drawn: the heading above the plot is the caller's.
 */
void
nl_plot_set_title (NlPlot *self, const char *title)
{
  g_return_if_fail (NL_IS_PLOT (self));

  if (!g_set_str (&get_private (self)->title, title))
    return;
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * nl_plot_get_title:
 * @self: a plot
 *
 * Returns: (nullable): its accessible name
 */
const char *
nl_plot_get_title (NlPlot *self)
{
  g_return_val_if_fail (NL_IS_PLOT (self), NULL);
  return get_private (self)->title;
}

/**
 * nl_plot_set_empty_text:
 * @self: a plot
 * @empty_text: (nullable): what to say while there is no data, translated: “No orders yet”
 */
void
nl_plot_set_empty_text (NlPlot *self, const char *empty_text)
{
  g_return_if_fail (NL_IS_PLOT (self));

  if (!g_set_str (&get_private (self)->empty_text, empty_text))
    return;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY_TEXT]);
}

/**
 * nl_plot_get_empty_text:
 * @self: a plot
 *
 * Returns: (nullable): what it says while there is no data
 */
const char *
nl_plot_get_empty_text (NlPlot *self)
{
  g_return_val_if_fail (NL_IS_PLOT (self), NULL);
  return get_private (self)->empty_text;
}

/**
 * nl_plot_set_activatable:
 * @self: a plot
 * @activatable: whether clicking a point does something, see #NlPlot::item-activated
 */
void
nl_plot_set_activatable (NlPlot *self, gboolean activatable)
{
  NlPlotPrivate *priv;

  g_return_if_fail (NL_IS_PLOT (self));

  priv = get_private (self);
  if (priv->activatable == !!activatable)
    return;
  priv->activatable = !!activatable;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), activatable ? "pointer" : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVATABLE]);
}

/**
 * nl_plot_get_activatable:
 * @self: a plot
 *
 * Returns: whether its points can be activated
 */
gboolean
nl_plot_get_activatable (NlPlot *self)
{
  g_return_val_if_fail (NL_IS_PLOT (self), FALSE);
  return get_private (self)->activatable;
}

/**
 * nl_plot_set_series:
 * @self: a plot
 * @series: (nullable): what to show
 * @comparison: (nullable): what to show beside it, in the background: the year before; its points
 *   belong to those of @series in order. Bars and lines only.
 *
 * Shows new data.
 */
void
nl_plot_set_series (NlPlot *self, NlPlotSeries *series, NlPlotSeries *comparison)
{
  NlPlotPrivate *priv;

  g_return_if_fail (NL_IS_PLOT (self));
  g_return_if_fail (series == NULL || NL_IS_PLOT_SERIES (series));
  g_return_if_fail (comparison == NULL || (NL_IS_PLOT_SERIES (comparison) && series != NULL));

  priv = get_private (self);
  g_set_object (&priv->series, series);
  g_set_object (&priv->comparison, comparison);
  nl_plot_set_hovered (self, NL_PLOT_NONE);
  nl_plot_set_cursor (self, NL_PLOT_NONE);
  update_accessible (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  grow_once (self);
}

/**
 * nl_plot_get_series:
 * @self: a plot
 *
 * Returns: (nullable) (transfer none): what it shows
 */
NlPlotSeries *
nl_plot_get_series (NlPlot *self)
{
  g_return_val_if_fail (NL_IS_PLOT (self), NULL);
  return get_private (self)->series;
}

/**
 * nl_plot_get_comparison:
 * @self: a plot
 *
 * Returns: (nullable) (transfer none): what it shows in the background
 */
NlPlotSeries *
nl_plot_get_comparison (NlPlot *self)
{
  g_return_val_if_fail (NL_IS_PLOT (self), NULL);
  return get_private (self)->comparison;
}

/**
 * nl_plot_has_data:
 * @self: a plot
 *
 * Returns: whether there is any value to draw
 */
gboolean
nl_plot_has_data (NlPlot *self)
{
  NlPlotPrivate *priv;

  g_return_val_if_fail (NL_IS_PLOT (self), FALSE);

  priv = get_private (self);
  return priv->series != NULL && nl_plot_series_get_range (priv->series, NULL, NULL);
}

/**
 * nl_plot_dup_description:
 * @self: a plot
 *
 * Returns: (transfer full): the plot in words, as screen readers get it
 */
char *
nl_plot_dup_description (NlPlot *self)
{
  NlPlotPrivate *priv;

  g_return_val_if_fail (NL_IS_PLOT (self), NULL);

  priv = get_private (self);
  if (nl_plot_has_data (self))
    return nl_plot_text_describe (priv->series, priv->comparison);
  return g_strdup (priv->empty_text != NULL ? priv->empty_text : "");
}

/**
 * nl_plot_get_selected:
 * @self: a plot
 *
 * Returns: the point that shows its value: the one below the pointer, else the one the arrow keys
 *   went to, else %NL_PLOT_NONE
 */
guint
nl_plot_get_selected (NlPlot *self)
{
  NlPlotPrivate *priv;

  g_return_val_if_fail (NL_IS_PLOT (self), NL_PLOT_NONE);

  priv = get_private (self);
  return priv->hovered != NL_PLOT_NONE ? priv->hovered : priv->cursor;
}

/* Where the pointer is. */
void
nl_plot_set_hovered (NlPlot *self, guint index)
{
  set_point (self, &get_private (self)->hovered, index);
}

/* Where the arrow keys are. */
void
nl_plot_set_cursor (NlPlot *self, guint index)
{
  set_point (self, &get_private (self)->cursor, index);
}

guint
nl_plot_get_cursor (NlPlot *self)
{
  return get_private (self)->cursor;
}

gboolean
nl_plot_activate_item (NlPlot *self, guint index)
{
  if (!get_private (self)->activatable || index == NL_PLOT_NONE)
    return FALSE;
  g_signal_emit (self, signals[ITEM_ACTIVATED], 0, index);
  return TRUE;
}

/**
 * nl_plot_get_growth:
 * @self: a plot
 *
 * Returns: how far it has grown on its first showing, from 0 to 1
 */
double
nl_plot_get_growth (NlPlot *self)
{
  g_return_val_if_fail (NL_IS_PLOT (self), 1.0);
  return get_private (self)->growth;
}
