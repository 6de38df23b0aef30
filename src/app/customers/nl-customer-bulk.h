/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/shell/nl-workspace.h"
#include "customers/nl-customer.h"

G_BEGIN_DECLS

/* What is done to many customers at once, told in the window of @widget: how far it is, that it is
 * done, and how to undo it. */

void nl_customer_bulk_tag (
    GtkWidget *widget, NlWorkspace *workspace, GArray *ids, const char *const *tags, gboolean adds);
void nl_customer_bulk_set_consent (GtkWidget *widget,
                                   NlWorkspace *workspace,
                                   GArray *ids,
                                   NlCustomerField field,
                                   const char *status);
void nl_customer_bulk_take_snapshot (GtkWidget *widget,
                                     NlWorkspace *workspace,
                                     GArray *ids,
                                     const char *name);
void nl_customer_bulk_export (GtkWidget *widget,
                              NlWorkspace *workspace,
                              GArray *ids,
                              const char *path);

G_END_DECLS
