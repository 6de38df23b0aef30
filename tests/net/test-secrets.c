/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-secrets.h"
#include "nl-test.h"

/* Runs in a session with an unlocked keyring of its own. */

static void
assert_rejects (DexFuture *future, NlSecretsError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (future, &error));
  g_assert_error (error, NL_SECRETS_ERROR, (int) code);
  g_assert_cmpstr (error->message, !=, "");
}

static void
assert_secret (const char *profile, const char *name, const char *secret)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = dex_await_string (nl_secrets_lookup (profile, name, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, secret);
}

static void
assert_names (const char *profile, const char *names)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found = dex_await_boxed (nl_secrets_list (profile, NULL), &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv (",", found);
  g_assert_cmpstr (joined, ==, names);
}

static char *
run_tool (const char *const *arguments)
{
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
                NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&output);
}

static void
test_store_and_lookup (const char *folder)
{
  const char *const witness[]
      = { "secret-tool", "lookup", "profile", "default", "name", "openai", NULL };
  g_autofree char *seen = NULL;

  assert_rejects (nl_secrets_lookup ("default", "openai", NULL), NL_SECRETS_ERROR_NOT_FOUND);
  assert_names ("default", "");
  nl_test_await_ok (nl_secrets_store ("default", "openai", "sk-one", NULL));
  nl_test_await_ok (nl_secrets_store ("default", "shop-12/token", "Ünïcode ✓", NULL));
  assert_secret ("default", "openai", "sk-one");
  assert_secret ("default", "shop-12/token", "Ünïcode ✓");
  nl_test_await_ok (nl_secrets_store ("default", "openai", "sk-two", NULL));
  seen = run_tool (witness);
  g_assert_cmpstr (seen, ==, "sk-two");
  assert_names ("default", "openai,shop-12/token");
  nl_test_await_ok (nl_secrets_clear ("default", "shop-12/token", NULL));
  assert_names ("default", "openai");
  assert_rejects (nl_secrets_clear ("default", "shop-12/token", NULL), NL_SECRETS_ERROR_NOT_FOUND);
  nl_test_await_ok (nl_secrets_clear ("default", "openai", NULL));
}

static void
test_profiles (const char *folder)
{
  nl_test_await_ok (nl_secrets_store ("one", "key", "1", NULL));
  nl_test_await_ok (nl_secrets_store ("two", "key", "2", NULL));
  assert_secret ("one", "key", "1");
  assert_secret ("two", "key", "2");
  nl_test_await_ok (nl_secrets_clear ("one", "key", NULL));
  assert_names ("one", "");
  assert_secret ("two", "key", "2");
  nl_test_await_ok (nl_secrets_clear ("two", "key", NULL));
}

static void
test_invalid (const char *folder)
{
  static const char *const names[]
      = { "",    "a b", "ключ",
          "a\n", "a*",  "0123456789012345678901234567890123456789012345678901234567890123x" };
  g_autofree char *long_one = g_strnfill (16 * 1024 + 1, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    assert_rejects (nl_secrets_store ("p", names[i], "x", NULL), NL_SECRETS_ERROR_INVALID);
    assert_rejects (nl_secrets_lookup ("p", names[i], NULL), NL_SECRETS_ERROR_INVALID);
    assert_rejects (nl_secrets_clear ("p", names[i], NULL), NL_SECRETS_ERROR_INVALID);
  }
  assert_rejects (nl_secrets_store ("p", "a", "", NULL), NL_SECRETS_ERROR_INVALID);
  assert_rejects (nl_secrets_store ("p", "a", long_one, NULL), NL_SECRETS_ERROR_INVALID);
  assert_rejects (nl_secrets_store ("p", "a", "\xff", NULL), NL_SECRETS_ERROR_INVALID);
}

static void
test_cancelled (const char *folder)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (dex_await (nl_secrets_list ("p", cancellable), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The last: nobody in this session can unlock it again. */
static void
test_locked (const char *folder)
{
  const char *const lock[] = { "gdbus",
                               "call",
                               "--session",
                               "-d",
                               "org.freedesktop.secrets",
                               "-o",
                               "/org/freedesktop/secrets",
                               "-m",
                               "org.freedesktop.Secret.Service.Lock",
                               "['/org/freedesktop/secrets/collection/login']",
                               NULL };
  g_autofree char *output = NULL;

  nl_test_await_ok (nl_secrets_store ("default", "openai", "sk-one", NULL));
  nl_test_await_ok (nl_secrets_check ("default", NULL));
  output = run_tool (lock);
  assert_rejects (nl_secrets_check ("default", NULL), NL_SECRETS_ERROR_LOCKED);
  nl_test_await_ok (nl_secrets_check ("nobody", NULL));
  assert_rejects (nl_secrets_lookup ("default", "openai", NULL), NL_SECRETS_ERROR_LOCKED);
  assert_rejects (nl_secrets_store ("default", "other", "x", NULL), NL_SECRETS_ERROR_LOCKED);
  assert_rejects (nl_secrets_clear ("default", "openai", NULL), NL_SECRETS_ERROR_LOCKED);
  assert_names ("default", "openai");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/net/secrets/store-and-lookup", test_store_and_lookup);
  nl_test_add ("/net/secrets/profiles", test_profiles);
  nl_test_add ("/net/secrets/invalid", test_invalid);
  nl_test_add ("/net/secrets/cancelled", test_cancelled);
  nl_test_add ("/net/secrets/locked", test_locked);
  return g_test_run ();
}
