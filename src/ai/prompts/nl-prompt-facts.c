/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/prompts/nl-prompt-facts.h"

#include <math.h>
#include <string.h>

#include "ai/offline/nl-facts.h"
#include "base/nl-language.h"
#include "base/nl-money.h"
#include "base/nl-text.h"

/* What a merchant typed into one line of a form is not a second prompt. */
#define MAX_LINE 400
#define MAX_PROSE 4000

/* For the model, which reads English best: not translated. */
static const struct {
  const char *code;
  const char *name;
} LANGUAGES[] = {
  { "en", "English" }, { "fr", "French" },     { "es", "Spanish" }, { "de", "German" },
  { "it", "Italian" }, { "pt", "Portuguese" }, { "nl", "Dutch" },
};

/**
 * nl_prompt_facts_line:
 * @text: (nullable): words of a person
 *
 * Returns: (transfer full) (nullable): the words as one line of a prompt, without controls and not
 *   too long; %NULL for nothing
 */
char *
nl_prompt_facts_line (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  GString *line = g_string_new (NULL);
  guint n = 0;

  for (const char *c = valid; c != NULL && *c != '\0' && n < MAX_LINE; c = g_utf8_next_char (c)) {
    gunichar character = g_utf8_get_char (c);
    gboolean is_gap = g_unichar_isspace (character) || g_unichar_iscntrl (character);

    if (is_gap && (line->len == 0 || g_str_has_suffix (line->str, " ")))
      continue;
    g_string_append_unichar (line, is_gap ? ' ' : character);
    n++;
  }
  g_strchomp (line->str);
  return g_string_free (line, *line->str == '\0');
}

/**
 * nl_prompt_facts_money:
 * @amount: minor units, or not a number
 * @currency: (nullable): ISO 4217 code
 *
 * Returns: (transfer full) (nullable): such as "424.52 EUR"; %NULL for nothing known
 */
char *
nl_prompt_facts_money (double amount, const char *currency)
{
  g_autofree char *decimal = NULL;

  if (!isfinite (amount) || currency == NULL)
    return NULL;
  decimal = nl_money_to_decimal ((gint64) amount, currency);
  return g_strdup_printf ("%s %s", decimal, currency);
}

/**
 * nl_prompt_facts_share:
 * @share: from 0 to 1, or not a number
 *
 * Returns: (transfer full) (nullable): such as "37 %"; %NULL for nothing known
 */
char *
nl_prompt_facts_share (double share)
{
  return isfinite (share) ? g_strdup_printf ("%.0f %%", share * 100) : NULL;
}

static char *
dup_language (const char *tag)
{
  g_autofree char *base = g_strndup (tag, strcspn (tag, "-_"));

  for (guint i = 0; i < G_N_ELEMENTS (LANGUAGES); i++)
    if (g_ascii_strcasecmp (LANGUAGES[i].code, base) == 0)
      return g_strdup_printf ("%s (%s)", LANGUAGES[i].name, tag);
  return g_strdup_printf ("the language with the BCP 47 tag “%s”", tag);
}

static char *
dup_prose (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  return valid != NULL ? g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_PROSE))
                       : NULL;
}

static char *
dup_words (JsonArray *words)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; words != NULL && i < json_array_get_length (words); i++) {
    JsonNode *node = json_array_get_element (words, i);
    g_autofree char *word
        = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
              ? nl_prompt_facts_line (json_node_get_string (node))
              : NULL;

    if (word != NULL)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", word);
  }
  return g_strdup (list->str);
}

/**
 * nl_prompt_facts_read_shop:
 * @request: any request
 * @slots: learns who speaks, in which language and voice
 */
void
nl_prompt_facts_read_shop (NlAiRequest *request, NlPromptSlots *slots)
{
  static const struct {
    const char *slot;
    const char *member;
  } LINES[] = {
    { "tone", "tone" },
    { "dos", "dos" },
    { "donts", "donts" },
    { "emoji", "emoji_policy" },
  };
  JsonNode *node = nl_ai_request_get_facts (request);
  JsonObject *facts
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *shop = nl_facts_object (facts, "shop");
  JsonObject *voice = nl_facts_object (facts, "voice");

  nl_prompt_slots_take (slots, "language", dup_language (nl_ai_request_get_language (request)));
  nl_prompt_slots_take (slots, "shop", nl_prompt_facts_line (nl_facts_string (shop, "name")));
  nl_prompt_slots_take (slots, "currency",
                        nl_prompt_facts_line (nl_facts_string (shop, "currency")));
  for (guint i = 0; i < G_N_ELEMENTS (LINES); i++)
    nl_prompt_slots_take (slots, LINES[i].slot,
                          nl_prompt_facts_line (nl_facts_string (voice, LINES[i].member)));
  nl_prompt_slots_take (slots, "banned_words", dup_words (nl_facts_array (voice, "banned_words")));
}

/* The tasks that work on a text somebody wrote. */
static void
read_text (JsonObject *facts, NlPromptSlots *slots)
{
  static const char *const LINES[] = { "part", "limit", "new_tone", "field" };
  const char *from = nl_facts_string (facts, "from_language");

  nl_prompt_slots_take (slots, "text", dup_prose (nl_facts_string (facts, "text")));
  for (guint i = 0; i < G_N_ELEMENTS (LINES); i++)
    nl_prompt_slots_take (slots, LINES[i],
                          nl_prompt_facts_line (nl_facts_string (facts, LINES[i])));
  if (from != NULL)
    nl_prompt_slots_take (slots, "from_language", dup_language (from));
}

/**
 * nl_prompt_facts_read:
 * @request: with facts
 *
 * Takes from the facts what may leave the machine, and nothing else: what is not in the table of
 * slots is not looked at.
 *
 * Returns: (transfer full): what a prompt can be filled with, but for "rules"
 */
NlPromptSlots *
nl_prompt_facts_read (NlAiRequest *request)
{
  NlPromptSlots *slots = nl_prompt_slots_new ();
  JsonNode *node;

  g_return_val_if_fail (NL_IS_AI_REQUEST (request), slots);

  node = nl_ai_request_get_facts (request);
  nl_prompt_facts_read_shop (request, slots);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return slots;
  nl_prompt_facts_read_segment (json_node_get_object (node), slots);
  nl_prompt_facts_read_message (json_node_get_object (node), slots);
  read_text (json_node_get_object (node), slots);
  return slots;
}
