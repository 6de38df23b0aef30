/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *nl_customer_get_value_label (const char *value);

G_END_DECLS
