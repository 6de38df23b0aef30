/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/nl-operation.h"

G_BEGIN_DECLS

#define NL_TYPE_OPERATION_ROW (nl_operation_row_get_type ())
G_DECLARE_FINAL_TYPE (NlOperationRow, nl_operation_row, NL, OPERATION_ROW, GtkBox)

GtkWidget *nl_operation_row_new (NlOperation *operation);

G_END_DECLS
