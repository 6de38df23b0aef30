/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/nl-job-state.h"
#include "store/nl-record.h"

G_BEGIN_DECLS

/* A piece of work that waits for something outside. The payload holds what the handler needs to ask
 * again at any time, and never personal data. docs/jobs.md explains the fields. */
/* clang-format off */
#define NL_JOB_FIELDS(F) \
  F (SHOP_ID, "shop-id", INT64, NL_FIELD_REFERENCE, NULL, NULL, NULL) \
  F (KIND, "kind", TEXT, NL_FIELD_REQUIRED, N_ ("Kind"), NULL, NULL) \
  F (TITLE, "title", TEXT, NL_FIELD_NONE, N_ ("Title"), NULL, NULL) \
  F (SUBJECT_TABLE, "subject-table", TEXT, NL_FIELD_NONE, NULL, NULL, NULL) \
  F (SUBJECT_ID, "subject-id", INT64, NL_FIELD_REFERENCE, NULL, NULL, NULL) \
  F (BATCH_ID, "batch-id", INT64, NL_FIELD_NONE, NULL, NULL, NULL) \
  F (PAYLOAD, "payload", JSON, NL_FIELD_REQUIRED, NULL, "{}", NULL) \
  F (STATE, "state", TEXT, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, N_ ("State"), "waiting", nl_job_state_texts) \
  F (PRIORITY, "priority", INT64, NL_FIELD_REQUIRED, N_ ("Priority"), NULL, NULL) \
  F (PROVIDER, "provider", TEXT, NL_FIELD_REQUIRED, N_ ("Provider"), NULL, NULL) \
  F (HEAVY, "heavy", BOOLEAN, NL_FIELD_REQUIRED, NULL, NULL, NULL) \
  F (ASK_ONCE, "ask-once", BOOLEAN, NL_FIELD_REQUIRED, NULL, NULL, NULL) \
  F (DEPENDS_ON, "depends-on", INT64, NL_FIELD_REFERENCE, N_ ("Depends On"), NULL, NULL) \
  F (BLOCKED, "blocked", BOOLEAN, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (NOT_BEFORE, "not-before", INT64, NL_FIELD_REQUIRED | NL_FIELD_TIME, N_ ("Not Before"), NULL, NULL) \
  F (ATTEMPTS, "attempts", INT64, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, N_ ("Attempts"), NULL, NULL) \
  F (CLAIM, "claim", INT64, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (PERHAPS_BILLED, "perhaps-billed", INT64, NL_FIELD_REQUIRED | NL_FIELD_DERIVED, N_ ("Perhaps Billed"), NULL, NULL) \
  F (ERROR_CODE, "error-code", TEXT, NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (ERROR_TEXT, "error-text", TEXT, NL_FIELD_DERIVED, N_ ("Problem"), NULL, NULL) \
  F (STARTED_AT, "started-at", INT64, NL_FIELD_TIME | NL_FIELD_DERIVED, N_ ("Started"), NULL, NULL) \
  F (FINISHED_AT, "finished-at", INT64, NL_FIELD_TIME | NL_FIELD_DERIVED, N_ ("Finished"), NULL, NULL) \
  F (RESULT_TABLE, "result-table", TEXT, NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (RESULT_ID, "result-id", INT64, NL_FIELD_REFERENCE | NL_FIELD_DERIVED, NULL, NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_JOB_##key,
  NL_JOB_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_JOB_N_FIELDS,
} NlJobField;

#define NL_TYPE_JOB (nl_job_get_type ())
G_DECLARE_FINAL_TYPE (NlJob, nl_job, NL, JOB, NlRecord)

/* Bytes of JSON: enough for every fact about a segment, too little for a list of customers. */
#define NL_JOB_MAX_PAYLOAD (256 * 1024)

NlJobState nl_job_get_state (NlJob *self);
gint64 nl_job_get_claim (NlJob *self);
void nl_job_set_subject (NlJob *self, const char *table, gint64 id);
void nl_job_set_result (NlJob *self, const char *table, gint64 id);

G_END_DECLS
