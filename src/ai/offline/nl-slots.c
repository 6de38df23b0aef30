/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-slots.h"

#include <math.h>
#include <string.h>

struct _NlSlots {
  GHashTable *values;
  char *currency;
};

#define TEXT_MAX 70

/* The one list of names that phrases may use. docs/offline.md says what each means. */
static const NlSlotKind KINDS[] = {
  /* The segment. */
  { "customers", NL_SLOT_COUNT, TRUE },
  { "share", NL_SLOT_PERCENT, TRUE },
  { "shop_customers", NL_SLOT_COUNT, TRUE },
  /* Money. */
  { "total_spent", NL_SLOT_MONEY, TRUE },
  { "average_spent", NL_SLOT_MONEY, TRUE },
  { "median_spent", NL_SLOT_MONEY, TRUE },
  { "average_order", NL_SLOT_MONEY, TRUE },
  { "shop_average_spent", NL_SLOT_MONEY, TRUE },
  { "shop_average_order", NL_SLOT_MONEY, TRUE },
  { "spend_ratio", NL_SLOT_RATIO, TRUE },
  { "spend_more", NL_SLOT_PERCENT, TRUE },
  { "spend_less", NL_SLOT_PERCENT, TRUE },
  { "order_ratio", NL_SLOT_RATIO, TRUE },
  { "order_more", NL_SLOT_PERCENT, TRUE },
  { "order_less", NL_SLOT_PERCENT, TRUE },
  /* Orders. */
  { "orders", NL_SLOT_COUNT, TRUE },
  { "orders_per_customer", NL_SLOT_RATIO, TRUE },
  { "shop_orders_per_customer", NL_SLOT_RATIO, TRUE },
  { "repeat_share", NL_SLOT_PERCENT, TRUE },
  { "shop_repeat_share", NL_SLOT_PERCENT, TRUE },
  { "none_share", NL_SLOT_PERCENT, TRUE },
  { "one_share", NL_SLOT_PERCENT, TRUE },
  { "discount_share", NL_SLOT_PERCENT, TRUE },
  { "full_price_share", NL_SLOT_PERCENT, TRUE },
  /* Time. */
  { "recency", NL_SLOT_DAYS, TRUE },
  { "shop_recency", NL_SLOT_DAYS, TRUE },
  { "tenure", NL_SLOT_DAYS, TRUE },
  { "new_share", NL_SLOT_PERCENT, TRUE },
  { "dormant_share", NL_SLOT_PERCENT, TRUE },
  { "hours", NL_SLOT_HOURS, FALSE },
  { "hours_share", NL_SLOT_PERCENT, TRUE },
  { "weekday", NL_SLOT_WEEKDAY, FALSE },
  { "weekday_share", NL_SLOT_PERCENT, TRUE },
  { "weekend_share", NL_SLOT_PERCENT, TRUE },
  { "evening_share", NL_SLOT_PERCENT, TRUE },
  { "month", NL_SLOT_MONTH, FALSE },
  { "month_share", NL_SLOT_PERCENT, TRUE },
  /* Places and tastes. */
  { "country", NL_SLOT_COUNTRY, FALSE },
  { "country_share", NL_SLOT_PERCENT, TRUE },
  { "second_country", NL_SLOT_COUNTRY, FALSE },
  { "second_country_share", NL_SLOT_PERCENT, TRUE },
  { "city", NL_SLOT_TEXT, FALSE },
  { "city_share", NL_SLOT_PERCENT, TRUE },
  { "language", NL_SLOT_LANGUAGE, FALSE },
  { "language_share", NL_SLOT_PERCENT, TRUE },
  { "email_share", NL_SLOT_PERCENT, TRUE },
  { "sms_share", NL_SLOT_PERCENT, TRUE },
  { "tag", NL_SLOT_TEXT, FALSE },
  { "tag_share", NL_SLOT_PERCENT, TRUE },
  { "product", NL_SLOT_TEXT, FALSE },
  { "product_quantity", NL_SLOT_COUNT, TRUE },
  { "product_share", NL_SLOT_PERCENT, TRUE },
  { "second_product", NL_SLOT_TEXT, FALSE },
  { "products", NL_SLOT_LIST, FALSE },
  { "category", NL_SLOT_TEXT, FALSE },
  { "category_share", NL_SLOT_PERCENT, TRUE },
  { "second_category", NL_SLOT_TEXT, FALSE },
  { "rfm", NL_SLOT_WORD, FALSE },
  { "rfm_share", NL_SLOT_PERCENT, TRUE },
  /* What kind of customers: at most one of each line. */
  { "never", NL_SLOT_FLAG, FALSE },
  { "new", NL_SLOT_FLAG, FALSE },
  { "active", NL_SLOT_FLAG, FALSE },
  { "dormant", NL_SLOT_FLAG, FALSE },
  { "high", NL_SLOT_FLAG, FALSE },
  { "mid", NL_SLOT_FLAG, FALSE },
  { "low", NL_SLOT_FLAG, FALSE },
  { "one_time", NL_SLOT_FLAG, FALSE },
  { "repeat", NL_SLOT_FLAG, FALSE },
  { "loyal", NL_SLOT_FLAG, FALSE },
  { "bargain", NL_SLOT_FLAG, FALSE },
  { "full_price", NL_SLOT_FLAG, FALSE },
  { "morning", NL_SLOT_FLAG, FALSE },
  { "daytime", NL_SLOT_FLAG, FALSE },
  { "evening", NL_SLOT_FLAG, FALSE },
  { "night", NL_SLOT_FLAG, FALSE },
  { "weekend", NL_SLOT_FLAG, FALSE },
  { "gifts", NL_SLOT_FLAG, FALSE },
  { "few", NL_SLOT_FLAG, FALSE },
  /* The persona and the shop. */
  { "name", NL_SLOT_TEXT, FALSE },
  { "age_min", NL_SLOT_COUNT, FALSE },
  { "age_max", NL_SLOT_COUNT, FALSE },
  { "shop", NL_SLOT_TEXT, FALSE },
  { "friendly", NL_SLOT_FLAG, FALSE },
  { "formal", NL_SLOT_FLAG, FALSE },
  { "playful", NL_SLOT_FLAG, FALSE },
  { "luxurious", NL_SLOT_FLAG, FALSE },
  { "matter_of_fact", NL_SLOT_FLAG, FALSE },
  { "emoji", NL_SLOT_WORD, FALSE },
  /* The message. */
  { "template", NL_SLOT_WORD, FALSE },
  { "goal", NL_SLOT_WORD, FALSE },
  { "channel", NL_SLOT_WORD, FALSE },
  { "variant", NL_SLOT_WORD, FALSE },
  { "season", NL_SLOT_WORD, FALSE },
  { "url", NL_SLOT_TEXT, FALSE },
  { "price", NL_SLOT_PRICE, FALSE },
  { "product_lines", NL_SLOT_TEXT, FALSE },
  { "one_product", NL_SLOT_FLAG, FALSE },
  { "several_products", NL_SLOT_FLAG, FALSE },
  { "has_offer", NL_SLOT_FLAG, FALSE },
  { "percent_off", NL_SLOT_PERCENT, FALSE },
  { "amount_off", NL_SLOT_PRICE, FALSE },
  { "free_shipping", NL_SLOT_FLAG, FALSE },
  { "code", NL_SLOT_TEXT, FALSE },
  { "ends", NL_SLOT_DATE, FALSE },
};

static void
slot_free (gpointer data)
{
  NlSlot *slot = data;

  g_free (slot->text);
  g_strfreev (slot->list);
  g_free (slot);
}

static NlSlot *
add (NlSlots *self, const char *name)
{
  const NlSlotKind *kind = nl_slot_kind_lookup (name);
  NlSlot *slot;

  g_assert (kind != NULL);
  slot = g_new0 (NlSlot, 1);
  slot->kind = kind;
  g_hash_table_insert (self->values, (gpointer) kind->name, slot);
  return slot;
}

/**
 * nl_slot_kind_lookup:
 * @name: what a phrase calls the slot
 *
 * Returns: (nullable): its row of the table
 */
const NlSlotKind *
nl_slot_kind_lookup (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_equal (KINDS[i].name, name))
      return &KINDS[i];
  return NULL;
}

/**
 * nl_slot_kind_get_all:
 * @n_kinds: (out): how many
 *
 * Returns: (array length=n_kinds): the whole table
 */
const NlSlotKind *
nl_slot_kind_get_all (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (KINDS);
  return KINDS;
}

/**
 * nl_slots_new:
 *
 * Returns: (transfer full): slots of which nothing is known
 */
NlSlots *
nl_slots_new (void)
{
  NlSlots *self = g_new0 (NlSlots, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, slot_free);
  return self;
}

/**
 * nl_slots_free:
 * @self: (nullable): slots
 */
void
nl_slots_free (NlSlots *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->values);
  g_free (self->currency);
  g_free (self);
}

/**
 * nl_slots_set_number:
 * @self: slots
 * @name: a slot of the table
 * @number: its value; one that is not finite is no value
 */
void
nl_slots_set_number (NlSlots *self, const char *name, double number)
{
  if (isfinite (number))
    add (self, name)->number = number;
}

/**
 * nl_slots_set_flag:
 * @self: slots
 * @name: a flag of the table
 * @flag: its value
 */
void
nl_slots_set_flag (NlSlots *self, const char *name, gboolean flag)
{
  add (self, name)->number = flag ? 1 : 0;
}

/**
 * nl_slots_set_text:
 * @self: slots
 * @name: a slot of the table
 * @text: (nullable): its value, cleaned on the way in; nothing left of it is no value
 */
void
nl_slots_set_text (NlSlots *self, const char *name, const char *text)
{
  g_autofree char *clean = text != NULL ? nl_slots_clean (text, TEXT_MAX) : NULL;

  if (clean != NULL && *clean != '\0')
    add (self, name)->text = g_steal_pointer (&clean);
}

/**
 * nl_slots_set_markup:
 * @self: slots
 * @name: a slot of the table
 * @text: lines the engine made itself, kept as they are
 */
void
nl_slots_set_markup (NlSlots *self, const char *name, const char *text)
{
  add (self, name)->text = g_strdup (text);
}

/**
 * nl_slots_set_list:
 * @self: slots
 * @name: a slot of the table
 * @list: (array zero-terminated=1): its values, cleaned on the way in
 */
void
nl_slots_set_list (NlSlots *self, const char *name, const char *const *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) values = NULL;

  for (guint i = 0; list[i] != NULL; i++) {
    g_autofree char *clean = nl_slots_clean (list[i], TEXT_MAX);

    if (*clean != '\0')
      g_strv_builder_add (builder, clean);
  }
  values = g_strv_builder_end (builder);
  if (values[0] != NULL)
    add (self, name)->list = g_steal_pointer (&values);
}

/**
 * nl_slots_unset:
 * @self: slots
 * @name: a slot of the table, which loses its value
 */
void
nl_slots_unset (NlSlots *self, const char *name)
{
  g_hash_table_remove (self->values, name);
}

/**
 * nl_slots_get:
 * @self: slots
 * @name: a name
 *
 * Returns: (nullable): the slot, when something is known
 */
const NlSlot *
nl_slots_get (NlSlots *self, const char *name)
{
  return g_hash_table_lookup (self->values, name);
}

/**
 * nl_slots_get_flag:
 * @self: slots
 * @name: a name
 *
 * Returns: whether the flag is known and set
 */
gboolean
nl_slots_get_flag (NlSlots *self, const char *name)
{
  const NlSlot *slot = nl_slots_get (self, name);

  return slot != NULL && slot->number != 0;
}

/**
 * nl_slots_get_number:
 * @self: slots
 * @name: a name
 * @fallback: what to return when nothing is known
 *
 * Returns: the slot's number
 */
double
nl_slots_get_number (NlSlots *self, const char *name, double fallback)
{
  const NlSlot *slot = nl_slots_get (self, name);

  return slot != NULL ? slot->number : fallback;
}

/**
 * nl_slots_get_text:
 * @self: slots
 * @name: a name
 *
 * Returns: (nullable): the slot's text
 */
const char *
nl_slots_get_text (NlSlots *self, const char *name)
{
  const NlSlot *slot = nl_slots_get (self, name);

  return slot != NULL ? slot->text : NULL;
}

/**
 * nl_slots_get_currency:
 * @self: slots
 *
 * Returns: (nullable): ISO 4217 code of all the money in the slots
 */
const char *
nl_slots_get_currency (NlSlots *self)
{
  return self->currency;
}

/**
 * nl_slots_set_currency:
 * @self: slots
 * @currency: (nullable): ISO 4217 code of all the money in the slots
 */
void
nl_slots_set_currency (NlSlots *self, const char *currency)
{
  g_set_str (&self->currency, currency);
}

/* What nobody sees hides a banned word, or turns a line around; only emoji need their joiners. */
static gboolean
is_invisible (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_FORMAT && c != 0x200D;
}

/**
 * nl_slots_clean:
 * @text: a title, name or tag from outside
 * @max_characters: how much of it to keep, cut between words
 *
 * Makes a text from outside fit for a sentence: one line, single spaces, nothing that a template or
 * Markdown would read as its own, and nothing that is there but not seen.
 *
 * Returns: (transfer full): the clean text, which may be empty
 */
char *
nl_slots_clean (const char *text, guint max_characters)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) clean = g_string_new (NULL);
  guint n = 0;
  gsize last_space = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0xFFFD || c == 0xFEFF)
      c = ' ';
    else if (c == '{' || c == '[' || c == '<')
      c = '(';
    else if (c == '}' || c == ']' || c == '>')
      c = ')';
    else if (c == '*' || c == '`' || c == '\\' || c == '|' || is_invisible (c))
      continue;
    if (c == ' ' && (clean->len == 0 || clean->str[clean->len - 1] == ' '))
      continue;
    if (++n > max_characters) {
      if (c != ' ')
        g_string_truncate (clean, last_space > 0 ? last_space : clean->len);
      break;
    }
    if (c == ' ')
      last_space = clean->len;
    g_string_append_unichar (clean, c);
  }
  return g_strchomp (g_string_free (g_steal_pointer (&clean), FALSE));
}
