/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

void nl_customer_erasure_ask (GtkWidget *widget,
                              NlWorkspace *workspace,
                              GArray *ids,
                              const char *name);

G_END_DECLS
