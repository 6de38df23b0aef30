/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-email.h"
#include "base/nl-language.h"
#include "base/nl-money.h"
#include "base/nl-phone.h"
#include "base/nl-redact.h"
#include "base/nl-text.h"
#include "base/nl-url.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* What is normal already stays as it is. */

static void
check_email (const char *text)
{
  g_autofree char *email = nl_email_normalise (text);
  g_autofree char *again = NULL;

  if (email == NULL)
    return;
  again = nl_email_normalise (email);
  g_assert_cmpstr (again, ==, email);
  g_assert_nonnull (nl_email_domain (email));
}

static void
check_phone (const char *text)
{
  g_autofree char *phone = nl_phone_normalise (text, "FR");
  g_autofree char *again = NULL;

  if (phone == NULL)
    return;
  again = nl_phone_normalise (phone, "US");
  if (*phone == '+')
    g_assert_cmpstr (again, ==, phone);
  g_assert_cmpuint (strspn (phone, "+0123456789"), ==, strlen (phone));
}

static void
check_url (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = nl_url_check (text, &error);
  g_autofree char *again = NULL;

  g_assert_true ((url == NULL) == (error != NULL));
  if (url == NULL)
    return;
  again = nl_url_check (url, NULL);
  /* Escapes make it longer. */
  if (again == NULL)
    g_assert_cmpuint (strlen (url), >, 2048);
  else
    g_assert_cmpstr (again, ==, url);
  g_assert_true (g_str_has_prefix (url, "http://") || g_str_has_prefix (url, "https://"));
}

static void
check_money (const char *text, gsize length)
{
  static const char POINTS[] = { '.', ',', NL_DECIMAL_POINT_DETECT };
  gint64 amount;

  for (gsize i = 0; i < G_N_ELEMENTS (POINTS); i++) {
    g_autofree char *decimal = NULL;
    gint64 again;

    if (!nl_money_parse (text, (gssize) length, "EUR", POINTS[i], &amount, NULL))
      continue;
    decimal = nl_money_to_decimal (amount, "EUR");
    g_assert_true (nl_money_parse (decimal, -1, "EUR", '.', &again, NULL));
    g_assert_cmpint (again, ==, amount);
  }
}

static void
check_text (const char *text)
{
  g_autofree char *folded = nl_text_fold (text);
  g_autofree char *again = nl_text_fold (folded);
  g_autofree char *redacted = nl_redact_text (text);
  g_autofree char *language = nl_language_canonicalise (text);
  g_autofree char *same = nl_language_canonicalise (language);

  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_cmpstr (again, ==, folded);
  g_assert_true (g_utf8_validate (redacted, -1, NULL));
  g_assert_cmpstr (same, ==, language);
  if (g_utf8_validate (text, -1, NULL))
    g_assert_cmpuint (nl_text_length (text), <=, strlen (text));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  check_email (text);
  check_phone (text);
  check_url (text);
  check_money ((const char *) data, size);
  check_text (text);
  return 0;
}
