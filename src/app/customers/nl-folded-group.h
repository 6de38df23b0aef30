/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_FOLDED_GROUP (nl_folded_group_get_type ())
G_DECLARE_DERIVABLE_TYPE (NlFoldedGroup, nl_folded_group, NL, FOLDED_GROUP, AdwPreferencesGroup)

struct _NlFoldedGroupClass {
  AdwPreferencesGroupClass parent_class;
};

void nl_folded_group_clear (NlFoldedGroup *self);
void nl_folded_group_add (NlFoldedGroup *self, GtkWidget *row);

G_END_DECLS
