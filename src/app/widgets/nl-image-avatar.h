/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/nl-store.h"

G_BEGIN_DECLS

void nl_image_avatar_load (AdwAvatar *avatar, NlStore *store, gint64 image_id);

G_END_DECLS
