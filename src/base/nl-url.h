/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NL_URL_ERROR (nl_url_error_quark ())
GQuark nl_url_error_quark (void);

typedef enum {
  NL_URL_ERROR_MALFORMED,
  NL_URL_ERROR_SCHEME,
  NL_URL_ERROR_CREDENTIALS,
  NL_URL_ERROR_TOO_LONG,
} NlUrlError;

char *nl_url_check (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
