/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-image-decode.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_IMAGE (nl_image_get_type ())
typedef struct _NlImage NlImage;

GType nl_image_get_type (void);
NlImage *nl_image_new (GBytes *bytes, NlImageFlags flags, GError **error);
NlImage *nl_image_ref (NlImage *self);
void nl_image_unref (NlImage *self);
const char *nl_image_get_sha256 (NlImage *self);

gint64 nl_image_store (NlImage *self, NlConnection *connection, GError **error);
GBytes *nl_image_load_thumbnail (gint64 id, int size, NlConnection *connection, GError **error);
GBytes *nl_image_load_original (gint64 id,
                                char **media_type,
                                NlConnection *connection,
                                GError **error);

DexFuture *nl_store_load_thumbnail (NlStore *self, gint64 id, int size) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_store_load_original (NlStore *self, gint64 id) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlImage, nl_image_unref)

G_END_DECLS
