/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "base/nl-random.h"
#include "customers/nl-customers-bulk.h"
#include "customers/nl-duplicates.h"
#include "customers/nl-order-import.h"

/* Whatever happens to orders and to whose they are, in any order: the sums of the customers are
 * what counting all orders again gives. The model below counts them again each time. */

#define N_ORDERS 60
#define N_PEOPLE 4
#define N_STEPS 32
#define NOBODY (-1)

typedef struct {
  gboolean is_known;
  gboolean is_cancelled;
  gboolean is_foreign; /* not in the shop's currency */
  int owner;
  gint64 total;
  gint64 refunded;
  guint month;
  guint day;
} Order;

/* What a customer file says counts until there are orders. */
typedef struct {
  gboolean exists;
  guint id; /* who comes again is somebody else */
  gint64 file_orders;
  gint64 file_amount;
} Person;

typedef struct {
  Order orders[N_ORDERS];
  Person people[N_PEOPLE];
} Model;

/* A merge or an erasure that may be taken back, perhaps after others. */
typedef struct {
  GBytes *changeset;
  int stays; /* NOBODY: it was an erasure */
  int goes;
  Model before;
} Undo;

typedef struct {
  ImportFixture fixture;
  NlRandom random;
  Model model;
  GPtrArray *undos; /* of Undo: what can still be taken back */
  guint n_ids;
  guint n_files; /* no two files say the same */
  GString *log;
} World;

static gboolean
toss (World *self, guint of)
{
  return nl_random_below (&self->random, of) == 0;
}

static void
give_order (Model *model, Order *order, int owner)
{
  if (order->owner != NOBODY)
    model->people[order->owner].file_orders = model->people[order->owner].file_amount = 0;
  order->owner = owner;
  if (owner == NOBODY)
    return;
  model->people[owner].file_orders = model->people[owner].file_amount = 0;
}

static void
appear (World *self, int person)
{
  if (!self->model.people[person].exists)
    self->model.people[person] = (Person) { .exists = TRUE, .id = ++self->n_ids };
}

static void
add_order_row (World *self, GString *csv, guint key)
{
  Order *order = &self->model.orders[key];
  gboolean is_bare = toss (self, 5);
  int owner = (int) nl_random_below (&self->random, N_PEOPLE);

  if (!order->is_known)
    *order = (Order) { .is_known = TRUE, .owner = NOBODY };
  else if (toss (self, 3))
    owner = order->owner != NOBODY ? order->owner : owner;
  order->is_cancelled = toss (self, 4);
  order->is_foreign = toss (self, 5);
  order->total = nl_random_below (&self->random, 50) * 100;
  order->refunded = toss (self, 3) ? order->total / 2 : 0;
  order->month = 1 + nl_random_below (&self->random, 12);
  order->day = 1 + nl_random_below (&self->random, 28);
  if (!is_bare)
    appear (self, owner);
  give_order (&self->model, order, is_bare ? order->owner : owner);
  g_string_append_printf (csv, "%u,", key);
  if (!is_bare)
    g_string_append_printf (csv, "p%d@example.com", owner);
  g_string_append_printf (
      csv, ",%s,2025-%02u-%02u 12:00:00,%" G_GINT64_FORMAT ".00,%" G_GINT64_FORMAT ".00,%s\n",
      order->is_foreign ? "USD" : "EUR", order->month, order->day, order->total / 100,
      order->refunded / 100, order->is_cancelled ? "cancelled" : "paid");
  order->refunded = order->refunded / 100 * 100;
}

static NlImportReport *
import_text (World *self, const char *csv)
{
  g_autofree char *path = import_fixture_write (&self->fixture, "orders.csv", csv);
  g_autoptr (GError) error = NULL;
  NlImportReport *report
      = dex_await_boxed (nl_orders_import (self->fixture.store, NL_SHOP (self->fixture.shop),
                                           &(NlImportOptions) { .path = path }, NULL),
                         &error);

  g_assert_no_error (error);
  return report;
}

static void
import_orders (World *self)
{
  g_autoptr (GString) csv
      = g_string_new ("Order,Email,Currency,Date,Total,Refunded amount,Status\n");
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (NlImportReport) report = NULL;
  guint n = 1 + nl_random_below (&self->random, 8);

  for (guint i = 0; i < N_ORDERS; i++)
    g_ptr_array_add (keys, GUINT_TO_POINTER (i));
  nl_random_shuffle (&self->random, keys);
  for (guint i = 0; i < n; i++)
    add_order_row (self, csv, GPOINTER_TO_UINT (keys->pdata[i]));
  g_string_append (self->log, csv->str);
  report = import_text (self, csv->str);
  g_assert_cmpuint (report->inserted + report->updated + report->unchanged, ==, n);
  if (report->inserted + report->updated > 0)
    import_fixture_assert_says (&self->fixture,
                                "SELECT count (*) FROM customers WHERE (rfm_recency IS NOT NULL)"
                                " <> (number_of_orders > 0 AND last_order_at IS NOT NULL)",
                                "0");
}

static gboolean
owns_any (const Model *model, int person)
{
  for (guint i = 0; i < N_ORDERS; i++)
    if (model->orders[i].is_known && model->orders[i].owner == person)
      return TRUE;
  return FALSE;
}

static void
import_customer (World *self)
{
  int person = (int) nl_random_below (&self->random, N_PEOPLE);
  guint said = ++self->n_files;
  g_autofree char *csv = g_strdup_printf ("Email,Total Spent,Total Orders\n"
                                          "p%d@example.com,%u.00,%u\n",
                                          person, said, said);

  g_string_append (self->log, csv);
  nl_import_report_free (import_fixture_import_text (&self->fixture, csv));
  appear (self, person);
  if (owns_any (&self->model, person))
    return;
  self->model.people[person].file_orders = said;
  self->model.people[person].file_amount = said * 100;
}

static gint64
find_id (World *self, int person)
{
  g_autofree char *database = g_build_filename (self->fixture.folder, "workspace.db", NULL);
  g_autofree char *sql
      = g_strdup_printf ("SELECT id FROM customers WHERE email_key = 'p%d@example.com'", person);
  g_autofree char *id = nl_test_sqlite3 (database, sql);

  return g_ascii_strtoll (id, NULL, 10);
}

static NlCustomer *
load (World *self, int person)
{
  g_autoptr (GError) error = NULL;
  NlCustomer *customer = dex_await_object (
      nl_store_find (self->fixture.store, NL_TYPE_CUSTOMER, find_id (self, person)), &error);

  g_assert_no_error (error);
  return customer;
}

static void
disown (Model *model, int from, int to)
{
  for (guint i = 0; i < N_ORDERS; i++)
    if (model->orders[i].is_known && model->orders[i].owner == from)
      model->orders[i].owner = to;
}

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_bytes_unref (undo->changeset);
  g_free (undo);
}

/* Orders that are still where the change brought them come back; who came again meanwhile is in the
 * way of who was there before. */
static void
take_back (const Undo *undo, Model *model)
{
  const Person *stays = undo->stays != NOBODY ? &model->people[undo->stays] : NULL;
  gboolean is_there
      = stays == NULL || (stays->exists && stays->id == undo->before.people[undo->stays].id);

  if (model->people[undo->goes].exists)
    return;
  model->people[undo->goes] = undo->before.people[undo->goes];
  for (guint i = 0; i < N_ORDERS; i++)
    if (undo->before.orders[i].is_known && undo->before.orders[i].owner == undo->goes && is_there
        && model->orders[i].owner == undo->stays)
      model->orders[i].owner = undo->goes;
}

/* What somebody has of whom nothing is left but orders that go back and sums that were wrong
 * already is not decided here. */
static gboolean
leaves_nothing (const Undo *undo, const Model *before, const Model *after)
{
  return undo->stays != NOBODY && after->people[undo->stays].exists
         && owns_any (before, undo->stays) && !owns_any (after, undo->stays)
         && owns_any (&undo->before, undo->stays);
}

static void
undo_any (World *self)
{
  guint place = self->undos->len > 0 ? nl_random_below (&self->random, self->undos->len) : 0;
  Model after = self->model;
  g_autoptr (GError) error = NULL;
  Undo *undo;

  if (self->undos->len == 0)
    return;
  undo = g_ptr_array_steal_index (self->undos, place);
  take_back (undo, &after);
  if (!leaves_nothing (undo, &self->model, &after)) {
    g_string_append_printf (self->log, "p%d is back from p%d\n", undo->goes, undo->stays);
    if (dex_await (nl_store_undo (self->fixture.store, undo->changeset), &error))
      self->model = after;
    else
      g_assert_true (self->model.people[undo->goes].exists);
  }
  undo_free (undo);
}

/* Often taken back at once and done again, as somebody does who looks at the result. */
static gboolean
finish_undoable (World *self, DexFuture *future, const Model *before, int stays, int goes)
{
  g_autoptr (GError) error = NULL;
  Undo *undo = g_new (Undo, 1);

  *undo = (Undo) { dex_await_boxed (future, &error), stays, goes, *before };
  g_assert_no_error (error);
  g_ptr_array_add (self->undos, undo);
  if (!toss (self, 4))
    return FALSE;
  g_string_append (self->log, "undone\n");
  nl_test_await_ok (nl_store_undo (self->fixture.store, undo->changeset));
  self->model = *before;
  g_ptr_array_remove_index (self->undos, self->undos->len - 1);
  return toss (self, 2);
}

static void
merge_two (World *self, int first, int second)
{
  Model before = self->model;
  const Person *a = &before.people[first];
  const Person *b = &before.people[second];
  g_autoptr (NlCustomer) stays = NULL;
  g_autoptr (NlCustomer) goes = NULL;
  g_autoptr (NlCustomer) merged = NULL;

  /* What a file says of one may be about orders that are known of the other. */
  if (!a->exists || !b->exists || a->file_orders + b->file_orders > 0)
    return;
  g_string_append_printf (self->log, "p%d takes p%d over\n", first, second);
  stays = load (self, first);
  goes = load (self, second);
  merged = nl_duplicates_propose (stays, goes);
  disown (&self->model, second, first);
  self->model.people[second].exists = FALSE;
  if (finish_undoable (self,
                       nl_duplicates_merge (self->fixture.store, merged,
                                            nl_record_get_id (NL_RECORD (goes))),
                       &before, first, second))
    merge_two (self, first, second);
}

static void
merge_people (World *self)
{
  int first = (int) nl_random_below (&self->random, N_PEOPLE);

  merge_two (self, first,
             (first + 1 + (int) nl_random_below (&self->random, N_PEOPLE - 1)) % N_PEOPLE);
}

static void
erase_person (World *self)
{
  Model before = self->model;
  int person = (int) nl_random_below (&self->random, N_PEOPLE);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id;

  if (!before.people[person].exists)
    return;
  g_string_append_printf (self->log, "p%d is erased\n", person);
  id = find_id (self, person);
  g_array_append_val (ids, id);
  disown (&self->model, person, NOBODY);
  self->model.people[person] = (Person) { 0 };
  finish_undoable (self, nl_customers_erase (self->fixture.store, ids, NULL), &before, NOBODY,
                   person);
}

static char *
count_again (const Model *model)
{
  GString *text = g_string_new (NULL);

  for (int person = 0; person < N_PEOPLE; person++) {
    gint64 n = model->people[person].file_orders;
    gint64 amount = model->people[person].file_amount;
    g_autofree char *first = g_strdup ("");
    g_autofree char *last = g_strdup ("");

    if (!model->people[person].exists)
      continue;
    for (guint i = 0; i < N_ORDERS; i++) {
      const Order *order = &model->orders[i];
      g_autofree char *day = g_strdup_printf ("2025-%02u-%02u", order->month, order->day);

      if (!order->is_known || order->owner != person || order->is_cancelled)
        continue;
      n++;
      amount += order->is_foreign ? 0 : order->total - order->refunded;
      if (*first == '\0' || strcmp (day, first) < 0)
        g_set_str (&first, day);
      if (strcmp (day, last) > 0)
        g_set_str (&last, day);
    }
    g_string_append_printf (text,
                            "%sp%d@example.com|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%s|%s",
                            text->len > 0 ? "\n" : "", person, n, amount, first, last);
  }
  return g_string_free_and_steal (text);
}

static void
assert_counted (World *self)
{
  g_autofree char *database = g_build_filename (self->fixture.folder, "workspace.db", NULL);
  g_autofree char *expected = count_again (&self->model);
  g_autofree char *stored = nl_test_sqlite3 (
      database, "SELECT email_key, number_of_orders, amount_spent,"
                " date (first_order_at / 1000000, 'unixepoch'),"
                " date (last_order_at / 1000000, 'unixepoch') FROM customers ORDER BY email_key");

  if (!g_str_equal (stored, expected))
    g_error ("%s\nThe customers have:\n%s\nbut should have:\n%s", self->log->str, stored, expected);
}

static void
live (const char *folder, guint64 seed)
{
  World world = { .undos = g_ptr_array_new_with_free_func (undo_free), .log = g_string_new (NULL) };
  g_autofree char *own = g_strdup_printf ("%s/%" G_GUINT64_FORMAT, folder, seed);

  nl_random_init (&world.random, seed, "orders");
  import_fixture_set_up (&world.fixture, own);
  for (guint i = 0; i < N_ORDERS; i++)
    world.model.orders[i].owner = NOBODY;
  for (guint i = 0; i < N_STEPS; i++) {
    guint kind = nl_random_below (&world.random, 14);

    if (kind < 5)
      import_orders (&world);
    else if (kind < 7)
      import_customer (&world);
    else if (kind < 9)
      merge_people (&world);
    else if (kind < 10)
      erase_person (&world);
    else
      undo_any (&world);
    assert_counted (&world);
  }
  import_fixture_tear_down (&world.fixture);
  g_ptr_array_unref (world.undos);
  g_string_free (world.log, TRUE);
}

static void
test_sums (const char *folder)
{
  for (guint64 seed = 1; seed <= nl_test_rounds (8, 2); seed++)
    live (folder, seed);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/order-property/sums", test_sums);
  return g_test_run ();
}
