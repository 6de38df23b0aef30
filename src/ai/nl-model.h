/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define NL_TYPE_MODEL (nl_model_get_type ())
G_DECLARE_FINAL_TYPE (NlModel, nl_model, NL, MODEL, GObject)

NlModel *nl_model_new (const char *id, const char *name, const char *shutdown_date);
const char *nl_model_get_id (NlModel *self);
const char *nl_model_get_name (NlModel *self);
const char *nl_model_get_shutdown_date (NlModel *self);

G_END_DECLS
