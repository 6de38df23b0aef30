/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *nl_phone_normalise (const char *text, const char *country_code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
