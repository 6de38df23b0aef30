/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-personas.h"

#include <glib/gi18n-lib.h>

#include "base/nl-language.h"
#include "personas/nl-persona-avatar.h"

/* What needs no provider; nl-personas-draft.c has the rest. */

#define MAX_AGE 150

/**
 * nl_personas_list:
 * @store: a store
 * @shop_id: a shop
 *
 * Returns: (transfer full): a future of a #GListStore of its personas, by name
 */
DexFuture *
nl_personas_list (NlStore *store, gint64 shop_id)
{
  g_autoptr (NlQuery) query = NULL;

  dex_return_error_if_fail (NL_IS_STORE (store));

  query = nl_query_new (NL_TYPE_PERSONA);
  nl_query_where_int64 (query, NL_PERSONA_SHOP_ID, shop_id);
  nl_query_order_by (query, NL_PERSONA_NAME, FALSE);
  return nl_store_list (store, query);
}

/**
 * nl_personas_load:
 * @store: a store
 * @persona_id: a persona
 *
 * Returns: (transfer full): a future of the #NlPersona; rejects with %NL_STORE_ERROR_NOT_FOUND
 */
DexFuture *
nl_personas_load (NlStore *store, gint64 persona_id)
{
  return nl_store_find (store, NL_TYPE_PERSONA, persona_id);
}

/**
 * nl_personas_save:
 * @store: a store
 * @persona: a persona
 *
 * Saves what somebody edited.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_STORE_ERROR_INVALID for a language
 *   or ages that make no sense
 */
DexFuture *
nl_personas_save (NlStore *store, NlPersona *persona)
{
  NlRecord *record = NL_RECORD (persona);
  const char *language;
  gint64 youngest;
  gint64 oldest;
  g_autofree char *canonical = NULL;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PERSONA (persona));

  language = nl_record_get_text (record, NL_PERSONA_LANGUAGE);
  youngest = nl_record_get_int64 (record, NL_PERSONA_AGE_MIN);
  oldest = nl_record_get_int64 (record, NL_PERSONA_AGE_MAX);
  canonical = nl_language_canonicalise (language);
  if (canonical == NULL)
    return dex_future_new_reject (NL_STORE_ERROR, NL_STORE_ERROR_INVALID,
                                  _ ("“%s” is no language. Write its code, such as “fr” or "
                                     "“pt-BR”."),
                                  language != NULL ? language : "");
  if (youngest < 0 || oldest < 0 || youngest > MAX_AGE || oldest > MAX_AGE)
    return dex_future_new_reject (NL_STORE_ERROR, NL_STORE_ERROR_INVALID,
                                  _ ("An age is a number of years from 0 to %d."), MAX_AGE);
  if (youngest > oldest && !nl_record_is_null (record, NL_PERSONA_AGE_MAX))
    return dex_future_new_reject (NL_STORE_ERROR, NL_STORE_ERROR_INVALID,
                                  _ ("The youngest age can’t be above the oldest."));
  nl_record_set_text (record, NL_PERSONA_LANGUAGE, canonical);
  return nl_store_save (store, record);
}

/**
 * nl_personas_delete:
 * @store: a store
 * @persona_id: a persona
 *
 * Deletes a persona. Its campaigns stay, without one.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_personas_delete (NlStore *store, gint64 persona_id)
{
  return nl_store_delete (store, NL_TYPE_PERSONA, persona_id);
}

typedef struct {
  NlStore *store;
  gint64 persona_id;
  gint64 seed;
} Redraw;

static void
redraw_free (gpointer data)
{
  Redraw *self = data;

  g_object_unref (self->store);
  g_free (self);
}

typedef struct {
  gint64 persona_id;
  NlImage *image;
} Portrait;

static void
portrait_free (gpointer data)
{
  Portrait *portrait = data;

  nl_image_unref (portrait->image);
  g_free (portrait);
}

static gpointer
write_avatar (NlConnection *connection, gpointer data, GError **error)
{
  Portrait *portrait = data;
  g_autoptr (NlRecord) persona
      = nl_record_load (NL_TYPE_PERSONA, portrait->persona_id, connection, error);
  gint64 image_id = persona != NULL ? nl_image_store (portrait->image, connection, error) : 0;

  if (image_id == 0)
    return NULL;
  nl_record_set_int64 (persona, NL_PERSONA_AVATAR_IMAGE_ID, image_id);
  return nl_record_save (persona, connection, error) ? g_steal_pointer (&persona) : NULL;
}

static DexFuture *
nl_personas_redraw_avatar_fiber (gpointer data)
{
  Redraw *self = data;
  Portrait *portrait;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlImage) image = NULL;
  g_autoptr (NlPersona) persona
      = dex_await_object (nl_personas_load (self->store, self->persona_id), &error);

  if (persona != NULL)
    image = dex_await_boxed (nl_persona_draw_avatar (persona, (guint64) self->seed, NULL), &error);
  if (image == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  portrait = g_new0 (Portrait, 1);
  portrait->persona_id = self->persona_id;
  portrait->image = g_steal_pointer (&image);
  return nl_store_write (self->store, write_avatar, portrait, portrait_free, NL_TYPE_PERSONA, NULL);
}

/**
 * nl_personas_redraw_avatar:
 * @store: a store
 * @persona_id: a persona
 * @seed: another number, another face; 0: any
 *
 * Draws another portrait that suits the persona's ages and gender.
 *
 * Returns: (transfer full): a future of the saved #NlPersona
 */
DexFuture *
nl_personas_redraw_avatar (NlStore *store, gint64 persona_id, gint64 seed)
{
  Redraw *self;

  dex_return_error_if_fail (NL_IS_STORE (store));

  self = g_new0 (Redraw, 1);
  self->store = g_object_ref (store);
  self->persona_id = persona_id;
  self->seed = seed != 0 ? seed : 1 + g_random_int_range (0, G_MAXINT32);
  return nl_fiber_spawn (nl_personas_redraw_avatar_fiber, self, redraw_free);
}
