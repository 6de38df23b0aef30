/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/nl-random.h"
#include "store-fixture.h"

/* What is taken back of a customer whom others changed since: each thing that nobody touched, and
 * what belongs together only as a whole. */

/* The columns of things that belong together have the same number. */
static const struct {
  const char *name;
  guint group;
} columns[] = {
  { "first_name", 0 },
  { "last_name", 1 },
  { "note", 2 },
  { "tags", 3 },
  { "phone", 4 },
  { "phone_key", 4 },
  { "address1", 5 },
  { "city", 5 },
  { "zip", 5 },
  { "country_code", 5 },
  { "email_subscription_status", 6 },
  { "email_subscription_source", 6 },
  { "email_subscription_changed_at", 6 },
  { "language", 7 },
  { "tax_exempt", 8 },
};

#define N_COLUMNS G_N_ELEMENTS (columns)

typedef struct {
  char *values[N_COLUMNS]; /* as SQL */
} State;

static void
state_clear (State *self)
{
  for (gsize i = 0; i < N_COLUMNS; i++)
    g_clear_pointer (&self->values[i], g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

static void
state_load (State *self, StoreFixture *fixture)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autofree char *said = NULL;
  g_auto (GStrv) values = NULL;

  for (gsize i = 0; i < N_COLUMNS; i++)
    g_string_append_printf (sql, "%squote (%s)", i > 0 ? ", " : "", columns[i].name);
  g_string_append (sql, " FROM customers");
  said = store_fixture_sql (fixture, sql->str);
  values = g_strsplit (said, "|", -1);
  g_assert_cmpuint (g_strv_length (values), ==, N_COLUMNS);
  for (gsize i = 0; i < N_COLUMNS; i++)
    self->values[i] = g_strdup (values[i]);
}

static gpointer
run (NlConnection *connection, gpointer data, GError **error)
{
  nl_connection_exec (connection, "test", data, error);
  return NULL;
}

/* Other values for some of the columns. */
static char *
make_change (NlRandom *random, guint round)
{
  GString *sql = g_string_new ("UPDATE customers SET updated_at = updated_at + 1");

  for (gsize i = 0; i < N_COLUMNS; i++) {
    guint value = nl_random_below (random, 3);

    if (nl_random_below (random, 4) != 0)
      continue;
    if (g_str_equal (columns[i].name, "tax_exempt"))
      g_string_append_printf (sql, ", tax_exempt = %u", value % 2);
    else if (g_str_has_suffix (columns[i].name, "_at"))
      g_string_append_printf (sql, ", %s = %u", columns[i].name, value);
    else if (g_str_equal (columns[i].name, "email_subscription_status"))
      g_string_append_printf (sql, ", %s = %s", columns[i].name,
                              value == 0   ? "NULL"
                              : value == 1 ? "'SUBSCRIBED'"
                                           : "'UNSUBSCRIBED'");
    else if (g_str_equal (columns[i].name, "tags"))
      g_string_append_printf (sql, ", tags = '[\"%u\"]'", value);
    else if (value == 0)
      g_string_append_printf (sql, ", %s = NULL", columns[i].name);
    else
      g_string_append_printf (sql, ", %s = '%s%u'", columns[i].name, value == 1 ? "Zoé" : "O''Neil",
                              round % 2);
  }
  return g_string_free (sql, FALSE);
}

/* Whether somebody changed again what was changed of a group. */
static gboolean
is_touched (guint group, const State *before, const State *changed, const State *later)
{
  for (gsize i = 0; i < N_COLUMNS; i++)
    if (columns[i].group == group && !g_str_equal (before->values[i], changed->values[i])
        && !g_str_equal (changed->values[i], later->values[i]))
      return TRUE;
  return FALSE;
}

static void
test_field_by_field (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  guint n_taken_back = 0;
  guint n_left = 0;
  NlRandom random;

  store_fixture_set_up (&fixture, folder);
  g_free (store_fixture_sql (&fixture, "DELETE FROM customers WHERE id <> (SELECT min (id) FROM"
                                       " customers)"));
  nl_random_init (&random, 6, "undo");
  for (guint round = 0; round < nl_test_rounds (40, 8); round++) {
    g_autofree char *change = make_change (&random, round);
    g_autofree char *later_change = make_change (&random, round + 1);
    g_auto (State) before = { 0 };
    g_auto (State) changed = { 0 };
    g_auto (State) later = { 0 };
    g_auto (State) after = { 0 };
    g_autoptr (GBytes) changeset = NULL;
    g_autoptr (GError) error = NULL;

    state_load (&before, &fixture);
    changeset
        = dex_await_boxed (nl_store_write_undoable (fixture.store, run, change, NULL), &error);
    g_assert_no_error (error);
    state_load (&changed, &fixture);
    nl_test_await_ok (nl_store_write (fixture.store, run, later_change, NULL, G_TYPE_NONE, NULL));
    state_load (&later, &fixture);
    nl_test_await_ok (nl_store_undo (fixture.store, changeset));
    state_load (&after, &fixture);
    g_test_message ("%s; %s", change, later_change);
    for (gsize i = 0; i < N_COLUMNS; i++) {
      gboolean was_changed = !g_str_equal (before.values[i], changed.values[i]);
      gboolean stays = !was_changed || is_touched (columns[i].group, &before, &changed, &later);

      g_test_message ("%s", columns[i].name);
      g_assert_cmpstr (after.values[i], ==, stays ? later.values[i] : before.values[i]);
      n_left += was_changed && stays;
      n_taken_back += was_changed && !stays;
    }
  }
  g_assert_cmpuint (n_taken_back, >, 0);
  g_assert_cmpuint (n_left, >, 0);
}

/* What can no longer be as it was, because somebody else has it now, keeps nothing else back. */
static void
test_taken_email (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GBytes) changeset = NULL;
  char change[] = "UPDATE customers SET first_name = 'Eve', city = 'Lyon', email = 'e@b.fr',"
                  " email_key = 'e@b.fr'";
  char later[] = "UPDATE customers SET last_name = 'X', note = 'later';"
                 "INSERT INTO customers (id, created_at, updated_at, shop_id, first_name, email,"
                 " email_key) SELECT 5, 0, 0, shop_id, 'Zoé', 'a@b.fr', 'a@b.fr' FROM customers"
                 " LIMIT 1";
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  store_fixture_set_up (&fixture, folder);
  g_free (store_fixture_sql (&fixture, "DELETE FROM customers WHERE id <> (SELECT min (id) FROM"
                                       " customers); UPDATE customers SET first_name = 'Ada',"
                                       " city = 'Paris', email = 'a@b.fr', email_key = 'a@b.fr'"));
  changeset = dex_await_boxed (nl_store_write_undoable (fixture.store, run, change, NULL), NULL);
  nl_test_await_ok (nl_store_write (fixture.store, run, later, NULL, G_TYPE_NONE, NULL));
  nl_test_await_ok (nl_store_undo (fixture.store, changeset));
  one = store_fixture_sql (&fixture, "SELECT first_name, last_name, city, email, email_key, note"
                                     " FROM customers WHERE id <> 5");
  other = store_fixture_sql (&fixture, "SELECT first_name, email FROM customers WHERE id = 5");
  g_assert_cmpstr (one, ==, "Ada|X|Paris|e@b.fr|e@b.fr|later");
  g_assert_cmpstr (other, ==, "Zoé|a@b.fr");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/customer-undo/field-by-field", test_field_by_field);
  nl_test_add ("/customer-undo/taken-email", test_taken_email);
  return g_test_run ();
}
