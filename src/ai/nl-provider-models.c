/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-models.h"

#include <string.h>

#include "base/nl-clock.h"

/* Parts of the names of models that make pictures, and of models that neither write nor draw:
 * servers list them all alike, and say of none what it is for. */
static const char *const drawing[] = { "image", "dall-e", "diffusion", "flux", "imagine", NULL };
static const char *const others[]
    = { "embed", "whisper", "tts",    "audio",  "transcribe", "moderation", "realtime",
        "sora",  "video",   "rerank", "speech", "voice",      "ocr",        NULL };

static gboolean
has_part (const char *id, const char *const *parts)
{
  g_autofree char *lower = g_ascii_strdown (id, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (lower, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_come (const char *date)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (nl_clock_now () / G_USEC_PER_SEC);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return date != NULL && strcmp (date, today) <= 0;
}

static NlModel *
find_model (GListModel *models, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (models); i++) {
    g_autoptr (NlModel) model = g_list_model_get_item (models, i);

    if (g_str_equal (nl_model_get_id (model), id))
      return g_steal_pointer (&model);
  }
  return NULL;
}

/**
 * nl_model_is_gone:
 * @self: a model
 *
 * Returns: whether the day from which it no longer answers has come
 */
gboolean
nl_model_is_gone (NlModel *self)
{
  g_return_val_if_fail (NL_IS_MODEL (self), FALSE);

  return has_come (nl_model_get_shutdown_date (self));
}

/**
 * nl_model_seems_for:
 * @self: a model
 * @is_image: for pictures
 *
 * Returns: whether its name sounds as if it made pictures, or else wrote texts: a guess, for an
 *   order, not to leave anything out
 */
gboolean
nl_model_seems_for (NlModel *self, gboolean is_image)
{
  g_return_val_if_fail (NL_IS_MODEL (self), FALSE);

  if (is_image)
    return has_part (nl_model_get_id (self), drawing);
  return !has_part (nl_model_get_id (self), drawing) && !has_part (nl_model_get_id (self), others);
}

/**
 * nl_provider_account_get_model:
 * @self: a provider
 * @is_image: for pictures
 *
 * Returns: (transfer none) (nullable): the model that is asked: the chosen one, else the preset's;
 *   %NULL when there is none
 */
const char *
nl_provider_account_get_model (NlProviderAccount *self, gboolean is_image)
{
  const NlProviderPreset *preset = nl_provider_account_get_preset (self);
  const char *chosen
      = nl_record_get_text (NL_RECORD (self), is_image ? NL_PROVIDER_ACCOUNT_IMAGE_MODEL
                                                       : NL_PROVIDER_ACCOUNT_TEXT_MODEL);

  if (chosen != NULL && *chosen != '\0')
    return chosen;
  if (preset == NULL)
    return NULL;
  return is_image ? preset->image_model : preset->text_model;
}

/**
 * nl_provider_account_check_model:
 * @self: a provider
 * @is_image: for pictures
 * @models: (nullable): what its server has, when that is known
 * @shutdown_date: (out) (optional) (transfer none) (nullable): the day from which the model no
 *   longer answers, `YYYY-MM-DD`
 *
 * Returns: how long the model that is asked can be counted on; good when there is none
 */
NlModelState
nl_provider_account_check_model (NlProviderAccount *self,
                                 gboolean is_image,
                                 GListModel *models,
                                 const char **shutdown_date)
{
  const NlProviderPreset *preset = nl_provider_account_get_preset (self);
  const char *id = nl_provider_account_get_model (self, is_image);
  g_autoptr (NlModel) model = models != NULL && id != NULL ? find_model (models, id) : NULL;
  const char *date = NULL;

  if (shutdown_date != NULL)
    *shutdown_date = NULL;
  if (id == NULL || preset == NULL)
    return NL_MODEL_STATE_GOOD;
  date = model != NULL ? nl_model_get_shutdown_date (model)
                       : g_hash_table_lookup (preset->shutdowns, id);
  if (shutdown_date != NULL && date != NULL)
    *shutdown_date = g_intern_string (date);
  if (has_come (date))
    return NL_MODEL_STATE_GONE;
  /* An empty list says nothing: not every key may read it. */
  if (models != NULL && model == NULL && g_list_model_get_n_items (models) > 0)
    return NL_MODEL_STATE_GONE;
  return date != NULL ? NL_MODEL_STATE_ENDS : NL_MODEL_STATE_GOOD;
}

/**
 * nl_provider_account_suggest_model:
 * @self: a provider
 * @is_image: for pictures
 * @models: (nullable): what its server has, when that is known
 *
 * Returns: (transfer full) (nullable): what to take in place of a model that is gone: the preset's,
 *   when the server has it, else the first that stays and seems to be for that
 */
char *
nl_provider_account_suggest_model (NlProviderAccount *self, gboolean is_image, GListModel *models)
{
  const NlProviderPreset *preset = nl_provider_account_get_preset (self);
  const char *usual = NULL;

  if (preset != NULL)
    usual = is_image ? preset->image_model : preset->text_model;
  if (models == NULL) {
    const char *asked = nl_provider_account_get_model (self, is_image);

    return usual != NULL && g_strcmp0 (usual, asked) != 0
                   && !has_come (g_hash_table_lookup (preset->shutdowns, usual))
               ? g_strdup (usual)
               : NULL;
  }
  if (usual != NULL) {
    g_autoptr (NlModel) model = find_model (models, usual);

    if (model != NULL && !nl_model_is_gone (model))
      return g_strdup (usual);
  }
  for (guint i = 0; i < g_list_model_get_n_items (models); i++) {
    g_autoptr (NlModel) model = g_list_model_get_item (models, i);

    if (nl_model_get_shutdown_date (model) == NULL && nl_model_seems_for (model, is_image))
      return g_strdup (nl_model_get_id (model));
  }
  return NULL;
}
