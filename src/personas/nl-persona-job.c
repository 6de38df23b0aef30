/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-persona-job.h"

#include <glib/gi18n-lib.h>

#include "personas/nl-persona-answer.h"
#include "personas/nl-persona-request.h"
#include "shops/nl-shop.h"

#define KIND "persona"

/* In the payload: the part to write anew, or what each part was when the job was made: what a
 * person wrote meanwhile stays. */
#define FIELD "field"
#define SEED "seed"
#define WAS "was_"

static char *
dup_column (guint field)
{
  g_autoptr (NlPersona) persona = g_object_new (NL_TYPE_PERSONA, NULL);

  return nl_field_dup_column (&nl_record_get_description (NL_RECORD (persona))->fields[field]);
}

static guint
find_field (const char *column)
{
  for (guint field = 0; column != NULL && field < NL_PERSONA_N_FIELDS; field++) {
    g_autofree char *other = dup_column (field);

    if (nl_persona_is_writable (field) && g_str_equal (other, column))
      return field;
  }
  return NL_PERSONA_N_FIELDS;
}

static char *
dup_digest (NlPersona *persona, guint field)
{
  const char *text = nl_record_get_text (NL_RECORD (persona), field);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text != NULL ? text : "", -1);
}

static void
remember_fields (NlJob *job, NlPersona *persona)
{
  for (guint field = 0; field < NL_PERSONA_N_FIELDS; field++) {
    g_autofree char *column = dup_column (field);
    g_autofree char *member = g_strconcat (WAS, column, NULL);
    g_autofree char *digest = NULL;

    if (!nl_persona_is_writable (field))
      continue;
    digest = dup_digest (persona, field);
    nl_ai_job_set (job, member, digest);
  }
}

/**
 * nl_persona_job_new:
 * @persona: a persona that is saved
 * @field: which of its fields, for which nl_persona_is_writable() holds; %NL_PERSONA_N_FIELDS for
 *   all of these
 * @provider: the id of who is asked
 *
 * Makes a job that has a persona, or one part of it, written by a provider. Parts that a person
 * changes before the answer comes stay as that person wrote them; a part that is named is what the
 * person wants to be written anew.
 *
 * Returns: (transfer full): a job for nl_jobs_enqueue()
 */
NlJob *
nl_persona_job_new (NlPersona *persona, guint field, const char *provider)
{
  NlRecord *record = NL_RECORD (persona);
  g_autofree char *title = NULL;
  NlJob *job;

  g_return_val_if_fail (NL_IS_PERSONA (persona), NULL);
  g_return_val_if_fail (field == NL_PERSONA_N_FIELDS || nl_persona_is_writable (field), NULL);

  /* Translators: the name of a persona. */
  title = g_strdup_printf (_ ("Persona: %s"), nl_record_get_text (record, NL_PERSONA_NAME));
  job = nl_ai_job_new (KIND, provider, nl_record_get_int64 (record, NL_PERSONA_SHOP_ID), title);
  nl_job_set_subject (job, "personas", nl_record_get_id (record));
  nl_ai_job_set_number (job, SEED, nl_record_get_int64 (record, NL_PERSONA_SEED));
  if (field == NL_PERSONA_N_FIELDS) {
    remember_fields (job, persona);
  } else {
    g_autofree char *column = dup_column (field);

    nl_ai_job_set (job, FIELD, column);
  }
  return job;
}

static NlPersona *
load_persona (NlJob *job, NlConnection *connection, GError **error)
{
  return (NlPersona *) nl_record_load (NL_TYPE_PERSONA,
                                       nl_record_get_int64 (NL_RECORD (job), NL_JOB_SUBJECT_ID),
                                       connection, error);
}

/* The whole persona, for who writes one part of it. */
static NlAiRequest *
narrow (NlAiRequest *whole, NlPersona *persona, const char *column)
{
  NlAiRequest *request = nl_ai_request_new ("persona-field", nl_ai_request_get_language (whole),
                                            nl_ai_request_get_seed (whole));
  g_autofree char *text = json_to_string (nl_ai_request_get_facts (whole), FALSE);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *facts = json_node_get_object (node);
  JsonObject *about = json_object_new ();

  for (guint field = 0; field < NL_PERSONA_N_FIELDS; field++) {
    g_autofree char *member = dup_column (field);
    g_autoptr (JsonNode) list = NULL;

    if (!nl_persona_is_writable (field) && field != NL_PERSONA_NAME)
      continue;
    list = nl_record_get_description (NL_RECORD (persona))->fields[field].type == NL_FIELD_TYPE_JSON
               ? nl_record_dup_json (NL_RECORD (persona), field)
               : NULL;
    if (list != NULL)
      json_object_set_member (about, member, g_steal_pointer (&list));
    else if (nl_record_get_text (NL_RECORD (persona), field) != NULL)
      json_object_set_string_member (about, member,
                                     nl_record_get_text (NL_RECORD (persona), field));
  }
  json_object_set_object_member (facts, "persona", about);
  json_object_set_string_member (facts, "field", column);
  nl_ai_request_set_facts (request, node);
  return request;
}

static NlAiRequest *
compose (NlJob *job, NlConnection *connection, GError **error)
{
  g_autoptr (NlPersona) persona = load_persona (job, connection, error);
  g_autofree char *column = nl_ai_job_dup (job, FIELD);
  g_autoptr (NlRecord) shop = NULL;
  g_autoptr (NlAiRequest) whole = NULL;

  if (persona == NULL)
    return NULL;
  shop
      = nl_record_load (NL_TYPE_SHOP, nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_SHOP_ID),
                        connection, error);
  if (shop == NULL)
    return NULL;
  whole
      = nl_persona_to_request (persona, NL_SHOP (shop), (guint64) nl_ai_job_get_number (job, SEED));
  return column != NULL ? narrow (whole, persona, column) : g_steal_pointer (&whole);
}

/* An answer of one part is one of a persona with nothing else. */
static NlAiResult *
widen (NlAiResult *result, NlPersona *persona)
{
  g_autofree char *text = json_to_string (nl_ai_result_get_node (result), FALSE);
  JsonNode *node = json_from_string (text, NULL);
  NlAiResult *wide;

  if (JSON_NODE_HOLDS_OBJECT (node))
    json_object_set_string_member (json_node_get_object (node), "name",
                                   nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));
  wide = nl_ai_result_new_node (nl_ai_result_get_provider (result), nl_ai_result_get_model (result),
                                node);
  nl_ai_result_set_draft (wide, nl_ai_result_is_draft (result));
  return wide;
}

static gboolean
is_untouched (NlJob *job, NlPersona *persona, guint field)
{
  g_autofree char *column = dup_column (field);
  g_autofree char *member = g_strconcat (WAS, column, NULL);
  g_autofree char *was = nl_ai_job_dup (job, member);
  g_autofree char *is = dup_digest (persona, field);

  return g_strcmp0 (was, is) == 0;
}

static void
take_untouched (NlJob *job, NlPersona *persona, NlPersona *written)
{
  static const guint ORIGIN[] = { NL_PERSONA_PROVIDER, NL_PERSONA_MODEL };

  for (guint field = 0; field < NL_PERSONA_N_FIELDS; field++)
    if (nl_persona_is_writable (field) && is_untouched (job, persona, field))
      nl_persona_take_field (persona, written, field);
  for (gsize i = 0; i < G_N_ELEMENTS (ORIGIN); i++)
    nl_record_set_text (NL_RECORD (persona), ORIGIN[i],
                        nl_record_get_text (NL_RECORD (written), ORIGIN[i]));
  nl_record_set_boolean (NL_RECORD (persona), NL_PERSONA_DRAFT,
                         nl_record_get_boolean (NL_RECORD (written), NL_PERSONA_DRAFT));
}

static gboolean
apply (NlJob *job, NlAiResult *result, GObject *digested, NlConnection *connection, GError **error)
{
  g_autoptr (NlPersona) persona = load_persona (job, connection, error);
  g_autofree char *column = nl_ai_job_dup (job, FIELD);
  guint field = find_field (column);
  g_autoptr (NlPersona) written = NULL;
  g_autoptr (NlAiResult) wide = NULL;

  if (persona == NULL)
    return FALSE;
  written = NL_PERSONA (nl_record_copy (NL_RECORD (persona)));
  if (column != NULL)
    wide = widen (result, persona);
  if (!nl_persona_read_answer (written, wide != NULL ? wide : result, error))
    return FALSE;
  if (field != NL_PERSONA_N_FIELDS)
    nl_persona_take_field (persona, written, field);
  else
    take_untouched (job, persona, written);
  nl_job_set_result (job, "personas", nl_record_get_id (NL_RECORD (persona)));
  return nl_record_save (NL_RECORD (persona), connection, error);
}

/**
 * nl_persona_jobs_register:
 * @runner: works on the queue
 * @providers: who can be asked
 *
 * Teaches a runner to have personas written.
 */
void
nl_persona_jobs_register (NlJobRunner *runner, NlProviderRegistry *providers)
{
  static const NlAiJobKind KINDS[] = { { KIND, compose, NULL, apply } };
  g_autoptr (NlJobHandler) handler = nl_ai_job_handler_new (&KINDS[0], providers);

  nl_job_runner_add_handler (runner, KIND, handler);
}
