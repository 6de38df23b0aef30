/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-openai-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-json.h"
#include "ai/nl-openai-answer.h"
#include "base/nl-future.h"
#include "base/nl-image-decode.h"

/* 3840 × 2160, the most a provider offers, twice. */
#define MAX_PIXELS (2 * 3840 * 2160)

struct _NlOpenaiPicture {
  GObject parent_instance;
  GBytes *bytes;
  const char *media_type;
  char *url;
  JsonNode *fault;
  NlAiUsage usage;
};

G_DEFINE_FINAL_TYPE (NlOpenaiPicture, nl_openai_picture, G_TYPE_OBJECT)

static void
nl_openai_picture_finalize (GObject *object)
{
  NlOpenaiPicture *self = NL_OPENAI_PICTURE (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->fault, json_node_unref);
  g_free (self->url);
  G_OBJECT_CLASS (nl_openai_picture_parent_class)->finalize (object);
}

static void
nl_openai_picture_class_init (NlOpenaiPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_openai_picture_finalize;
}

static void
nl_openai_picture_init (NlOpenaiPicture *self)
{}

/* Decodes all of it once: what is kept is known to be a picture. */
static gboolean
take_bytes (NlOpenaiPicture *self, GBytes *bytes, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GdkPixbuf) pixbuf
      = nl_image_decode (bytes, MAX_PIXELS, NL_OPENAI_MAX_PICTURE, &failure);

  if (pixbuf == NULL) {
    g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER,
                 _ ("What came is not a picture that can be used: %s"), failure->message);
    return FALSE;
  }
  self->bytes = g_bytes_ref (bytes);
  self->media_type = nl_image_sniff (bytes);
  return TRUE;
}

static gboolean
take_base64 (NlOpenaiPicture *self, const char *text, GError **error)
{
  const char *comma = g_str_has_prefix (text, "data:") ? strchr (text, ',') : NULL;
  g_autoptr (GBytes) bytes = NULL;
  guchar *data;
  gsize length;

  data = g_base64_decode (comma != NULL ? comma + 1 : text, &length);
  bytes = g_bytes_new_take (data, length);
  return take_bytes (self, bytes, error);
}

/* xAI answers 200 without a picture, or says that a picture does not respect its rules. */
static gboolean
is_refused (JsonObject *object, JsonObject *item)
{
  JsonNode *verdict = item != NULL ? json_object_get_member (item, "respect_moderation") : NULL;

  if (verdict == NULL)
    verdict = json_object_get_member (object, "respect_moderation");
  if (verdict != NULL && JSON_NODE_HOLDS_VALUE (verdict) && !json_node_get_boolean (verdict))
    return TRUE;
  return nl_ai_json_get_array (object, "data") != NULL && item == NULL;
}

static gboolean
read_answer (NlOpenaiPicture *self, JsonNode *root, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonObject *item = nl_ai_json_get_element (nl_ai_json_get_array (object, "data"), 0);
  const char *base64 = nl_ai_json_get_string (item, "b64_json");
  const char *url = nl_ai_json_get_string (item, "url");

  if (object != NULL && json_object_has_member (object, "error")) {
    self->fault = json_node_ref (root);
    return TRUE;
  }
  nl_openai_read_usage (object, &self->usage);
  if (object != NULL && is_refused (object, item)) {
    g_set_error_literal (error, NL_AI_ERROR, NL_AI_ERROR_REFUSED,
                         _ ("The provider declines to show this picture, because of its rules "
                            "about content."));
    return FALSE;
  }
  if (base64 != NULL)
    return take_base64 (self, base64, error);
  if (url == NULL) {
    g_set_error_literal (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER,
                         _ ("The answer has no picture in it."));
    return FALSE;
  }
  if (g_str_has_prefix (url, "data:"))
    return take_base64 (self, url, error);
  self->url = g_strdup (url);
  return TRUE;
}

static gpointer
read_thread (gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NlOpenaiPicture) self = g_object_new (NL_TYPE_OPENAI_PICTURE, NULL);
  GBytes *body = data;
  g_autoptr (JsonNode) root = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  root = nl_ai_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), error);
  if (root == NULL || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !read_answer (self, root, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gpointer
check_thread (gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (NlOpenaiPicture) self = g_object_new (NL_TYPE_OPENAI_PICTURE, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !take_bytes (self, data, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * nl_openai_picture_read:
 * @body: what a server answered
 * @cancellable: (nullable): gives up
 *
 * Reads an answer on a thread, and decodes the picture in it once to see that it is one.
 *
 * Returns: (transfer full): a future of an #NlOpenaiPicture with bytes, a URL or a fault; rejects
 *   with %NL_AI_ERROR_BAD_ANSWER or %NL_AI_ERROR_REFUSED
 */
DexFuture *
nl_openai_picture_read (GBytes *body, GCancellable *cancellable)
{
  return nl_future_blocking ("picture", read_thread, g_bytes_ref (body),
                             (GDestroyNotify) g_bytes_unref, NL_TYPE_OPENAI_PICTURE, cancellable);
}

/**
 * nl_openai_picture_check:
 * @picture: a file that was fetched
 * @cancellable: (nullable): gives up
 *
 * Decodes a picture on a thread to see that it is one.
 *
 * Returns: (transfer full): a future of an #NlOpenaiPicture with bytes; rejects with
 *   %NL_AI_ERROR_BAD_ANSWER
 */
DexFuture *
nl_openai_picture_check (GBytes *picture, GCancellable *cancellable)
{
  return nl_future_blocking ("picture", check_thread, g_bytes_ref (picture),
                             (GDestroyNotify) g_bytes_unref, NL_TYPE_OPENAI_PICTURE, cancellable);
}

/**
 * nl_openai_picture_get_bytes:
 * @self: what was answered
 *
 * Returns: (transfer none) (nullable): the picture, encoded
 */
GBytes *
nl_openai_picture_get_bytes (NlOpenaiPicture *self)
{
  return self->bytes;
}

/**
 * nl_openai_picture_get_media_type:
 * @self: what was answered
 *
 * Returns: (transfer none) (nullable): what the picture's first bytes say it is
 */
const char *
nl_openai_picture_get_media_type (NlOpenaiPicture *self)
{
  return self->media_type;
}

/**
 * nl_openai_picture_get_url:
 * @self: what was answered
 *
 * Returns: (transfer none) (nullable): where the picture is, when it is elsewhere
 */
const char *
nl_openai_picture_get_url (NlOpenaiPicture *self)
{
  return self->url;
}

/**
 * nl_openai_picture_get_fault:
 * @self: what was answered
 *
 * Returns: (transfer none) (nullable): an answer that is an error
 */
JsonNode *
nl_openai_picture_get_fault (NlOpenaiPicture *self)
{
  return self->fault;
}

/**
 * nl_openai_picture_get_usage:
 * @self: what was answered
 *
 * Returns: (transfer none): what the server says it used
 */
const NlAiUsage *
nl_openai_picture_get_usage (NlOpenaiPicture *self)
{
  return &self->usage;
}
