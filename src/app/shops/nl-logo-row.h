/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/nl-image.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_LOGO_ROW (nl_logo_row_get_type ())
G_DECLARE_FINAL_TYPE (NlLogoRow, nl_logo_row, NL, LOGO_ROW, AdwActionRow)

void nl_logo_row_set_store (NlLogoRow *self, NlStore *store);
void nl_logo_row_set_name (NlLogoRow *self, const char *name);
void nl_logo_row_set_image_id (NlLogoRow *self, gint64 image_id);
gint64 nl_logo_row_get_image_id (NlLogoRow *self);

G_END_DECLS
