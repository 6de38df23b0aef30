/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Personas of segments of every size and kind, from customers to texts, in every language. */

#include <string.h>

#include "ai/offline/nl-offline-provider.h"
#include "base/nl-clock.h"
#include "customers/nl-customer.h"
#include "nl-test.h"
#include "personas/nl-persona-avatar.h"
#include "personas/nl-personas.h"
#include "segments/nl-segment.h"
#include "shops/nl-shop.h"
#include "store/nl-image.h"
#include "stub-provider.h"

#define NOW G_GINT64_CONSTANT (1795340047000000)
#define DAY (G_TIME_SPAN_DAY)

static const guint LISTS[] = { NL_PERSONA_GOALS,       NL_PERSONA_FRUSTRATIONS,
                               NL_PERSONA_MOTIVATIONS, NL_PERSONA_OBJECTIONS,
                               NL_PERSONA_CHANNELS,    NL_PERSONA_QUOTES,
                               NL_PERSONA_VOCABULARY,  NL_PERSONA_BEST_HOURS };

/* Of each kind: how many, and what they are like. Tags are what segments find them by. */
static const struct {
  const char *tag;
  guint n;
  gint64 spent; /* minor units */
  gint64 orders;
  int first; /* days ago */
  int last;
  const char *country;
} KINDS[] = {
  { "single", 1, 40000, 3, 400, 20, "DE" },    { "never", 12, 0, 0, 0, 0, "FR" },
  { "dormant", 15, 62000, 4, 900, 420, "DE" }, { "new", 20, 2200, 1, 12, 12, "ES" },
  { "nowhere", 9, 9000, 2, 300, 40, NULL },    { "regular", 14, 21000, 6, 500, 9, "NL" },
};

typedef struct {
  NlStore *store;
  NlProvider *provider;
  gint64 shop_id;
  gint64 segments[G_N_ELEMENTS (KINDS)];
} Sample;

static gint64
save (Sample *self, gpointer record)
{
  nl_test_await_ok (nl_store_save (self->store, record));
  return nl_record_get_id (record);
}

static void
add_customers (Sample *self, gsize kind)
{
  const char *tags[] = { KINDS[kind].tag, NULL };
  g_autofree char *query = g_strdup_printf ("customer_tags CONTAINS '%s'", KINDS[kind].tag);
  g_autoptr (NlRecord) segment = NULL;

  for (guint i = 0; i < KINDS[kind].n; i++) {
    g_autofree char *email = g_strdup_printf ("private-%s-%u@x.example", KINDS[kind].tag, i);
    g_autoptr (NlRecord) customer
        = g_object_new (NL_TYPE_CUSTOMER, "shop-id", self->shop_id, "first-name", "Privatissima",
                        "email", email, "tags", tags, "country-code", KINDS[kind].country,
                        "amount-spent", KINDS[kind].spent + 100 * i * (KINDS[kind].spent > 0),
                        "number-of-orders", KINDS[kind].orders, NULL);

    if (KINDS[kind].orders > 0)
      g_object_set (customer, "first-order-at", NOW - KINDS[kind].first * DAY, "last-order-at",
                    NOW - KINDS[kind].last * DAY, NULL);
    save (self, customer);
  }
  segment = g_object_new (NL_TYPE_SEGMENT, "shop-id", self->shop_id, "name", KINDS[kind].tag,
                          "query", query, NULL);
  self->segments[kind] = save (self, segment);
}

static void
sample_open (Sample *self, const char *folder, const char *currency)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlRecord) shop = NULL;

  nl_clock_set_for_tests (NOW);
  *self = (Sample) { .provider = nl_offline_provider_new () };
  self->store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "en", "currency", currency,
                       NULL);
  self->shop_id = save (self, shop);
  for (gsize k = 0; k < G_N_ELEMENTS (KINDS); k++)
    add_customers (self, k);
}

static void
sample_clear (Sample *self)
{
  if (self->store != NULL)
    nl_test_await_ok (nl_store_close (self->store));
  g_clear_object (&self->store);
  g_clear_object (&self->provider);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

static NlPersona *
create (Sample *self, gsize kind, const char *language)
{
  const NlPersonaWish wish = {
    .shop_id = self->shop_id, .segment_id = self->segments[kind], .seed = 5, .language = language
  };
  g_autoptr (GError) error = NULL;
  NlPersona *persona
      = dex_await_object (nl_personas_create (self->store, self->provider, &wish, NULL), &error);

  g_assert_no_error (error);
  return persona;
}

static void
check_entries (NlPersona *persona, guint field, const char *where)
{
  g_autoptr (JsonNode) node = nl_record_dup_json (NL_RECORD (persona), field);
  JsonArray *entries = json_node_get_array (node);

  g_assert_cmpuint (json_array_get_length (entries), >=, 3);
  for (guint i = 0; i < json_array_get_length (entries); i++) {
    JsonObject *entry = json_array_get_object_element (entries, i);
    const char *text = json_object_get_string_member (entry, "text");

    if (strpbrk (text, "{}") != NULL || strstr (text, "  ") != NULL
        || strstr (text, "Privatissima") != NULL || strchr (text, '@') != NULL)
      g_error ("%s: “%s”", where, text);
    if (g_str_equal (json_object_get_string_member (entry, "source"), "data")) {
      g_autofree char *small_text = g_utf8_strdown (text, -1);
      g_autofree char *figure
          = g_utf8_strdown (json_object_get_string_member (entry, "figure"), -1);

      if (strstr (small_text, figure) == NULL)
        g_error ("%s: “%s” does not show %s", where, text, figure);
    }
  }
}

static void
assert_differ (NlPersona *one, NlPersona *other, guint field, const char *where)
{
  const char *first = nl_record_get_text (NL_RECORD (one), field);
  const char *second = nl_record_get_text (NL_RECORD (other), field);

  if (g_strcmp0 (first, second) == 0)
    g_error ("%s: both say “%s”", where, first);
}

/* Every two kinds differ in every section, in every language. */
static void
check_language (Sample *sample, const char *language)
{
  g_autoptr (GPtrArray) personas = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize k = 0; k < G_N_ELEMENTS (KINDS); k++) {
    g_autofree char *where = g_strdup_printf ("%s, %s", language, KINDS[k].tag);
    NlPersona *persona = create (sample, k, language);

    g_ptr_array_add (personas, persona);
    for (gsize l = 0; l < G_N_ELEMENTS (LISTS); l++)
      check_entries (persona, LISTS[l], where);
    g_assert_null (strpbrk (nl_record_get_text (NL_RECORD (persona), NL_PERSONA_BIO), "{}@"));
    for (gsize other = 0; other < k; other++) {
      for (gsize l = 0; l < G_N_ELEMENTS (LISTS); l++)
        assert_differ (personas->pdata[other], persona, LISTS[l], where);
      assert_differ (personas->pdata[other], persona, NL_PERSONA_BIO, where);
      assert_differ (personas->pdata[other], persona, NL_PERSONA_TAGLINE, where);
    }
  }
}

static void
test_every_kind_in_every_language (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  const char *const *languages = nl_offline_provider_list_languages ();

  sample_open (&sample, folder, "EUR");
  for (; *languages != NULL; languages++)
    check_language (&sample, *languages);
}

static char *
all_texts (NlPersona *persona)
{
  GString *all = g_string_new (nl_record_get_text (NL_RECORD (persona), NL_PERSONA_BIO));

  for (gsize l = 0; l < G_N_ELEMENTS (LISTS); l++)
    g_string_append_printf (all, "\n%s", nl_record_get_text (NL_RECORD (persona), LISTS[l]));
  return g_string_free_and_steal (all);
}

static void
test_one_person_is_not_told_in_numbers (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlPersona) persona = NULL;
  g_autofree char *text = NULL;

  sample_open (&sample, folder, "EUR");
  persona = create (&sample, 0, "en");
  text = all_texts (persona);
  g_assert_null (strchr (text, '%'));
  g_assert_null (strstr (text, "€"));
  g_assert_null (strstr (text, "\"data\""));
}

/* Yen have no hundredth: 62,000 minor units are 62,000 ¥. */
static void
test_currency_without_decimals (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlPersona) persona = NULL;
  g_autofree char *text = NULL;

  sample_open (&sample, folder, "JPY");
  persona = create (&sample, 2, "en");
  text = all_texts (persona);
  g_assert_nonnull (strstr (text, "¥62,"));
  g_assert_false (g_regex_match_simple ("¥[0-9,]+\\.[0-9]{2}", text, 0, 0));
}

static void
assert_create_fails (Sample *sample, NlPersonaWish wish, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      dex_await (nl_personas_create (sample->store, sample->provider, &wish, NULL), &error));
  g_assert_error (error, domain, code);
}

static void
test_refusals (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlRecord) other = NULL;
  g_autoptr (NlPersona) persona = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StubProvider) stub = stub_provider_new ();
  g_autoptr (NlPersona) kept = NULL;
  gint64 id;

  sample_open (&sample, folder, "EUR");
  other = g_object_new (NL_TYPE_SHOP, "name", "Other", "language", "en", NULL);
  nl_test_await_ok (nl_store_save (sample.store, other));
  assert_create_fails (&sample,
                       (NlPersonaWish) { .shop_id = nl_record_get_id (other),
                                         .segment_id = sample.segments[1] },
                       NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
  assert_create_fails (&sample, (NlPersonaWish) { .shop_id = sample.shop_id, .language = "ja" },
                       NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED);

  persona = create (&sample, 1, "en");
  id = nl_record_get_id (NL_RECORD (persona));
  g_assert_false (dex_await (
      nl_personas_duplicate (sample.store, sample.provider, id, "not a language", NULL), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  stub->fail_at = 1;
  g_assert_false (
      dex_await (nl_personas_duplicate (sample.store, NL_PROVIDER (stub), id, "fr", NULL), &error));
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_SERVER);
  g_clear_error (&error);
  stub->fail_at = 2;
  g_assert_false (dex_await (nl_personas_rewrite (sample.store, NL_PROVIDER (stub), id,
                                                  NL_PERSONA_GOALS, 4, NULL),
                             &error));
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_SERVER);
  kept = dex_await_object (nl_personas_load (sample.store, id), NULL);
  for (gsize l = 0; l < G_N_ELEMENTS (LISTS); l++)
    g_assert_cmpstr (nl_record_get_text (NL_RECORD (kept), LISTS[l]), ==,
                     nl_record_get_text (NL_RECORD (persona), LISTS[l]));
}

/* The portrait follows what the persona is called. */
static void
test_avatar_follows_the_gender (const char *folder)
{
  static const char *const GENDERS[] = { "f", "m", "n", NULL };
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (GENDERS); i++) {
    g_autoptr (NlPersona) persona
        = g_object_new (NL_TYPE_PERSONA, "gender", GENDERS[i], "age-min", G_GINT64_CONSTANT (30),
                        "age-max", G_GINT64_CONSTANT (40), NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (NlImage) once = dex_await_boxed (nl_persona_draw_avatar (persona, 77, NULL), &error);
    g_autoptr (NlImage) again
        = dex_await_boxed (nl_persona_draw_avatar (persona, 77, NULL), &error);

    g_assert_no_error (error);
    g_assert_cmpstr (nl_image_get_sha256 (once), ==, nl_image_get_sha256 (again));
    g_hash_table_add (sums, g_strdup (nl_image_get_sha256 (once)));
  }
  g_assert_cmpuint (g_hash_table_size (sums), >=, 3);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/persona-segments/matrix", test_every_kind_in_every_language);
  nl_test_add ("/persona-segments/one-person", test_one_person_is_not_told_in_numbers);
  nl_test_add ("/persona-segments/yen", test_currency_without_decimals);
  nl_test_add ("/persona-segments/refusals", test_refusals);
  nl_test_add ("/persona-segments/avatar", test_avatar_follows_the_gender);
  return g_test_run ();
}
