/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *nl_email_normalise (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *nl_email_normalise_slice (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;
const char *nl_email_domain (const char *email);

G_END_DECLS
