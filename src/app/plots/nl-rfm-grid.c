/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-rfm-grid-private.h"

#include <glib/gi18n-lib.h>

#include "app/plots/nl-rfm-cell.h"

/* The faintest a cell with customers is, so that it differs from an empty one. */
#define FAINTEST 0.12

enum {
  PROP_0,
  PROP_TITLE,
  PROP_EMPTY_TEXT,
  N_PROPERTIES,
};

enum {
  ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NlRfmGrid, nl_rfm_grid, GTK_TYPE_WIDGET)

static void
cell_activated (NlRfmCell *cell, NlRfmGrid *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0, nl_rfm_cell_get_recency (cell),
                 nl_rfm_cell_get_fm (cell));
}

static void
update_accessible (NlRfmGrid *self)
{
  g_autofree char *description = nl_rfm_grid_dup_description (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->title != NULL ? self->title : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
nl_rfm_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NlRfmGrid *self = NL_RFM_GRID (widget);
  NlPlotStyle style;

  nl_plot_style_init (&style, widget);
  if (self->has_data)
    nl_rfm_grid_draw_axes (self, snapshot, &style);
  else if (self->empty_text != NULL)
    nl_plot_draw_empty (snapshot, &style, self->empty_text);
  GTK_WIDGET_CLASS (nl_rfm_grid_parent_class)->snapshot (widget, snapshot);
}

/* One Tab stop; the arrow keys go from cell to cell as they lie on the screen. */
static gboolean
nl_rfm_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  NlRfmGrid *self = NL_RFM_GRID (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int r, fm, right = rtl ? -1 : 1;

  if (!self->has_data)
    return FALSE;
  if (focus == NULL)
    return gtk_widget_grab_focus (self->last_focus);

  r = (int) nl_rfm_cell_get_recency (NL_RFM_CELL (focus)) - 1;
  fm = (int) nl_rfm_cell_get_fm (NL_RFM_CELL (focus)) - 1;
  switch (direction) {
  case GTK_DIR_LEFT:
    r -= right;
    break;
  case GTK_DIR_RIGHT:
    r += right;
    break;
  case GTK_DIR_UP:
    fm++;
    break;
  case GTK_DIR_DOWN:
    fm--;
    break;
  case GTK_DIR_TAB_FORWARD:
  case GTK_DIR_TAB_BACKWARD:
  default:
    return FALSE;
  }
  if (r < 0 || r >= NL_RFM_SCORES || fm < 0 || fm >= NL_RFM_SCORES)
    return FALSE;
  return gtk_widget_grab_focus (self->cells[r][fm]);
}

static gboolean
nl_rfm_grid_grab_focus (GtkWidget *widget)
{
  NlRfmGrid *self = NL_RFM_GRID (widget);

  return self->has_data && gtk_widget_grab_focus (self->last_focus);
}

static void
nl_rfm_grid_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  if (child != NULL)
    NL_RFM_GRID (widget)->last_focus = child;
  GTK_WIDGET_CLASS (nl_rfm_grid_parent_class)->set_focus_child (widget, child);
}

static void
nl_rfm_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NlRfmGrid *self = NL_RFM_GRID (object);

  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_EMPTY_TEXT:
    g_value_set_string (value, self->empty_text);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_rfm_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NlRfmGrid *self = NL_RFM_GRID (object);

  switch (id) {
  case PROP_TITLE:
    nl_rfm_grid_set_title (self, g_value_get_string (value));
    break;
  case PROP_EMPTY_TEXT:
    nl_rfm_grid_set_empty_text (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_rfm_grid_dispose (GObject *object)
{
  NlRfmGrid *self = NL_RFM_GRID (object);

  self->last_focus = NULL;
  for (guint i = 0; i < NL_RFM_SCORES * NL_RFM_SCORES; i++)
    g_clear_pointer (&self->cells[i / NL_RFM_SCORES][i % NL_RFM_SCORES], gtk_widget_unparent);

  G_OBJECT_CLASS (nl_rfm_grid_parent_class)->dispose (object);
}

static void
nl_rfm_grid_finalize (GObject *object)
{
  NlRfmGrid *self = NL_RFM_GRID (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->empty_text, g_free);
  g_clear_pointer (&self->description, g_free);

  G_OBJECT_CLASS (nl_rfm_grid_parent_class)->finalize (object);
}

static void
nl_rfm_grid_class_init (NlRfmGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = nl_rfm_grid_dispose;
  object_class->finalize = nl_rfm_grid_finalize;
  object_class->get_property = nl_rfm_grid_get_property;
  object_class->set_property = nl_rfm_grid_set_property;
  widget_class->focus = nl_rfm_grid_focus;
  widget_class->grab_focus = nl_rfm_grid_grab_focus;
  widget_class->measure = nl_rfm_grid_measure;
  widget_class->set_focus_child = nl_rfm_grid_set_focus_child;
  widget_class->size_allocate = nl_rfm_grid_size_allocate;
  widget_class->snapshot = nl_rfm_grid_snapshot;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_TEXT] = g_param_spec_string ("empty-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * NlRfmGrid::activated:
   * @self: the grid
   * @recency: the cell's recency score, from 1 to 5
   * @fm: the cell's score of frequency and spending, from 1 to 5
   *
   * A person clicked a cell, or pressed Enter on it.
   */
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "rfmgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
nl_rfm_grid_init (NlRfmGrid *self)
{
  /* In reading order: from the best spenders down. */
  for (guint fm = NL_RFM_SCORES; fm >= 1; fm--) {
    for (guint r = 1; r <= NL_RFM_SCORES; r++) {
      GtkWidget *cell = nl_rfm_cell_new (r, fm);

      g_signal_connect (cell, "activated", G_CALLBACK (cell_activated), self);
      gtk_widget_set_child_visible (cell, FALSE);
      gtk_widget_set_parent (cell, GTK_WIDGET (self));
      self->cells[r - 1][fm - 1] = cell;
    }
  }
  /* The best customers are where a person starts. */
  self->last_focus = self->cells[NL_RFM_SCORES - 1][NL_RFM_SCORES - 1];
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_COL_COUNT,
                                  NL_RFM_SCORES, GTK_ACCESSIBLE_RELATION_ROW_COUNT, NL_RFM_SCORES,
                                  -1);
  nl_plot_follow_style (GTK_WIDGET (self));
}

/**
 * nl_rfm_grid_new:
 * @title: (nullable): the accessible name, translated
 * @empty_text: (nullable): what to say while there are no customers, translated
 *
 * Makes a grid of customers by how recently, and by how often and for how much, they bought: the
 * best at the top and at the end of the line.
 *
 * Returns: the grid
 */
GtkWidget *
nl_rfm_grid_new (const char *title, const char *empty_text)
{
  return g_object_new (NL_TYPE_RFM_GRID, "title", title, "empty-text", empty_text, NULL);
}

/**
 * nl_rfm_grid_set_title:
 * @self: a grid
 * @title: (nullable): the accessible name, translated
 */
void
nl_rfm_grid_set_title (NlRfmGrid *self, const char *title)
{
  g_return_if_fail (NL_IS_RFM_GRID (self));

  if (!g_set_str (&self->title, title))
    return;
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * nl_rfm_grid_get_title:
 * @self: a grid
 *
 * Returns: (nullable): its accessible name
 */
const char *
nl_rfm_grid_get_title (NlRfmGrid *self)
{
  g_return_val_if_fail (NL_IS_RFM_GRID (self), NULL);
  return self->title;
}

/**
 * nl_rfm_grid_set_empty_text:
 * @self: a grid
 * @empty_text: (nullable): what to say while there are no customers, translated
 */
void
nl_rfm_grid_set_empty_text (NlRfmGrid *self, const char *empty_text)
{
  g_return_if_fail (NL_IS_RFM_GRID (self));

  if (!g_set_str (&self->empty_text, empty_text))
    return;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY_TEXT]);
}

/**
 * nl_rfm_grid_get_empty_text:
 * @self: a grid
 *
 * Returns: (nullable): what it says while there are no customers
 */
const char *
nl_rfm_grid_get_empty_text (NlRfmGrid *self)
{
  g_return_val_if_fail (NL_IS_RFM_GRID (self), NULL);
  return self->empty_text;
}

static char *
describe_largest (const NlRfmCount counts[NL_RFM_SCORES][NL_RFM_SCORES], guint64 largest)
{
  for (guint i = 0; i < NL_RFM_SCORES * NL_RFM_SCORES; i++) {
    const NlRfmCount *count = &counts[i / NL_RFM_SCORES][i % NL_RFM_SCORES];

    if (count->count == largest)
      /* Translators: the cell with the most customers: their group and how many they are, then the
       * two scores from 1 to 5. */
      return g_strdup_printf (
          _ ("Most customers: %1$s, %2$s, at recency %3$u, frequency and spending "
             "%4$u."),
          count->group, count->count_text, i / NL_RFM_SCORES + 1, i % NL_RFM_SCORES + 1);
  }
  return NULL;
}

/**
 * nl_rfm_grid_set_counts:
 * @self: a grid
 * @counts: (nullable): the customers, by recency score less 1, then by the score of frequency and
 *   spending less 1; texts are copied. %NULL for none
 *
 * Shows new counts. Colours deepen with the square root of the count: most shops have one cell with
 * almost everybody.
 */
void
nl_rfm_grid_set_counts (NlRfmGrid *self, const NlRfmCount counts[NL_RFM_SCORES][NL_RFM_SCORES])
{
  guint64 largest = 0;

  g_return_if_fail (NL_IS_RFM_GRID (self));

  for (guint i = 0; counts != NULL && i < NL_RFM_SCORES * NL_RFM_SCORES; i++)
    largest = MAX (largest, counts[i / NL_RFM_SCORES][i % NL_RFM_SCORES].count);

  self->has_data = largest > 0;
  for (guint i = 0; i < NL_RFM_SCORES * NL_RFM_SCORES; i++) {
    guint r = i / NL_RFM_SCORES, fm = i % NL_RFM_SCORES;
    double share = 0;

    gtk_widget_set_child_visible (self->cells[r][fm], self->has_data);
    if (!self->has_data)
      continue;
    if (counts[r][fm].count > 0)
      share = FAINTEST + (1.0 - FAINTEST) * sqrt ((double) counts[r][fm].count / (double) largest);
    nl_rfm_cell_set_content (NL_RFM_CELL (self->cells[r][fm]), counts[r][fm].count,
                             counts[r][fm].count_text, counts[r][fm].group, share);
  }

  g_clear_pointer (&self->description, g_free);
  if (self->has_data)
    self->description = describe_largest (counts, largest);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * nl_rfm_grid_has_data:
 * @self: a grid
 *
 * Returns: whether it shows any customer
 */
gboolean
nl_rfm_grid_has_data (NlRfmGrid *self)
{
  g_return_val_if_fail (NL_IS_RFM_GRID (self), FALSE);
  return self->has_data;
}

/**
 * nl_rfm_grid_get_cell:
 * @self: a grid
 * @recency: from 1 to 5
 * @fm: from 1 to 5
 *
 * Returns: (transfer none): the cell's widget, to focus it or to point a popover at it
 */
GtkWidget *
nl_rfm_grid_get_cell (NlRfmGrid *self, guint recency, guint fm)
{
  g_return_val_if_fail (NL_IS_RFM_GRID (self), NULL);
  g_return_val_if_fail (recency >= 1 && recency <= NL_RFM_SCORES, NULL);
  g_return_val_if_fail (fm >= 1 && fm <= NL_RFM_SCORES, NULL);
  return self->cells[recency - 1][fm - 1];
}

/**
 * nl_rfm_grid_dup_description:
 * @self: a grid
 *
 * Returns: (transfer full): what to know of the grid in words; each cell says its own
 */
char *
nl_rfm_grid_dup_description (NlRfmGrid *self)
{
  g_return_val_if_fail (NL_IS_RFM_GRID (self), NULL);

  if (self->has_data)
    return g_strdup (self->description);
  return g_strdup (self->empty_text != NULL ? self->empty_text : "");
}
