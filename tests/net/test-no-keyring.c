/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets in a session that has no keyring, nor even a bus. */

#include <string.h>

#include "net/nl-secrets.h"
#include "nl-test.h"

static void
assert_says_how_to_get_one (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (future, &error));
  g_assert_error (error, NL_SECRETS_ERROR, NL_SECRETS_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "GNOME Keyring"));
  /* Whatever goes wrong, the secret is not told. */
  g_assert_null (strstr (error->message, "sk-secret"));
}

static void
test_unavailable (const char *folder)
{
  assert_says_how_to_get_one (nl_secrets_store ("default", "openai", "sk-secret", NULL));
  assert_says_how_to_get_one (nl_secrets_lookup ("default", "openai", NULL));
  assert_says_how_to_get_one (nl_secrets_clear ("default", "openai", NULL));
  assert_says_how_to_get_one (nl_secrets_list ("default", NULL));
}

static void
test_names (void)
{
  static const struct {
    const char *name;
    gboolean is_good;
  } NAMES[] = {
    { "openai", TRUE },
    { "shop-12/token_A.b", TRUE },
    { "0123456789012345678901234567890123456789012345678901234567890123", TRUE },
    { "01234567890123456789012345678901234567890123456789012345678901234", FALSE },
    { "", FALSE },
    { "a b", FALSE },
    { "é", FALSE },
    { "a\n", FALSE },
    { "a'b", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (nl_secrets_check_name (NAMES[i].name, &error), ==, NAMES[i].is_good);
    g_assert_true (NAMES[i].is_good
                   || g_error_matches (error, NL_SECRETS_ERROR, NL_SECRETS_ERROR_INVALID));
  }
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  nl_test_init (&argc, &argv);
  g_test_add_func ("/net/no-keyring/names", test_names);
  nl_test_add ("/net/no-keyring/unavailable", test_unavailable);
  return g_test_run ();
}
