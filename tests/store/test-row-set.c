/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-row-set.h"

#include "base/nl-random.h"
#include "nl-test.h"
#include "shops/nl-shop.h"

/* The rows of a model that somebody still holds: a record that stays keeps its row, wherever it
 * goes, and no row is at two places. */

#define FEW 3

static void
test_the_same_row (const char *folder)
{
  g_autoptr (NlRowSet) set = nl_row_set_new ();
  g_autoptr (NlRow) first = nl_row_set_get (set, 7, 0);
  g_autoptr (NlRow) again = nl_row_set_get (set, 7, 0);
  g_autoptr (NlRow) other = nl_row_set_get (set, 8, 1);

  g_assert_true (first == again);
  g_assert_true (first != other);
  g_assert_cmpint (nl_row_get_id (first), ==, 7);
  g_assert_null (nl_row_get_record (first));
  /* The set holds nobody back. */
  g_assert_finalize_object (g_steal_pointer (&other));
  other = nl_row_set_get (set, 8, 1);
  g_assert_cmpint (nl_row_get_id (other), ==, 8);
}

/* Where many come for many, lists take them in step by step and may show both for a while. */
static void
test_many_for_many (const char *folder)
{
  const gint64 added[] = { 1, 2, 3, 4 };
  g_autoptr (NlRowSet) set = nl_row_set_new ();
  g_autoptr (NlRow) old = nl_row_set_get (set, 2, 1);
  g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, "name", "Thé", NULL);
  g_autoptr (NlRow) new = NULL;
  g_autoptr (NlRow) again = NULL;

  nl_row_set_record (old, shop);
  nl_row_set_splice (set, 0, 4, added, G_N_ELEMENTS (added), FEW);
  new = nl_row_set_get (set, 2, 1);
  g_assert_true (new != old);
  /* What is known of the record is not read again. */
  g_assert_true (nl_row_get_record (new) == shop);
  g_assert_finalize_object (g_steal_pointer (&old));
  again = nl_row_set_get (set, 2, 1);
  g_assert_true (again == new);
}

static void
test_few_for_few (const char *folder)
{
  const gint64 added[] = { 9, 2 };
  g_autoptr (NlRowSet) set = nl_row_set_new ();
  g_autoptr (NlRow) stays = nl_row_set_get (set, 2, 1);
  g_autoptr (NlRow) behind = nl_row_set_get (set, 5, 4);
  g_autoptr (NlRow) found = NULL;
  g_autoptr (NlRow) moved = NULL;

  nl_row_set_splice (set, 1, 3, added, G_N_ELEMENTS (added), FEW);
  found = nl_row_set_get (set, 2, 2);
  moved = nl_row_set_get (set, 5, 3);
  g_assert_true (found == stays);
  g_assert_true (moved == behind);
}

static void
test_changes (const char *folder)
{
  g_autoptr (NlRowSet) set = nl_row_set_new ();
  g_autoptr (NlChanges) changes = nl_changes_new ();
  g_autoptr (NlRow) one = nl_row_set_get (set, 1, 0);
  g_autoptr (NlRow) two = nl_row_set_get (set, 2, 1);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) all = NULL;

  /* Also of a row that is gone from the model and still on the screen. */
  nl_row_set_splice (set, 0, 1, NULL, 0, FEW);
  nl_changes_add (changes, "customers", 1);
  nl_changes_add (changes, "shops", 2);
  none = nl_row_set_list_changed (set, changes, "orders");
  changed = nl_row_set_list_changed (set, changes, "customers");
  nl_changes_add_everything (changes);
  all = nl_row_set_list_changed (set, changes, "orders");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_true (changed->pdata[0] == one);
  g_assert_cmpuint (all->len, ==, 2);
}

typedef struct {
  NlRandom random;
  GArray *model;    /* ids, each once */
  GPtrArray *shown; /* rows that a list holds */
  GHashTable *kept; /* id → the row it has to keep, not owned */
  NlRowSet *set;
  gint64 next_id;
} World;

static gboolean
is_in_model (World *self, gint64 id)
{
  for (guint i = 0; i < self->model->len; i++)
    if (g_array_index (self->model, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* Exchanges a piece of the model for another: new records, and some of those that were there. */
static void
splice (World *self)
{
  guint position = nl_random_below (&self->random, self->model->len + 1);
  guint wanted = nl_random_below (&self->random, 6);
  guint removed = MIN (wanted, self->model->len - position);
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_few;

  for (guint i = 0; i < removed; i++)
    if (nl_random_below (&self->random, 2) == 0)
      g_array_append_val (added, g_array_index (self->model, gint64, position + i));
  for (guint n = nl_random_below (&self->random, 4); n > 0; n--) {
    self->next_id++;
    g_array_append_val (added, self->next_id);
  }
  is_few = removed <= FEW && added->len <= FEW;
  for (guint i = 0; i < removed && !is_few; i++)
    g_hash_table_remove (self->kept, &g_array_index (self->model, gint64, position + i));
  if (removed > 0)
    g_array_remove_range (self->model, position, removed);
  if (added->len > 0)
    g_array_insert_vals (self->model, position, added->data, added->len);
  nl_row_set_splice (self->set, position, removed, (const gint64 *) (void *) added->data,
                     added->len, FEW);
}

/* Looks at a place of the model, as a list does that scrolls there. */
static void
show (World *self, guint position)
{
  gint64 id = g_array_index (self->model, gint64, position);
  NlRow *row = nl_row_set_get (self->set, id, position);
  gpointer expected = g_hash_table_lookup (self->kept, &id);

  g_assert_cmpint (nl_row_get_id (row), ==, id);
  if (expected != NULL)
    g_assert_true (row == expected);
  g_hash_table_insert (self->kept, g_memdup2 (&id, sizeof id), row);
  g_ptr_array_add (self->shown, row);
}

/* Lets go of everything that is shown, or of some of it. */
static void
forget (World *self)
{
  while (self->shown->len > 0 && nl_random_below (&self->random, 8) != 0) {
    guint index = nl_random_below (&self->random, self->shown->len);
    NlRow *row = self->shown->pdata[index];
    gint64 id = nl_row_get_id (row);
    guint n = 0;

    for (guint i = 0; i < self->shown->len; i++)
      n += self->shown->pdata[i] == row;
    /* With the last one who holds it goes what it has to be. */
    if (n == 1 && g_hash_table_lookup (self->kept, &id) == row)
      g_hash_table_remove (self->kept, &id);
    g_ptr_array_remove_index_fast (self->shown, index);
  }
}

static void
test_anything (const char *folder)
{
  for (guint64 seed = 1; seed <= nl_test_rounds (40, 8); seed++) {
    World self = { .model = g_array_new (FALSE, FALSE, sizeof (gint64)),
                   .shown = g_ptr_array_new_with_free_func (g_object_unref),
                   .kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
                   .set = nl_row_set_new () };

    nl_random_init (&self.random, seed, "rows");
    for (guint step = 0; step < 300; step++) {
      guint what = nl_random_below (&self.random, 8);

      if (what == 0)
        splice (&self);
      else if (what == 1)
        forget (&self);
      else if (self.model->len > 0)
        show (&self, nl_random_below (&self.random, self.model->len));
      /* Nobody keeps a row for what the model has no more. */
      for (guint i = 0; i < self.shown->len; i++) {
        gint64 id = nl_row_get_id (self.shown->pdata[i]);

        if (!is_in_model (&self, id))
          g_hash_table_remove (self.kept, &id);
      }
    }
    /* What is shown outlives the set. */
    nl_row_set_free (self.set);
    for (guint i = 0; i < self.shown->len; i++)
      g_assert_cmpint (nl_row_get_id (self.shown->pdata[i]), >, 0);
    g_ptr_array_unref (self.shown);
    g_hash_table_unref (self.kept);
    g_array_unref (self.model);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/row-set/the-same-row", test_the_same_row);
  nl_test_add ("/row-set/many-for-many", test_many_for_many);
  nl_test_add ("/row-set/few-for-few", test_few_for_few);
  nl_test_add ("/row-set/changes", test_changes);
  nl_test_add ("/row-set/anything", test_anything);
  return g_test_run ();
}
