/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "ai/nl-drafting.h"
#include "base/nl-clock.h"
#include "base/nl-language.h"
#include "jobs/nl-job-queue.h"
#include "personas/nl-persona-answer.h"
#include "personas/nl-persona-avatar.h"
#include "personas/nl-persona-job.h"
#include "personas/nl-persona-request.h"
#include "personas/nl-personas.h"
#include "segments/nl-segment-statistics.h"
#include "segments/nl-segment.h"

/* What asks a provider. The numbers are read in one moment, the persona is drafted from them, and
 * written with its portrait in one transaction. */

typedef struct {
  NlDrafting drafting;
  NlPersonaWish wish;
  char *language;
  gint64 persona_id; /* to duplicate or to rewrite */
  guint field;       /* to rewrite */
} Work;

static Work *
work_new (NlStore *store, NlProvider *provider, const char *language, NlOperation *operation)
{
  Work *self = g_new0 (Work, 1);

  nl_drafting_init (&self->drafting, store, provider, operation);
  self->language = g_strdup (language);
  return self;
}

static void
work_free (gpointer data)
{
  Work *self = data;

  nl_drafting_clear (&self->drafting);
  g_free (self->language);
  g_free (self);
}

/* A shop and a persona, as one result of a read. */
static gpointer
pair_new (gpointer shop, gpointer persona)
{
  GPtrArray *pair = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (pair, shop);
  g_ptr_array_add (pair, persona);
  return pair;
}

typedef struct {
  NlPersonaWish wish;
  char *language;
} NewPersona;

static void
new_persona_free (gpointer data)
{
  NewPersona *self = data;

  g_free (self->language);
  g_free (self);
}

static NlSegment *
load_segment (NewPersona *self, NlConnection *connection, GError **error)
{
  NlRecord *segment = nl_record_load (NL_TYPE_SEGMENT, self->wish.segment_id, connection, error);

  if (segment != NULL && nl_record_get_int64 (segment, NL_SEGMENT_SHOP_ID) != self->wish.shop_id) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID,
                 _ ("The segment “%s” belongs to another shop."),
                 nl_record_get_text (segment, NL_SEGMENT_NAME));
    g_clear_object (&segment);
  }
  return segment != NULL ? NL_SEGMENT (segment) : NULL;
}

static char *
collect_statistics (NewPersona *self, NlSegment *segment, NlConnection *connection, GError **error)
{
  const char *name
      = segment != NULL ? nl_record_get_text (NL_RECORD (segment), NL_SEGMENT_NAME) : NULL;
  const char *query
      = segment != NULL ? nl_record_get_text (NL_RECORD (segment), NL_SEGMENT_QUERY) : NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *statistics = nl_segment_statistics_collect (connection, self->wish.shop_id, name,
                                                          query, nl_clock_now (), error);

  if (statistics == NULL)
    return NULL;
  json_node_take_object (node, statistics);
  return json_to_string (node, FALSE);
}

static gpointer
load_new (NlConnection *connection, gpointer data, GError **error)
{
  NewPersona *self = data;
  g_autoptr (NlRecord) shop = nl_record_load (NL_TYPE_SHOP, self->wish.shop_id, connection, error);
  g_autoptr (NlSegment) segment = NULL;
  g_autoptr (NlPersona) persona = NULL;
  g_autofree char *statistics = NULL;

  if (shop == NULL)
    return NULL;
  if (self->wish.segment_id != 0 && (segment = load_segment (self, connection, error)) == NULL)
    return NULL;
  statistics = collect_statistics (self, segment, connection, error);
  if (statistics == NULL)
    return NULL;
  persona = g_object_new (NL_TYPE_PERSONA, "shop-id", self->wish.shop_id, "statistics", statistics,
                          "seed", self->wish.seed, "language",
                          self->language != NULL ? self->language
                                                 : nl_record_get_text (shop, NL_SHOP_LANGUAGE),
                          NULL);
  if (segment != NULL)
    nl_record_set_int64 (NL_RECORD (persona), NL_PERSONA_SEGMENT_ID, self->wish.segment_id);
  return pair_new (g_steal_pointer (&shop), g_steal_pointer (&persona));
}

static gpointer
load_existing (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (NlRecord) persona
      = nl_record_load (NL_TYPE_PERSONA, *(gint64 *) data, connection, error);
  NlRecord *shop;

  if (persona == NULL)
    return NULL;
  shop = nl_record_load (NL_TYPE_SHOP, nl_record_get_int64 (persona, NL_PERSONA_SHOP_ID),
                         connection, error);
  return shop != NULL ? pair_new (shop, g_steal_pointer (&persona)) : NULL;
}

/* A persona with its portrait, on the way into the database. */
typedef struct {
  NlPersona *persona;
  NlImage *avatar;
  char *queued; /* who writes it better; NULL: nobody */
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_object_unref (draft->persona);
  g_clear_pointer (&draft->avatar, nl_image_unref);
  g_free (draft->queued);
  g_free (draft);
}

static gboolean
enqueue (
    NlPersona *persona, guint field, const char *provider, NlConnection *connection, GError **error)
{
  g_autoptr (NlJob) job = nl_persona_job_new (persona, field, provider);

  return nl_jobs_enqueue (job, connection, error);
}

static gpointer
write_new (NlConnection *connection, gpointer data, GError **error)
{
  Draft *draft = data;
  NlRecord *persona = NL_RECORD (draft->persona);
  gint64 segment_id = nl_record_get_int64 (persona, NL_PERSONA_SEGMENT_ID);
  g_autoptr (NlRecord) shop = NULL;
  g_autoptr (NlRecord) segment = NULL;

  /* Both may have gone while a provider was at work. */
  shop = nl_record_load (NL_TYPE_SHOP, nl_record_get_int64 (persona, NL_PERSONA_SHOP_ID),
                         connection, error);
  if (shop == NULL
      || (segment_id != 0
          && (segment = nl_record_load (NL_TYPE_SEGMENT, segment_id, connection, error)) == NULL))
    return NULL;
  if (draft->avatar != NULL) {
    gint64 image_id = nl_image_store (draft->avatar, connection, error);

    if (image_id == 0)
      return NULL;
    nl_record_set_int64 (persona, NL_PERSONA_AVATAR_IMAGE_ID, image_id);
  }
  if (!nl_record_save (persona, connection, error)
      || (draft->queued != NULL
          && !enqueue (draft->persona, NL_PERSONA_N_FIELDS, draft->queued, connection, error)))
    return NULL;
  return g_object_ref (persona);
}

static gboolean
draft_await (Work *self, NlShop *shop, NlPersona *persona, guint64 seed, GError **error)
{
  g_autoptr (NlAiRequest) request = nl_persona_to_request (persona, shop, seed);
  g_autoptr (NlAiResult) result = nl_drafting_ask_await (&self->drafting, request, error);

  return result != NULL && nl_persona_read_answer (persona, result, error);
}

static DexFuture *
write_and_finish (Work *self, NlPersona *persona, NlImage *avatar)
{
  Draft *draft = g_new0 (Draft, 1);
  GError *error = NULL;
  gpointer saved;

  draft->persona = persona;
  draft->avatar = avatar;
  draft->queued = g_strdup (self->drafting.queued);
  saved = dex_await_object (nl_store_write (self->drafting.store, write_new, draft, draft_free,
                                            NL_TYPE_PERSONA, self->drafting.cancellable),
                            &error);
  return nl_drafting_finish (&self->drafting, saved, error);
}

static DexFuture *
nl_personas_create_fiber (gpointer data)
{
  Work *self = data;
  NewPersona *wanted = g_new0 (NewPersona, 1);
  g_autoptr (GPtrArray) pair = NULL;
  g_autoptr (NlImage) avatar = NULL;
  GError *error = NULL;
  NlPersona *persona;

  wanted->wish = self->wish;
  wanted->language = g_strdup (self->language);
  pair = dex_await_boxed (nl_store_read (self->drafting.store, load_new, wanted, new_persona_free,
                                         G_TYPE_PTR_ARRAY, self->drafting.cancellable),
                          &error);
  if (pair == NULL)
    return nl_drafting_finish (&self->drafting, NULL, error);
  persona = pair->pdata[1];
  if (!draft_await (self, pair->pdata[0], persona, (guint64) self->wish.seed, &error))
    return nl_drafting_finish (&self->drafting, NULL, error);
  if (self->wish.wants_avatar) {
    avatar = dex_await_boxed (nl_persona_draw_avatar (persona, (guint64) self->wish.seed,
                                                      self->drafting.cancellable),
                              &error);
    if (avatar == NULL)
      return nl_drafting_finish (&self->drafting, NULL, error);
  }
  return write_and_finish (self, g_ptr_array_steal_index (pair, 1), g_steal_pointer (&avatar));
}

/**
 * nl_personas_create:
 * @store: a store
 * @provider: who writes it
 * @wish: what is wanted, copied
 * @operation: (nullable): told what the provider has to say, and ended; its cancellable stops the
 *   work
 *
 * Creates a persona from the numbers of a segment, or of the whole shop, with a portrait if wanted:
 * all of it in one transaction, or nothing. A provider that is asked through the queue does not
 * hold it up: it is drafted offline, with a job in the same transaction that has it written.
 *
 * Returns: (transfer full): a future of the saved #NlPersona; rejects with %NL_AI_ERROR, with
 *   %NL_STORE_ERROR_NOT_FOUND when shop or segment is gone, with the segment's own errors, or with
 *   %G_IO_ERROR_CANCELLED
 */
DexFuture *
nl_personas_create (NlStore *store,
                    NlProvider *provider,
                    const NlPersonaWish *wish,
                    NlOperation *operation)
{
  g_autofree char *language = NULL;
  Work *self;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER (provider));
  dex_return_error_if_fail (wish != NULL);

  language = nl_language_canonicalise (wish->language);
  self = work_new (store, provider, language, operation);
  if (wish->language != NULL && language == NULL) {
    DexFuture *rejection = nl_drafting_finish (
        &self->drafting, NULL,
        g_error_new (NL_STORE_ERROR, NL_STORE_ERROR_INVALID,
                     _ ("“%s” is no language. Write its code, such as “fr” or “pt-BR”."),
                     wish->language));

    work_free (self);
    return rejection;
  }
  self->wish = *wish;
  self->wish.language = NULL;
  if (self->wish.seed == 0)
    self->wish.seed = 1 + g_random_int_range (0, G_MAXINT32);
  return nl_fiber_spawn (nl_personas_create_fiber, self, work_free);
}

static GPtrArray *
load_existing_await (Work *self, GError **error)
{
  return dex_await_boxed (nl_store_read (self->drafting.store, load_existing,
                                         g_memdup2 (&self->persona_id, sizeof self->persona_id),
                                         g_free, G_TYPE_PTR_ARRAY, self->drafting.cancellable),
                          error);
}

static void
copy_int64 (NlRecord *from, NlRecord *to, guint field)
{
  if (nl_record_is_null (from, field))
    nl_record_set_null (to, field);
  else
    nl_record_set_int64 (to, field, nl_record_get_int64 (from, field));
}

static void
copy_text (NlRecord *from, NlRecord *to, guint field)
{
  nl_record_set_text (to, field, nl_record_get_text (from, field));
}

static DexFuture *
nl_personas_duplicate_fiber (gpointer data)
{
  static const guint KEPT[]
      = { NL_PERSONA_SHOP_ID, NL_PERSONA_SEGMENT_ID, NL_PERSONA_SEED, NL_PERSONA_AVATAR_IMAGE_ID };
  static const guint AGES[] = { NL_PERSONA_AGE_MIN, NL_PERSONA_AGE_MAX };
  static const guint TEXTS[] = { NL_PERSONA_NAME, NL_PERSONA_GENDER, NL_PERSONA_STATISTICS };
  Work *self = data;
  g_autoptr (GPtrArray) pair = NULL;
  g_autoptr (NlPersona) twin = NULL;
  GError *error = NULL;

  pair = load_existing_await (self, &error);
  if (pair == NULL)
    return nl_drafting_finish (&self->drafting, NULL, error);
  twin = g_object_new (NL_TYPE_PERSONA, "language", self->language, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (KEPT); i++)
    copy_int64 (pair->pdata[1], NL_RECORD (twin), KEPT[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    copy_text (pair->pdata[1], NL_RECORD (twin), TEXTS[i]);
  if (!draft_await (self, pair->pdata[0], twin,
                    (guint64) nl_record_get_int64 (NL_RECORD (twin), NL_PERSONA_SEED), &error))
    return nl_drafting_finish (&self->drafting, NULL, error);
  /* The same person: the same face, name, gender and age, whatever the provider made of them. */
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    copy_text (pair->pdata[1], NL_RECORD (twin), TEXTS[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (AGES); i++)
    copy_int64 (pair->pdata[1], NL_RECORD (twin), AGES[i]);
  return write_and_finish (self, g_steal_pointer (&twin), NULL);
}

/**
 * nl_personas_duplicate:
 * @store: a store
 * @provider: who writes it
 * @persona_id: a persona
 * @language: a BCP 47 tag
 * @operation: (nullable): ended with the work; its cancellable stops it
 *
 * Adds the same person in another language: name, age, face and numbers stay, the texts are written
 * anew.
 *
 * Returns: (transfer full): a future of the new #NlPersona; rejects as nl_personas_create() does
 */
DexFuture *
nl_personas_duplicate (NlStore *store,
                       NlProvider *provider,
                       gint64 persona_id,
                       const char *language,
                       NlOperation *operation)
{
  g_autofree char *canonical = NULL;
  Work *self;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER (provider));
  dex_return_error_if_fail (language != NULL);

  canonical = nl_language_canonicalise (language);
  self = work_new (store, provider, canonical, operation);
  self->persona_id = persona_id;
  if (canonical == NULL) {
    DexFuture *rejection = nl_drafting_finish (
        &self->drafting, NULL,
        g_error_new (NL_STORE_ERROR, NL_STORE_ERROR_INVALID,
                     _ ("“%s” is no language. Write its code, such as “fr” or “pt-BR”."),
                     language));

    work_free (self);
    return rejection;
  }
  return nl_fiber_spawn (nl_personas_duplicate_fiber, self, work_free);
}

typedef struct {
  NlPersona *draft; /* NULL when it is to be written later */
  gint64 persona_id;
  guint field;
  char *queued;
} Rewriting;

static void
rewriting_free (gpointer data)
{
  Rewriting *self = data;

  g_clear_object (&self->draft);
  g_free (self->queued);
  g_free (self);
}

static void
take_draft (NlPersona *persona, Rewriting *self)
{
  static const guint ORIGIN[] = { NL_PERSONA_PROVIDER, NL_PERSONA_MODEL };
  NlRecord *draft = NL_RECORD (self->draft);

  if (self->field != NL_PERSONA_N_FIELDS) {
    nl_persona_take_field (persona, self->draft, self->field);
    return;
  }
  for (guint field = 0; field < NL_PERSONA_N_FIELDS; field++)
    if (nl_persona_is_writable (field))
      nl_persona_take_field (persona, self->draft, field);
  for (gsize i = 0; i < G_N_ELEMENTS (ORIGIN); i++)
    nl_record_set_text (NL_RECORD (persona), ORIGIN[i], nl_record_get_text (draft, ORIGIN[i]));
  nl_record_set_boolean (NL_RECORD (persona), NL_PERSONA_DRAFT,
                         nl_record_get_boolean (draft, NL_PERSONA_DRAFT));
}

static gpointer
write_anew (NlConnection *connection, gpointer data, GError **error)
{
  Rewriting *self = data;
  g_autoptr (NlRecord) persona
      = nl_record_load (NL_TYPE_PERSONA, self->persona_id, connection, error);

  if (persona == NULL)
    return NULL;
  if (self->draft == NULL) {
    enqueue (NL_PERSONA (persona), self->field, self->queued, connection, error);
    return NULL;
  }
  take_draft (NL_PERSONA (persona), self);
  nl_record_save (persona, connection, error);
  return NULL;
}

static DexFuture *
nl_personas_rewrite_fiber (gpointer data)
{
  Work *self = data;
  Rewriting *rewriting;
  g_autoptr (GPtrArray) pair = NULL;
  GError *error = NULL;
  GBytes *changeset;

  pair = load_existing_await (self, &error);
  if (pair == NULL
      || (self->drafting.queued == NULL
          && !draft_await (self, pair->pdata[0], pair->pdata[1], (guint64) self->wish.seed, &error))
      || g_cancellable_set_error_if_cancelled (self->drafting.cancellable, &error))
    return nl_drafting_finish (&self->drafting, NULL, error);
  rewriting = g_new0 (Rewriting, 1);
  /* What is there already stays until a better one has come. */
  if (self->drafting.queued == NULL)
    rewriting->draft = g_ptr_array_steal_index (pair, 1);
  rewriting->queued = g_strdup (self->drafting.queued);
  rewriting->persona_id = self->persona_id;
  rewriting->field = self->field;
  changeset = dex_await_boxed (nl_store_write_undoable (self->drafting.store, write_anew, rewriting,
                                                        rewriting_free),
                               &error);
  if (self->drafting.operation != NULL)
    nl_operation_finish (self->drafting.operation, error);
  return changeset != NULL ? dex_future_new_take_boxed (G_TYPE_BYTES, changeset)
                           : dex_future_new_for_error (error);
}

/**
 * nl_personas_rewrite:
 * @store: a store
 * @provider: who writes it
 * @persona_id: a persona
 * @field: which of its fields: the tagline, the biography or a list; %NL_PERSONA_N_FIELDS for all
 *   of these
 * @seed: another number, another text; 0: any
 * @operation: (nullable): ended with the work; its cancellable stops it
 *
 * Writes a persona anew, from the numbers it was made from. Name, ages and portrait stay, and so do
 * the other fields when @field is one, edited or not. For a provider that is asked through the
 * queue this adds a job, and the texts stay until there are new ones.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo(); rejects as
 *   nl_personas_create() does
 */
DexFuture *
nl_personas_rewrite (NlStore *store,
                     NlProvider *provider,
                     gint64 persona_id,
                     guint field,
                     gint64 seed,
                     NlOperation *operation)
{
  Work *self;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER (provider));
  dex_return_error_if_fail (field == NL_PERSONA_N_FIELDS || nl_persona_is_writable (field));

  self = work_new (store, provider, NULL, operation);
  self->persona_id = persona_id;
  self->field = field;
  self->wish.seed = seed != 0 ? seed : 1 + g_random_int_range (0, G_MAXINT32);
  return nl_fiber_spawn (nl_personas_rewrite_fiber, self, work_free);
}
