/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NL_MONEY_ERROR (nl_money_error_quark ())
GQuark nl_money_error_quark (void);

typedef enum {
  NL_MONEY_ERROR_EMPTY,
  NL_MONEY_ERROR_MALFORMED,
  NL_MONEY_ERROR_OVERFLOW,
  NL_MONEY_ERROR_CURRENCY,
} NlMoneyError;

/* Decides by the text itself which of its separators is the decimal one. */
#define NL_DECIMAL_POINT_DETECT '\0'

const char *const *nl_currency_list (void);
const char *nl_currency_find (const char *code);
int nl_currency_get_digits (const char *code);
gint64 nl_currency_get_scale (const char *code);

gboolean nl_money_parse (const char *text,
                         gssize length,
                         const char *currency,
                         char decimal_point,
                         gint64 *amount,
                         GError **error);
char *nl_money_to_decimal (gint64 amount, const char *currency) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
