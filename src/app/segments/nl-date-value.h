/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_DATE_VALUE (nl_date_value_get_type ())
G_DECLARE_FINAL_TYPE (NlDateValue, nl_date_value, NL, DATE_VALUE, AdwBin)

NlDateValue *nl_date_value_new (const char *accessible_name, const char *text);
char *nl_date_value_dup_text (NlDateValue *self);

G_END_DECLS
