/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-email.h"

#include <gio/gio.h>
#include <string.h>

/* RFC 5321, 4.5.3.1: 64 octets before the @, and a path of 256 with its angle brackets. */
#define MAX_LOCAL 64
#define MAX_ADDRESS 254
/* RFC 1035, 2.3.4. */
#define MAX_LABEL 63

/* A dot-atom of RFC 5322, 3.2.3, with the letters beyond ASCII of RFC 6531. Quoted local parts
 * are allowed there and used by nobody. */
static gboolean
is_local_part (const char *text, gsize length)
{
  if (length == 0 || length > MAX_LOCAL || text[0] == '.' || text[length - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < length; i++) {
    guchar c = (guchar) text[i];

    if (c == '.' ? text[i - 1] == '.'
                 : c < 0x80 && !g_ascii_isalnum (c) && strchr ("!#$%&'*+-/=?^_`{|}~", c) == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_domain (const char *text)
{
  const char *label = text;
  gsize labels = 0;
  gboolean last_is_number = FALSE;

  for (;;) {
    gsize length = strcspn (label, ".");

    if (length == 0 || length > MAX_LABEL || label[0] == '-' || label[length - 1] == '-')
      return FALSE;
    last_is_number = TRUE;
    for (gsize i = 0; i < length; i++) {
      if (!g_ascii_isalnum (label[i]) && label[i] != '-')
        return FALSE;
      last_is_number = last_is_number && g_ascii_isdigit (label[i]);
    }
    labels++;
    if (label[length] == '\0')
      break;
    label += length + 1;
  }
  return labels >= 2 && !last_is_number;
}

static void
trim (const char **text, gsize *length)
{
  /* Blanks, no-break spaces and zero-width marks: what copying from web pages leaves behind. */
  static const char *const BLANKS[] = { " ", "\t", "\r", "\n", "\u00a0", "\u200b", "\ufeff" };
  gboolean again = TRUE;

  while (again) {
    again = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS (BLANKS); i++) {
      gsize n = strlen (BLANKS[i]);

      if (*length >= n && memcmp (*text, BLANKS[i], n) == 0) {
        *text += n;
        *length -= n;
        again = TRUE;
      }
      if (*length >= n && memcmp (*text + *length - n, BLANKS[i], n) == 0) {
        *length -= n;
        again = TRUE;
      }
    }
  }
}

/**
 * nl_email_normalise_slice:
 * @text: what somebody typed or a file says; need not end with a NUL
 * @length: its bytes
 *
 * Like nl_email_normalise().
 *
 * Returns: (transfer full) (nullable): the address, or %NULL when it is none
 */
char *
nl_email_normalise_slice (const char *text, gsize length)
{
  g_autofree char *address = NULL;
  g_autofree char *ascii_domain = NULL;
  char *at;
  gboolean is_ascii = TRUE;

  g_return_val_if_fail (text != NULL, NULL);

  trim (&text, &length);
  /* Domains beyond ASCII get longer as punycode: a first bound only. */
  if (length < 6 || length > 4 * MAX_ADDRESS || memchr (text, '@', length) == NULL)
    return NULL;
  address = g_strndup (text, length);
  if (strlen (address) != length)
    return NULL;
  for (char *c = address; *c != '\0'; c++) {
    is_ascii = is_ascii && (guchar) *c < 0x80;
    *c = g_ascii_tolower (*c);
  }
  if (!is_ascii) {
    g_autofree char *composed = NULL;

    if (!g_utf8_validate (address, -1, NULL))
      return NULL;
    composed = g_utf8_normalize (address, -1, G_NORMALIZE_NFC);
    g_free (address);
    address = g_utf8_strdown (composed, -1);
  }
  at = strchr (address, '@');
  if (at == NULL || strchr (at + 1, '@') != NULL || !is_local_part (address, at - address))
    return NULL;
  if (!is_ascii && g_hostname_is_non_ascii (at + 1)) {
    g_autofree char *joined = NULL;

    ascii_domain = g_hostname_to_ascii (at + 1);
    if (ascii_domain == NULL)
      return NULL;
    *at = '\0';
    joined = g_strconcat (address, "@", ascii_domain, NULL);
    g_free (address);
    address = g_steal_pointer (&joined);
    at = strchr (address, '@');
  }
  if (strlen (address) > MAX_ADDRESS || !is_domain (at + 1))
    return NULL;
  return g_steal_pointer (&address);
}

/**
 * nl_email_normalise:
 * @text: what somebody typed or a file says
 *
 * Brings an email address into the form that is compared: trimmed, lower case, its domain as
 * ASCII. The part before the @ is lowered too: RFC 5321 would allow a difference, no mail provider
 * makes one. Valid is what a shop can write to: no quoted local part, no address in brackets, a
 * domain with at least two labels.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL when it is none
 */
char *
nl_email_normalise (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return nl_email_normalise_slice (text, strlen (text));
}

/**
 * nl_email_domain:
 * @email: an address
 *
 * Returns: (nullable): what follows its last @, inside @email
 */
const char *
nl_email_domain (const char *email)
{
  const char *at;

  g_return_val_if_fail (email != NULL, NULL);

  at = strrchr (email, '@');
  return at != NULL && at[1] != '\0' ? at + 1 : NULL;
}
