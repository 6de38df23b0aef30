/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-persona-avatar.h"

#include <string.h>

#include "personas/nl-avatar.h"

#define N_MOODS (NL_AVATAR_CONFIDENT + 1)

/* Of whom no age is known. */
#define YOUNGEST 18
#define OLDEST 80

static gpointer
draw (gpointer data, GCancellable *cancellable, GError **error)
{
  char *svg;
  g_autoptr (GBytes) bytes = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  svg = nl_avatar_draw_svg (data);
  bytes = g_bytes_new_take (svg, strlen (svg));
  return nl_image_new (bytes, NL_IMAGE_ALLOW_SVG, error);
}

/* What the persona does not say of its age is left to the seed. */
static void
take_ages (NlAvatarTraits *traits, NlRecord *persona)
{
  gint64 youngest = nl_record_get_int64 (persona, NL_PERSONA_AGE_MIN);
  gint64 oldest = nl_record_get_int64 (persona, NL_PERSONA_AGE_MAX);

  traits->age_min = youngest > 0 ? (int) MIN (youngest, G_MAXINT) : YOUNGEST;
  traits->age_max = oldest > 0 ? (int) MIN (oldest, G_MAXINT) : MAX (traits->age_min, OLDEST);
}

/**
 * nl_persona_draw_avatar:
 * @persona: a persona, best with its ages and gender
 * @seed: chooses what these leave open
 * @cancellable: (nullable): stops it
 *
 * Draws a portrait on a thread.
 *
 * Returns: (transfer full): a future of an #NlImage, to be stored
 */
DexFuture *
nl_persona_draw_avatar (NlPersona *persona, guint64 seed, GCancellable *cancellable)
{
  NlRecord *record = NL_RECORD (persona);
  const char *gender = nl_record_get_text (record, NL_PERSONA_GENDER);
  NlAvatarTraits *traits;

  dex_return_error_if_fail (NL_IS_PERSONA (persona));

  traits = g_new0 (NlAvatarTraits, 1);
  traits->seed = seed;
  take_ages (traits, record);
  traits->mood = seed % N_MOODS;
  if (g_strcmp0 (gender, "f") == 0)
    traits->presentation = NL_AVATAR_FEMININE;
  else if (g_strcmp0 (gender, "m") == 0)
    traits->presentation = NL_AVATAR_MASCULINE;
  else if (g_strcmp0 (gender, "n") == 0)
    traits->presentation = NL_AVATAR_ANDROGYNOUS;
  return nl_future_blocking ("avatar", draw, traits, g_free, NL_TYPE_IMAGE, cancellable);
}
