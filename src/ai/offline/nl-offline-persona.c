/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-offline-persona.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-error.h"
#include "ai/offline/nl-facts.h"
#include "ai/offline/nl-offline-names.h"
#include "ai/offline/nl-phrase-writer.h"
#include "base/nl-random.h"

/* The sections that are lists: how long, and how much of them may come from the data. */
static const struct {
  const char *name;
  guint max_lines;
  guint max_figures;
} SECTIONS[] = {
  { "goals", 4, 2 },    { "frustrations", 4, 2 }, { "motivations", 4, 2 }, { "objections", 3, 1 },
  { "channels", 4, 2 }, { "quotes", 3, 0 },       { "vocabulary", 8, 0 },  { "best_hours", 3, 2 },
};

static const NlLimit ENTRY = { .max = 240 };
static const NlLimit TAGLINE = { .max = 120, .title = TRUE };
static const NlLimit BIO = { .max = 1600 };

static void
choose_ages (JsonObject *persona, NlSlots *slots, guint64 seed)
{
  NlRandom random;
  guint from;
  guint width;

  nl_random_init (&random, seed, "age");
  from = 24 + nl_random_below (&random, 22);
  /* A guess, and written down as one: those who spend more tend to have had longer to earn it. */
  if (nl_slots_get_flag (slots, "high") || nl_slots_get_flag (slots, "loyal"))
    from += 8;
  if (nl_slots_get_flag (slots, "new") || nl_slots_get_flag (slots, "low"))
    from -= 3;
  width = 8 + nl_random_below (&random, 6);
  nl_slots_set_number (slots, "age_min", from);
  nl_slots_set_number (slots, "age_max", from + width);
  json_object_set_int_member (persona, "age_min", from);
  json_object_set_int_member (persona, "age_max", from + width);
}

/* Two segments with one seed must not get the same words where they are alike. */
static guint64
mix_segment (guint64 seed, JsonObject *facts)
{
  const char *segment = nl_facts_string (nl_facts_object (facts, "segment"), "name");
  NlRandom random;

  nl_random_init (&random, seed, segment != NULL ? segment : "");
  return nl_random_next (&random);
}

/* A persona whose name the user settled keeps it. */
static gboolean
choose_name (JsonObject *facts,
             NlSlots *slots,
             NlPhraseBook *book,
             guint64 seed,
             NlPersonaName *name,
             GError **error)
{
  JsonObject *persona = nl_facts_object (facts, "persona");
  const char *full = nl_facts_string (persona, "name");
  const char *gender = nl_facts_string (persona, "gender");
  const char *genders
      = json_object_get_string_member_with_default (nl_phrase_book_get_conventions (book),
                                                    "genders", "fm");

  if (!nl_offline_names_choose (slots, nl_phrase_book_get_language (book), genders, seed, name,
                                error))
    return FALSE;
  if (full != NULL && *full != '\0') {
    g_set_str (&name->full, full);
    g_free (name->given);
    name->given = g_strndup (full, strcspn (full, " "));
  }
  if (gender != NULL && *gender != '\0' && strchr (genders, *gender) != NULL)
    name->gender = *gender;
  nl_slots_set_text (slots, "name", name->given);
  return TRUE;
}

static JsonArray *
write_section (NlPhraseWriter *writer, guint section)
{
  g_autoptr (GPtrArray) lines
      = nl_phrase_writer_write_list (writer, SECTIONS[section].name, SECTIONS[section].max_lines,
                                     SECTIONS[section].max_figures, &ENTRY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < lines->len; i++) {
    NlLine *line = lines->pdata[i];
    JsonObject *entry = json_object_new ();

    json_object_set_string_member (entry, "text", line->text);
    json_object_set_string_member (entry, "source", line->figure != NULL ? "data" : "inferred");
    if (line->figure != NULL)
      json_object_set_string_member (entry, "figure", line->figure);
    json_array_add_object_element (array, entry);
  }
  return array;
}

static gboolean
write_text (NlPhraseWriter *writer, JsonObject *persona, const char *key, const NlLimit *limit)
{
  g_autoptr (NlLine) line = nl_phrase_writer_write (writer, key, limit);

  if (line != NULL)
    json_object_set_string_member (persona, key, line->text);
  return line != NULL;
}

static NlAiResult *
make_result (JsonObject *persona, NlSlots *slots, gboolean told)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  NlAiResult *result;

  json_node_take_object (node, persona);
  result = nl_ai_result_new_node (NL_OFFLINE_PROVIDER_ID, NL_OFFLINE_MODEL, node);
  nl_ai_result_set_draft (result, TRUE);
  if (nl_slots_get_flag (slots, "few"))
    nl_ai_result_add_note (result, _ ("There are too few customers for statistics: this persona is "
                                      "a guess."));
  else if (!told)
    nl_ai_result_add_note (result,
                           _ ("Nothing is known about these customers’ orders: this persona "
                              "is a guess."));
  return result;
}

/**
 * nl_offline_persona_write:
 * @request: a request of the task "persona" with facts
 * @error: return location for %NL_AI_ERROR
 *
 * Writes a persona; takes some milliseconds, so call it on a thread.
 *
 * Returns: (transfer full) (nullable): the persona, in the shape that docs/offline.md shows
 */
NlAiResult *
nl_offline_persona_write (NlAiRequest *request, GError **error)
{
  static const char *const SCOPES[] = { "persona", NULL };
  NlPhraseBook *book = nl_phrase_book_get (nl_ai_request_get_language (request), error);
  JsonObject *facts = json_node_get_object (nl_ai_request_get_facts (request));
  g_autoptr (NlSlots) slots = nl_slots_new ();
  g_autoptr (NlBrandVoice) voice = nl_brand_voice_new (facts);
  g_autoptr (NlPhraseWriter) writer = NULL;
  g_autoptr (JsonObject) persona = json_object_new ();
  g_auto (NlPersonaName) name = { NULL };
  guint64 seed = mix_segment (nl_ai_request_get_seed (request), facts);
  char gender[2] = "";
  gboolean told;

  if (book == NULL)
    return NULL;
  told = nl_facts_fill_segment (facts, slots);
  nl_slots_set_text (slots, "shop", nl_facts_string (nl_facts_object (facts, "shop"), "name"));
  nl_brand_voice_fill_slots (voice, slots);
  if (!choose_name (facts, slots, book, seed, &name, error))
    return NULL;
  gender[0] = name.gender;
  json_object_set_string_member (persona, "name", name.full);
  json_object_set_string_member (persona, "gender", gender);
  choose_ages (persona, slots, seed);

  writer = nl_phrase_writer_new (
      book, nl_phrase_book_choose_locale (book, nl_ai_request_get_language (request)), slots, voice,
      seed);
  nl_phrase_writer_set_scopes (writer, SCOPES);
  nl_phrase_writer_set_gender (writer, name.gender);
  if (!write_text (writer, persona, "tagline", &TAGLINE)
      || !write_text (writer, persona, "bio", &BIO)) {
    g_set_error_literal (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER,
                         _ ("The banned words of the brand voice leave nothing to write with."));
    return NULL;
  }
  for (guint i = 0; i < G_N_ELEMENTS (SECTIONS); i++)
    json_object_set_array_member (persona, SECTIONS[i].name, write_section (writer, i));
  return make_result (g_steal_pointer (&persona), slots, told);
}
