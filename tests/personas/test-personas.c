/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-offline-provider.h"
#include "campaigns/nl-campaign.h"
#include "nl-test.h"
#include "personas-fixture.h"
#include "personas/nl-persona-answer.h"
#include "segments/nl-segment.h"
#include "store/nl-image.h"
#include "stub-provider.h"

static const char *
text_of (gpointer record, guint field)
{
  return nl_record_get_text (record, field);
}

static void
test_create (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlPersona) persona = NULL;
  g_autoptr (NlPersona) loaded = NULL;
  g_autoptr (GBytes) avatar = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *facts;

  sample_open (&sample, folder);
  persona = sample_create (&sample, NL_PROVIDER (provider), sample.rich_id, 7);
  g_assert_cmpstr (nl_ai_request_get_task (provider->last), ==, "persona");
  g_assert_cmpstr (nl_ai_request_get_language (provider->last), ==, "en");
  g_assert_cmpuint (nl_ai_request_get_seed (provider->last), ==, 7);
  facts = json_node_get_object (nl_ai_request_get_facts (provider->last));
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (facts, "segment"),
                                               "customers"),
                   ==, 10);
  g_assert_false (json_object_has_member (facts, "persona"));

  loaded
      = dex_await_object (nl_personas_load (sample.store, nl_record_get_id (NL_RECORD (persona))),
                          &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text_of (loaded, NL_PERSONA_NAME), ==, "Nadia Stub 1");
  g_assert_cmpstr (text_of (loaded, NL_PERSONA_GENDER), ==, "f");
  g_assert_cmpstr (text_of (loaded, NL_PERSONA_PROVIDER), ==, "stub");
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (loaded), NL_PERSONA_AGE_MIN), ==, 30);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (loaded), NL_PERSONA_AGE_MAX), ==, 44);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (loaded), NL_PERSONA_SEGMENT_ID), ==,
                   sample.rich_id);
  g_assert_cmpstr (text_of (loaded, NL_PERSONA_GOALS), ==,
                   "[{\"text\":\"Spends 42 €\",\"source\":\"data\",\"figure\":\"42 €\"},"
                   "{\"text\":\"Wants calm\",\"source\":\"inferred\"},"
                   "{\"text\":\"Plain\",\"source\":\"inferred\"}]");
  g_assert_cmpstr (text_of (loaded, NL_PERSONA_FACTS), ==,
                   "[{\"section\":\"goals\",\"text\":\"Spends 42 €\",\"figure\":\"42 €\"}]");
  g_assert_cmpstr (text_of (loaded, NL_PERSONA_QUOTES), ==, "[]");
  avatar = dex_await_boxed (
      nl_store_load_original (sample.store,
                              nl_record_get_int64 (NL_RECORD (loaded), NL_PERSONA_AVATAR_IMAGE_ID)),
      &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (avatar), >, 100);
  g_assert_cmpmem (g_bytes_get_data (avatar, NULL), 4, "<svg", 4);
}

/* A prompt carries statistics, never a name or an address. */
static void
test_nobody_is_named (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlPersona) persona = NULL;
  g_autofree char *facts = NULL;

  sample_open (&sample, folder);
  persona = sample_create (&sample, NL_PROVIDER (provider), 0, 7);
  facts = json_to_string (nl_ai_request_get_facts (provider->last), FALSE);
  g_assert_nonnull (strstr (facts, "\"customers\":20"));
  g_assert_null (strstr (facts, "ecret"));
  g_assert_null (strstr (facts, "@"));
  g_assert_true (nl_record_is_null (NL_RECORD (persona), NL_PERSONA_SEGMENT_ID));
}

static void
assert_fails (Sample *sample, StubProvider *provider, NlPersonaWish wish, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      dex_await (nl_personas_create (sample->store, NL_PROVIDER (provider), &wish, NULL), &error));
  g_assert_error (error, domain, code);
  g_assert_cmpint (sample_count (sample, NL_TYPE_PERSONA), ==, 0);
}

static DexFuture *
delete_segment (gpointer data)
{
  Sample *sample = data;

  return nl_store_delete (sample->store, NL_TYPE_SEGMENT, sample->rich_id);
}

static void
test_failures (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  NlPersonaWish wish;
  g_autofree char *images = NULL;
  g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);

  sample_open (&sample, folder);
  wish = (NlPersonaWish) { .shop_id = sample.shop_id, .language = "??" };
  assert_fails (&sample, provider, wish, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
  wish = (NlPersonaWish) { .shop_id = 5 };
  assert_fails (&sample, provider, wish, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
  wish = (NlPersonaWish) { .shop_id = sample.shop_id, .segment_id = 5 };
  assert_fails (&sample, provider, wish, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
  g_assert_null (provider->last);

  wish = (NlPersonaWish) { .shop_id = sample.shop_id,
                           .segment_id = sample.rich_id,
                           .wants_avatar = TRUE };
  provider->fail_at = 1;
  assert_fails (&sample, provider, wish, NL_AI_ERROR, NL_AI_ERROR_SERVER);
  provider->empty = TRUE;
  assert_fails (&sample, provider, wish, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER);
  provider->empty = FALSE;
  provider->before_answer = delete_segment;
  provider->before_data = &sample;
  assert_fails (&sample, provider, wish, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
  /* Nor did the portrait stay behind. */
  images = nl_test_sqlite3 (database, "SELECT count(*) FROM images");
  g_assert_cmpstr (images, ==, "0");
}

static void
test_duplicate (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlPersona) persona = NULL;
  g_autoptr (NlPersona) twin = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *kept;

  sample_open (&sample, folder);
  persona = sample_create (&sample, NL_PROVIDER (provider), sample.rich_id, 7);
  twin = dex_await_object (nl_personas_duplicate (sample.store, NL_PROVIDER (provider),
                                                  nl_record_get_id (NL_RECORD (persona)), "pt_br",
                                                  NULL),
                           &error);
  g_assert_no_error (error);
  g_assert_cmpint (nl_record_get_id (NL_RECORD (twin)), !=, nl_record_get_id (NL_RECORD (persona)));
  g_assert_cmpstr (nl_ai_request_get_language (provider->last), ==, "pt-BR");
  kept = json_object_get_object_member (
      json_node_get_object (nl_ai_request_get_facts (provider->last)), "persona");
  g_assert_cmpstr (json_object_get_string_member (kept, "name"), ==, "Nadia Stub 1");
  g_assert_cmpstr (json_object_get_string_member (kept, "gender"), ==, "f");
  g_assert_cmpstr (text_of (twin, NL_PERSONA_LANGUAGE), ==, "pt-BR");
  g_assert_cmpstr (text_of (twin, NL_PERSONA_NAME), ==, "Nadia Stub 1");
  g_assert_cmpstr (text_of (twin, NL_PERSONA_STATISTICS), ==,
                   text_of (persona, NL_PERSONA_STATISTICS));
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (twin), NL_PERSONA_AVATAR_IMAGE_ID), ==,
                   nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AVATAR_IMAGE_ID));
  g_assert_cmpint (sample_count (&sample, NL_TYPE_PERSONA), ==, 2);
}

/* Rewrites, and returns the persona as it is stored then. */
static NlPersona *
rewrite (
    Sample *sample, StubProvider *provider, NlPersona *persona, guint field, GBytes **changeset)
{
  gint64 id = nl_record_get_id (NL_RECORD (persona));
  g_autoptr (GError) error = NULL;
  NlPersona *found;

  *changeset = dex_await_boxed (
      nl_personas_rewrite (sample->store, NL_PROVIDER (provider), id, field, 3, NULL), &error);
  g_assert_no_error (error);
  found = dex_await_object (nl_personas_load (sample->store, id), &error);
  g_assert_no_error (error);
  return found;
}

static void
test_rewrite_field (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlPersona) persona = NULL;
  g_autoptr (NlPersona) rewritten = NULL;
  g_autoptr (NlPersona) undone = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;

  sample_open (&sample, folder);
  persona = sample_create (&sample, NL_PROVIDER (provider), sample.rich_id, 7);
  g_object_set (persona, "goals", "[]", "bio", "Mine", "name", "Edited", NULL);
  nl_test_await_ok (nl_personas_save (sample.store, persona));
  rewritten = rewrite (&sample, provider, persona, NL_PERSONA_GOALS, &changeset);
  g_assert_cmpuint (nl_ai_request_get_seed (provider->last), ==, 3);
  g_assert_nonnull (strstr (text_of (rewritten, NL_PERSONA_GOALS), "Wants calm"));
  g_assert_cmpstr (text_of (rewritten, NL_PERSONA_BIO), ==, "Mine");
  g_assert_cmpstr (text_of (rewritten, NL_PERSONA_NAME), ==, "Edited");
  /* The fact of the old list went with it, the new one stands once. */
  g_assert_cmpstr (text_of (rewritten, NL_PERSONA_FACTS), ==,
                   "[{\"section\":\"goals\",\"text\":\"Spends 42 €\",\"figure\":\"42 €\"}]");
  g_assert_true (nl_persona_is_writable (NL_PERSONA_BIO));
  g_assert_false (nl_persona_is_writable (NL_PERSONA_NAME));

  nl_test_await_ok (nl_store_undo (sample.store, changeset));
  undone
      = dex_await_object (nl_personas_load (sample.store, nl_record_get_id (NL_RECORD (persona))),
                          &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text_of (undone, NL_PERSONA_GOALS), ==, "[]");
}

/* All that a provider writes, and nothing that says who it is. */
static void
test_rewrite_all (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlPersona) persona = NULL;
  g_autoptr (NlPersona) rewritten = NULL;
  g_autoptr (GBytes) changeset = NULL;

  sample_open (&sample, folder);
  persona = sample_create (&sample, NL_PROVIDER (provider), sample.rich_id, 7);
  g_object_set (persona, "goals", "[]", "bio", "Mine", "name", "Edited", "age-max",
                G_GINT64_CONSTANT (99), NULL);
  nl_test_await_ok (nl_personas_save (sample.store, persona));
  rewritten = rewrite (&sample, provider, persona, NL_PERSONA_N_FIELDS, &changeset);
  g_assert_nonnull (strstr (text_of (rewritten, NL_PERSONA_GOALS), "Wants calm"));
  g_assert_cmpstr (text_of (rewritten, NL_PERSONA_BIO), !=, "Mine");
  g_assert_cmpstr (text_of (rewritten, NL_PERSONA_NAME), ==, "Edited");
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (rewritten), NL_PERSONA_AGE_MAX), ==, 99);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (rewritten), NL_PERSONA_AVATAR_IMAGE_ID), ==,
                   nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AVATAR_IMAGE_ID));
}

static void
test_redraw_avatar (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlPersona) persona = NULL;
  g_autoptr (NlPersona) redrawn = NULL;
  g_autoptr (GError) error = NULL;

  sample_open (&sample, folder);
  persona = sample_create (&sample, NL_PROVIDER (provider), 0, 7);
  redrawn = dex_await_object (
      nl_personas_redraw_avatar (sample.store, nl_record_get_id (NL_RECORD (persona)), 8), &error);
  g_assert_no_error (error);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (redrawn), NL_PERSONA_AVATAR_IMAGE_ID), !=,
                   nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AVATAR_IMAGE_ID));
  g_assert_false (dex_await (nl_personas_redraw_avatar (sample.store, 1, 8), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
}

static void
assert_not_saved (Sample *sample, NlPersona *persona, const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (nl_personas_save (sample->store, persona), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, reason));
}

static void
test_save (const char *folder)
{
  static const struct {
    gint64 min, max;
    const char *reason;
  } AGES[] = {
    { 50, 40, "above the oldest" }, { -1, 40, "0 to 150" },   { 30, -1, "0 to 150" },
    { 30, 151, "0 to 150" },        { 151, 151, "0 to 150" },
  };
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlPersona) persona = NULL;
  g_autoptr (NlPersona) kept = NULL;

  sample_open (&sample, folder);
  persona = sample_create (&sample, NL_PROVIDER (provider), 0, 7);
  g_object_set (persona, "language", "DE_at", NULL);
  nl_test_await_ok (nl_personas_save (sample.store, persona));
  g_assert_cmpstr (text_of (persona, NL_PERSONA_LANGUAGE), ==, "de-AT");
  for (gsize i = 0; i < G_N_ELEMENTS (AGES); i++) {
    g_object_set (persona, "age-min", AGES[i].min, "age-max", AGES[i].max, NULL);
    assert_not_saved (&sample, persona, AGES[i].reason);
  }
  nl_record_set_null (NL_RECORD (persona), NL_PERSONA_AGE_MAX);
  g_object_set (persona, "age-min", G_GINT64_CONSTANT (500), NULL);
  assert_not_saved (&sample, persona, "0 to 150");
  g_object_set (persona, "age-min", G_GINT64_CONSTANT (30), "language", "nonsense!", NULL);
  assert_not_saved (&sample, persona, "nonsense!");
  nl_record_set_null (NL_RECORD (persona), NL_PERSONA_LANGUAGE);
  assert_not_saved (&sample, persona, "“”");
  kept = sample_load (&sample, persona);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (kept), NL_PERSONA_AGE_MAX), ==, 44);

  /* Either end may be open. */
  g_object_set (persona, "language", "de-AT", NULL);
  nl_test_await_ok (nl_personas_save (sample.store, persona));
  g_object_set (persona, "age-max", G_GINT64_CONSTANT (30), NULL);
  nl_record_set_null (NL_RECORD (persona), NL_PERSONA_AGE_MIN);
  nl_test_await_ok (nl_personas_save (sample.store, persona));
}

static void
test_delete_and_undo (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlPersona) persona = NULL;
  g_autoptr (NlRecord) campaign = NULL;
  g_autoptr (NlRecord) after = NULL;
  g_autoptr (GListModel) personas = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  sample_open (&sample, folder);
  persona = sample_create (&sample, NL_PROVIDER (provider), 0, 7);
  id = nl_record_get_id (NL_RECORD (persona));
  campaign = g_object_new (NL_TYPE_CAMPAIGN, "shop-id", sample.shop_id, "persona-id", id, "name",
                           "C", "template", "launch", NULL);
  sample_save (&sample, campaign);
  changeset = dex_await_boxed (nl_personas_delete (sample.store, id), &error);
  g_assert_no_error (error);
  nl_test_await_ok (nl_store_undo (sample.store, changeset));
  personas = dex_await_object (nl_personas_list (sample.store, sample.shop_id), &error);
  g_assert_cmpuint (g_list_model_get_n_items (personas), ==, 1);
  after = dex_await_object (
      nl_store_find (sample.store, NL_TYPE_CAMPAIGN, nl_record_get_id (campaign)), &error);
  g_assert_cmpint (nl_record_get_int64 (after, NL_CAMPAIGN_PERSONA_ID), ==, id);
}

static void
test_offline (const char *folder)
{
  static const guint LISTS[]
      = { NL_PERSONA_GOALS,      NL_PERSONA_FRUSTRATIONS, NL_PERSONA_MOTIVATIONS,
          NL_PERSONA_OBJECTIONS, NL_PERSONA_CHANNELS,     NL_PERSONA_QUOTES,
          NL_PERSONA_VOCABULARY, NL_PERSONA_BEST_HOURS };
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlProvider) provider = nl_offline_provider_new ();
  g_autoptr (NlPersona) rich = NULL;
  g_autoptr (NlPersona) poor = NULL;
  g_autoptr (NlPersona) again = NULL;

  sample_open (&sample, folder);
  rich = sample_create (&sample, provider, sample.rich_id, 7);
  poor = sample_create (&sample, provider, sample.poor_id, 7);
  again = sample_create (&sample, provider, sample.rich_id, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (LISTS); i++) {
    g_autoptr (JsonNode) list = nl_record_dup_json (NL_RECORD (rich), LISTS[i]);

    g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), >, 0);
    g_assert_cmpstr (text_of (rich, LISTS[i]), !=, text_of (poor, LISTS[i]));
    g_assert_cmpstr (text_of (rich, LISTS[i]), ==, text_of (again, LISTS[i]));
  }
  g_assert_cmpstr (text_of (rich, NL_PERSONA_FACTS), !=, "[]");
  g_assert_cmpstr (text_of (rich, NL_PERSONA_BIO), !=, text_of (poor, NL_PERSONA_BIO));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/personas/create", test_create);
  nl_test_add ("/personas/nobody-is-named", test_nobody_is_named);
  nl_test_add ("/personas/failures", test_failures);
  nl_test_add ("/personas/duplicate", test_duplicate);
  nl_test_add ("/personas/rewrite-field", test_rewrite_field);
  nl_test_add ("/personas/rewrite-all", test_rewrite_all);
  nl_test_add ("/personas/redraw-avatar", test_redraw_avatar);
  nl_test_add ("/personas/save", test_save);
  nl_test_add ("/personas/delete-and-undo", test_delete_and_undo);
  nl_test_add ("/personas/offline", test_offline);
  return g_test_run ();
}
