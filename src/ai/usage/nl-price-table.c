/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/usage/nl-price-table.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-json.h"
#include "base/nl-money.h"

#define RESOURCE "/ai/ninjalead/prices/prices.json"
/* Of a file somebody else wrote. Thousands of models fit. */
#define MAX_BYTES (1024 * 1024)
/* 1000 of the currency: with the most tokens there can be, sums stay far below 2^63. */
#define MAX_PRICE G_GINT64_CONSTANT (1000000000)
#define MAX_IMAGES 1000
#define MILLION 1000000
#define UNKNOWN -1

/* What a model costs: millionths of the currency, or UNKNOWN. */
typedef struct {
  char *preset;
  char *models; /* a glob */
  gint64 input; /* for a million tokens */
  gint64 cached;
  gint64 output;
  gint64 image; /* for one */
} Price;

/**
 * NlPriceTable:
 *
 * What providers charge, as a dated file says. It never changes, so any thread may read it.
 */
struct _NlPriceTable {
  GObject parent_instance;
  char *date;
  char *currency;
  GPtrArray *prices;
  NlPriceTable *fallback;
};

G_DEFINE_FINAL_TYPE (NlPriceTable, nl_price_table, G_TYPE_OBJECT)

static void
price_free (gpointer data)
{
  Price *price = data;

  g_free (price->preset);
  g_free (price->models);
  g_free (price);
}

static void
nl_price_table_finalize (GObject *object)
{
  NlPriceTable *self = NL_PRICE_TABLE (object);

  g_free (self->date);
  g_free (self->currency);
  g_ptr_array_unref (self->prices);
  g_clear_object (&self->fallback);
  G_OBJECT_CLASS (nl_price_table_parent_class)->finalize (object);
}

static void
nl_price_table_class_init (NlPriceTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_price_table_finalize;
}

static void
nl_price_table_init (NlPriceTable *self)
{
  self->prices = g_ptr_array_new_with_free_func (price_free);
}

static gboolean
set_invalid (GError **error, const char *what)
{
  /* Translators: what is wrong with the file that says what AI providers charge. */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The price list can’t be used: %s"),
               what);
  return FALSE;
}

static gboolean
read_number (JsonObject *object, const char *member, gint64 *number)
{
  JsonNode *node = json_object_get_member (object, member);

  *number = UNKNOWN;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *number = json_node_get_int (node);
  return *number >= 0 && *number <= MAX_PRICE;
}

static gboolean
read_price (NlPriceTable *self, JsonObject *object, GError **error)
{
  const char *preset = object != NULL ? nl_ai_json_get_string (object, "preset") : NULL;
  const char *models = object != NULL ? nl_ai_json_get_string (object, "models") : NULL;
  Price *price;

  if (preset == NULL || models == NULL)
    return set_invalid (error, _ ("an entry has no kind of provider or no model."));
  price = g_new0 (Price, 1);
  price->preset = g_strdup (preset);
  price->models = g_strdup (models);
  g_ptr_array_add (self->prices, price);
  if (read_number (object, "input", &price->input) && read_number (object, "cached", &price->cached)
      && read_number (object, "output", &price->output)
      && read_number (object, "image", &price->image)
      && (price->input == UNKNOWN) == (price->output == UNKNOWN)
      && (price->input != UNKNOWN || price->image != UNKNOWN))
    return TRUE;
  return set_invalid (error, models);
}

static gboolean
read_table (NlPriceTable *self, JsonObject *object, GError **error)
{
  const char *currency = nl_ai_json_get_string (object, "currency");
  JsonArray *prices = nl_ai_json_get_array (object, "prices");

  self->date = g_strdup (nl_ai_json_get_string (object, "date"));
  self->currency = currency != NULL ? g_strdup (nl_currency_find (currency)) : NULL;
  if (self->date == NULL || self->currency == NULL || prices == NULL)
    return set_invalid (error, _ ("it needs a date, a currency and prices."));
  for (guint i = 0; i < json_array_get_length (prices); i++)
    if (!read_price (self, nl_ai_json_get_element (prices, i), error))
      return FALSE;
  return TRUE;
}

/**
 * nl_price_table_new_from_bytes:
 * @bytes: JSON as in data/prices/prices.json
 * @fallback: (nullable): where to look for what is not in it
 * @error: return location for %G_IO_ERROR_INVALID_DATA
 *
 * Reads a price list, such as one that somebody changed. What it says comes before what @fallback
 * says, and of its own entries the first that fits.
 *
 * Returns: (transfer full) (nullable): the table
 */
NlPriceTable *
nl_price_table_new_from_bytes (GBytes *bytes, NlPriceTable *fallback, GError **error)
{
  g_autoptr (NlPriceTable) self = g_object_new (NL_TYPE_PRICE_TABLE, NULL);
  g_autoptr (JsonNode) root = NULL;
  gsize size;
  const char *text;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &size);
  if (size > 0 && size <= MAX_BYTES)
    root = nl_ai_json_parse (text, (gssize) size, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    set_invalid (error, _ ("it is not a JSON object."));
    return NULL;
  }
  g_set_object (&self->fallback, fallback);
  return read_table (self, json_node_get_object (root), error) ? g_steal_pointer (&self) : NULL;
}

/* The file is part of the program: it is checked by a test. */
static gpointer
read_builtin (gpointer data)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  NlPriceTable *self;

  g_assert (bytes != NULL);
  self = nl_price_table_new_from_bytes (bytes, NULL, NULL);
  g_assert (self != NULL);
  return self;
}

/**
 * nl_price_table_get_builtin:
 *
 * Returns: (transfer none): the price list that comes with the program
 */
NlPriceTable *
nl_price_table_get_builtin (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_builtin, NULL);
}

/**
 * nl_price_table_get_date:
 * @self: a price list
 *
 * Returns: (transfer none): the day on which it was right, `YYYY-MM-DD`
 */
const char *
nl_price_table_get_date (NlPriceTable *self)
{
  g_return_val_if_fail (NL_IS_PRICE_TABLE (self), NULL);

  return self->date;
}

/* A dated edition, such as gpt-6.1-terra-2026-10-26, costs what the model costs. */
static char *
dup_undated (const char *model)
{
  static const char date[] = "-2026-10-26";
  gsize length = strlen (model);

  if (length > strlen (date) && g_pattern_match_simple ("*-20\?\?-\?\?-\?\?", model))
    length -= strlen (date);
  return g_strndup (model, length);
}

static const Price *
find (NlPriceTable *self, const char *preset, const char *model, const char **currency)
{
  for (; self != NULL; self = self->fallback) {
    for (guint i = 0; i < self->prices->len; i++) {
      const Price *price = self->prices->pdata[i];

      if (g_str_equal (price->preset, preset) && g_pattern_match_simple (price->models, model)) {
        *currency = self->currency;
        return price;
      }
    }
  }
  return NULL;
}

/* In millionths of millionths. A cache nobody knows the price of costs as much as none. */
static gint64
price_tokens (const Price *price, const NlAiUsage *usage)
{
  gint64 input = CLAMP (usage->input_tokens, 0, NL_PRICE_TABLE_MAX_TOKENS);
  gint64 cached = CLAMP (usage->cached_tokens, 0, input);
  gint64 output = CLAMP (usage->output_tokens, 0, NL_PRICE_TABLE_MAX_TOKENS);

  return (input - cached) * price->input
         + cached * (price->cached != UNKNOWN ? price->cached : price->input)
         + output * price->output;
}

/**
 * nl_price_table_estimate:
 * @self: a price list
 * @preset: (nullable): the kind of the provider; %NULL: nobody knows
 * @model: the model that answered
 * @usage: what it used
 * @cost_micros: (out): millionths of @currency
 * @currency: (out) (nullable) (transfer none): ISO 4217 code; %NULL when nothing had to be paid
 *
 * Estimates what an answer cost: what runs on the user's own machine costs nothing. Reasoning is
 * billed as output, which it is part of. Rounded to the nearest millionth.
 *
 * Returns: whether it is known
 */
gboolean
nl_price_table_estimate (NlPriceTable *self,
                         const NlProviderPreset *preset,
                         const char *model,
                         const NlAiUsage *usage,
                         gint64 *cost_micros,
                         const char **currency)
{
  g_autofree char *undated = NULL;
  const Price *price = NULL;

  g_return_val_if_fail (NL_IS_PRICE_TABLE (self), FALSE);
  g_return_val_if_fail (model != NULL && usage != NULL, FALSE);

  *cost_micros = 0;
  *currency = NULL;
  if (preset == NULL || preset->is_local)
    return preset != NULL;
  undated = dup_undated (model);
  if (usage->known)
    price = find (self, preset->id, undated, currency);
  if (price == NULL)
    return FALSE;
  /* Priced by what the server did not tell. */
  if (price->input != UNKNOWN && usage->input_tokens <= 0 && usage->output_tokens <= 0)
    return FALSE;
  if (price->input != UNKNOWN)
    *cost_micros = (price_tokens (price, usage) + MILLION / 2) / MILLION;
  if (price->image != UNKNOWN)
    *cost_micros += CLAMP (usage->images, 0, MAX_IMAGES) * price->image;
  return TRUE;
}
