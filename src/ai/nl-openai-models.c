/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-json.h"
#include "ai/nl-openai-private.h"

/* More than any server lists. */
#define MAX_MODELS 5000

static int
compare_models (gconstpointer a, gconstpointer b, gpointer data)
{
  return g_strcmp0 (nl_model_get_id (*(NlModel *const *) a),
                    nl_model_get_id (*(NlModel *const *) b));
}

static gboolean
is_date (const char *text)
{
  g_autofree char *with_time = text != NULL ? g_strconcat (text, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) date
      = with_time != NULL ? g_date_time_new_from_iso8601 (with_time, NULL) : NULL;

  return date != NULL;
}

/* What the server says of its end comes before what the table knows. */
static NlModel *
read_model (NlOpenaiProvider *self, JsonObject *object)
{
  const char *id = nl_ai_json_get_string (object, "id");
  const char *date = nl_ai_json_get_string (object, "shutdown_date");

  if (id == NULL || *id == '\0')
    return NULL;
  if (!is_date (date))
    date = g_hash_table_lookup (self->preset->shutdowns, id);
  return nl_model_new (id, NULL, date);
}

static GPtrArray *
list_await (NlOpenaiWork *work, GError **error)
{
  g_auto (NlOpenaiCall) call
      = { .provider = work->provider, .path = "/models", .cancellable = work->cancellable };
  g_autoptr (NlHttpResponse) response = nl_openai_call_await (&call, error);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) models = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *data;
  GBytes *body;

  if (response == NULL)
    return NULL;
  body = nl_http_response_get_body (response);
  root = nl_ai_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL);
  data = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
             ? nl_ai_json_get_array (json_node_get_object (root), "data")
             : NULL;
  if (data == NULL) {
    g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER,
                 _ ("What %s answers is no list of models. Check the address of %s."), call.url,
                 work->provider->name);
    return NULL;
  }
  for (guint i = 0; i < MIN (json_array_get_length (data), MAX_MODELS); i++) {
    NlModel *model = read_model (work->provider, nl_ai_json_get_element (data, i));

    if (model != NULL)
      g_ptr_array_add (models, model);
  }
  g_ptr_array_sort_with_data (models, compare_models, NULL);
  return g_steal_pointer (&models);
}

/**
 * nl_openai_models_fiber:
 * @data: an #NlOpenaiWork
 *
 * Asks for the models.
 *
 * Returns: (transfer full): a future of a #GListModel of #NlModel, by id
 */
DexFuture *
nl_openai_models_fiber (gpointer data)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) models = list_await (data, &error);
  GListStore *store;

  if (models == NULL)
    return dex_future_new_for_error (error);
  store = g_list_store_new (NL_TYPE_MODEL);
  g_list_store_splice (store, 0, 0, models->pdata, models->len);
  return dex_future_new_take_object (store);
}

/* Of a local server nobody chose a model for: the first that may write. */
static char *
find_local_await (NlOpenaiWork *work, GError **error)
{
  g_autoptr (GPtrArray) models = NULL;

  if (work->provider->found_model != NULL)
    return g_strdup (work->provider->found_model);
  models = list_await (work, error);
  if (models == NULL)
    return NULL;
  for (guint i = 0; i < models->len; i++) {
    const char *id = nl_model_get_id (g_ptr_array_index (models, i));

    if (strstr (id, "embed") != NULL)
      continue;
    g_set_str (&work->provider->found_model, id);
    return g_strdup (id);
  }
  g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_MODEL_GONE,
               _ ("%s has no model yet. Add one to the server."), work->provider->name);
  return NULL;
}

/**
 * nl_openai_choose_model_await:
 * @work: with a provider, and perhaps a request
 * @is_image: for a picture
 * @error: return location for %NL_AI_ERROR
 *
 * Returns: (transfer full) (nullable): the model to ask: the request's, else the one the user chose
 *   for the provider, else the preset's, else the first of a local server
 */
char *
nl_openai_choose_model_await (NlOpenaiWork *work, gboolean is_image, GError **error)
{
  const char *model = work->request != NULL ? nl_ai_request_get_model (work->request) : NULL;

  if (model == NULL || *model == '\0')
    model = nl_openai_provider_get_model (work->provider, is_image);
  if (model != NULL && *model != '\0')
    return g_strdup (model);
  if (!is_image && work->provider->preset->is_local)
    return find_local_await (work, error);
  g_set_error (error, NL_AI_ERROR, is_image ? NL_AI_ERROR_UNSUPPORTED : NL_AI_ERROR_MODEL_GONE,
               is_image ? _ ("%s has no model for pictures. Choose one.")
                        : _ ("%s has no model for text. Choose one."),
               work->provider->name);
  return NULL;
}

static gboolean
has_model (GPtrArray *models, const char *id)
{
  for (guint i = 0; i < models->len; i++)
    if (g_str_equal (nl_model_get_id (g_ptr_array_index (models, i)), id))
      return TRUE;
  return FALSE;
}

/* Listing is a right of its own, and not every server can do it. */
static gboolean
may_answer_all_the_same (const GError *error)
{
  guint status = nl_ai_error_get_status (error);

  return (status == 401 && nl_ai_error_get_provider_code (error) == NULL) || status == 403
         || status == 404 || status == 405 || status == 501;
}

/**
 * nl_openai_check_fiber:
 * @data: an #NlOpenaiWork
 *
 * Lists the models, which finds a wrong address and a wrong key and costs nothing, then has the
 * model say a word, which finds an unknown model and an account without credit.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_openai_check_fiber (gpointer data)
{
  NlOpenaiWork *work = data;
  NlOpenaiProvider *self = work->provider;
  const char *image_model = nl_openai_provider_get_model (self, TRUE);
  GError *error = NULL;
  g_autoptr (GPtrArray) models = list_await (work, &error);

  if (models == NULL && !may_answer_all_the_same (error))
    return dex_future_new_for_error (error);
  g_clear_error (&error);
  if (!nl_openai_reach_await (work, &error))
    return dex_future_new_for_error (error);
  if (models != NULL && models->len > 0 && image_model != NULL && !has_model (models, image_model))
    return dex_future_new_reject (NL_AI_ERROR, NL_AI_ERROR_MODEL_GONE,
                                  _ ("%s has no model “%s”, or no longer. Choose another one."),
                                  self->name, image_model);
  return dex_future_new_true ();
}
