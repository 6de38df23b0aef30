/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-preset.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ai/nl-ai-json.h"
#include "base/nl-url.h"
#include "net/nl-http-error.h"

#define RESOURCE "/ai/ninjalead/providers/providers.json"
/* What the servers that take any size want it to be a multiple of. */
#define STEP 16

typedef struct {
  char *date;
  GPtrArray *presets;
} Table;

static char **
read_strv (JsonObject *object, const char *member)
{
  JsonArray *array = nl_ai_json_get_array (object, member);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

static NlImageFamily *
read_family (JsonObject *object)
{
  static const char *const qualities[] = { NULL, "low", "medium", "high" };
  NlImageFamily *self = g_new0 (NlImageFamily, 1);
  const char *sizing = nl_ai_json_get_string (object, "sizing");
  JsonObject *quality = nl_ai_json_get_object (object, "quality");

  self->models = g_strdup (nl_ai_json_get_string (object, "models"));
  self->sizes = read_strv (object, "sizes");
  self->response_format = g_strdup (nl_ai_json_get_string (object, "response_format"));
  self->can_be_transparent = nl_ai_json_get_boolean (object, "transparent");
  if (g_str_equal (sizing, "multiple"))
    self->sizing = NL_IMAGE_SIZING_MULTIPLE;
  else if (g_str_equal (sizing, "aspect"))
    self->sizing = NL_IMAGE_SIZING_ASPECT;
  for (gsize i = 1; i < G_N_ELEMENTS (qualities); i++)
    self->quality[i] = g_strdup (nl_ai_json_get_string (quality, qualities[i]));
  return self;
}

static GHashTable *
read_shutdowns (JsonObject *object)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *item = members; item != NULL; item = item->next)
    g_hash_table_insert (table, g_strdup (item->data),
                         g_strdup (nl_ai_json_get_string (object, item->data)));
  return table;
}

static NlProviderPreset *
read_preset (JsonObject *object)
{
  NlProviderPreset *self = g_new0 (NlProviderPreset, 1);
  JsonArray *families = nl_ai_json_get_array (object, "images");

  self->id = g_strdup (nl_ai_json_get_string (object, "id"));
  self->name = g_strdup (nl_ai_json_get_string (object, "name"));
  self->base_url = g_strdup (nl_ai_json_get_string (object, "base_url"));
  self->is_local = nl_ai_json_get_boolean (object, "local");
  self->needs_key = g_strcmp0 (nl_ai_json_get_string (object, "key"), "required") == 0;
  self->is_metered = nl_ai_json_get_boolean (object, "metered");
  self->length_field = g_strdup (nl_ai_json_get_string (object, "length_field"));
  self->structured = read_strv (object, "structured");
  self->streams_usage = nl_ai_json_get_boolean (object, "stream_usage");
  self->wrong_key_text = g_strdup (nl_ai_json_get_string (object, "wrong_key_text"));
  self->text_model = g_strdup (nl_ai_json_get_string (object, "text_model"));
  self->image_model = g_strdup (nl_ai_json_get_string (object, "image_model"));
  self->shutdowns = read_shutdowns (nl_ai_json_get_object (object, "shutdowns"));
  self->image_families = g_ptr_array_new ();
  for (guint i = 0; families != NULL && i < json_array_get_length (families); i++)
    g_ptr_array_add (self->image_families, read_family (nl_ai_json_get_element (families, i)));
  return self;
}

/* The file is part of the program: it is checked by a test, not by each start. */
static gpointer
read_table (gpointer data)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonNode) root = NULL;
  Table *table = g_new0 (Table, 1);
  JsonArray *presets;

  g_assert (bytes != NULL);
  root = nl_ai_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL);
  g_assert (root != NULL);
  table->date = g_strdup (nl_ai_json_get_string (json_node_get_object (root), "date"));
  table->presets = g_ptr_array_new ();
  presets = nl_ai_json_get_array (json_node_get_object (root), "presets");
  for (guint i = 0; i < json_array_get_length (presets); i++)
    g_ptr_array_add (table->presets, read_preset (nl_ai_json_get_element (presets, i)));
  return table;
}

static const Table *
get_table (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_table, NULL);
}

/**
 * nl_provider_presets_get_date:
 *
 * Returns: (transfer none): the day on which the table was right, `YYYY-MM-DD`
 */
const char *
nl_provider_presets_get_date (void)
{
  return get_table ()->date;
}

/**
 * nl_provider_presets_get_n:
 *
 * Returns: how many presets there are
 */
guint
nl_provider_presets_get_n (void)
{
  return get_table ()->presets->len;
}

/**
 * nl_provider_presets_get:
 * @index: which, below nl_provider_presets_get_n()
 *
 * Returns: (transfer none): a preset, in the order in which they are offered
 */
const NlProviderPreset *
nl_provider_presets_get (guint index)
{
  g_return_val_if_fail (index < nl_provider_presets_get_n (), NULL);

  return g_ptr_array_index (get_table ()->presets, index);
}

/**
 * nl_provider_preset_find:
 * @id: (nullable): a preset's id, such as "openai"
 *
 * Returns: (transfer none) (nullable): the preset
 */
const NlProviderPreset *
nl_provider_preset_find (const char *id)
{
  for (guint i = 0; i < nl_provider_presets_get_n (); i++) {
    const NlProviderPreset *preset = nl_provider_presets_get (i);

    if (g_strcmp0 (preset->id, id) == 0)
      return preset;
  }
  return NULL;
}

/**
 * nl_provider_preset_get_name:
 * @self: a preset
 *
 * Returns: (transfer none): what people call it, translated
 */
const char *
nl_provider_preset_get_name (const NlProviderPreset *self)
{
  if (self->name != NULL)
    return self->name;
  return self->is_local ? _ ("Other Local Server") : _ ("Other Online Service");
}

/**
 * nl_provider_preset_get_policy:
 * @self: a preset
 *
 * Returns: whom its requests may go to
 */
NlUrlPolicy
nl_provider_preset_get_policy (const NlProviderPreset *self)
{
  return self->is_local ? NL_URL_ALLOW_LOCAL : NL_URL_PUBLIC_HTTPS;
}

/* People copy the address of a call, or leave the version out. */
static char *
tidy_path (const char *path)
{
  static const char *const calls[]
      = { "/chat/completions", "/images/generations", "/models", "/responses" };
  g_autoptr (GString) tidy = g_string_new (path);

  while (g_str_has_suffix (tidy->str, "/"))
    g_string_truncate (tidy, tidy->len - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_str_has_suffix (tidy->str, calls[i]))
      g_string_truncate (tidy, tidy->len - strlen (calls[i]));
  while (g_str_has_suffix (tidy->str, "/v1/v1"))
    g_string_truncate (tidy, tidy->len - 3);
  return tidy->len == 0 ? g_strdup ("/v1") : g_string_free_and_steal (g_steal_pointer (&tidy));
}

/**
 * nl_provider_preset_check_base_url:
 * @self: a preset
 * @text: an address as somebody typed it
 * @error: return location for %NL_URL_ERROR or %NL_HTTP_ERROR_FORBIDDEN
 *
 * Checks whether requests, and a key, may go to an address: encrypted, but for a local preset and
 * an address of this computer or the local network. Brings it into the form that paths are added
 * to.
 *
 * Returns: (transfer full) (nullable): the address, without a slash at its end
 */
char *
nl_provider_preset_check_base_url (const NlProviderPreset *self, const char *text, GError **error)
{
  g_autofree char *typed = NULL;
  g_autofree char *checked = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) tidy = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  typed = g_strstrip (g_strdup (text));
  if (self->is_local && strstr (typed, "://") == NULL) {
    g_autofree char *with_scheme = g_strconcat ("http://", typed, NULL);

    g_set_str (&typed, with_scheme);
  }
  checked = nl_url_check (typed, error);
  if (checked == NULL)
    return NULL;
  uri = g_uri_parse (checked, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, error);
  if (uri == NULL || !nl_url_check_policy (uri, nl_provider_preset_get_policy (self), error))
    return NULL;
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL) {
    g_propagate_error (error,
                       nl_http_error_new (NL_HTTP_ERROR_FORBIDDEN, FALSE,
                                          _ ("The address of a provider has no “?” and no “#”. A "
                                             "key does not belong into it either.")));
    return NULL;
  }
  path = tidy_path (g_uri_get_path (uri));
  tidy = g_uri_build (G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, g_uri_get_scheme (uri),
                      NULL, g_uri_get_host (uri), g_uri_get_port (uri), path, NULL, NULL);
  return g_uri_to_string (tidy);
}

/**
 * nl_provider_preset_find_images:
 * @self: a preset
 * @model: an image model
 *
 * Returns: (transfer none) (nullable): what the model wants; %NULL when the provider makes no
 *   pictures
 */
const NlImageFamily *
nl_provider_preset_find_images (const NlProviderPreset *self, const char *model)
{
  for (guint i = 0; i < self->image_families->len; i++) {
    const NlImageFamily *family = g_ptr_array_index (self->image_families, i);

    if (g_pattern_match_simple (family->models, model))
      return family;
  }
  return NULL;
}

static gboolean
parse_size (const char *text, double *width, double *height)
{
  guint w = 0;
  guint h = 0;
  char sign = '\0';

  if (sscanf (text, "%u%c%u", &w, &sign, &h) != 3 || w == 0 || h == 0)
    return FALSE;
  *width = w;
  *height = h;
  return TRUE;
}

/* The nearest shape; of those, the smallest that has enough pixels. */
static char *
choose_listed (const NlImageFamily *self, const NlAiImageWish *wish)
{
  double best = INFINITY;
  const char *chosen = NULL;

  for (guint i = 0; self->sizes[i] != NULL; i++) {
    double width;
    double height;
    double cost;

    if (!parse_size (self->sizes[i], &width, &height))
      continue;
    cost = fabs (log (width / height) - log ((double) wish->width / wish->height)) * 100;
    if (self->sizing == NL_IMAGE_SIZING_LIST)
      cost += fabs (log (width / wish->width)) + (width < wish->width ? 10 : 0);
    if (cost < best) {
      best = cost;
      chosen = self->sizes[i];
    }
  }
  return g_strdup (chosen);
}

/* Rounded up: rounding down could make it narrower than allowed. What a division left over is not a
 * step more: it could make it larger than allowed. */
static guint
to_step (double length)
{
  return MAX ((guint) ceil (length / STEP - 1e-6), 1) * STEP;
}

static char *
choose_multiple (const NlImageFamily *self, const NlAiImageWish *wish)
{
  double least = 0;
  double most = 0;
  double other = 0;
  double width = wish->width;
  double height = wish->height;
  double scale = 1;

  if (!parse_size (self->sizes[0], &least, &other) || !parse_size (self->sizes[1], &most, &other))
    return NULL;
  /* Narrower than 1:3 is refused. */
  width = MIN (width, height * 3);
  height = MIN (height, width * 3);
  if (MAX (width, height) < least)
    scale = least / MAX (width, height);
  else if (MAX (width, height) > most)
    scale = most / MAX (width, height);
  scale *= MIN (1, other / (MIN (width, height) * scale));
  return g_strdup_printf ("%ux%u", to_step (width * scale), to_step (height * scale));
}

/**
 * nl_image_family_choose_size:
 * @self: what an image model wants
 * @wish: what the picture should be like
 *
 * Returns: (transfer full) (nullable): the size to ask for, in the server's words: the nearest it
 *   can make; %NULL when any will do
 */
char *
nl_image_family_choose_size (const NlImageFamily *self, const NlAiImageWish *wish)
{
  if (wish->width == 0 || wish->height == 0)
    return NULL;
  return self->sizing == NL_IMAGE_SIZING_MULTIPLE ? choose_multiple (self, wish)
                                                  : choose_listed (self, wish);
}
