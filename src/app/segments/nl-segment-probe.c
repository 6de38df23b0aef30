/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-probe.h"

#include <string.h>

#include "customers/nl-customer.h"
#include "segments/nl-segment-count.h"
#include "segments/nl-segment-statistics.h"

/* How long the user must rest before a query is counted. */
#define DEBOUNCE_MILLISECONDS 150

/**
 * NlSegmentProbe:
 *
 * Follows a query that is being typed: says what is wrong with it, or how many customers it finds,
 * and then their numbers. A count that is no longer wanted is interrupted.
 */
struct _NlSegmentProbe {
  GObject parent_instance;
  NlStore *store;
  NlShop *shop;
  char *query;
  guint debounce_id;
  GCancellable *cancellable;

  NlSegmentProbeState state;
  GError *error;
  gint64 count;
  gint64 total;
  NlSegmentQuery *parsed;
  JsonObject *statistics;
};

G_DEFINE_FINAL_TYPE (NlSegmentProbe, nl_segment_probe, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
  char *query;
  GCancellable *cancellable;
} Counting;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  g_weak_ref_clear (&counting->self);
  g_object_unref (counting->store);
  g_object_unref (counting->cancellable);
  g_free (counting->query);
  g_free (counting);
}

static void
set_state (NlSegmentProbe *self, NlSegmentProbeState state, const GError *error)
{
  self->state = state;
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop (NlSegmentProbe *self)
{
  g_clear_handle_id (&self->debounce_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* The probe, as long as it still wants this answer. */
static NlSegmentProbe *
get_asker (Counting *counting)
{
  return g_cancellable_is_cancelled (counting->cancellable) ? NULL
                                                            : g_weak_ref_get (&counting->self);
}

static gboolean
take_count (Counting *counting, gint64 count, gint64 total, const GError *error)
{
  g_autoptr (NlSegmentProbe) self = get_asker (counting);

  if (self == NULL)
    return FALSE;
  if (error != NULL) {
    set_state (self,
               g_error_matches (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_MISSING_DATA)
                   ? NL_SEGMENT_PROBE_MISSING_DATA
                   : NL_SEGMENT_PROBE_FAILED,
               error);
    return FALSE;
  }
  self->count = count;
  self->total = total;
  set_state (self, NL_SEGMENT_PROBE_COUNTED, NULL);
  return TRUE;
}

static DexFuture *
count_fiber (gpointer data)
{
  Counting *counting = data;
  g_autoptr (NlQuery) everyone = nl_query_new (NL_TYPE_CUSTOMER);
  g_autoptr (JsonObject) statistics = NULL;
  g_autoptr (NlSegmentProbe) self = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count;
  gint64 total = 0;

  nl_query_where_int64 (everyone, NL_CUSTOMER_SHOP_ID, counting->shop_id);
  count = dex_await_int64 (nl_segment_count (counting->store, counting->shop_id, counting->query,
                                             counting->cancellable),
                           &error);
  if (error == NULL)
    total = dex_await_int64 (nl_store_count (counting->store, everyone), &error);
  if (!take_count (counting, count, total, error))
    return dex_future_new_true ();

  statistics
      = dex_await_boxed (nl_segment_statistics_load (counting->store, counting->shop_id, NULL,
                                                     counting->query, counting->cancellable),
                         &error);
  self = get_asker (counting);
  if (self == NULL)
    return dex_future_new_true ();
  if (statistics == NULL && !g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_CLOSED))
    g_warning ("A segment has no statistics: %s", error->message);
  /* Those of the query before are of other customers. */
  g_clear_pointer (&self->statistics, json_object_unref);
  self->statistics = g_steal_pointer (&statistics);
  g_signal_emit (self, signals[CHANGED], 0);
  return dex_future_new_true ();
}

static void
start_count (NlSegmentProbe *self)
{
  Counting *counting = g_new0 (Counting, 1);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (&counting->self, self);
  counting->store = g_object_ref (self->store);
  counting->shop_id = nl_record_get_id (NL_RECORD (self->shop));
  counting->query = g_strdup (self->query);
  counting->cancellable = g_object_ref (self->cancellable);
  nl_fiber_start ("segment-count", count_fiber, counting, counting_free);
}

/* Whether the mistake is only that there is nothing more: the user is still typing. */
static gboolean
is_unfinished (const char *query, const GError *error)
{
  NlSegmentSpan span;
  gsize length = strlen (query);

  while (length > 0 && g_ascii_isspace (query[length - 1]))
    length--;
  return error->code == NL_SEGMENT_ERROR_UNTERMINATED_STRING
         || (error->code == NL_SEGMENT_ERROR_SYNTAX && nl_segment_error_get_span (error, &span)
             && span.offset >= length);
}

static gboolean
debounced_cb (gpointer data)
{
  NlSegmentProbe *self = data;
  g_autoptr (GError) error = NULL;

  self->debounce_id = 0;
  g_clear_pointer (&self->parsed, nl_segment_query_unref);
  self->parsed = nl_segment_query_parse (self->query, &error);
  if (self->parsed != NULL && !nl_segment_query_check (self->parsed, &error))
    g_clear_pointer (&self->parsed, nl_segment_query_unref);
  if (self->parsed != NULL)
    start_count (self);
  else if (g_error_matches (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_EMPTY))
    set_state (self, NL_SEGMENT_PROBE_EMPTY, NULL);
  else
    set_state (self,
               is_unfinished (self->query, error) ? NL_SEGMENT_PROBE_UNFINISHED
                                                  : NL_SEGMENT_PROBE_WRONG,
               error);
  return G_SOURCE_REMOVE;
}

static void
start (NlSegmentProbe *self)
{
  stop (self);
  self->debounce_id = g_timeout_add (DEBOUNCE_MILLISECONDS, debounced_cb, self);
  if (self->state != NL_SEGMENT_PROBE_COUNTING)
    set_state (self, NL_SEGMENT_PROBE_COUNTING, NULL);
}

static void
store_changed_cb (NlSegmentProbe *self, NlChanges *changes)
{
  if (*self->query != '\0'
      && (nl_changes_touches (changes, "customers") || nl_changes_touches (changes, "orders")))
    start (self);
}

static void
nl_segment_probe_dispose (GObject *object)
{
  stop (NL_SEGMENT_PROBE (object));
  G_OBJECT_CLASS (nl_segment_probe_parent_class)->dispose (object);
}

static void
nl_segment_probe_finalize (GObject *object)
{
  NlSegmentProbe *self = NL_SEGMENT_PROBE (object);

  g_clear_object (&self->store);
  g_clear_object (&self->shop);
  g_clear_error (&self->error);
  g_clear_pointer (&self->parsed, nl_segment_query_unref);
  g_clear_pointer (&self->statistics, json_object_unref);
  g_free (self->query);
  G_OBJECT_CLASS (nl_segment_probe_parent_class)->finalize (object);
}

static void
nl_segment_probe_class_init (NlSegmentProbeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nl_segment_probe_dispose;
  object_class->finalize = nl_segment_probe_finalize;

  /**
   * NlSegmentProbe::changed:
   * @self: a probe
   *
   * Something is known that was not before.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_SEGMENT_PROBE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
nl_segment_probe_init (NlSegmentProbe *self)
{
  self->query = g_strdup ("");
}

/**
 * nl_segment_probe_new:
 * @store: where the customers are
 * @shop: whose customers
 *
 * Returns: (transfer full): a probe without a query
 */
NlSegmentProbe *
nl_segment_probe_new (NlStore *store, NlShop *shop)
{
  NlSegmentProbe *self;

  g_return_val_if_fail (NL_IS_STORE (store), NULL);
  g_return_val_if_fail (NL_IS_SHOP (shop), NULL);

  self = g_object_new (NL_TYPE_SEGMENT_PROBE, NULL);
  self->store = g_object_ref (store);
  self->shop = g_object_ref (shop);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * nl_segment_probe_set_query:
 * @self: a probe
 * @query: what stands in the editor
 *
 * Begins to find out about @query, after a moment in which more may be typed.
 */
void
nl_segment_probe_set_query (NlSegmentProbe *self, const char *query)
{
  g_return_if_fail (NL_IS_SEGMENT_PROBE (self));
  g_return_if_fail (query != NULL);

  if (g_set_str (&self->query, query))
    start (self);
}

/**
 * nl_segment_probe_get_state:
 * @self: a probe
 *
 * Returns: how far it is
 */
NlSegmentProbeState
nl_segment_probe_get_state (NlSegmentProbe *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_PROBE (self), NL_SEGMENT_PROBE_EMPTY);

  return self->state;
}

/**
 * nl_segment_probe_get_error:
 * @self: a probe
 *
 * Returns: (transfer none) (nullable): what is wrong
 */
const GError *
nl_segment_probe_get_error (NlSegmentProbe *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_PROBE (self), NULL);

  return self->error;
}

/**
 * nl_segment_probe_get_count:
 * @self: a probe
 *
 * Returns: how many customers the last query found that could be counted
 */
gint64
nl_segment_probe_get_count (NlSegmentProbe *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_PROBE (self), 0);

  return self->count;
}

/**
 * nl_segment_probe_get_total:
 * @self: a probe
 *
 * Returns: how many customers the shop had then
 */
gint64
nl_segment_probe_get_total (NlSegmentProbe *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_PROBE (self), 0);

  return self->total;
}

/**
 * nl_segment_probe_get_parsed:
 * @self: a probe
 *
 * Returns: (transfer none) (nullable): the query, when it is right
 */
NlSegmentQuery *
nl_segment_probe_get_parsed (NlSegmentProbe *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_PROBE (self), NULL);

  return self->parsed;
}

/**
 * nl_segment_probe_get_statistics:
 * @self: a probe
 *
 * Returns: (transfer none) (nullable): the numbers of the last query that was counted
 */
JsonObject *
nl_segment_probe_get_statistics (NlSegmentProbe *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_PROBE (self), NULL);

  return self->statistics;
}
