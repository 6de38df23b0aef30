/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *nl_utm_link (const char *url,
                   const char *source,
                   const char *medium,
                   const char *campaign,
                   const char *content,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
