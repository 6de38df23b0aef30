/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-rows-model.h"

#include "base/nl-future.h"
#include "store/nl-row-set.h"
#include "store/nl-rows-read.h"

/* Rows read at a time, and how many such pages are kept: some screens around the visible one. */
#define PAGE_SIZE 64
#define MAX_PAGES 32
#define MOST_COMPARED 256 /* of the rows that come with those that go, by the list */
/* How long changes gather before the ids are asked for again. */
#define REFRESH_MILLISECONDS 60

/**
 * NlRowsModel:
 *
 * A #GListModel of #NlRow over a query. It holds the ordered ids (8 bytes a row) and reads records
 * in pages around the rows that are asked for, so a million rows cost megabytes and the first ones
 * are there at once. It follows #NlStore::changed: rows change in place, come and go.
 */
struct _NlRowsModel {
  GObject parent_instance;
  NlStore *store;
  NlQuery *query;
  gulong changed_id;
  GArray *ids;
  NlRowSet *rows;                  /* those that are held by anybody */
  GHashTable *pages;               /* page number → Page */
  GQueue recent;                   /* page numbers, the last used first */
  GCancellable *pages_cancellable; /* of what is read for @pages */
  GCancellable *cancellable;       /* of the question for ids */
  guint serial;                    /* of the newest question for ids: older answers are dropped */
  guint refresh_id;
  gboolean loading;
};

typedef struct {
  guint number;
  GPtrArray *rows;
  GList link;
} Page;

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

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->rows);
  g_free (page);
}

/* What is being read for them is read to its end: a list on the screen may hold rows of them. */
static void
forget_pages (NlRowsModel *self)
{
  g_queue_init (&self->recent);
  g_hash_table_remove_all (self->pages);
}

/* --- reading a page --- */

typedef struct {
  GWeakRef model;
  NlStore *store;
  GType type;
  GPtrArray *rows;
  GCancellable *cancellable;
} PageRequest;

static void
page_request_free (gpointer data)
{
  PageRequest *request = data;

  g_weak_ref_clear (&request->model);
  g_object_unref (request->store);
  g_ptr_array_unref (request->rows);
  g_object_unref (request->cancellable);
  g_free (request);
}

static DexFuture *
read_page_fiber (gpointer data)
{
  PageRequest *request = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (NlRowsModel) self = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < request->rows->len; i++) {
    gint64 id = nl_row_get_id (g_ptr_array_index (request->rows, i));

    g_array_append_val (ids, id);
  }
  records = dex_await_boxed (
      nl_rows_read_records (request->store, request->type, ids, request->cancellable), &error);
  if (records != NULL) {
    nl_rows_fill (request->rows, records);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    self = g_weak_ref_get (&request->model);
    if (self != NULL)
      g_signal_emit (self, signals[FAILED], 0, error);
  }
  return dex_future_new_true ();
}

static void
request_rows (NlRowsModel *self, GPtrArray *rows)
{
  PageRequest *request = g_new0 (PageRequest, 1);

  g_weak_ref_init (&request->model, self);
  request->store = g_object_ref (self->store);
  request->type = nl_query_get_record_type (self->query);
  request->rows = g_ptr_array_ref (rows);
  request->cancellable = g_object_ref (self->pages_cancellable);
  nl_fiber_start ("rows-model-page", read_page_fiber, request, page_request_free);
}

static Page *
load_page (NlRowsModel *self, guint number)
{
  Page *page = g_new0 (Page, 1);
  guint first = number * PAGE_SIZE;
  guint end = MIN (first + PAGE_SIZE, self->ids->len);

  page->number = number;
  page->rows = g_ptr_array_new_full (end - first, g_object_unref);
  page->link.data = page;
  for (guint i = first; i < end; i++)
    g_ptr_array_add (page->rows, nl_row_set_get (self->rows, g_array_index (self->ids, gint64, i)));
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
  g_queue_push_head_link (&self->recent, &page->link);

  if (self->recent.length > MAX_PAGES) {
    Page *oldest = g_queue_peek_tail (&self->recent);

    g_queue_unlink (&self->recent, &oldest->link);
    g_hash_table_remove (self->pages, GUINT_TO_POINTER (oldest->number));
  }
  request_rows (self, page->rows);
  return page;
}

static Page *
get_page (NlRowsModel *self, guint number)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (page == NULL)
    return load_page (self, number);
  g_queue_unlink (&self->recent, &page->link);
  g_queue_push_head_link (&self->recent, &page->link);
  return page;
}

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
  forget_pages (self);
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

static void
set_ids (NlRowsModel *self, GArray *ids)
{
  g_autoptr (GArray) old = g_array_ref (self->ids);
  guint same_start = 0;
  guint same_end = 0;
  guint shorter = MIN (old->len, ids->len);

  while (same_start < shorter
         && g_array_index (old, gint64, same_start) == g_array_index (ids, gint64, same_start))
    same_start++;
  while (same_end < shorter - same_start
         && g_array_index (old, gint64, old->len - 1 - same_end)
                == g_array_index (ids, gint64, ids->len - 1 - same_end))
    same_end++;

  if (old->len == ids->len && same_start == ids->len)
    return;
  replace_ids (self, ids, same_start, old->len - same_start - same_end,
               ids->len - same_start - same_end);
  if (old->len != ids->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

typedef struct {
  GWeakRef model;
  NlStore *store;
  NlQuery *query;
  GCancellable *cancellable;
  guint serial;
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

/* The best results of a search are there long before all of them are. Returns whether there may be
 * more; what goes wrong is told by the question for all. */
static gboolean
show_first_ids (IdsRequest *request)
{
  g_autoptr (NlRowsModel) self = NULL;
  g_autoptr (GArray) ids = NULL;

  ids = dex_await_boxed (
      nl_rows_read_ids (request->store, request->query, PAGE_SIZE, request->cancellable), NULL);
  self = g_weak_ref_get (&request->model);
  if (self == NULL || self->serial != request->serial)
    return FALSE;
  if (ids == NULL)
    return TRUE;
  set_ids (self, ids);
  if (ids->len == PAGE_SIZE)
    return TRUE;
  set_loading (self, FALSE);
  return FALSE;
}

static DexFuture *
read_ids_fiber (gpointer data)
{
  IdsRequest *request = data;
  g_autoptr (NlRowsModel) self = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  if (nl_query_is_ranked (request->query) && !show_first_ids (request))
    return dex_future_new_true ();
  ids = dex_await_boxed (nl_rows_read_ids (request->store, request->query, 0, request->cancellable),
                         &error);
  self = g_weak_ref_get (&request->model);
  if (self == NULL || self->serial != request->serial)
    return dex_future_new_true ();

  if (ids != NULL)
    set_ids (self, ids);
  set_loading (self, FALSE);
  if (ids == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
  return dex_future_new_true ();
}

static void
refresh (NlRowsModel *self)
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
  set_loading (self, TRUE);
  nl_fiber_start ("rows-model-ids", read_ids_fiber, request, ids_request_free);
}

/* --- following the store --- */

static gboolean
refresh_later (gpointer data)
{
  NlRowsModel *self = data;

  self->refresh_id = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
reload_changed_rows (NlRowsModel *self, NlChanges *changes, const char *table)
{
  g_autoptr (GPtrArray) rows = nl_row_set_list_changed (self->rows, changes, table);

  if (rows->len > 0)
    request_rows (self, rows);
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
  reload_changed_rows (self, changes, description->table);
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
  Page *page;

  if (position >= self->ids->len)
    return NULL;
  page = get_page (self, position / PAGE_SIZE);
  return g_object_ref (g_ptr_array_index (page->rows, position % PAGE_SIZE));
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
  g_cancellable_cancel (self->pages_cancellable);
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
  forget_pages (self);
  g_hash_table_unref (self->pages);
  nl_row_set_free (self->rows);
  g_object_unref (self->cancellable);
  g_object_unref (self->pages_cancellable);
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
  self->rows = nl_row_set_new ();
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, page_free);
  self->cancellable = g_cancellable_new ();
  self->pages_cancellable = g_cancellable_new ();
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

  if (query != NULL)
    nl_query_ref (query);
  g_clear_pointer (&self->query, nl_query_unref);
  self->query = query;
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  refresh (self);
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
