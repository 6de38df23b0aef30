/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-row-pages.h"

#include "base/nl-future.h"
#include "store/nl-row-set.h"
#include "store/nl-rows-read.h"

/* How many pages are kept: some screens around the visible one. */
#define MAX_PAGES 32

/* The rows of a model that were asked for, and their records, which are read a page at a time. */
struct _NlRowPages {
  NlStore *store;
  GWeakRef model;
  GType record_type;
  NlRowSet *rows;    /* those that are held by anybody */
  GHashTable *pages; /* page number → Page */
  GQueue recent;     /* pages, the last used first */
  GCancellable *cancellable;
};

typedef struct {
  guint number;
  GPtrArray *rows;
  GList link;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->rows);
  g_free (page);
}

/* What is being read for them is read to its end: a list on the screen may hold rows of them. */
static void
forget_pages (NlRowPages *self)
{
  g_queue_init (&self->recent);
  g_hash_table_remove_all (self->pages);
}

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
  g_autoptr (GObject) model = NULL;
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
    model = g_weak_ref_get (&request->model);
    if (model != NULL)
      g_signal_emit_by_name (model, "failed", error);
  }
  return dex_future_new_true ();
}

static void
request_rows (NlRowPages *self, GPtrArray *rows)
{
  PageRequest *request = g_new0 (PageRequest, 1);
  g_autoptr (GObject) model = g_weak_ref_get (&self->model);

  g_weak_ref_init (&request->model, model);
  request->store = g_object_ref (self->store);
  request->type = self->record_type;
  request->rows = g_ptr_array_ref (rows);
  request->cancellable = g_object_ref (self->cancellable);
  nl_fiber_start ("row-page", read_page_fiber, request, page_request_free);
}

static Page *
load_page (NlRowPages *self, GArray *ids, guint number)
{
  Page *page = g_new0 (Page, 1);
  guint first = number * NL_ROW_PAGE_SIZE;
  guint end = MIN (first + NL_ROW_PAGE_SIZE, ids->len);

  page->number = number;
  page->rows = g_ptr_array_new_full (end - first, g_object_unref);
  page->link.data = page;
  for (guint i = first; i < end; i++)
    g_ptr_array_add (page->rows, nl_row_set_get (self->rows, g_array_index (ids, gint64, i), i));
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

/**
 * nl_row_pages_new:
 * @store: where the records are
 * @model: what the rows are shown by; its ::failed is emitted when they cannot be read
 *
 * Returns: (transfer full): no rows yet
 */
NlRowPages *
nl_row_pages_new (NlStore *store, GObject *model)
{
  NlRowPages *self = g_new0 (NlRowPages, 1);

  self->store = g_object_ref (store);
  g_weak_ref_init (&self->model, model);
  self->rows = nl_row_set_new ();
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, page_free);
  self->cancellable = g_cancellable_new ();
  return self;
}

/**
 * nl_row_pages_free:
 * @self: (transfer full): rows
 *
 * Frees @self; the rows stay with who holds them, as they are.
 */
void
nl_row_pages_free (NlRowPages *self)
{
  nl_row_pages_cancel (self);
  forget_pages (self);
  g_hash_table_unref (self->pages);
  nl_row_set_free (self->rows);
  g_object_unref (self->cancellable);
  g_weak_ref_clear (&self->model);
  g_object_unref (self->store);
  g_free (self);
}

/**
 * nl_row_pages_set_record_type:
 * @self: rows
 * @type: what is read for them from now on, a subclass of #NlRecord
 *
 * Sets of which type the records are.
 */
void
nl_row_pages_set_record_type (NlRowPages *self, GType type)
{
  self->record_type = type;
}

/**
 * nl_row_pages_get_row:
 * @self: rows
 * @ids: (element-type gint64): of all records of the model
 * @position: of one of them
 *
 * Returns: (transfer full): the row there, whose record is read if it was not yet
 */
NlRow *
nl_row_pages_get_row (NlRowPages *self, GArray *ids, guint position)
{
  guint number = position / NL_ROW_PAGE_SIZE;
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (page == NULL) {
    page = load_page (self, ids, number);
  } else {
    g_queue_unlink (&self->recent, &page->link);
    g_queue_push_head_link (&self->recent, &page->link);
  }
  return g_object_ref (g_ptr_array_index (page->rows, position % NL_ROW_PAGE_SIZE));
}

/**
 * nl_row_pages_splice:
 * @self: rows
 * @ids: (element-type gint64): of all records of the model, after the change
 * @position: where it changed
 * @removed: how many went there
 * @added: how many came
 * @n_few: up to how many keep their row where they are exchanged among each other
 *
 * Follows a change of the model.
 */
void
nl_row_pages_splice (
    NlRowPages *self, GArray *ids, guint position, guint removed, guint added, guint n_few)
{
  forget_pages (self);
  nl_row_set_splice (self->rows, position, removed, (const gint64 *) (void *) ids->data + position,
                     added, n_few);
}

/**
 * nl_row_pages_reload:
 * @self: rows
 * @changes: what a transaction changed
 *
 * Reads the records again of those rows that somebody holds and that may say something else now.
 */
void
nl_row_pages_reload (NlRowPages *self, NlChanges *changes)
{
  const NlRecordDescription *description = nl_record_type_get_description (self->record_type);
  g_autoptr (GPtrArray) rows = nl_row_set_list_changed (self->rows, changes, description->table);

  if (rows->len > 0)
    request_rows (self, rows);
}

/**
 * nl_row_pages_cancel:
 * @self: rows
 *
 * Stops reading: nobody looks at the rows any more.
 */
void
nl_row_pages_cancel (NlRowPages *self)
{
  g_cancellable_cancel (self->cancellable);
}
