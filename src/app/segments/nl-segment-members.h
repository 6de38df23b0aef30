/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

void nl_segment_members_export (
    GtkWidget *widget, NlWorkspace *workspace, NlShop *shop, const char *name, const char *query);
void nl_segment_members_export_to (
    GtkWidget *widget, NlWorkspace *workspace, NlShop *shop, const char *query, const char *path);
void nl_segment_members_take_snapshot (
    GtkWidget *widget, NlWorkspace *workspace, NlShop *shop, const char *name, const char *query);

G_END_DECLS
