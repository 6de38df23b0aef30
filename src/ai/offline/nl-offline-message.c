/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-offline-message.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-error.h"
#include "ai/offline/nl-facts.h"
#include "ai/offline/nl-goal.h"
#include "ai/offline/nl-message-facts.h"
#include "ai/offline/nl-offline-persona.h"
#include "ai/offline/nl-phrase-writer.h"
#include "ai/offline/nl-template-fit.h"
#include "base/nl-slug.h"

typedef enum { FORM_TEXT, FORM_LIST, FORM_HASHTAGS, FORM_SLUG } Form;

typedef struct {
  const char *channel;
  const char *name;
  Form form;
  guint max;
  guint list_max;
  NlUnit unit;
  gboolean title;
  gboolean plain;
} Part;

static const char *const TEMPLATES[]
    = { "welcome",        "abandoned-cart", "win-back",   "launch",   "seasonal", "loyalty",
        "review-request", "back-in-stock",  "newsletter", "birthday", NULL };

/* What each channel is made of, with the limits that hold when the request names none: Google Ads'
 * responsive search ads 15 × 30, 4 × 90 and 2 × 15; Instagram's 5 hashtags; an SMS of one part;
 * elsewhere what is shown before the text is cut. */
static const Part PARTS[] = {
  { "email", "subject", FORM_TEXT, 60, 0, NL_UNIT_CHARACTERS, TRUE, FALSE },
  { "email", "preheader", FORM_TEXT, 110, 0, NL_UNIT_CHARACTERS, FALSE, FALSE },
  { "email", "headline", FORM_TEXT, 70, 0, NL_UNIT_CHARACTERS, TRUE, FALSE },
  { "email", "body", FORM_TEXT, 4000, 0, NL_UNIT_CHARACTERS, FALSE, FALSE },
  { "email", "cta", FORM_TEXT, 28, 0, NL_UNIT_CHARACTERS, TRUE, FALSE },
  { "email", "postscript", FORM_TEXT, 240, 0, NL_UNIT_CHARACTERS, FALSE, FALSE },
  { "sms", "text", FORM_TEXT, 160, 0, NL_UNIT_SEPTETS, FALSE, TRUE },
  { "instagram", "caption", FORM_TEXT, 2200, 0, NL_UNIT_CHARACTERS, FALSE, FALSE },
  { "instagram", "hashtags", FORM_HASHTAGS, 30, 5, NL_UNIT_CHARACTERS, FALSE, TRUE },
  { "facebook", "text", FORM_TEXT, 600, 0, NL_UNIT_CHARACTERS, FALSE, FALSE },
  { "facebook", "headline", FORM_TEXT, 40, 0, NL_UNIT_CHARACTERS, TRUE, FALSE },
  { "facebook", "description", FORM_TEXT, 60, 0, NL_UNIT_CHARACTERS, TRUE, FALSE },
  { "google-ads", "headlines", FORM_LIST, 30, 15, NL_UNIT_WIDTH, TRUE, FALSE },
  { "google-ads", "descriptions", FORM_LIST, 90, 4, NL_UNIT_WIDTH, FALSE, FALSE },
  { "google-ads", "paths", FORM_LIST, 15, 2, NL_UNIT_WIDTH, TRUE, TRUE },
  { "blog", "title", FORM_TEXT, 65, 0, NL_UNIT_CHARACTERS, TRUE, FALSE },
  { "blog", "slug", FORM_SLUG, 75, 0, NL_UNIT_CHARACTERS, FALSE, TRUE },
  { "blog", "description", FORM_TEXT, 155, 0, NL_UNIT_CHARACTERS, FALSE, FALSE },
  { "blog", "body", FORM_TEXT, 12000, 0, NL_UNIT_CHARACTERS, FALSE, FALSE },
};

static char *
make_hashtag (const char *text)
{
  g_autoptr (GString) tag = g_string_new ("#");
  gboolean boundary = TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isalnum (c)) {
      boundary = TRUE;
      continue;
    }
    g_string_append_unichar (tag, boundary ? g_unichar_toupper (c) : c);
    boundary = FALSE;
  }
  return g_string_free (g_steal_pointer (&tag), FALSE);
}

static void
add_hashtag (JsonArray *array, const char *tag, const NlLimit *limit)
{
  if (strlen (tag) > 1 && nl_sentences_fit (tag, limit->max, limit->unit))
    json_array_add_string_element (array, tag);
}

static JsonArray *
write_hashtags (NlPhraseWriter *writer, NlSlots *slots, const NlLimit *limit, guint list_max)
{
  g_autoptr (GPtrArray) lines
      = nl_phrase_writer_write_list (writer, "hashtags", list_max - 1, 0, limit);
  g_autofree char *shop = make_hashtag (nl_slots_get_text (slots, "shop"));
  JsonArray *array = json_array_new ();

  add_hashtag (array, shop, limit);
  for (guint i = 0; i < lines->len; i++) {
    NlLine *line = lines->pdata[i];
    g_autofree char *tag = make_hashtag (line->text);

    add_hashtag (array, tag, limit);
  }
  return array;
}

static JsonArray *
write_lines (NlPhraseWriter *writer, const char *name, const NlLimit *limit, guint list_max)
{
  g_autoptr (GPtrArray) lines = nl_phrase_writer_write_list (writer, name, list_max, 0, limit);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < lines->len; i++) {
    NlLine *line = lines->pdata[i];

    json_array_add_string_element (array, line->text);
  }
  return array;
}

#define VARIANTS_MAX 6

/* 0 for the variant A, 1 for B… */
static guint
get_variant (NlSlots *slots)
{
  const char *variant = nl_slots_get_text (slots, "variant");

  if (variant == NULL || !g_ascii_isupper (*variant) || variant[1] != '\0')
    return 0;
  return MIN (*variant - 'A', VARIANTS_MAX - 1);
}

/* The writer says nothing twice while there is something else to say: so variant B is what it says
 * after A, and surely another text. */
static NlLine *
write_variant (NlPhraseWriter *writer, const char *name, const NlLimit *limit, guint variant)
{
  for (guint i = 0; i < variant; i++)
    nl_line_free (nl_phrase_writer_write (writer, name, limit));
  return nl_phrase_writer_write (writer, name, limit);
}

static gboolean
fail_part (const char *part, GError **error)
{
  g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER,
               _ ("Nothing could be written for “%s” within its limit and the brand voice."), part);
  return FALSE;
}

static gboolean
write_part (NlPhraseWriter *writer,
            NlSlots *slots,
            const Part *part,
            const NlLimit *limit,
            guint list_max,
            const char *language,
            JsonObject *parts,
            GError **error)
{
  g_autoptr (NlLine) line = NULL;
  g_autofree char *slug = NULL;
  JsonArray *array;

  if (part->form == FORM_SLUG) {
    slug = nl_slug_make (json_object_get_string_member_with_default (parts, "title", ""), language,
                         limit->max);
    if (*slug == '\0')
      return fail_part (part->name, error);
    json_object_set_string_member (parts, part->name, slug);
    return TRUE;
  }
  if (part->form != FORM_TEXT) {
    /* Lists have most of what there is anyway; they differ by chance. */
    nl_phrase_writer_skip (writer, get_variant (slots));
    array = part->form == FORM_HASHTAGS ? write_hashtags (writer, slots, limit, list_max)
                                        : write_lines (writer, part->name, limit, list_max);
    json_object_set_array_member (parts, part->name, array);
    return json_array_get_length (array) > 0 || fail_part (part->name, error);
  }
  line = write_variant (writer, part->name, limit, get_variant (slots));
  if (line == NULL)
    return fail_part (part->name, error);
  json_object_set_string_member (parts, part->name, line->text);
  return TRUE;
}

static JsonObject *
find_requested (JsonArray *requested, const char *name)
{
  for (guint i = 0; requested != NULL && i < json_array_get_length (requested); i++) {
    JsonObject *part = nl_facts_element (requested, i);

    if (g_strcmp0 (nl_facts_string (part, "name"), name) == 0)
      return part;
  }
  return NULL;
}

static guint
read_limit (JsonObject *requested, const char *member, guint otherwise)
{
  double limit = nl_facts_number (requested, member);

  return limit >= 1 && limit < 100000 ? (guint) limit : otherwise;
}

static gboolean
write_parts (NlPhraseWriter *writer,
             NlSlots *slots,
             JsonObject *facts,
             const char *language,
             JsonObject *parts,
             GError **error)
{
  const char *channel = nl_slots_get_text (slots, "channel");
  JsonArray *requested = nl_facts_array (facts, "parts");

  if (requested != NULL && json_array_get_length (requested) == 0)
    requested = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++) {
    const Part *part = &PARTS[i];
    JsonObject *wanted;
    NlLimit limit = { .title = part->title, .plain = part->plain };

    if (!g_str_equal (part->channel, channel))
      continue;
    wanted = find_requested (requested, part->name);
    if (requested != NULL && wanted == NULL)
      continue;
    limit.max = read_limit (wanted, "max", part->max);
    limit.unit = nl_unit_parse (nl_facts_string (wanted, "unit"), part->unit);
    if (!write_part (writer, slots, part, &limit, read_limit (wanted, "list_max", part->list_max),
                     language, parts, error))
      return FALSE;
  }
  if (json_object_get_size (parts) > 0)
    return TRUE;
  g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED,
               _ ("Offline drafts cannot be written for the channel “%s”."), channel);
  return FALSE;
}

static void
set_scopes (NlPhraseWriter *writer, const char *channel, const char *template)
{
  g_autofree char *own = g_strconcat (channel, ".", template, NULL);
  g_autofree char *any = g_strconcat (channel, ".any", NULL);
  g_autofree char *common = g_strconcat ("common.", template, NULL);
  const char *scopes[] = { own, any, common, "common.any", NULL };

  nl_phrase_writer_set_scopes (writer, scopes);
}

/* Names, prices and codes are what they are: only words are varied. */
static void
listen (NlEcho *echo, JsonObject *facts)
{
  JsonArray *products = nl_facts_array (facts, "products");

  nl_echo_allow (echo, nl_facts_string (nl_facts_object (facts, "shop"), "name"));
  nl_echo_allow (echo, nl_facts_string (nl_facts_object (facts, "offer"), "code"));
  for (guint i = 0; products != NULL && i < json_array_get_length (products); i++)
    nl_echo_allow (echo, nl_facts_string (nl_facts_element (products, i), "title"));
}

static gboolean
check_template (NlSlots *slots, GError **error)
{
  const char *template = nl_slots_get_text (slots, "template");

  if (nl_slots_get_text (slots, "channel") == NULL) {
    g_set_error_literal (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST,
                         _ ("A message needs a channel."));
    return FALSE;
  }
  if (template != NULL && g_strv_contains (TEMPLATES, template))
    return TRUE;
  g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST,
               _ ("There is no message template “%s”."), template != NULL ? template : "");
  return FALSE;
}

/* What became of the goal, and whether the template is for such people. */
static void
add_notes (NlAiResult *result, JsonObject *facts, NlSlots *slots)
{
  const char *misfit = nl_template_fit_explain (facts, nl_slots_get_text (slots, "template"));
  g_autofree char *goal = nl_goal_explain (facts);

  if (misfit != NULL)
    nl_ai_result_add_note (result, misfit);
  if (goal != NULL)
    nl_ai_result_add_note (result, goal);
}

/**
 * nl_offline_message_write:
 * @request: a request of the task "message" with facts
 * @error: return location for %NL_AI_ERROR
 *
 * Writes the parts of a message; takes some milliseconds, so call it on a thread.
 *
 * Returns: (transfer full) (nullable): an object with a text or an array of texts for each part
 */
NlAiResult *
nl_offline_message_write (NlAiRequest *request, GError **error)
{
  const char *language = nl_ai_request_get_language (request);
  NlPhraseBook *book = nl_phrase_book_get (language, error);
  JsonObject *facts = json_node_get_object (nl_ai_request_get_facts (request));
  g_autoptr (NlSlots) slots = nl_slots_new ();
  g_autoptr (NlBrandVoice) voice = nl_brand_voice_new (facts);
  g_autoptr (NlEcho) echo = nl_echo_new ();
  g_autoptr (NlPhraseWriter) writer = NULL;
  g_autoptr (JsonObject) parts = json_object_new ();
  JsonNode *node;
  NlAiResult *result;
  const char *locale;

  if (book == NULL)
    return NULL;
  locale = nl_phrase_book_choose_locale (book, language);
  if (!nl_message_facts_fill (facts, locale, voice, slots, error) || !check_template (slots, error))
    return NULL;

  writer = nl_phrase_writer_new (book, locale, slots, voice, nl_ai_request_get_seed (request));
  listen (echo, facts);
  nl_phrase_writer_set_echo (writer, echo);
  set_scopes (writer, nl_slots_get_text (slots, "channel"), nl_slots_get_text (slots, "template"));
  if (!write_parts (writer, slots, facts, language, parts, error))
    return NULL;

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, g_steal_pointer (&parts));
  result = nl_ai_result_new_node (NL_OFFLINE_PROVIDER_ID, NL_OFFLINE_MODEL, node);
  nl_ai_result_set_draft (result, TRUE);
  add_notes (result, facts, slots);
  return result;
}

/**
 * nl_offline_message_list_templates:
 *
 * Returns: (transfer none) (array zero-terminated=1): the words a message's "template" may be
 */
const char *const *
nl_offline_message_list_templates (void)
{
  return TEMPLATES;
}
