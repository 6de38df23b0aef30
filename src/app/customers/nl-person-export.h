/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/shell/nl-workspace.h"
#include "customers/nl-customer.h"
#include "customers/nl-person-report.h"

G_BEGIN_DECLS

void nl_person_export_ask (GtkWidget *widget,
                           NlWorkspace *workspace,
                           NlCustomer *customer,
                           NlPersonReportFormat format);
void nl_person_export_write (GtkWidget *widget,
                             NlWorkspace *workspace,
                             NlCustomer *customer,
                             NlPersonReportFormat format,
                             const char *path);

G_END_DECLS
