/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-rows-selection.h"

#include "app/widgets/nl-stepped-rows.h"

/**
 * NlRowsSelection:
 *
 * A selection of any number of rows of an #NlRowsModel. Other than #GtkMultiSelection it never asks
 * for the rows themselves, so selecting a million of them reads none. The rows come and go in
 * steps, as #NlSteppedRows does it, but what is selected are rows of the model: those that are yet
 * to come can be selected, and those that are gone are not.
 */
struct _NlRowsSelection {
  GObject parent_instance;
  NlRowsModel *model;
  NlSteppedRows *rows;
  GtkBitset *selected; /* positions in the model */
  GArray *ids;         /* of the model, before it changes */
  GHashTable *lost;    /* ids that were selected and went with the last change */
  NlQuery *all_of;     /* all of its rows are wanted as soon as they are known, or NULL */
};

/* Up to so many selected rows are looked for where the model put them. */
#define MOST_FOLLOWED 1000
/* How far. A quarter of what a turn of the main loop may take. */
#define MOST_SEARCHED 100000

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

/* From the positions of the model to those of the rows that are shown. */
static GtkBitset *
to_shown (NlRowsSelection *self, GtkBitset *selected)
{
  GtkBitset *shown = gtk_bitset_copy (selected);
  guint position, n_gone, n_coming;

  nl_stepped_rows_get_exchange (self->rows, &position, &n_gone, &n_coming);
  gtk_bitset_splice (shown, position, n_coming, n_gone);
  return shown;
}

/* And back. Who takes all rows that go takes those that come for them. */
static GtkBitset *
to_model (NlRowsSelection *self, GtkBitset *shown)
{
  GtkBitset *selected = gtk_bitset_copy (shown);
  guint position, n_gone, n_coming;
  gboolean has_all;

  nl_stepped_rows_get_exchange (self->rows, &position, &n_gone, &n_coming);
  has_all = n_gone > 0
            && gtk_bitset_get_size_in_range (shown, position, position + n_gone - 1) == n_gone;
  gtk_bitset_splice (selected, position, n_gone, n_coming);
  if (has_all && n_coming > 0)
    gtk_bitset_add_range (selected, position, n_coming);
  return selected;
}

/* The position in the model of a row that is shown; G_MAXUINT when it is gone. */
static guint
find_in_model (NlRowsSelection *self, guint position)
{
  guint first, n_gone, n_coming;

  nl_stepped_rows_get_exchange (self->rows, &first, &n_gone, &n_coming);
  if (position < first)
    return position;
  return position < first + n_gone ? G_MAXUINT : position - n_gone + n_coming;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  NlRowsSelection *self = NL_ROWS_SELECTION (model);

  position = find_in_model (self, position);
  return position != G_MAXUINT && gtk_bitset_contains (self->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return to_shown (NL_ROWS_SELECTION (model), NL_ROWS_SELECTION (model)->selected);
}

/* Says what changed, to a list that may show none of it yet. */
static void
take_selection (NlRowsSelection *self, GtkBitset *selected)
{
  g_autoptr (GtkBitset) before = g_steal_pointer (&self->selected);
  g_autoptr (GtkBitset) shown = NULL;
  guint first = 0, n = 1;

  self->selected = gtk_bitset_ref (selected);
  g_clear_pointer (&self->lost, g_hash_table_unref);
  g_clear_pointer (&self->all_of, nl_query_unref);
  gtk_bitset_difference (before, selected);
  if (gtk_bitset_is_empty (before))
    return;
  shown = to_shown (self, before);
  if (!gtk_bitset_is_empty (shown)) {
    first = gtk_bitset_get_minimum (shown);
    n = gtk_bitset_get_maximum (shown) - first + 1;
  }
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, n);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  NlRowsSelection *self = NL_ROWS_SELECTION (model);
  g_autoptr (GtkBitset) now = gtk_bitset_copy (self->selected);
  g_autoptr (GtkBitset) wanted = to_model (self, selected);
  g_autoptr (GtkBitset) among = to_model (self, mask);

  gtk_bitset_intersect (wanted, among);
  gtk_bitset_subtract (now, among);
  gtk_bitset_union (now, wanted);
  take_selection (self, now);
  return TRUE;
}

/* The first rows are shown before the model knows all of them. To take these for all would be
 * wrong, so nobody is selected until then. */
static gboolean
select_all (GtkSelectionModel *model)
{
  NlRowsSelection *self = NL_ROWS_SELECTION (model);
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, self->ids->len);

  if (!nl_rows_model_get_loading (self->model)) {
    take_selection (self, all);
  } else {
    g_clear_pointer (&self->all_of, nl_query_unref);
    self->all_of = nl_query_ref (nl_rows_model_get_query (self->model));
  }
  return TRUE;
}

/* Somebody who asks for something else meanwhile does not want all of that. */
static void
loading_changed_cb (NlRowsSelection *self)
{
  g_autoptr (NlQuery) all_of = NULL;

  if (nl_rows_model_get_loading (self->model))
    return;
  all_of = g_steal_pointer (&self->all_of);
  if (all_of != NULL && all_of == nl_rows_model_get_query (self->model))
    select_all (GTK_SELECTION_MODEL (self));
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  g_autoptr (GtkBitset) none = gtk_bitset_new_empty ();

  take_selection (NL_ROWS_SELECTION (model), none);
  return TRUE;
}

static void
nl_rows_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

/* Rows that were selected are known by their ids when they come again elsewhere. */
static GHashTable *
find_lost (NlRowsSelection *self, guint position, guint removed)
{
  GHashTable *lost;
  GtkBitsetIter iter;
  guint i;

  if (gtk_bitset_get_size_in_range (self->selected, position, position + removed - 1)
      > MOST_FOLLOWED)
    return NULL;
  lost = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (gboolean is_more = gtk_bitset_iter_init_at (&iter, self->selected, position, &i);
       is_more && i < position + removed; is_more = gtk_bitset_iter_next (&iter, &i))
    g_hash_table_add (lost, g_memdup2 (&g_array_index (self->ids, gint64, i), sizeof (gint64)));
  return lost;
}

static void
select_lost (NlRowsSelection *self, GHashTable *lost, guint position, guint added)
{
  guint end = position + MIN (added, MOST_SEARCHED);

  for (guint i = position; i < end && g_hash_table_size (lost) > 0; i++)
    if (g_hash_table_remove (lost, &g_array_index (self->ids, gint64, i)))
      gtk_bitset_add (self->selected, i);
}

/* The model may say that rows move as that they go first, and then come. */
static void
model_changed_cb (NlRowsSelection *self, guint position, guint removed, guint added)
{
  g_autoptr (GHashTable) lost = g_steal_pointer (&self->lost);

  if (removed > 0) {
    g_clear_pointer (&lost, g_hash_table_unref);
    lost = find_lost (self, position, removed);
  }
  gtk_bitset_splice (self->selected, position, removed, added);
  g_array_unref (self->ids);
  self->ids = nl_rows_model_ref_ids (self->model);
  if (added == 0)
    self->lost = g_steal_pointer (&lost);
  else if (lost != NULL)
    select_lost (self, lost, position, added);
}

static void
rows_changed_cb (NlRowsSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
nl_rows_selection_finalize (GObject *object)
{
  NlRowsSelection *self = NL_ROWS_SELECTION (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->model);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->lost, g_hash_table_unref);
  g_clear_pointer (&self->all_of, nl_query_unref);
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
  self->ids = nl_rows_model_ref_ids (model);
  /* Before the rows change: whoever shows them asks which ones are selected. */
  g_signal_connect_object (model, "items-changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "notify::loading", G_CALLBACK (loading_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->rows = nl_stepped_rows_new (model, NL_STEPPED_ROWS_LIST_VIEW);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (rows_changed_cb), self,
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
 * Returns: how many rows of the model are selected
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
      g_array_append_val (ids, g_array_index (self->ids, gint64, position));
    } while (gtk_bitset_iter_next (&iter, &position));
  }
  return ids;
}

/**
 * nl_rows_selection_get_id:
 * @self: a selection
 * @position: of a row that is shown, as a list says it
 *
 * Returns: the id of its record; 0 when the model has it no more
 */
gint64
nl_rows_selection_get_id (NlRowsSelection *self, guint position)
{
  g_return_val_if_fail (NL_IS_ROWS_SELECTION (self), 0);

  position = find_in_model (self, position);
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

/**
 * nl_rows_selection_find:
 * @self: a selection
 * @id: a record's id
 *
 * Returns: where its row is shown; %G_MAXUINT when it is not, or not yet
 */
guint
nl_rows_selection_find (NlRowsSelection *self, gint64 id)
{
  guint first, n_gone, n_coming, position;

  g_return_val_if_fail (NL_IS_ROWS_SELECTION (self), G_MAXUINT);

  position = nl_rows_model_find (self->model, id);
  nl_stepped_rows_get_exchange (self->rows, &first, &n_gone, &n_coming);
  if (position < first || position == G_MAXUINT)
    return position;
  return position < first + n_coming ? G_MAXUINT : position - n_coming + n_gone;
}
