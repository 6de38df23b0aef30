/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-model.h"
#include "ai/nl-provider-account.h"

G_BEGIN_DECLS

/**
 * NlModelState:
 * @NL_MODEL_STATE_GOOD: nothing is known against it
 * @NL_MODEL_STATE_ENDS: there is a day from which it no longer answers
 * @NL_MODEL_STATE_GONE: that day has come, or the server has no such model
 *
 * How long a model can be counted on.
 */
typedef enum {
  NL_MODEL_STATE_GOOD,
  NL_MODEL_STATE_ENDS,
  NL_MODEL_STATE_GONE,
} NlModelState;

const char *nl_provider_account_get_model (NlProviderAccount *self, gboolean is_image);
NlModelState nl_provider_account_check_model (NlProviderAccount *self,
                                              gboolean is_image,
                                              GListModel *models,
                                              const char **shutdown_date);
char *nl_provider_account_suggest_model (NlProviderAccount *self,
                                         gboolean is_image,
                                         GListModel *models) G_GNUC_WARN_UNUSED_RESULT;

gboolean nl_model_is_gone (NlModel *self);
gboolean nl_model_seems_for (NlModel *self, gboolean is_image);

G_END_DECLS
