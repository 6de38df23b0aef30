/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

const char *nl_goal_read (JsonObject *facts);
char *nl_goal_explain (JsonObject *facts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
