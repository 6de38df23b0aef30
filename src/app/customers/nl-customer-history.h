/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/customers/nl-folded-group.h"
#include "shops/nl-shop.h"

G_BEGIN_DECLS

/* What a profile lists of a customer’s past. */

void nl_customer_history_show_purchases (NlFoldedGroup *group, NlShop *shop, GListModel *purchases);
void nl_customer_history_show_consents (NlFoldedGroup *group, NlShop *shop, GListModel *consents);
void nl_customer_history_show_timeline (NlFoldedGroup *group, NlShop *shop, GListModel *timeline);

G_END_DECLS
