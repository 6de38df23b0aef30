/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/segments/nl-query-values.h"
#include "shops/nl-shop.h"

G_BEGIN_DECLS

#define NL_TYPE_BUILDER_VIEW (nl_builder_view_get_type ())
G_DECLARE_FINAL_TYPE (NlBuilderView, nl_builder_view, NL, BUILDER_VIEW, AdwBin)

void nl_builder_view_set_shop (NlBuilderView *self, NlShop *shop, NlQueryValues *values);
void nl_builder_view_set_query (NlBuilderView *self, const char *query);
const char *nl_builder_view_get_query (NlBuilderView *self);
gboolean nl_builder_view_check (NlBuilderView *self);

G_END_DECLS
