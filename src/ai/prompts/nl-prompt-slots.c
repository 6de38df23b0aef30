/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/prompts/nl-prompt-slots.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PERSONA "persona persona-field"
#define TEXT "improve shorten tone translate"

/* All that may ever leave the machine in a prompt: totals, shares and made-up people. */
/* clang-format off */
static const NlPromptSlotKind KINDS[] = {
  { "shop", "*", TRUE, N_ ("the shop’s name") },
  { "currency", "*", FALSE, N_ ("the shop’s currency") },
  { "language", "*", FALSE, N_ ("the language to write in") },
  { "rules", "*", FALSE, N_ ("what good typography and style are in that language") },
  { "tone", "*", FALSE, N_ ("the tone of the brand voice") },
  { "dos", "*", TRUE, N_ ("what the brand voice does") },
  { "donts", "*", TRUE, N_ ("what the brand voice does not") },
  { "banned_words", "*", TRUE, N_ ("words that are banned") },
  { "emoji", "*", FALSE, N_ ("how many emoji there may be") },

  { "segment", PERSONA, TRUE, N_ ("the segment’s name") },
  { "customers", PERSONA, FALSE, N_ ("how many customers there are in the segment") },
  { "share", PERSONA, FALSE, N_ ("which share of the shop’s customers that is") },
  { "shop_customers", PERSONA, FALSE, N_ ("how many customers the shop has") },
  { "total_spent", PERSONA, FALSE, N_ ("what they spent together") },
  { "average_spent", PERSONA, FALSE, N_ ("what each of them spent on average") },
  { "median_spent", PERSONA, FALSE, N_ ("what the one in the middle spent") },
  { "average_order", PERSONA, FALSE, N_ ("an average order of theirs") },
  { "shop_average_spent", PERSONA, FALSE, N_ ("what a customer of the shop spent on average") },
  { "shop_average_order", PERSONA, FALSE, N_ ("an average order of the shop") },
  { "orders", PERSONA, FALSE, N_ ("how many orders they placed") },
  { "orders_per_customer", PERSONA, FALSE, N_ ("orders per customer") },
  { "shop_orders_per_customer", PERSONA, FALSE, N_ ("orders per customer in the whole shop") },
  { "repeat_share", PERSONA, FALSE, N_ ("the share that ordered more than once") },
  { "shop_repeat_share", PERSONA, FALSE, N_ ("the same share in the whole shop") },
  { "none_share", PERSONA, FALSE, N_ ("the share that never ordered") },
  { "days_since_last", PERSONA, FALSE, N_ ("days since the last order, of the one in the middle") },
  { "shop_days_since_last", PERSONA, FALSE, N_ ("the same in the whole shop") },
  { "days_since_first", PERSONA, FALSE, N_ ("days since the first order, of the one in the middle") },
  { "new_share", PERSONA, FALSE, N_ ("the share of new customers") },
  { "dormant_share", PERSONA, FALSE, N_ ("the share of dormant customers") },
  { "discount_share", PERSONA, FALSE, N_ ("the share of orders with a discount") },
  { "email_share", PERSONA, FALSE, N_ ("the share that takes emails") },
  { "sms_share", PERSONA, FALSE, N_ ("the share that takes SMS messages") },
  { "countries", PERSONA, FALSE, N_ ("where they live, with shares") },
  { "cities", PERSONA, FALSE, N_ ("in which towns, with shares") },
  { "languages", PERSONA, FALSE, N_ ("what they speak, with shares") },
  { "rfm", PERSONA, FALSE, N_ ("their RFM groups, with shares") },
  { "categories", PERSONA, TRUE, N_ ("the kinds of products they buy, with shares") },
  { "bestsellers", PERSONA, TRUE, N_ ("the products they buy most, with shares") },
  { "tags", PERSONA, TRUE, N_ ("their tags, with shares") },
  { "hours", PERSONA, FALSE, N_ ("the hours at which they order most") },
  { "weekdays", PERSONA, FALSE, N_ ("the days on which they order most") },
  { "months", PERSONA, FALSE, N_ ("the months in which they order most") },
  { "keep_name", PERSONA, TRUE, N_ ("the persona’s name, when it has one already") },
  { "keep_gender", PERSONA, FALSE, N_ ("the persona’s gender, when it has one already") },
  { "field", "persona-field", FALSE, N_ ("the part of the persona to write anew") },

  { "persona", "persona-field message " TEXT, TRUE, N_ ("the persona: who it is, in lines") },
  { "look", "avatar", FALSE, N_ ("the persona’s gender and age") },
  { "channel", "message " TEXT, FALSE, N_ ("where the message is read") },
  { "template", "message", FALSE, N_ ("what kind of campaign it is") },
  { "goal", "message " TEXT, TRUE, N_ ("the campaign’s goal") },
  { "variant", "message", FALSE, N_ ("the letter of the variant, when there are several") },
  { "date", "message", FALSE, N_ ("the day on which it is sent") },
  { "parts", "message", FALSE, N_ ("the parts to write, with their limits") },
  { "products", "message", TRUE, N_ ("the products it is about") },
  { "offer", "message", TRUE, N_ ("the offer in it") },
  { "link", "message", TRUE, N_ ("the address it leads to") },

  { "text", TEXT, TRUE, N_ ("the text to work on") },
  { "part", TEXT, FALSE, N_ ("which part of the message it is") },
  { "limit", TEXT, FALSE, N_ ("how long it may be") },
  { "new_tone", "tone", FALSE, N_ ("the tone it shall have") },
  { "from_language", "translate", FALSE, N_ ("the language it is written in") },
};
/* clang-format on */

struct _NlPromptSlots {
  GHashTable *texts;
};

/**
 * nl_prompt_slot_kinds:
 * @n_kinds: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_kinds): all that a prompt may speak of
 */
const NlPromptSlotKind *
nl_prompt_slot_kinds (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (KINDS);
  return KINDS;
}

/**
 * nl_prompt_slot_kind_is_for:
 * @self: a kind
 * @task: such as "persona"
 *
 * Returns: whether the prompts of @task may speak of it
 */
gboolean
nl_prompt_slot_kind_is_for (const NlPromptSlotKind *self, const char *task)
{
  g_auto (GStrv) tasks = g_strsplit (self->tasks, " ", -1);

  return g_str_equal (self->tasks, "*") || g_strv_contains ((const char *const *) tasks, task);
}

/**
 * nl_prompt_slot_kind_get_meaning:
 * @self: a kind
 *
 * Returns: what it is, for people
 */
const char *
nl_prompt_slot_kind_get_meaning (const NlPromptSlotKind *self)
{
  return _ (self->meaning);
}

static const NlPromptSlotKind *
lookup (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_equal (KINDS[i].name, name))
      return &KINDS[i];
  return NULL;
}

/**
 * nl_prompt_slots_is_known:
 * @task: such as "persona"
 * @name: what stands between braces
 *
 * Returns: whether the prompts of @task may speak of it
 */
gboolean
nl_prompt_slots_is_known (const char *task, const char *name)
{
  const NlPromptSlotKind *kind = lookup (name);

  return kind != NULL && nl_prompt_slot_kind_is_for (kind, task);
}

/**
 * nl_prompt_slots_dup_names:
 * @task: such as "persona"
 *
 * Returns: (transfer full): what its prompts may speak of, as a list for people
 */
char *
nl_prompt_slots_dup_names (const char *task)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (nl_prompt_slot_kind_is_for (&KINDS[i], task))
      g_strv_builder_add (builder, KINDS[i].name);
  names = g_strv_builder_end (builder);
  return g_strjoinv (", ", names);
}

/**
 * nl_prompt_slots_new:
 *
 * Returns: (transfer full): nothing is known yet
 */
NlPromptSlots *
nl_prompt_slots_new (void)
{
  NlPromptSlots *self = g_new0 (NlPromptSlots, 1);

  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  return self;
}

/**
 * nl_prompt_slots_free:
 * @self: (transfer full): slots
 *
 * Frees them.
 */
void
nl_prompt_slots_free (NlPromptSlots *self)
{
  g_hash_table_unref (self->texts);
  g_free (self);
}

/**
 * nl_prompt_slots_take:
 * @self: slots
 * @name: a name of the table
 * @text: (transfer full) (nullable): what is known; nothing when it is empty
 *
 * Says what is known of one thing.
 */
void
nl_prompt_slots_take (NlPromptSlots *self, const char *name, char *text)
{
  const NlPromptSlotKind *kind = lookup (name);
  g_autofree char *taken = text;

  g_return_if_fail (kind != NULL);

  if (taken != NULL && *g_strstrip (taken) != '\0')
    g_hash_table_insert (self->texts, (gpointer) kind->name, g_steal_pointer (&taken));
}

/**
 * nl_prompt_slots_set:
 * @self: slots
 * @name: a name of the table
 * @text: (nullable): what is known, copied
 *
 * Says what is known of one thing.
 */
void
nl_prompt_slots_set (NlPromptSlots *self, const char *name, const char *text)
{
  nl_prompt_slots_take (self, name, g_strdup (text));
}

/**
 * nl_prompt_slots_get:
 * @self: slots
 * @name: a name
 *
 * Returns: (nullable): what is known of it
 */
const char *
nl_prompt_slots_get (NlPromptSlots *self, const char *name)
{
  return g_hash_table_lookup (self->texts, name);
}
