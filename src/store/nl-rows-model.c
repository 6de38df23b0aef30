/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-rows-model.h"

#include "base/nl-future.h"
#include "store/nl-row-pages.h"
#include "store/nl-rows-read.h"

#define MOST_COMPARED 256 /* of the rows that come with those that go, by the list */
/* How long changes gather before the ids are asked for again. */
#define REFRESH_MILLISECONDS 60

/**
 * NlRowsModel:
 *
 * A #GListModel of #NlRow over a query. It holds the ordered ids (8 bytes a row) and reads records
 * in pages around the rows that are asked for, so a million rows cost megabytes and the first ones
 * are there at once. It follows #NlStore::changed: rows change in place, come and go. A record that
 * is still there where more than %NL_ROWS_MODEL_FEW rows are exchanged for others gets a new row,
 * so that a list can take them in one by one without showing a row twice.
 */
struct _NlRowsModel {
  GObject parent_instance;
  NlStore *store;
  NlQuery *query;
  gulong changed_id;
  GArray *ids;
  NlRowPages *pages;
  GCancellable *cancellable; /* of the question for ids */
  guint serial;              /* of the newest question for ids: older answers are dropped */
  guint refresh_id;
  gboolean loading;
};

static void nl_rows_model_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NlRowsModel,
                               nl_rows_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      nl_rows_model_list_model_init))

enum {
  PROP_LOADING = 1,
  PROP_N_ITEMS,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

enum {
  FAILED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- the ids --- */

static void
set_loading (NlRowsModel *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
take_ids (NlRowsModel *self, GArray *ids, guint position, guint removed, guint added)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->ids);

  self->ids = ids;
  nl_row_pages_splice (self->pages, ids, position, removed, added, NL_ROWS_MODEL_FEW);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* A list looks for the row with the focus among all that come: many come in a second step. */
static void
replace_ids (NlRowsModel *self, GArray *ids, guint position, guint removed, guint added)
{
  if (removed > 0 && added > MOST_COMPARED) {
    GArray *rest = g_array_copy (self->ids);

    g_array_remove_range (rest, position, removed);
    take_ids (self, rest, position, removed, 0);
    removed = 0;
  }
  take_ids (self, g_array_ref (ids), position, removed, added);
}

static const gint64 *
get_ids (GArray *ids, guint position)
{
  return (const gint64 *) (void *) ids->data + position;
}

/* When one row moved, everybody else stays, with selection, focus and place on the screen. */
static gboolean
move_one (NlRowsModel *self, GArray *ids, guint position, guint n)
{
  gsize rest = (n - 1) * sizeof (gint64);
  GArray *without;
  guint from, to;

  if (memcmp (get_ids (self->ids, position + 1), get_ids (ids, position), rest) == 0) {
    from = position;
    to = position + n - 1;
  } else if (memcmp (get_ids (self->ids, position), get_ids (ids, position + 1), rest) == 0) {
    from = position + n - 1;
    to = position;
  } else {
    return FALSE;
  }
  without = g_array_copy (self->ids);
  g_array_remove_index (without, from);
  take_ids (self, without, from, 1, 0);
  take_ids (self, g_array_ref (ids), to, 0, 1);
  return TRUE;
}

static void
set_ids (NlRowsModel *self, GArray *ids)
{
  g_autoptr (GArray) old = g_array_ref (self->ids);
  guint same_start = 0;
  guint same_end = 0;
  guint shorter = MIN (old->len, ids->len);
  guint removed, added;

  while (same_start < shorter
         && g_array_index (old, gint64, same_start) == g_array_index (ids, gint64, same_start))
    same_start++;
  while (same_end < shorter - same_start
         && g_array_index (old, gint64, old->len - 1 - same_end)
                == g_array_index (ids, gint64, ids->len - 1 - same_end))
    same_end++;

  if (old->len == ids->len && same_start == ids->len)
    return;
  removed = old->len - same_start - same_end;
  added = ids->len - same_start - same_end;
  if (removed != added || removed <= NL_ROWS_MODEL_FEW
      || !move_one (self, ids, same_start, removed))
    replace_ids (self, ids, same_start, removed, added);
  if (old->len != ids->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

typedef struct {
  GWeakRef model;
  NlStore *store;
  NlQuery *query;
  GCancellable *cancellable;
  guint serial;
  gboolean is_new;    /* the model shows another query's rows */
  gboolean was_empty; /* or none */
} IdsRequest;

static void
ids_request_free (gpointer data)
{
  IdsRequest *request = data;

  g_weak_ref_clear (&request->model);
  g_object_unref (request->store);
  nl_query_unref (request->query);
  g_object_unref (request->cancellable);
  g_free (request);
}

/* The best results of a search are there long before all of them are, as are the first ones of a
 * list. Returns whether there may be more; what goes wrong is told by the question for all. */
static gboolean
show_first_ids (IdsRequest *request)
{
  g_autoptr (NlRowsModel) self = NULL;
  g_autoptr (GArray) ids = NULL;

  ids = dex_await_boxed (nl_rows_read_ids (request->store, request->query, NL_ROW_PAGE_SIZE,
                                           request->cancellable),
                         NULL);
  self = g_weak_ref_get (&request->model);
  if (self == NULL || self->serial != request->serial)
    return FALSE;
  if (ids == NULL)
    return TRUE;
  set_ids (self, ids);
  if (ids->len == NL_ROW_PAGE_SIZE)
    return TRUE;
  set_loading (self, FALSE);
  return FALSE;
}

/* Another order keeps the rows, and which of them are selected, until all are there. */
static gboolean
has_first_soon (IdsRequest *request)
{
  return nl_query_is_ranked (request->query)
         || (request->was_empty && nl_query_is_plain (request->query));
}

static DexFuture *
read_ids_fiber (gpointer data)
{
  IdsRequest *request = data;
  g_autoptr (NlRowsModel) self = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  /* Rows that are there already are not exchanged for fewer of them. */
  if (request->is_new && has_first_soon (request) && !show_first_ids (request))
    return dex_future_new_true ();
  ids = dex_await_boxed (nl_rows_read_ids (request->store, request->query, 0, request->cancellable),
                         &error);
  self = g_weak_ref_get (&request->model);
  if (self == NULL || self->serial != request->serial)
    return dex_future_new_true ();

  if (ids != NULL)
    set_ids (self, ids);
  set_loading (self, FALSE);
  /* When the workspace is closed, nobody looks any more. */
  if (ids == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && !g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_CLOSED))
    g_signal_emit (self, signals[FAILED], 0, error);
  return dex_future_new_true ();
}

static void
refresh (NlRowsModel *self, gboolean is_new)
{
  IdsRequest *request;

  self->serial++;
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, g_cancellable_new ());
  g_object_unref (self->cancellable);
  if (self->query == NULL) {
    g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (gint64));

    set_ids (self, nothing);
    set_loading (self, FALSE);
    return;
  }

  request = g_new0 (IdsRequest, 1);
  g_weak_ref_init (&request->model, self);
  request->store = g_object_ref (self->store);
  request->query = nl_query_ref (self->query);
  request->cancellable = g_object_ref (self->cancellable);
  request->serial = self->serial;
  request->is_new = is_new;
  request->was_empty = self->ids->len == 0;
  set_loading (self, TRUE);
  nl_fiber_start ("rows-model-ids", read_ids_fiber, request, ids_request_free);
}

/* --- following the store --- */

static gboolean
refresh_later (gpointer data)
{
  NlRowsModel *self = data;

  /* Whoever writes again and again must not keep every answer from coming. */
  if (self->loading)
    return G_SOURCE_CONTINUE;
  self->refresh_id = 0;
  refresh (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
store_changed (NlStore *store, NlChanges *changes, NlRowsModel *self)
{
  const NlRecordDescription *description;

  if (self->query == NULL)
    return;
  description = nl_record_type_get_description (nl_query_get_record_type (self->query));
  if (!nl_changes_touches (changes, description->table))
    return;
  nl_row_pages_reload (self->pages, changes);
  /* Also an update may move a row, or take it in or out of the query. */
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MILLISECONDS, refresh_later, self);
}

/* --- GListModel --- */

static GType
get_item_type (GListModel *model)
{
  return NL_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return NL_ROWS_MODEL (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  NlRowsModel *self = NL_ROWS_MODEL (model);

  return position < self->ids->len ? nl_row_pages_get_row (self->pages, self->ids, position) : NULL;
}

static void
nl_rows_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
nl_rows_model_dispose (GObject *object)
{
  NlRowsModel *self = NL_ROWS_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  if (self->pages != NULL)
    nl_row_pages_cancel (self->pages);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_id, self->store);
  G_OBJECT_CLASS (nl_rows_model_parent_class)->dispose (object);
}

static void
nl_rows_model_finalize (GObject *object)
{
  NlRowsModel *self = NL_ROWS_MODEL (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->query, nl_query_unref);
  g_array_unref (self->ids);
  g_clear_pointer (&self->pages, nl_row_pages_free);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (nl_rows_model_parent_class)->finalize (object);
}

static void
nl_rows_model_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  NlRowsModel *self = NL_ROWS_MODEL (object);

  if (property == PROP_LOADING)
    g_value_set_boolean (value, self->loading);
  else
    g_value_set_uint (value, self->ids->len);
}

static void
nl_rows_model_class_init (NlRowsModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nl_rows_model_dispose;
  object_class->finalize = nl_rows_model_finalize;
  object_class->get_property = nl_rows_model_get_property;

  /**
   * NlRowsModel:loading:
   *
   * Whether the ids are being asked for. The rows there are stay until the answer comes.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * NlRowsModel:n-items:
   *
   * How many rows there are.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * NlRowsModel::failed:
   * @self: the model
   * @error: why
   *
   * Ids or rows could not be read.
   */
  signals[FAILED] = g_signal_new ("failed", NL_TYPE_ROWS_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
nl_rows_model_init (NlRowsModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
}

/**
 * nl_rows_model_new:
 * @store: where the rows are
 * @query: (nullable): which rows; nothing for %NULL
 *
 * Returns: (transfer full): a model that begins to load at once
 */
NlRowsModel *
nl_rows_model_new (NlStore *store, NlQuery *query)
{
  NlRowsModel *self;

  g_return_val_if_fail (NL_IS_STORE (store), NULL);

  self = g_object_new (NL_TYPE_ROWS_MODEL, NULL);
  self->store = g_object_ref (store);
  self->pages = nl_row_pages_new (store, G_OBJECT (self));
  self->changed_id = g_signal_connect (store, "changed", G_CALLBACK (store_changed), self);
  if (query != NULL)
    nl_rows_model_set_query (self, query);
  return self;
}

/**
 * nl_rows_model_set_query:
 * @self: a model
 * @query: (nullable): which rows from now on; the caller doesn't change it any more
 *
 * Shows something else. The question before, if it still runs, is interrupted.
 */
void
nl_rows_model_set_query (NlRowsModel *self, NlQuery *query)
{
  g_return_if_fail (NL_IS_ROWS_MODEL (self));

  if (query != NULL) {
    nl_query_ref (query);
    nl_row_pages_set_record_type (self->pages, nl_query_get_record_type (query));
  }
  g_clear_pointer (&self->query, nl_query_unref);
  self->query = query;
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  refresh (self, TRUE);
}

/**
 * nl_rows_model_get_query:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): which rows it shows
 */
NlQuery *
nl_rows_model_get_query (NlRowsModel *self)
{
  g_return_val_if_fail (NL_IS_ROWS_MODEL (self), NULL);
  return self->query;
}

/**
 * nl_rows_model_get_loading:
 * @self: a model
 *
 * Returns: whether the ids are being asked for
 */
gboolean
nl_rows_model_get_loading (NlRowsModel *self)
{
  g_return_val_if_fail (NL_IS_ROWS_MODEL (self), FALSE);
  return self->loading;
}

/**
 * nl_rows_model_get_id:
 * @self: a model
 * @position: which row
 *
 * Unlike g_list_model_get_item(), reads nothing from the store: for work on many rows at once.
 *
 * Returns: the id of the record there; 0 when there are fewer rows
 */
gint64
nl_rows_model_get_id (NlRowsModel *self, guint position)
{
  g_return_val_if_fail (NL_IS_ROWS_MODEL (self), 0);
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

/**
 * nl_rows_model_ref_ids:
 * @self: a model
 *
 * For who compares what there was with what there is: a change of the model makes a new array.
 *
 * Returns: (transfer full) (element-type gint64): the ids of all records, in order; not to be
 *   changed
 */
GArray *
nl_rows_model_ref_ids (NlRowsModel *self)
{
  g_return_val_if_fail (NL_IS_ROWS_MODEL (self), NULL);
  return g_array_ref (self->ids);
}

/**
 * nl_rows_model_find:
 * @self: a model
 * @id: a record's id
 *
 * Returns: its position; %G_MAXUINT when it is not in the model
 */
guint
nl_rows_model_find (NlRowsModel *self, gint64 id)
{
  g_return_val_if_fail (NL_IS_ROWS_MODEL (self), G_MAXUINT);

  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return i;
  return G_MAXUINT;
}
