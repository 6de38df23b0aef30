/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-rows-selection.h"

/* A list makes widgets for up to 200 rows at once, most of them below the screen: so many rows are
 * shown to it at a time that making theirs leaves time for a frame. */
#define STEP 8
#define LIST_WIDGETS 200

/**
 * NlRowsSelection:
 *
 * A selection of any number of rows of an #NlRowsModel. Other than #GtkMultiSelection it never asks
 * for the rows themselves, so selecting a million of them reads none. Rows that fill an empty list
 * come in steps, so that the first ones are on the screen before the last ones have widgets.
 */
struct _NlRowsSelection {
  GObject parent_instance;
  NlRowsModel *model;
  GtkBitset *selected;
  guint n_items; /* of the model's, what is shown so far */
  guint grow_id;
};

static void nl_rows_selection_list_model_init (GListModelInterface *iface);
static void nl_rows_selection_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NlRowsSelection,
                               nl_rows_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      nl_rows_selection_list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          nl_rows_selection_selection_model_init))

static GType
get_item_type (GListModel *list)
{
  return NL_TYPE_ROW;
}

static guint
get_n_items (GListModel *list)
{
  return NL_ROWS_SELECTION (list)->n_items;
}

static gpointer
get_item (GListModel *list, guint position)
{
  NlRowsSelection *self = NL_ROWS_SELECTION (list);

  return position < self->n_items ? g_list_model_get_item (G_LIST_MODEL (self->model), position)
                                  : NULL;
}

static void
nl_rows_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (NL_ROWS_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (NL_ROWS_SELECTION (model)->selected);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  NlRowsSelection *self = NL_ROWS_SELECTION (model);
  g_autoptr (GtkBitset) before = gtk_bitset_copy (self->selected);
  g_autoptr (GtkBitset) wanted = gtk_bitset_copy (selected);

  gtk_bitset_intersect (wanted, mask);
  gtk_bitset_subtract (self->selected, mask);
  gtk_bitset_union (self->selected, wanted);
  gtk_bitset_difference (before, self->selected);
  if (!gtk_bitset_is_empty (before)) {
    guint first = gtk_bitset_get_minimum (before);

    gtk_selection_model_selection_changed (model, first,
                                           gtk_bitset_get_maximum (before) - first + 1);
  }
  return TRUE;
}

static void
nl_rows_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

static void
show_items (NlRowsSelection *self, guint n_items)
{
  guint before = self->n_items;

  self->n_items = n_items;
  if (n_items > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n_items - before);
  else if (n_items < before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_items, before - n_items, 0);
}

static gboolean
grow_cb (gpointer data)
{
  NlRowsSelection *self = data;
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (self->n_items + STEP < MIN (all, LIST_WIDGETS)) {
    show_items (self, self->n_items + STEP);
    return G_SOURCE_CONTINUE;
  }
  self->grow_id = 0;
  show_items (self, all);
  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (NlRowsSelection *self, guint position, guint removed, guint added)
{
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  gtk_bitset_splice (self->selected, position, removed, added);
  /* What changes while the list is being filled is not worth following. */
  if (self->grow_id != 0)
    show_items (self, 0);
  g_clear_handle_id (&self->grow_id, g_source_remove);
  if (self->n_items > 0) {
    self->n_items = all;
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
    return;
  }
  if (all > STEP)
    self->grow_id = g_idle_add (grow_cb, self);
  show_items (self, MIN (all, STEP));
}

static void
nl_rows_selection_finalize (GObject *object)
{
  NlRowsSelection *self = NL_ROWS_SELECTION (object);

  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_clear_object (&self->model);
  gtk_bitset_unref (self->selected);
  G_OBJECT_CLASS (nl_rows_selection_parent_class)->finalize (object);
}

static void
nl_rows_selection_class_init (NlRowsSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_rows_selection_finalize;
}

static void
nl_rows_selection_init (NlRowsSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

/**
 * nl_rows_selection_new:
 * @model: the rows
 *
 * Returns: (transfer full): a selection of none of them
 */
NlRowsSelection *
nl_rows_selection_new (NlRowsModel *model)
{
  NlRowsSelection *self;

  g_return_val_if_fail (NL_IS_ROWS_MODEL (model), NULL);

  self = g_object_new (NL_TYPE_ROWS_SELECTION, NULL);
  self->model = g_object_ref (model);
  self->n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * nl_rows_selection_get_model:
 * @self: a selection
 *
 * Returns: (transfer none): the rows
 */
NlRowsModel *
nl_rows_selection_get_model (NlRowsSelection *self)
{
  g_return_val_if_fail (NL_IS_ROWS_SELECTION (self), NULL);

  return self->model;
}

/**
 * nl_rows_selection_get_n_selected:
 * @self: a selection
 *
 * Returns: how many rows are selected
 */
guint
nl_rows_selection_get_n_selected (NlRowsSelection *self)
{
  g_return_val_if_fail (NL_IS_ROWS_SELECTION (self), 0);

  return (guint) gtk_bitset_get_size (self->selected);
}

/**
 * nl_rows_selection_dup_ids:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type gint64): the ids of the selected records, in the order of
 *   the list
 */
GArray *
nl_rows_selection_dup_ids (NlRowsSelection *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (NL_IS_ROWS_SELECTION (self), ids);

  if (gtk_bitset_iter_init_first (&iter, self->selected, &position)) {
    do {
      gint64 id = nl_rows_model_get_id (self->model, position);

      g_array_append_val (ids, id);
    } while (gtk_bitset_iter_next (&iter, &position));
  }
  return ids;
}
