/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

#include "customers/nl-order-import.h"

#define ROWS 50000

static char *
write_customers (ImportFixture *self)
{
  g_autoptr (GString) text = g_string_new ("Email,First Name,Note\n");

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text, "person%u@example.com,Somebody,a note\n", i);
  return import_fixture_write (self, "customers.csv", text->str);
}

static char *
write_orders (ImportFixture *self)
{
  g_autoptr (GString) text = g_string_new ("Order,Email,Date,Total,Status\n");

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "%u,person%u@example.com,2026-05-31,10.00,paid\n", i, i);
  return import_fixture_write (self, "orders.csv", text->str);
}

static DexFuture *
import_orders (ImportFixture *self, const char *path)
{
  NlImportOptions options = { .path = path };

  return nl_orders_import (self->store, NL_SHOP (self->shop), &options, NULL);
}

static void
assert_nothing (ImportFixture *self)
{
  import_fixture_assert_says (self,
                              "PRAGMA integrity_check; SELECT count(*) FROM customers;"
                              "SELECT count(*) FROM orders; SELECT count(*) FROM order_lines",
                              "ok\n0\n0\n0");
}

static void
assert_no_trace (ImportFixture *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);

  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    g_assert_null (strstr (name, "rejects"));
}

/* No file may grow past what the workspace has: what a full disk does. */
static void
limit_files (ImportFixture *self, struct rlimit *before)
{
  g_autofree char *database = g_build_filename (self->folder, NL_STORE_FILE_NAME, NULL);
  GStatBuf status;
  struct rlimit limit;

  g_assert_cmpint (g_stat (database, &status), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, before), ==, 0);
  limit = *before;
  limit.rlim_cur = (rlim_t) status.st_size + 512 * 1024;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
unlimit_files (const struct rlimit *before)
{
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, before), ==, 0);
  signal (SIGXFSZ, SIG_DFL);
}

/* Nothing stays of what did not fit, the message says why, and with room it is imported. */
static void
test_full_disk (const char *folder)
{
  ImportFixture self;
  g_autofree char *customers = NULL;
  g_autofree char *orders = NULL;
  g_autoptr (NlImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before;

  import_fixture_set_up (&self, folder);
  customers = write_customers (&self);
  orders = write_orders (&self);
  limit_files (&self, &before);
  g_assert_null (import_fixture_import (&self, customers, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_test_message ("customers: %s", error->message);
  g_assert_true (error->domain == NL_STORE_ERROR);
  g_clear_error (&error);
  g_assert_null (dex_await_boxed (import_orders (&self, orders), &error));
  g_assert_nonnull (error);
  g_test_message ("orders: %s", error->message);
  g_assert_true (error->domain == NL_STORE_ERROR);
  g_clear_error (&error);
  unlimit_files (&before);
  assert_nothing (&self);
  assert_no_trace (&self);

  report = dex_await_boxed (import_orders (&self, orders), &error);
  g_assert_no_error (error);
  import_fixture_assert_report (report, 20000, 0, 0, 0);
  import_fixture_tear_down (&self);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-disk/full-disk", test_full_disk);
  return g_test_run ();
}
