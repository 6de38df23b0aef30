/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-query-values.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-segment-words.h"
#include "base/nl-language.h"
#include "base/nl-place.h"
#include "segments/nl-segment-values.h"

/**
 * NlQueryValues:
 *
 * The values that a shop has of each attribute, read when they are first asked for and again when
 * the customers change.
 */
struct _NlQueryValues {
  GObject parent_instance;
  NlStore *store;
  gint64 shop_id;
  GHashTable *values;  /* (element-type NlSegmentAttribute GPtrArray) */
  GHashTable *loading; /* (element-type NlSegmentAttribute) */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (NlQueryValues, nl_query_values, G_TYPE_OBJECT)

enum {
  LOADED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
  const NlSegmentAttribute *attribute;
  GCancellable *cancellable;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->store);
  g_object_unref (loading->cancellable);
  g_free (loading);
}

/* What people call a value whose text is a code. */
static char *
dup_code_name (const NlSegmentAttribute *attribute, const char *text)
{
  if (attribute->type == NL_SEGMENT_TYPE_COUNTRY)
    return nl_country_name (text, nl_language_get_ui ());
  if (g_str_equal (attribute->name, "customer_language"))
    return nl_language_name (text, nl_language_get_ui ());
  return NULL;
}

static char *
dup_name (const NlSegmentAttribute *attribute, const NlSegmentValueCount *value)
{
  char *name = dup_code_name (attribute, value->text);

  return name != NULL ? name : g_strdup (value->name);
}

static char *
dup_customers (gint64 n_customers)
{
  g_autofree char *number = nl_segment_dup_count (n_customers);

  return g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) n_customers), number);
}

static char *
dup_description (const char *name, gint64 n_customers)
{
  g_autofree char *count = dup_customers (n_customers);

  /* Translators: what a code stands for, and how many customers have it: “Germany · 12 customers”.
   */
  return name != NULL ? g_strdup_printf (_ ("%s · %s"), name, count) : g_steal_pointer (&count);
}

static void
add_values (NlSegmentCompletions *completions, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++) {
    const NlSegmentValueCount *value = g_ptr_array_index (values, i);
    g_autofree char *name = dup_name (completions->attribute, value);
    g_autofree char *description = dup_description (name, value->customer_count);

    nl_segment_completions_add_value (completions, value->text, name, description);
  }
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) values
      = dex_await_boxed (nl_segment_values_load (loading->store, loading->shop_id,
                                                 loading->attribute, loading->cancellable),
                         &error);
  g_autoptr (NlQueryValues) self = g_weak_ref_get (&loading->self);

  if (self == NULL || g_cancellable_is_cancelled (loading->cancellable))
    return dex_future_new_true ();
  g_hash_table_remove (self->loading, loading->attribute);
  if (values == NULL) {
    g_debug ("Values are not offered: %s", error->message);
    return dex_future_new_true ();
  }
  g_hash_table_insert (self->values, (gpointer) loading->attribute, g_steal_pointer (&values));
  g_signal_emit (self, signals[LOADED], 0);
  return dex_future_new_true ();
}

static void
load (NlQueryValues *self, const NlSegmentAttribute *attribute)
{
  Loading *loading;

  if (!g_hash_table_add (self->loading, (gpointer) attribute))
    return;
  loading = g_new0 (Loading, 1);
  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (self->store);
  loading->shop_id = self->shop_id;
  loading->attribute = attribute;
  loading->cancellable = g_object_ref (self->cancellable);
  nl_fiber_start ("segment-values", load_fiber, loading, loading_free);
}

/* Nothing of what is known counts any more; what somebody waits for is read again. */
static void
forget (NlQueryValues *self)
{
  g_autoptr (GPtrArray) wanted = g_hash_table_get_keys_as_ptr_array (self->loading);

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_hash_table_remove_all (self->values);
  g_hash_table_remove_all (self->loading);
  for (guint i = 0; i < wanted->len; i++)
    load (self, g_ptr_array_index (wanted, i));
}

static void
store_changed_cb (NlQueryValues *self, NlChanges *changes)
{
  if (nl_changes_touches (changes, "customers") || nl_changes_touches (changes, "orders"))
    forget (self);
}

static void
nl_query_values_dispose (GObject *object)
{
  g_cancellable_cancel (NL_QUERY_VALUES (object)->cancellable);
  G_OBJECT_CLASS (nl_query_values_parent_class)->dispose (object);
}

static void
nl_query_values_finalize (GObject *object)
{
  NlQueryValues *self = NL_QUERY_VALUES (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->values);
  g_hash_table_unref (self->loading);
  G_OBJECT_CLASS (nl_query_values_parent_class)->finalize (object);
}

static void
nl_query_values_class_init (NlQueryValuesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nl_query_values_dispose;
  G_OBJECT_CLASS (klass)->finalize = nl_query_values_finalize;

  /**
   * NlQueryValues::loaded:
   * @self: the values
   *
   * nl_query_values_offer() knows more than before.
   */
  signals[LOADED] = g_signal_new ("loaded", NL_TYPE_QUERY_VALUES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
nl_query_values_init (NlQueryValues *self)
{
  self->values = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->loading = g_hash_table_new (NULL, NULL);
  self->cancellable = g_cancellable_new ();
}

/**
 * nl_query_values_new:
 * @store: where the customers are
 * @shop_id: whose customers
 *
 * Returns: (transfer full): the values of a shop
 */
NlQueryValues *
nl_query_values_new (NlStore *store, gint64 shop_id)
{
  NlQueryValues *self;

  g_return_val_if_fail (NL_IS_STORE (store), NULL);

  self = g_object_new (NL_TYPE_QUERY_VALUES, NULL);
  self->store = g_object_ref (store);
  self->shop_id = shop_id;
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * nl_query_values_offer:
 * @self: the values
 * @completions: what could stand at a place of a query
 *
 * Adds the shop's values to @completions where one belongs. Those that are not known yet are read;
 * #NlQueryValues::loaded says when they are.
 *
 * Returns: whether there may be more as soon as they are read
 */
gboolean
nl_query_values_offer (NlQueryValues *self, NlSegmentCompletions *completions)
{
  GPtrArray *values;

  g_return_val_if_fail (NL_IS_QUERY_VALUES (self), FALSE);
  g_return_val_if_fail (completions != NULL, FALSE);

  if (!completions->is_value || !nl_segment_values_are_known (completions->attribute))
    return FALSE;
  values = g_hash_table_lookup (self->values, completions->attribute);
  if (values == NULL)
    load (self, completions->attribute);
  else
    add_values (completions, values);
  return values == NULL;
}

/**
 * nl_query_values_list:
 * @self: the values
 * @attribute: an attribute or a parameter
 * @func: (scope call): called for each value with its text, what it is called, and who has it, such
 *   as “12 customers”
 * @data: for @func
 *
 * Lists the values that the shop has. Those that are not known yet are read;
 * #NlQueryValues::loaded says when they are.
 *
 * Returns: whether there may be more as soon as they are read
 */
gboolean
nl_query_values_list (NlQueryValues *self,
                      const NlSegmentAttribute *attribute,
                      NlQueryValueFunc func,
                      gpointer data)
{
  GPtrArray *values;

  g_return_val_if_fail (NL_IS_QUERY_VALUES (self), FALSE);
  g_return_val_if_fail (attribute != NULL, FALSE);

  if (!nl_segment_values_are_known (attribute))
    return FALSE;
  values = g_hash_table_lookup (self->values, attribute);
  if (values == NULL) {
    load (self, attribute);
    return TRUE;
  }
  for (guint i = 0; i < values->len; i++) {
    const NlSegmentValueCount *value = g_ptr_array_index (values, i);
    g_autofree char *name = dup_name (attribute, value);
    g_autofree char *customers = dup_customers (value->customer_count);

    func (value->text, name != NULL ? name : value->text, customers, data);
  }
  return FALSE;
}

/**
 * nl_query_values_dup_name:
 * @self: the values
 * @attribute: an attribute or a parameter
 * @text: one of its values
 *
 * Returns: (transfer full): what people call the value, as far as that is known
 */
char *
nl_query_values_dup_name (NlQueryValues *self,
                          const NlSegmentAttribute *attribute,
                          const char *text)
{
  GPtrArray *values;
  char *name;

  g_return_val_if_fail (NL_IS_QUERY_VALUES (self), NULL);
  g_return_val_if_fail (attribute != NULL && text != NULL, NULL);

  name = dup_code_name (attribute, text);
  values = g_hash_table_lookup (self->values, attribute);
  for (guint i = 0; name == NULL && values != NULL && i < values->len; i++) {
    const NlSegmentValueCount *value = g_ptr_array_index (values, i);

    if (g_str_equal (value->text, text))
      name = g_strdup (value->name);
  }
  return name != NULL ? name : g_strdup (text);
}
