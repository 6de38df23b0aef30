/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/nl-operation.h"

G_BEGIN_DECLS

void nl_operation_toast (GtkWidget *widget, NlOperation *operation);

G_END_DECLS
