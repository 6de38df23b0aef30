/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NlDateOrder:
 * @NL_DATE_ORDER_DETECT: as most dates of the file show
 * @NL_DATE_ORDER_DAY_FIRST: 31/05/2026
 * @NL_DATE_ORDER_MONTH_FIRST: 05/31/2026
 *
 * What a date means that begins with neither the year nor with a number past 12.
 */
typedef enum {
  NL_DATE_ORDER_DETECT,
  NL_DATE_ORDER_DAY_FIRST,
  NL_DATE_ORDER_MONTH_FIRST,
} NlDateOrder;

gboolean nl_import_parse_time (const char *text,
                               GTimeZone *timezone,
                               NlDateOrder order,
                               gint64 *time);
NlDateOrder nl_import_guess_date_order (const char *text);

G_END_DECLS
