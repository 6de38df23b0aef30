/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-offline-names.h"

#include <string.h>

#include "ai/offline/nl-facts.h"
#include "ai/offline/nl-phrase-book.h"
#include "base/nl-random.h"

/* Of a hundred personas, how many are of a gender that the given name leaves open. */
#define NEUTRAL_IN_100 8
/* Of a hundred, how many have a family name that winks at what kind of customer they are. */
#define TELLING_IN_100 55

static JsonNode *
get_names (GError **error)
{
  static JsonNode *names;
  static GMutex lock;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (names == NULL)
    names = nl_phrase_load_json ("names.json", error);
  return names;
}

static JsonObject *
get_culture (JsonObject *names, NlSlots *slots, const char *language)
{
  JsonObject *cultures = nl_facts_object (names, "cultures");
  const char *country = nl_slots_get_text (slots, "country");
  const char *spoken = nl_slots_get_text (slots, "language");
  const char *culture = NULL;

  if (country != NULL)
    culture = nl_facts_string (nl_facts_object (names, "countries"), country);
  if (culture == NULL && spoken != NULL && json_object_has_member (cultures, spoken))
    culture = spoken;
  if (culture == NULL)
    culture = language;
  if (!json_object_has_member (cultures, culture))
    culture = "en";
  return json_object_get_object_member (cultures, culture);
}

static const char *
pick (JsonArray *array, NlRandom *random)
{
  return json_array_get_string_element (array,
                                        nl_random_below (random, json_array_get_length (array)));
}

static char
pick_gender (JsonObject *culture, const char *genders, NlRandom *random)
{
  guint draw = nl_random_below (random, 100);

  if (draw < NEUTRAL_IN_100 && strchr (genders, 'n') != NULL
      && json_object_has_member (culture, "n"))
    return 'n';
  return draw % 2 == 0 ? 'f' : 'm';
}

static const char *
pick_family (JsonObject *culture, NlSlots *slots, NlRandom *random)
{
  static const char *const TRAITS[] = { "loyal", "dormant", "high", "new", "low", "bargain" };
  JsonObject *telling = nl_facts_object (culture, "telling");
  guint draw = nl_random_below (random, 100);
  guint first = nl_random_below (random, G_N_ELEMENTS (TRAITS));

  for (guint i = 0; draw < TELLING_IN_100 && i < G_N_ELEMENTS (TRAITS); i++) {
    const char *trait = TRAITS[(first + i) % G_N_ELEMENTS (TRAITS)];
    JsonArray *families = nl_facts_array (telling, trait);

    if (nl_slots_get_flag (slots, trait) && families != NULL)
      return pick (families, random);
  }
  return pick (json_object_get_array_member (culture, "family"), random);
}

/**
 * nl_offline_names_choose:
 * @slots: what is known of the segment
 * @language: tag of the language written in, which decides when the segment does not
 * @genders: letters of the genders that the language's book can speak of
 * @seed: what the choice depends on
 * @name: (out caller-allocates): the name; free with nl_persona_name_clear()
 * @error: return location
 *
 * Names a persona as people are named where most of the segment lives.
 *
 * Returns: whether there was a list of names
 */
gboolean
nl_offline_names_choose (NlSlots *slots,
                         const char *language,
                         const char *genders,
                         guint64 seed,
                         NlPersonaName *name,
                         GError **error)
{
  JsonNode *names = get_names (error);
  JsonObject *culture;
  NlRandom random;
  char gender[2] = "";

  if (names == NULL)
    return FALSE;
  nl_random_init (&random, seed, "name");
  culture = get_culture (json_node_get_object (names), slots, language);
  gender[0] = pick_gender (culture, genders, &random);
  name->gender = gender[0];
  name->given = g_strdup (pick (json_object_get_array_member (culture, gender), &random));
  name->full = g_strconcat (name->given, " ", pick_family (culture, slots, &random), NULL);
  return TRUE;
}

/**
 * nl_persona_name_clear:
 * @name: a name
 */
void
nl_persona_name_clear (NlPersonaName *name)
{
  g_clear_pointer (&name->given, g_free);
  g_clear_pointer (&name->full, g_free);
}
