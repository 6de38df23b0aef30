/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  NL_DATE_SHORT,       /* 22/11/2026 */
  NL_DATE_MEDIUM,      /* 22 nov. 2026 */
  NL_DATE_LONG,        /* 22 novembre 2026 */
  NL_DATE_FULL,        /* dimanche 22 novembre 2026 */
  NL_DATE_TIME,        /* 09:16 */
  NL_DATE_MEDIUM_TIME, /* 22 nov. 2026, 09:16 */
  NL_DATE_MONTH,       /* novembre 2026 */
  NL_DATE_MONTH_SHORT, /* nov. 2026 */
  NL_DATE_DAY_MONTH,   /* 22 novembre */
  NL_DATE_WEEKDAY,     /* dimanche */
} NlDateStyle;

char *nl_money_format (gint64 amount,
                       const char *currency,
                       const char *language) G_GNUC_WARN_UNUSED_RESULT;
char *nl_money_format_whole (gint64 amount,
                             const char *currency,
                             const char *language) G_GNUC_WARN_UNUSED_RESULT;
char *nl_number_format (double value,
                        guint decimals,
                        const char *language) G_GNUC_WARN_UNUSED_RESULT;
char *nl_percent_format (double fraction,
                         guint decimals,
                         const char *language) G_GNUC_WARN_UNUSED_RESULT;
char *nl_date_format (gint64 unix_us,
                      const char *time_zone,
                      const char *language,
                      NlDateStyle style) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
