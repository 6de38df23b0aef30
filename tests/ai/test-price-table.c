/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "ai/usage/nl-price-table.h"
#include "nl-test.h"

#define UNKNOWN -1

static gint64
cost (NlPriceTable *table, const char *preset, const char *model, const NlAiUsage *usage)
{
  const char *currency = "";
  gint64 micros = 0;

  if (!nl_price_table_estimate (table, nl_provider_preset_find (preset), model, usage, &micros,
                                &currency))
    return UNKNOWN;
  return micros;
}

static NlPriceTable *
parse (const char *text, NlPriceTable *fallback, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return nl_price_table_new_from_bytes (bytes, fallback, error);
}

static void
test_builtin (const char *folder)
{
  NlPriceTable *table = nl_price_table_get_builtin ();
  const NlAiUsage usage = { .known = TRUE, .input_tokens = 1000000, .output_tokens = 100000 };
  const NlAiUsage cached = {
    .known = TRUE, .input_tokens = 1000000, .cached_tokens = 1000000, .output_tokens = 100000
  };

  g_assert_cmpstr (nl_price_table_get_date (table), ==, "2026-11-22");
  g_assert_cmpint (cost (table, "openai", "gpt-6.1-terra", &usage), ==, 1500000);
  g_assert_cmpint (cost (table, "openai", "gpt-6.1-terra", &cached), ==, 550000);
  g_assert_cmpint (cost (table, "openai", "gpt-6.1-terra-2026-10-26", &usage), ==, 1500000);
  g_assert_cmpint (cost (table, "mistral", "mistral-small-latest", &usage), ==, 130000);
  /* Nobody knows what reading from this cache costs. */
  g_assert_cmpint (cost (table, "openai", "gpt-5.6-sol", &cached), ==, 6000000);
  g_assert_cmpint (cost (table, "openai", "gpt-6.1-terra-pro", &usage), ==, UNKNOWN);
  g_assert_cmpint (cost (table, "openai", "-2026-10-26", &usage), ==, UNKNOWN);
  g_assert_cmpint (cost (table, "openai", "", &usage), ==, UNKNOWN);
  /* The same name means something else there. */
  g_assert_cmpint (cost (table, "other", "gpt-6.1-terra", &usage), ==, UNKNOWN);
  g_assert_cmpint (cost (table, "of-the-future", "gpt-6.1-terra", &usage), ==, UNKNOWN);
  g_assert_cmpint (cost (table, "ollama", "whatever", &usage), ==, 0);
}

/* What is asked for when nobody chooses has a price. */
static void
test_defaults (const char *folder)
{
  const NlAiUsage usage = { .known = TRUE, .input_tokens = 1000, .output_tokens = 10, .images = 1 };

  for (guint i = 0; i < nl_provider_presets_get_n (); i++) {
    const NlProviderPreset *preset = nl_provider_presets_get (i);

    if (preset->text_model != NULL)
      g_assert_cmpint (cost (nl_price_table_get_builtin (), preset->id, preset->text_model, &usage),
                       >, 0);
    if (preset->image_model != NULL)
      g_assert_cmpint (
          cost (nl_price_table_get_builtin (), preset->id, preset->image_model, &usage), >, 0);
  }
}

static void
test_pictures (const char *folder)
{
  NlPriceTable *table = nl_price_table_get_builtin ();
  const NlAiUsage untold = { .known = TRUE, .images = 1 };
  const NlAiUsage told = { .known = TRUE, .images = 1, .input_tokens = 100, .output_tokens = 1000 };

  g_assert_cmpint (cost (table, "xai", "grok-imagine-image-2.0", &untold), ==, 80000);
  g_assert_cmpint (cost (table, "openai", "gpt-image-2.6-flare", &told), ==, 30500);
  g_assert_cmpint (cost (table, "openai", "gpt-image-2.6-flare", &untold), ==, UNKNOWN);
}

static void
test_untold (const char *folder)
{
  NlPriceTable *table = nl_price_table_get_builtin ();
  const NlAiUsage unknown = { .input_tokens = 1000, .output_tokens = 1000 };
  const NlAiUsage odd
      = { .known = TRUE, .input_tokens = 10, .cached_tokens = 99, .output_tokens = -5 };
  const NlAiUsage huge = { .known = TRUE,
                           .input_tokens = G_MAXINT64,
                           .cached_tokens = G_MININT64,
                           .output_tokens = G_MAXINT64 };

  g_assert_cmpint (cost (table, "openai", "gpt-6.1-terra", &unknown), ==, UNKNOWN);
  g_assert_cmpint (cost (table, "ollama", "x", &unknown), ==, 0);
  /* Rounded to the nearest: half a millionth. */
  g_assert_cmpint (cost (table, "openai", "gpt-6.1-terra", &odd), ==, 1);
  g_assert_cmpint (cost (table, "openai", "gpt-6.1-terra", &huge), ==,
                   6 * NL_PRICE_TABLE_MAX_TOKENS);
}

static void
test_own_prices (const char *folder)
{
  static const char text[]
      = "{\"date\": \"2027-01-01\", \"currency\": \"eur\", \"prices\": ["
        "{\"preset\": \"openai\", \"models\": \"gpt-6.1-*\", \"input\": 3000000, \"output\": 0},"
        "{\"preset\": \"other\", \"models\": \"*\", \"image\": 7}]}";
  const NlAiUsage usage
      = { .known = TRUE, .input_tokens = 1000, .output_tokens = 1000, .images = 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (NlPriceTable) table = parse (text, nl_price_table_get_builtin (), &error);
  const char *currency = NULL;
  gint64 micros = 0;

  g_assert_no_error (error);
  g_assert_cmpint (cost (table, "openai", "gpt-6.1-terra", &usage), ==, 3000);
  g_assert_cmpint (cost (table, "other", "claude-sonnet-5", &usage), ==, 14);
  g_assert_true (nl_price_table_estimate (table, nl_provider_preset_find ("other"), "x", &usage,
                                          &micros, &currency));
  g_assert_cmpstr (currency, ==, "EUR");
  /* What it does not say is as it was. */
  g_assert_true (nl_price_table_estimate (table, nl_provider_preset_find ("openai"), "gpt-6-luna",
                                          &usage, &micros, &currency));
  g_assert_cmpint (micros, ==, 600);
  g_assert_cmpstr (currency, ==, "USD");
}

static void
test_damaged (const char *folder)
{
#define TABLE(prices) "{\"date\": \"2027-01-01\", \"currency\": \"USD\", \"prices\": [" prices "]}"
  static const char *const texts[] = {
    "",
    "x",
    "[]",
    "{}",
    "{\"date\": \"2027-01-01\", \"prices\": []}",
    "{\"date\": \"2027-01-01\", \"currency\": \"XYZW\", \"prices\": []}",
    "{\"date\": \"2027-01-01\", \"currency\": \"USD\"}",
    TABLE ("3"),
    TABLE ("{}"),
    TABLE ("{\"preset\": \"openai\", \"models\": \"x\"}"),
    TABLE ("{\"preset\": \"openai\", \"models\": \"x\", \"input\": 1}"),
    TABLE ("{\"preset\": \"openai\", \"models\": \"x\", \"cached\": 1}"),
    TABLE ("{\"preset\": \"openai\", \"models\": \"x\", \"input\": -1, \"output\": 1}"),
    TABLE ("{\"preset\": \"openai\", \"models\": \"x\", \"input\": 1.5, \"output\": 1}"),
    TABLE ("{\"preset\": \"openai\", \"models\": \"x\", \"input\": \"1\", \"output\": 1}"),
    TABLE ("{\"preset\": \"openai\", \"models\": \"x\", \"input\": [1], \"output\": 1}"),
    TABLE ("{\"preset\": \"openai\", \"models\": \"x\", \"image\": 1000000001}"),
  };
#undef TABLE

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", texts[i]);
    g_assert_null (parse (texts[i], NULL, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/price-table/builtin", test_builtin);
  nl_test_add ("/price-table/defaults", test_defaults);
  nl_test_add ("/price-table/pictures", test_pictures);
  nl_test_add ("/price-table/untold", test_untold);
  nl_test_add ("/price-table/own-prices", test_own_prices);
  nl_test_add ("/price-table/damaged", test_damaged);
  return g_test_run ();
}
