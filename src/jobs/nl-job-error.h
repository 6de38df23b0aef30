/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NL_JOB_ERROR (nl_job_error_quark ())

/**
 * NlJobError:
 * @NL_JOB_ERROR_NOT_IN_TRANSACTION: a job was to be added outside of a transaction
 * @NL_JOB_ERROR_TOO_LARGE: the payload is larger than %NL_JOB_MAX_PAYLOAD
 * @NL_JOB_ERROR_STATE: the job is not in a state in which that can be done
 * @NL_JOB_ERROR_NO_HANDLER: nobody knows how to do jobs of this kind
 * @NL_JOB_ERROR_SUPERSEDED: somebody else decided about the job meanwhile
 * @NL_JOB_ERROR_QUEUE_TAKEN: another program works on the queue of this workspace
 *
 * What can go wrong with the queue itself.
 */
typedef enum {
  NL_JOB_ERROR_NOT_IN_TRANSACTION,
  NL_JOB_ERROR_TOO_LARGE,
  NL_JOB_ERROR_STATE,
  NL_JOB_ERROR_NO_HANDLER,
  NL_JOB_ERROR_SUPERSEDED,
  NL_JOB_ERROR_QUEUE_TAKEN,
} NlJobError;

GQuark nl_job_error_quark (void);

G_END_DECLS
