/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-stepped-rows.h"

/* How long rows are exchanged at a time: half of what a turn of the main loop may take. */
#define TURN_MICROSECONDS 3000

/**
 * NlSteppedRows:
 *
 * The rows of an #NlRowsModel for a list that makes a widget for each of them. Making, filling and
 * taking down hundreds of widgets takes longer than a frame may, so what changes in the model
 * changes here a few rows at a time, the first ones at once: a row that goes is exchanged for the
 * one that comes, and its widget is used again. No row is in two places meanwhile, which
 * GtkListView does not expect: the model makes new ones where many are exchanged.
 */
struct _NlSteppedRows {
  GObject parent_instance;
  NlRowsModel *model;
  guint n_widgets;
  /* What is shown: the first rows of the model, rows that are gone, the last rows of the model. */
  guint n_first;
  guint n_gone;
  guint n_last;
  guint step_id;
};

static void nl_stepped_rows_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NlSteppedRows,
                               nl_stepped_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      nl_stepped_rows_list_model_init))

static guint
get_n_all (NlSteppedRows *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

static guint
get_n_coming (NlSteppedRows *self)
{
  return get_n_all (self) - self->n_first - self->n_last;
}

static GType
get_item_type (GListModel *list)
{
  return NL_TYPE_ROW;
}

static guint
get_n_items (GListModel *list)
{
  NlSteppedRows *self = NL_STEPPED_ROWS (list);

  return self->n_first + self->n_gone + self->n_last;
}

static gpointer
get_item (GListModel *list, guint position)
{
  NlSteppedRows *self = NL_STEPPED_ROWS (list);

  if (position >= get_n_items (list))
    return NULL;
  if (position < self->n_first)
    return g_list_model_get_item (G_LIST_MODEL (self->model), position);
  /* A row that is gone is only known to the widget that shows it. */
  if (position < self->n_first + self->n_gone)
    return nl_row_new (0);
  return g_list_model_get_item (G_LIST_MODEL (self->model),
                                position - self->n_gone + get_n_coming (self));
}

static void
nl_stepped_rows_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Exchanges rows that are gone for rows that come. */
static void
exchange (NlSteppedRows *self, guint n_gone, guint n_coming)
{
  guint position = self->n_first;

  /* Rows that nothing comes for go from the end: those on the screen are the last. */
  if (n_coming == 0)
    position += self->n_gone - n_gone;
  self->n_gone -= n_gone;
  self->n_first += n_coming;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_gone, n_coming);
}

/* What has no widgets takes no time. A list looks for the row with the focus among all that come
 * for it, so here nothing does. */
static void
exchange_all (NlSteppedRows *self)
{
  guint n_coming = get_n_coming (self);

  if (self->n_gone > 0)
    exchange (self, self->n_gone, 0);
  if (n_coming > 0)
    exchange (self, 0, n_coming);
}

static gboolean
is_finished (NlSteppedRows *self)
{
  return self->n_gone == 0 && get_n_coming (self) == 0;
}

static void
advance (NlSteppedRows *self, gint64 started)
{
  gint64 end = started + TURN_MICROSECONDS;

  if (is_finished (self))
    return;
  do {
    if (self->n_widgets > 0 && self->n_first >= self->n_widgets)
      exchange_all (self);
    else
      exchange (self, MIN (self->n_gone, 1), MIN (get_n_coming (self), 1));
  } while (!is_finished (self) && g_get_monotonic_time () < end);
}

static gboolean
step_cb (gpointer data)
{
  NlSteppedRows *self = data;

  advance (self, g_get_monotonic_time ());
  if (!is_finished (self))
    return G_SOURCE_CONTINUE;
  self->step_id = 0;
  return G_SOURCE_REMOVE;
}

/* A change of rows that are shown, on one side of those that are exchanged. */
static gboolean
change_aside (NlSteppedRows *self, guint position, guint removed, guint added)
{
  guint n_coming = get_n_coming (self) + removed - added;

  if (position + removed < self->n_first) {
    self->n_first += added - removed;
  } else if (position > self->n_first + n_coming) {
    self->n_last += added - removed;
    position = position - n_coming + self->n_gone;
  } else {
    return FALSE;
  }
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  return TRUE;
}

/* What changes is exchanged together with what is still to be exchanged. */
static void
begin (NlSteppedRows *self, guint position, guint removed, guint n_after)
{
  guint n_shown = get_n_items (G_LIST_MODEL (self));

  if (self->step_id == 0) {
    self->n_first = position;
    self->n_gone = removed;
    self->n_last = n_after;
    return;
  }
  self->n_first = MIN (self->n_first, position);
  self->n_last = MIN (self->n_last, n_after);
  self->n_gone = n_shown - self->n_first - self->n_last;
}

static void
items_changed_cb (NlSteppedRows *self, guint position, guint removed, guint added)
{
  gboolean is_few
      = removed > 0 && removed <= NL_ROWS_MODEL_FEW && added > 0 && added <= NL_ROWS_MODEL_FEW;
  gint64 started = g_get_monotonic_time ();

  if (self->step_id != 0 && change_aside (self, position, removed, added))
    return;
  if (self->step_id == 0 && is_few) {
    self->n_first = get_n_all (self);
    self->n_last = 0;
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
    return;
  }
  begin (self, position, removed, get_n_all (self) - position - added);
  /* Rows that go and have no widgets. */
  if (self->n_widgets > 0 && self->n_gone > self->n_widgets)
    exchange (self, self->n_gone - self->n_widgets, 0);
  /* Of those few some may be the same rows as before. */
  if (is_few)
    exchange_all (self);
  else
    advance (self, started);
  if (is_finished (self))
    g_clear_handle_id (&self->step_id, g_source_remove);
  else if (self->step_id == 0)
    self->step_id = g_idle_add (step_cb, self);
}

static void
nl_stepped_rows_finalize (GObject *object)
{
  NlSteppedRows *self = NL_STEPPED_ROWS (object);

  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (nl_stepped_rows_parent_class)->finalize (object);
}

static void
nl_stepped_rows_class_init (NlSteppedRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_stepped_rows_finalize;
}

static void
nl_stepped_rows_init (NlSteppedRows *self)
{}

/**
 * nl_stepped_rows_new:
 * @model: the rows
 * @n_widgets: for how many rows the list has widgets, %NL_STEPPED_ROWS_LIST_VIEW; 0: for each
 *
 * Returns: (transfer full): the same rows, that come and go in steps
 */
NlSteppedRows *
nl_stepped_rows_new (NlRowsModel *model, guint n_widgets)
{
  NlSteppedRows *self;

  g_return_val_if_fail (NL_IS_ROWS_MODEL (model), NULL);

  self = g_object_new (NL_TYPE_STEPPED_ROWS, NULL);
  self->model = g_object_ref (model);
  self->n_widgets = n_widgets;
  self->n_first = get_n_all (self);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * nl_stepped_rows_get_model:
 * @self: the rows
 *
 * Returns: (transfer none): what they follow
 */
NlRowsModel *
nl_stepped_rows_get_model (NlSteppedRows *self)
{
  g_return_val_if_fail (NL_IS_STEPPED_ROWS (self), NULL);

  return self->model;
}

/**
 * nl_stepped_rows_get_exchange:
 * @self: the rows
 * @position: (out): where rows are being exchanged
 * @n_gone: (out): how many are shown there that the model has no more
 * @n_coming: (out): how many the model has there that are not shown yet
 *
 * Says how the positions here and those of the model belong together: before @position and after
 * the rows that are exchanged they are the same rows.
 */
void
nl_stepped_rows_get_exchange (NlSteppedRows *self, guint *position, guint *n_gone, guint *n_coming)
{
  g_return_if_fail (NL_IS_STEPPED_ROWS (self));

  *position = self->n_first;
  *n_gone = self->n_gone;
  *n_coming = get_n_coming (self);
}

/**
 * nl_stepped_rows_finish:
 * @self: the rows
 *
 * Takes the steps that are left at once: positions are the model's now.
 */
void
nl_stepped_rows_finish (NlSteppedRows *self)
{
  g_return_if_fail (NL_IS_STEPPED_ROWS (self));

  exchange_all (self);
  g_clear_handle_id (&self->step_id, g_source_remove);
}
