/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens to a persona while a provider is at work on it. */

#include "nl-test.h"
#include "personas-fixture.h"
#include "segments/nl-segment.h"
#include "shops/nl-shop.h"
#include "store/nl-image.h"
#include "stub-provider.h"

typedef struct {
  Sample sample;
  StubProvider *provider;
  NlPersona *persona;
} Work;

static void
work_open (Work *self, const char *folder)
{
  sample_open (&self->sample, folder);
  self->provider = stub_provider_new ();
  self->provider->before_data = self;
  self->persona
      = sample_create (&self->sample, NL_PROVIDER (self->provider), self->sample.rich_id, 7);
}

static void
work_clear (Work *self)
{
  g_clear_object (&self->persona);
  g_clear_object (&self->provider);
  sample_clear (&self->sample);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gint64
id_of (Work *self)
{
  return nl_record_get_id (NL_RECORD (self->persona));
}

static DexFuture *
rewrite (Work *self, guint field, NlOperation *operation)
{
  return nl_personas_rewrite (self->sample.store, NL_PROVIDER (self->provider), id_of (self), field,
                              3, operation);
}

static DexFuture *
delete_persona (gpointer data)
{
  Work *self = data;

  return nl_personas_delete (self->sample.store, id_of (self));
}

static DexFuture *
edit_persona (gpointer data)
{
  Work *self = data;

  g_object_set (self->persona, "bio", "Edited meanwhile", "name", "Renamed", NULL);
  return nl_personas_save (self->sample.store, self->persona);
}

static DexFuture *
delete_shop (gpointer data)
{
  Work *self = data;

  return nl_store_delete (self->sample.store, NL_TYPE_SHOP, self->sample.shop_id);
}

static void
test_deleted_meanwhile (const char *folder)
{
  g_auto (Work) work = { 0 };
  g_autoptr (GError) error = NULL;

  work_open (&work, folder);
  work.provider->before_answer = delete_persona;
  g_assert_false (dex_await (rewrite (&work, NL_PERSONA_GOALS, NULL), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
  /* It does not come back. */
  g_assert_cmpint (sample_count (&work.sample, NL_TYPE_PERSONA), ==, 0);
}

/* Somebody who types while a field is written anew loses nothing of it. */
static void
test_edited_meanwhile (const char *folder)
{
  g_auto (Work) work = { 0 };
  g_autoptr (NlPersona) after = NULL;

  work_open (&work, folder);
  g_object_set (work.persona, "goals", "[]", NULL);
  nl_test_await_ok (nl_personas_save (work.sample.store, work.persona));
  work.provider->before_answer = edit_persona;
  nl_test_await_ok (rewrite (&work, NL_PERSONA_GOALS, NULL));
  after = sample_load (&work.sample, work.persona);
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (after), NL_PERSONA_BIO), ==, "Edited meanwhile");
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (after), NL_PERSONA_NAME), ==, "Renamed");
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (after), NL_PERSONA_GOALS), !=, "[]");
}

static void
test_shop_deleted_meanwhile (const char *folder)
{
  g_auto (Work) work = { 0 };
  g_autoptr (GError) error = NULL;

  work_open (&work, folder);
  work.provider->before_answer = delete_shop;
  g_assert_false (dex_await (nl_personas_duplicate (work.sample.store, NL_PROVIDER (work.provider),
                                                    id_of (&work), "fr", NULL),
                             &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (sample_count (&work.sample, NL_TYPE_PERSONA), ==, 0);
}

static void
test_cancelled_rewrite_changes_nothing (const char *folder)
{
  g_auto (Work) work = { 0 };
  g_autoptr (NlOperation) operation = nl_operation_new ("Writing");
  g_autoptr (NlPersona) after = NULL;
  g_autoptr (GError) error = NULL;

  work_open (&work, folder);
  g_object_set (work.persona, "goals", "[]", NULL);
  nl_test_await_ok (nl_personas_save (work.sample.store, work.persona));
  work.provider->cancellable = nl_operation_get_cancellable (operation);
  work.provider->cancel_at = work.provider->n_requests + 1;
  g_assert_false (dex_await (rewrite (&work, NL_PERSONA_N_FIELDS, operation), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = sample_load (&work.sample, work.persona);
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (after), NL_PERSONA_GOALS), ==, "[]");
}

static DexFuture *
cancel_operation (gpointer data)
{
  Work *self = data;

  g_cancellable_cancel (self->provider->cancellable);
  return dex_future_new_true ();
}

/* An answer that arrives after all is not stored: neither the persona nor its portrait. */
static void
test_cancelled_while_answering (const char *folder)
{
  g_auto (Work) work = { 0 };
  g_autoptr (NlOperation) operation = nl_operation_new ("Writing");
  g_autoptr (GError) error = NULL;
  g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *images = NULL;
  NlPersonaWish wish = { .wants_avatar = TRUE, .seed = 99 };

  work_open (&work, folder);
  wish.shop_id = work.sample.shop_id;
  work.provider->cancellable = nl_operation_get_cancellable (operation);
  work.provider->before_answer = cancel_operation;
  g_assert_false (dex_await (nl_personas_create (work.sample.store, NL_PROVIDER (work.provider),
                                                 &wish, operation),
                             &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (sample_count (&work.sample, NL_TYPE_PERSONA), ==, 1);
  images = nl_test_sqlite3 (database, "SELECT count(*) FROM images");
  g_assert_cmpstr (images, ==, "1");
}

/* The twin keeps its person whatever the provider writes of one, down to what was edited. */
static void
test_a_twin_is_the_same_person (const char *folder)
{
  g_auto (Work) work = { 0 };
  g_autoptr (NlPersona) twin = NULL;
  g_autoptr (GError) error = NULL;

  work_open (&work, folder);
  g_object_set (work.persona, "name", "Ada", "gender", "n", "age-min", G_GINT64_CONSTANT (61),
                "age-max", G_GINT64_CONSTANT (67), NULL);
  nl_test_await_ok (nl_personas_save (work.sample.store, work.persona));
  twin = dex_await_object (nl_personas_duplicate (work.sample.store, NL_PROVIDER (work.provider),
                                                  id_of (&work), "fr", NULL),
                           &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (twin), NL_PERSONA_NAME), ==, "Ada");
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (twin), NL_PERSONA_GENDER), ==, "n");
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (twin), NL_PERSONA_AGE_MIN), ==, 61);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (twin), NL_PERSONA_AGE_MAX), ==, 67);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (twin), NL_PERSONA_SEED), ==, 7);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (twin), NL_PERSONA_SEGMENT_ID), ==,
                   work.sample.rich_id);
}

/* Without a wish for a seed each persona is another one. */
static void
test_seeds_are_chosen (const char *folder)
{
  g_auto (Work) work = { 0 };
  gint64 seeds[3];

  work_open (&work, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++) {
    g_autoptr (NlPersona) persona
        = sample_create (&work.sample, NL_PROVIDER (work.provider), work.sample.poor_id, 0);

    seeds[i] = nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_SEED);
    g_assert_cmpint (seeds[i], >, 0);
    g_assert_cmpuint (nl_ai_request_get_seed (work.provider->last), ==, (guint64) seeds[i]);
  }
  g_assert_false (seeds[0] == seeds[1] && seeds[1] == seeds[2]);
}

/* A segment whose query no longer makes sense says so, and nobody is asked. */
static void
test_broken_segment (const char *folder)
{
  g_auto (Work) work = { 0 };
  g_autoptr (NlRecord) segment = NULL;
  g_autoptr (GError) error = NULL;
  NlPersonaWish wish = { .seed = 1 };
  guint n_before;

  work_open (&work, folder);
  segment = g_object_new (NL_TYPE_SEGMENT, "shop-id", work.sample.shop_id, "name", "Broken",
                          "query", "amount_spent >", NULL);
  wish.shop_id = work.sample.shop_id;
  wish.segment_id = sample_save (&work.sample, segment);
  n_before = work.provider->n_requests;
  g_assert_false (dex_await (
      nl_personas_create (work.sample.store, NL_PROVIDER (work.provider), &wish, NULL), &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (work.provider->n_requests, ==, n_before);
}

/* The face follows what the form says now. */
static void
test_redraw_follows_edits (const char *folder)
{
  g_auto (Work) work = { 0 };
  g_autoptr (NlPersona) once = NULL;
  g_autoptr (NlPersona) again = NULL;
  g_autoptr (NlPersona) older = NULL;
  gint64 store_ids[3];

  work_open (&work, folder);
  once = dex_await_object (nl_personas_redraw_avatar (work.sample.store, id_of (&work), 8), NULL);
  again = dex_await_object (nl_personas_redraw_avatar (work.sample.store, id_of (&work), 8), NULL);
  g_object_set (again, "age-min", G_GINT64_CONSTANT (80), "age-max", G_GINT64_CONSTANT (85), NULL);
  nl_test_await_ok (nl_personas_save (work.sample.store, again));
  older = dex_await_object (nl_personas_redraw_avatar (work.sample.store, id_of (&work), 8), NULL);
  store_ids[0] = nl_record_get_int64 (NL_RECORD (once), NL_PERSONA_AVATAR_IMAGE_ID);
  store_ids[1] = nl_record_get_int64 (NL_RECORD (again), NL_PERSONA_AVATAR_IMAGE_ID);
  store_ids[2] = nl_record_get_int64 (NL_RECORD (older), NL_PERSONA_AVATAR_IMAGE_ID);
  /* Equal pictures are stored once. */
  g_assert_cmpint (store_ids[0], ==, store_ids[1]);
  g_assert_cmpint (store_ids[2], !=, store_ids[1]);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/personas-draft/deleted", test_deleted_meanwhile);
  nl_test_add ("/personas-draft/edited", test_edited_meanwhile);
  nl_test_add ("/personas-draft/shop-deleted", test_shop_deleted_meanwhile);
  nl_test_add ("/personas-draft/cancelled-rewrite", test_cancelled_rewrite_changes_nothing);
  nl_test_add ("/personas-draft/cancelled-answer", test_cancelled_while_answering);
  nl_test_add ("/personas-draft/twin", test_a_twin_is_the_same_person);
  nl_test_add ("/personas-draft/seeds", test_seeds_are_chosen);
  nl_test_add ("/personas-draft/broken-segment", test_broken_segment);
  nl_test_add ("/personas-draft/redraw", test_redraw_follows_edits);
  return g_test_run ();
}
