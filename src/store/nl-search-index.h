/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-connection.h"

G_BEGIN_DECLS

gboolean nl_search_index_begin_bulk (NlConnection *connection, GError **error);
gboolean nl_search_index_end_bulk (NlConnection *connection, GError **error);

G_END_DECLS
