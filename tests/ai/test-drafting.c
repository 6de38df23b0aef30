/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What campaigns and personas share when they have something written. */

#include "ai/nl-drafting.h"
#include "nl-test.h"
#include "stub-provider.h"

static NlStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  NlStore *store = dex_await_object (nl_store_open (folder), &error);

  g_assert_no_error (error);
  return store;
}

static void
on_notify (DexPromise *promise)
{
  if (dex_future_is_pending (DEX_FUTURE (promise)))
    dex_promise_resolve_boolean (promise, TRUE);
}

/* Operations are told from any thread, and tell the others a little later. */
static DexPromise *
expect_notify (NlOperation *operation, const char *signal)
{
  DexPromise *promise = dex_promise_new ();

  g_signal_connect_data (operation, signal, G_CALLBACK (on_notify), dex_ref (promise),
                         (GClosureNotify) (void (*) (void)) dex_unref, G_CONNECT_SWAPPED);
  return promise;
}

static void
test_holds_what_it_was_given (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlOperation) operation = nl_operation_new ("Drafting");
  NlDrafting drafting;

  nl_drafting_init (&drafting, store, NL_PROVIDER (provider), NULL);
  g_assert_null (drafting.operation);
  g_assert_null (drafting.cancellable);
  nl_drafting_clear (&drafting);
  g_assert_null (drafting.store);
  nl_drafting_clear (&drafting);

  nl_drafting_init (&drafting, store, NL_PROVIDER (provider), operation);
  g_assert_true (drafting.cancellable == nl_operation_get_cancellable (operation));
  nl_drafting_clear (&drafting);
}

static void
test_asks_and_tells (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlOperation) operation = nl_operation_new ("Drafting");
  g_autoptr (NlAiRequest) request = nl_ai_request_new ("persona", "en", 1);
  g_autoptr (NlAiResult) silent = NULL;
  g_autoptr (NlAiResult) result = NULL;
  g_autoptr (GError) error = NULL;
  NlDrafting drafting;
  DexPromise *told = expect_notify (operation, "notify::detail");

  nl_drafting_init (&drafting, store, NL_PROVIDER (provider), operation);
  silent = nl_drafting_ask_await (&drafting, request, &error);
  g_assert_no_error (error);
  g_assert_null (nl_operation_get_detail (operation));

  provider->note = "Little is known.";
  provider->reason = "There is no network.";
  result = nl_drafting_ask_await (&drafting, request, &error);
  g_assert_no_error (error);
  nl_test_await_ok (DEX_FUTURE (told));
  g_assert_cmpstr (nl_operation_get_detail (operation), ==,
                   "There is no network. Little is known.");
  nl_drafting_clear (&drafting);
}

static void
test_finishes_with_the_reason (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlOperation) good = nl_operation_new ("Good");
  g_autoptr (NlOperation) bad = nl_operation_new ("Bad");
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) record = NULL;
  DexPromise *done = expect_notify (good, "notify::state");
  DexPromise *failed = expect_notify (bad, "notify::state");
  NlDrafting drafting;

  nl_drafting_init (&drafting, store, NL_PROVIDER (provider), good);
  record
      = dex_await_object (nl_drafting_finish (&drafting, g_object_new (G_TYPE_OBJECT, NULL), NULL),
                          &error);
  g_assert_no_error (error);
  g_assert_nonnull (record);
  nl_drafting_clear (&drafting);

  nl_drafting_init (&drafting, store, NL_PROVIDER (provider), bad);
  g_assert_false (dex_await (
      nl_drafting_finish (&drafting, NULL, nl_ai_error_new (NL_AI_ERROR_REFUSED, "No.")), &error));
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_REFUSED);
  nl_test_await_ok (DEX_FUTURE (done));
  nl_test_await_ok (DEX_FUTURE (failed));
  g_assert_cmpint (nl_operation_get_state (good), ==, NL_OPERATION_DONE);
  g_assert_cmpint (nl_operation_get_state (bad), ==, NL_OPERATION_FAILED);
  g_assert_error (nl_operation_get_error (bad), NL_AI_ERROR, NL_AI_ERROR_REFUSED);
  nl_drafting_clear (&drafting);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/drafting/holds", test_holds_what_it_was_given);
  nl_test_add ("/drafting/asks", test_asks_and_tells);
  nl_test_add ("/drafting/finishes", test_finishes_with_the_reason);
  return g_test_run ();
}
