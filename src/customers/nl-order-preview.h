/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-import-preview.h"
#include "customers/nl-order.h"

G_BEGIN_DECLS

/**
 * NlOrderPreview:
 * @order: (nullable): what would be stored, without its lines; %NULL: it would be rejected
 * @customer: (nullable): whose it is, as the file says it
 * @n_units: how many things were bought
 * @row: the first row of it in the file
 * @reason: (nullable): why it would be rejected
 *
 * An order of a file that is not imported yet.
 */
typedef struct {
  NlOrder *order;
  char *customer;
  gint64 n_units;
  guint row;
  GError *reason;
} NlOrderPreview;

GPtrArray *nl_order_preview_list (NlImportPreview *preview) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
