/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-check.h"

#include <string.h>

#include "base/nl-random.h"
#include "campaigns/nl-campaign-template.h"
#include "nl-test.h"

/* What somebody wants of a campaign: what of it is refused, and what is filled in. */

typedef struct {
  NlShop *shop;
  NlPersona *persona;
  NlCampaign *campaign;
} Fixture;

static void
set_up (Fixture *self)
{
  const char *const further[] = { "en", "pt_br", "fr", NULL };

  self->shop = g_object_new (NL_TYPE_SHOP, "name", "Thé", "language", "fr", "further-languages",
                             further, NULL);
  self->persona
      = g_object_new (NL_TYPE_PERSONA, "name", "Chloé", "segment-id", G_GINT64_CONSTANT (9), NULL);
  self->campaign = g_object_new (NL_TYPE_CAMPAIGN, "template", "win-back", NULL);
}

static void
tear_down (Fixture *self)
{
  g_clear_object (&self->shop);
  g_clear_object (&self->persona);
  g_clear_object (&self->campaign);
}

static void
prepare (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  nl_campaign_prepare (self->campaign, self->shop, self->persona, &error);
  g_assert_no_error (error);
}

static char *
join (Fixture *self, guint field)
{
  const char *const *texts = nl_record_get_strv (NL_RECORD (self->campaign), field);

  return g_strjoinv (" ", (char **) texts);
}

static void
test_filled_in (const char *folder)
{
  const NlCampaignTemplate *template = nl_campaign_template_lookup ("win-back");
  g_autofree char *name = NULL;
  g_autofree char *channels = NULL;
  g_autofree char *languages = NULL;
  NlRecord *record;
  Fixture self;

  set_up (&self);
  prepare (&self);
  record = NL_RECORD (self.campaign);
  name = g_strdup_printf ("%s – Chloé", nl_campaign_template_get_title (template));
  channels = join (&self, NL_CAMPAIGN_CHANNELS);
  languages = join (&self, NL_CAMPAIGN_LANGUAGES);
  g_assert_cmpstr (channels, ==, "email sms facebook");
  g_assert_cmpstr (languages, ==, "fr en pt-BR");
  g_assert_cmpstr (nl_record_get_text (record, NL_CAMPAIGN_NAME), ==, name);
  g_assert_cmpstr (nl_record_get_text (record, NL_CAMPAIGN_GOAL), ==,
                   nl_campaign_template_get_goal (template));
  g_assert_cmpint (nl_record_get_int64 (record, NL_CAMPAIGN_SEGMENT_ID), ==, 9);
  g_assert_cmpint (nl_record_get_int64 (record, NL_CAMPAIGN_SEED), >, 0);
  tear_down (&self);
}

/* What was said stays as it was said, but for its spelling. */
static void
test_kept (const char *folder)
{
  const char *const channels[] = { "blog", "email", "blog", NULL };
  const char *const languages[] = { "PT-br", "de", "pt_BR", "DE", NULL };
  g_autofree char *said_channels = NULL;
  g_autofree char *said_languages = NULL;
  NlRecord *record;
  Fixture self;

  set_up (&self);
  record = NL_RECORD (self.campaign);
  g_object_set (record, "name", "  Spring  ", "goal", "Sell", "segment-id", G_GINT64_CONSTANT (3),
                "seed", G_GINT64_CONSTANT (77), "channels", channels, "languages", languages,
                "landing-url", "HTTPS://Shop.Example/a", NULL);
  prepare (&self);
  said_channels = join (&self, NL_CAMPAIGN_CHANNELS);
  said_languages = join (&self, NL_CAMPAIGN_LANGUAGES);
  g_assert_cmpstr (said_channels, ==, "blog email");
  g_assert_cmpstr (said_languages, ==, "pt-BR de");
  g_assert_cmpstr (nl_record_get_text (record, NL_CAMPAIGN_NAME), ==, "Spring");
  g_assert_cmpstr (nl_record_get_text (record, NL_CAMPAIGN_GOAL), ==, "Sell");
  g_assert_cmpint (nl_record_get_int64 (record, NL_CAMPAIGN_SEGMENT_ID), ==, 3);
  g_assert_cmpint (nl_record_get_int64 (record, NL_CAMPAIGN_SEED), ==, 77);
  g_assert_true (g_str_has_prefix (nl_record_get_text (record, NL_CAMPAIGN_LANDING_URL),
                                   "https://shop.example/"));
  tear_down (&self);
}

/* What is prepared is prepared: doing it again changes nothing. */
static void
test_twice (const char *folder)
{
  guint n_templates;
  const NlCampaignTemplate *templates = nl_campaign_template_list (&n_templates);

  for (guint i = 0; i < n_templates; i++) {
    g_autoptr (NlRecord) once = NULL;
    Fixture self;

    set_up (&self);
    g_object_set (self.campaign, "template", templates[i].id, "landing-url", "shop.example/a?b=ü",
                  NULL);
    prepare (&self);
    once = nl_record_copy (NL_RECORD (self.campaign));
    prepare (&self);
    for (guint field = 0; field < NL_CAMPAIGN_N_FIELDS; field++) {
      const char *name = nl_record_get_description (once)->fields[field].name;
      g_auto (GValue) before = G_VALUE_INIT;
      g_auto (GValue) after = G_VALUE_INIT;
      g_autofree char *before_text = NULL;
      g_autofree char *after_text = NULL;

      g_object_get_property (G_OBJECT (once), name, &before);
      g_object_get_property (G_OBJECT (self.campaign), name, &after);
      before_text = g_strdup_value_contents (&before);
      after_text = g_strdup_value_contents (&after);
      if (G_VALUE_HOLDS (&before, G_TYPE_STRV))
        g_assert_true (g_strv_equal (g_value_get_boxed (&before), g_value_get_boxed (&after)));
      else
        g_assert_cmpstr (before_text, ==, after_text);
    }
    tear_down (&self);
  }
}

static void
assert_refused (Fixture *self, NlCampaignError code, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nl_campaign_prepare (self->campaign, self->shop, self->persona, &error));
  g_assert_error (error, NL_CAMPAIGN_ERROR, (int) code);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);
}

static void
test_refused (const char *folder)
{
  static const struct {
    const char *property;
    const char *value;
    NlCampaignError code;
    const char *says;
  } cases[] = {
    { "template", "Win-Back", NL_CAMPAIGN_ERROR_TEMPLATE, "“Win-Back”" },
    { "template", NULL, NL_CAMPAIGN_ERROR_TEMPLATE, "no campaign template" },
    { "landing-url", "ftp://shop.example", NL_CAMPAIGN_ERROR_LINK, "" },
    { "landing-url", "data:text/html,x", NL_CAMPAIGN_ERROR_LINK, "" },
    { "offer", "3", NL_CAMPAIGN_ERROR_OFFER, "percentage" },
    { "offer", "{\"kind\":5}", NL_CAMPAIGN_ERROR_OFFER, "percentage" },
    { "offer", "{\"kind\":\"Percent\",\"value\":5}", NL_CAMPAIGN_ERROR_OFFER, "percentage" },
    { "offer", "{\"kind\":\"percent\"}", NL_CAMPAIGN_ERROR_OFFER, "more than 0 %" },
    { "offer", "{\"kind\":\"percent\",\"value\":0}", NL_CAMPAIGN_ERROR_OFFER, "more than 0 %" },
    { "offer", "{\"kind\":\"percent\",\"value\":-5}", NL_CAMPAIGN_ERROR_OFFER, "more than 0 %" },
    { "offer", "{\"kind\":\"percent\",\"value\":100}", NL_CAMPAIGN_ERROR_OFFER, "less than 100 %" },
    { "offer", "{\"kind\":\"percent\",\"value\":[5]}", NL_CAMPAIGN_ERROR_OFFER, "more than 0 %" },
    { "offer", "{\"kind\":\"amount\",\"value\":null}", NL_CAMPAIGN_ERROR_OFFER, "more than zero" },
    { "offer", "{\"kind\":\"amount\",\"value\":-500}", NL_CAMPAIGN_ERROR_OFFER, "more than zero" },
    { "offer", "{\"kind\":\"amount\",\"value\":1e300}", NL_CAMPAIGN_ERROR_OFFER, "too large" },
    { "products", "null", NL_CAMPAIGN_ERROR_PRODUCT, "at most 50" },
    { "products", "[[]]", NL_CAMPAIGN_ERROR_PRODUCT, "needs a title" },
    { "products", "[{\"title\":5}]", NL_CAMPAIGN_ERROR_PRODUCT, "needs a title" },
    { "products", "[{\"title\":\"a\"},{}]", NL_CAMPAIGN_ERROR_PRODUCT, "needs a title" },
    { "products", "[{\"title\":\"Tea\",\"price\":-0.01}]", NL_CAMPAIGN_ERROR_PRODUCT, "“Tea”" },
    { "products", "[{\"title\":\"Tea\",\"price\":1e300}]", NL_CAMPAIGN_ERROR_PRODUCT, "“Tea”" },
    { "products", "[{\"title\":\"Tea\",\"url\":\"file:///x\"}]", NL_CAMPAIGN_ERROR_PRODUCT,
      "“Tea”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Fixture self;

    g_test_message ("%s %s", cases[i].property, cases[i].value);
    set_up (&self);
    g_object_set (self.campaign, cases[i].property, cases[i].value, NULL);
    assert_refused (&self, cases[i].code, cases[i].says);
    tear_down (&self);
  }
}

static void
test_accepted (const char *folder)
{
  static const char *const cases[][2] = {
    { "offer", "{\"kind\":\"none\"}" },
    { "offer", "{\"kind\":\"shipping\",\"value\":-1}" },
    { "offer", "{\"kind\":\"percent\",\"value\":0.5}" },
    { "offer", "{\"kind\":\"percent\",\"value\":99.9}" },
    { "offer", "{\"kind\":\"amount\",\"value\":1}" },
    { "products", "[]" },
    { "products", "[{\"title\":\"Tea\",\"price\":0}]" },
    { "products", "[{\"title\":\"Tea\",\"price\":null,\"url\":\"\"}]" },
    { "products", "[{\"title\":\"<b>\",\"url\":\"shop.example/tea\",\"more\":{}}]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Fixture self;

    g_test_message ("%s %s", cases[i][0], cases[i][1]);
    set_up (&self);
    g_object_set (self.campaign, cases[i][0], cases[i][1], NULL);
    prepare (&self);
    tear_down (&self);
  }
}

static void
test_lists (const char *folder)
{
  const char *const fax[] = { "email", "fax", NULL };
  const char *const klingon[] = { "fr", "not a tag", NULL };
  g_autoptr (GString) products = g_string_new ("[");
  Fixture self;

  set_up (&self);
  g_object_set (self.campaign, "channels", fax, NULL);
  assert_refused (&self, NL_CAMPAIGN_ERROR_CHANNEL, "“fax”");
  g_object_set (self.campaign, "channels", NULL, "languages", klingon, NULL);
  assert_refused (&self, NL_CAMPAIGN_ERROR_LANGUAGE, "“not a tag”");
  g_object_set (self.campaign, "languages", NULL, NULL);
  for (guint i = 0; i < 51; i++)
    g_string_append_printf (products, "%s{\"title\":\"%u\"}", i > 0 ? "," : "", i);
  g_string_append_c (products, ']');
  g_object_set (self.campaign, "products", products->str, NULL);
  assert_refused (&self, NL_CAMPAIGN_ERROR_PRODUCT, "at most 50");
  g_string_erase (products, 1, 14);
  g_object_set (self.campaign, "products", products->str, NULL);
  prepare (&self);
  tear_down (&self);
}

/* A shop without a language has nothing to write in, and somebody else’s persona is not asked. */
static void
test_shop (const char *folder)
{
  Fixture self;

  set_up (&self);
  g_object_set (self.shop, "language", NULL, "further-languages", NULL, NULL);
  assert_refused (&self, NL_CAMPAIGN_ERROR_LANGUAGE, "needs a language");
  tear_down (&self);
  set_up (&self);
  g_object_set (self.persona, "shop-id", G_GINT64_CONSTANT (5), NULL);
  assert_refused (&self, NL_CAMPAIGN_ERROR_NO_PERSONA, "“Chloé” belongs to another shop");
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/campaign-check/filled-in", test_filled_in);
  nl_test_add ("/campaign-check/kept", test_kept);
  nl_test_add ("/campaign-check/twice", test_twice);
  nl_test_add ("/campaign-check/refused", test_refused);
  nl_test_add ("/campaign-check/accepted", test_accepted);
  nl_test_add ("/campaign-check/lists", test_lists);
  nl_test_add ("/campaign-check/shop", test_shop);
  return g_test_run ();
}
