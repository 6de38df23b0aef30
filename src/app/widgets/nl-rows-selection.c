/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-rows-selection.h"

#include "app/widgets/nl-stepped-rows.h"

/**
 * NlRowsSelection:
 *
 * A selection of any number of rows of an #NlRowsModel. Other than #GtkMultiSelection it never asks
 * for the rows themselves, so selecting a million of them reads none. The rows come and go in
 * steps, as #NlSteppedRows does it.
 */
struct _NlRowsSelection {
  GObject parent_instance;
  NlSteppedRows *rows;
  GtkBitset *selected;
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
  return g_list_model_get_n_items (G_LIST_MODEL (NL_ROWS_SELECTION (list)->rows));
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (NL_ROWS_SELECTION (list)->rows), position);
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
items_changed_cb (NlRowsSelection *self, guint position, guint removed, guint added)
{
  gtk_bitset_splice (self->selected, position, removed, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
nl_rows_selection_finalize (GObject *object)
{
  NlRowsSelection *self = NL_ROWS_SELECTION (object);

  g_clear_object (&self->rows);
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
  self->rows = nl_stepped_rows_new (model, NL_STEPPED_ROWS_LIST_VIEW);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (items_changed_cb), self,
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

  return nl_stepped_rows_get_model (self->rows);
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

  nl_stepped_rows_finish (self->rows);
  if (gtk_bitset_iter_init_first (&iter, self->selected, &position)) {
    do {
      gint64 id = nl_rows_model_get_id (nl_rows_selection_get_model (self), position);

      g_array_append_val (ids, id);
    } while (gtk_bitset_iter_next (&iter, &position));
  }
  return ids;
}
