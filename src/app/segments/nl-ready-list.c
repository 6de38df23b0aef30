/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-ready-list.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-segment-words.h"
#include "app/widgets/nl-steps.h"
#include "app/widgets/nl-tooltip.h"
#include "segments/nl-segment-count.h"
#include "segments/nl-segment-error.h"

/**
 * NlReadyList:
 *
 * The segments that many shops want, with what they are for and how many customers each would have.
 */
struct _NlReadyList {
  AdwBin parent_instance;
  AdwPreferencesGroup *group;
  GPtrArray *rows;   /* (element-type AdwActionRow), one for each ready segment */
  GPtrArray *counts; /* (element-type GtkLabel) */

  NlStore *store;
  NlShop *shop;
  JsonObject *statistics; /* of the whole shop */
  GCancellable *cancellable;
  NlSteps *steps;
};

/* Of rows, which are made in the next turns of the main loop. */
#define ROWS_AT_ONCE 4

G_DEFINE_FINAL_TYPE (NlReadyList, nl_ready_list, ADW_TYPE_BIN)

enum {
  CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
  GPtrArray *queries; /* (element-type utf8), NULL where a segment doesn't suit the shop */
  GCancellable *cancellable;
} Counting;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  g_weak_ref_clear (&counting->self);
  g_object_unref (counting->store);
  g_object_unref (counting->cancellable);
  g_ptr_array_unref (counting->queries);
  g_free (counting);
}

static void
show_count (NlReadyList *self, guint index, gint64 count, const GError *error)
{
  GtkLabel *label = g_ptr_array_index (self->counts, index);
  GtkWidget *row = g_ptr_array_index (self->rows, index);
  g_autofree char *number = error == NULL ? nl_segment_dup_count (count) : g_strdup ("–");
  g_autofree char *text
      = error == NULL
            ? g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) count), number)
            : g_strdup (error->message);

  gtk_label_set_label (label, number);
  nl_tooltip_set (row, text);
}

/* One after the other: nothing waits for them, and what is typed meanwhile is to come first. */
static DexFuture *
count_fiber (gpointer data)
{
  Counting *counting = data;

  for (guint i = 0; i < counting->queries->len; i++) {
    const char *query = g_ptr_array_index (counting->queries, i);
    g_autoptr (NlReadyList) self = NULL;
    g_autoptr (GError) error = NULL;
    gint64 count;

    if (query == NULL)
      continue;
    count = dex_await_int64 (nl_segment_count (counting->store, counting->shop_id, query,
                                               counting->cancellable),
                             &error);
    self = g_weak_ref_get (&counting->self);
    if (self == NULL || g_cancellable_is_cancelled (counting->cancellable))
      break;
    show_count (self, i, count, error);
  }
  return dex_future_new_true ();
}

static void
count (NlReadyList *self)
{
  guint n;
  const NlReadySegment *ready = nl_ready_segments_list (&n);
  Counting *counting = g_new0 (Counting, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (&counting->self, self);
  counting->store = g_object_ref (self->store);
  counting->shop_id = nl_record_get_id (NL_RECORD (self->shop));
  counting->cancellable = g_object_ref (self->cancellable);
  counting->queries = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (counting->queries,
                     nl_ready_segment_suits (&ready[i], self->statistics)
                         ? nl_ready_segment_dup_query (&ready[i], self->shop, self->statistics)
                         : NULL);
  nl_fiber_start ("count-ready-segments", count_fiber, counting, counting_free);
}

/* Names them after what is known about the shop. */
static void
update (NlReadyList *self)
{
  guint n;
  const NlReadySegment *ready = nl_ready_segments_list (&n);

  for (guint i = 0; i < n; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    g_autofree char *name = nl_ready_segment_dup_name (&ready[i], self->statistics);

    gtk_widget_set_visible (row, nl_ready_segment_suits (&ready[i], self->statistics));
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  }
}

static void
row_activated_cb (NlReadyList *self, AdwActionRow *row)
{
  guint n;
  const NlReadySegment *ready = nl_ready_segments_list (&n);
  g_autofree char *name = NULL;
  g_autofree char *query = NULL;
  guint index;

  if (self->shop == NULL || !g_ptr_array_find (self->rows, row, &index))
    return;
  name = nl_ready_segment_dup_name (&ready[index], self->statistics);
  query = nl_ready_segment_dup_query (&ready[index], self->shop, self->statistics);
  g_signal_emit (self, signals[CHOSEN], 0, name, query);
}

static void
nl_ready_list_dispose (GObject *object)
{
  NlReadyList *self = NL_READY_LIST (object);

  g_clear_pointer (&self->steps, nl_steps_free);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->shop);
  g_clear_pointer (&self->statistics, json_object_unref);
  G_OBJECT_CLASS (nl_ready_list_parent_class)->dispose (object);
}

static void
nl_ready_list_finalize (GObject *object)
{
  NlReadyList *self = NL_READY_LIST (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->counts);
  G_OBJECT_CLASS (nl_ready_list_parent_class)->finalize (object);
}

static void
nl_ready_list_class_init (NlReadyListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nl_ready_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = nl_ready_list_finalize;

  /**
   * NlReadyList::chosen:
   * @self: a list
   * @name: what the segment is called
   * @query: what it asks for
   *
   * The user wants one of them.
   */
  signals[CHOSEN] = g_signal_new ("chosen", NL_TYPE_READY_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
add_row (NlReadyList *self, const NlReadySegment *ready)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *number = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (ready->description));
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "dimmed");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), number);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->counts, number);
}

static void
add_rows (gpointer data)
{
  NlReadyList *self = data;
  guint n;
  const NlReadySegment *ready = nl_ready_segments_list (&n);
  guint end = MIN (self->rows->len + ROWS_AT_ONCE, n);

  while (self->rows->len < end)
    add_row (self, &ready[self->rows->len]);
}

static void
add_last_rows (gpointer data)
{
  NlReadyList *self = data;
  guint n;
  const NlReadySegment *ready = nl_ready_segments_list (&n);

  while (self->rows->len < n)
    add_row (self, &ready[self->rows->len]);
  update (self);
}

static const NlStepFunc steps[] = { add_rows, add_rows, add_last_rows };

static void
nl_ready_list_init (NlReadyList *self)
{
  self->rows = g_ptr_array_new ();
  self->counts = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Ready-Made Segments"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  self->steps = nl_steps_start (steps, G_N_ELEMENTS (steps), self);
}

/**
 * nl_ready_list_set_shop:
 * @self: a list
 * @store: where the customers are
 * @shop: (nullable): whose customers
 * @statistics: (nullable): of all of them, from nl_segment_statistics_load()
 *
 * Fits the segments to a shop, and counts whom they would find.
 */
void
nl_ready_list_set_shop (NlReadyList *self, NlStore *store, NlShop *shop, JsonObject *statistics)
{
  g_return_if_fail (NL_IS_READY_LIST (self));
  g_return_if_fail (NL_IS_STORE (store));

  g_set_object (&self->store, store);
  g_set_object (&self->shop, shop);
  g_clear_pointer (&self->statistics, json_object_unref);
  self->statistics = statistics != NULL ? json_object_ref (statistics) : NULL;
  nl_steps_finish (self->steps);
  update (self);
  if (shop != NULL)
    count (self);
}
