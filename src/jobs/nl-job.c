/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job.h"

#include <glib/gi18n-lib.h>

static const NlField fields[] = { NL_JOB_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "jobs",
  .noun = N_ ("job"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlJob:
 *
 * A piece of work that waits for something outside, such as an answer of a provider.
 */
NL_DEFINE_RECORD (NlJob, nl_job, &description)

/**
 * nl_job_get_state:
 * @self: a job
 *
 * Returns: where it is on its way
 */
NlJobState
nl_job_get_state (NlJob *self)
{
  NlJobState state = NL_JOB_STATE_WAITING;

  g_return_val_if_fail (NL_IS_JOB (self), state);

  nl_job_state_from_text (nl_record_get_text (NL_RECORD (self), NL_JOB_STATE), &state);
  return state;
}

/**
 * nl_job_get_claim:
 * @self: a job
 *
 * Returns: which time it was taken: what a runner shows to change its state; 0 before the first
 */
gint64
nl_job_get_claim (NlJob *self)
{
  g_return_val_if_fail (NL_IS_JOB (self), 0);

  return nl_record_get_int64 (NL_RECORD (self), NL_JOB_CLAIM);
}

/**
 * nl_job_set_subject:
 * @self: a job
 * @table: the table of the record the job is for, such as "personas"
 * @id: which one
 *
 * Says what the job is about.
 */
void
nl_job_set_subject (NlJob *self, const char *table, gint64 id)
{
  g_return_if_fail (NL_IS_JOB (self));
  g_return_if_fail (table != NULL);

  nl_record_set_text (NL_RECORD (self), NL_JOB_SUBJECT_TABLE, table);
  nl_record_set_int64 (NL_RECORD (self), NL_JOB_SUBJECT_ID, id);
}

/**
 * nl_job_set_result:
 * @self: a job that is being applied
 * @table: the table of what came of it, such as "images"
 * @id: which one
 *
 * Says what came of the job; saved with the state.
 */
void
nl_job_set_result (NlJob *self, const char *table, gint64 id)
{
  g_return_if_fail (NL_IS_JOB (self));
  g_return_if_fail (table != NULL);

  nl_record_set_text (NL_RECORD (self), NL_JOB_RESULT_TABLE, table);
  nl_record_set_int64 (NL_RECORD (self), NL_JOB_RESULT_ID, id);
}
