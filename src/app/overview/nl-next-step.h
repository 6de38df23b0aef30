/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "shops/nl-shop-overview.h"

G_BEGIN_DECLS

#define NL_TYPE_NEXT_STEP (nl_next_step_get_type ())
G_DECLARE_FINAL_TYPE (NlNextStep, nl_next_step, NL, NEXT_STEP, AdwBin)

void nl_next_step_set_overview (NlNextStep *self, const NlShopOverview *overview);

G_END_DECLS
