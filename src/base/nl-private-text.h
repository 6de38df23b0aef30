/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NlPrivateKind:
 * @NL_PRIVATE_EMAIL: an email address
 * @NL_PRIVATE_PHONE: a telephone number
 * @NL_PRIVATE_IBAN: a bank account
 * @NL_PRIVATE_CARD: a payment card
 *
 * Personal data that a text can be searched for.
 */
typedef enum {
  NL_PRIVATE_EMAIL,
  NL_PRIVATE_PHONE,
  NL_PRIVATE_IBAN,
  NL_PRIVATE_CARD,
} NlPrivateKind;

/**
 * NlPrivateSpan:
 * @kind: what it is
 * @start: where it begins, in bytes
 * @end: where it ends, in bytes
 *
 * A place in a text.
 */
typedef struct {
  NlPrivateKind kind;
  gsize start;
  gsize end;
} NlPrivateSpan;

gboolean nl_private_text_is_luhn (const char *digits);
GArray *nl_private_text_find (const char *text);
const char *nl_private_kind_get_name (NlPrivateKind kind);

G_END_DECLS
