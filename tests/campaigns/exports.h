/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaigns/nl-campaign-export.h"
#include "sample.h"

G_BEGIN_DECLS

/* A campaign with messages at a known time, and what is saved of it. */
char **exports_save (Sample *sample, NlExportFormat format, const char *folder);
void exports_prepare (Sample *sample, const char *folder);
char *exports_out_of (const char *folder);
const char *exports_text_of (JsonObject *object, const char *member);
gboolean exports_array_has (JsonObject *object, const char *member, const char *text);

G_END_DECLS
