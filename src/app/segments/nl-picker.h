/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_PICKER (nl_picker_get_type ())
G_DECLARE_FINAL_TYPE (NlPicker, nl_picker, NL, PICKER, AdwBin)

NlPicker *nl_picker_new (const char *accessible_name);
void nl_picker_set_label (NlPicker *self, const char *label);
void nl_picker_set_icon (NlPicker *self, const char *icon_name);
void nl_picker_set_takes_other (NlPicker *self, gboolean takes_other);
void nl_picker_clear (NlPicker *self);
void nl_picker_add (NlPicker *self, const char *key, const char *title, const char *detail);
void nl_picker_refill (NlPicker *self);
void nl_picker_popup (NlPicker *self);

G_END_DECLS
