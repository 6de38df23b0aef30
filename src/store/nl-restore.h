/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "base/nl-operation.h"

G_BEGIN_DECLS

DexFuture *nl_restore_workspace (const char *folder,
                                 const char *backup,
                                 NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
