/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ai/nl-ai-request.h"
#include "net/nl-url-safety.h"

G_BEGIN_DECLS

/**
 * NlImageSizing:
 * @NL_IMAGE_SIZING_LIST: one of some sizes, such as "1024x1024"
 * @NL_IMAGE_SIZING_MULTIPLE: any size of multiples of 16, between the two of the list
 * @NL_IMAGE_SIZING_ASPECT: one of some shapes, such as "16:9"
 *
 * How a server wants to be told the size of a picture.
 */
typedef enum {
  NL_IMAGE_SIZING_LIST,
  NL_IMAGE_SIZING_MULTIPLE,
  NL_IMAGE_SIZING_ASPECT,
} NlImageSizing;

/* Image models that want the same. */
typedef struct {
  char *models; /* a glob */
  NlImageSizing sizing;
  char **sizes;
  char *quality[NL_AI_IMAGE_QUALITY_HIGH + 1]; /* the server's words; NULL: say nothing */
  char *response_format;                       /* or NULL: the field is refused */
  gboolean can_be_transparent;
} NlImageFamily;

/* A kind of provider: what its server wants and refuses. One row of data/providers. */
typedef struct {
  char *id;
  char *name;
  char *base_url; /* NULL: the user gives one */
  gboolean is_local;
  gboolean needs_key;
  gboolean is_metered;
  char *length_field;
  char **structured; /* ways to ask for JSON, the best first */
  gboolean streams_usage;
  char *wrong_key_text; /* part of the message of a server that answers a wrong key with 400 */
  char *text_model;
  char *image_model;
  GHashTable *shutdowns; /* model → date */
  GPtrArray *image_families;
} NlProviderPreset;

const char *nl_provider_presets_get_date (void);
guint nl_provider_presets_get_n (void);
const NlProviderPreset *nl_provider_presets_get (guint index);
const NlProviderPreset *nl_provider_preset_find (const char *id);
const char *nl_provider_preset_get_name (const NlProviderPreset *self);
NlUrlPolicy nl_provider_preset_get_policy (const NlProviderPreset *self);
char *nl_provider_preset_check_base_url (const NlProviderPreset *self,
                                         const char *text,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
const NlImageFamily *nl_provider_preset_find_images (const NlProviderPreset *self,
                                                     const char *model);
char *nl_image_family_choose_size (const NlImageFamily *self,
                                   const NlAiImageWish *wish) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
