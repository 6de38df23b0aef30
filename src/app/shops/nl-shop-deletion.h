/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

void nl_shop_deletion_start (GtkWidget *widget, NlWorkspace *workspace, NlShop *shop);

G_END_DECLS
