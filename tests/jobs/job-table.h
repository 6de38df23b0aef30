/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/nl-job-queue.h"

G_BEGIN_DECLS

/* The queue's table on a connection of the test's own, each call in a transaction of its own. */
typedef struct {
  NlConnection *connection;
  char *path;
  gint64 shop_id;
} JobTable;

extern const NlJobPolicy job_table_policy;

JobTable *job_table_open (const char *folder);
void job_table_free (JobTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JobTable, job_table_free)

NlJob *job_table_new_job (JobTable *self, const char *provider);
gint64 job_table_add (JobTable *self, NlJob *job);
gint64 job_table_add_waiting (JobTable *self, const char *provider, gint64 priority);
NlJob *job_table_load (JobTable *self, gint64 id);
NlJob *job_table_claim_one (JobTable *self, const char *provider);
GPtrArray *job_table_claim (JobTable *self, const char *provider, guint limit, gboolean with_heavy);
gint64 job_table_wake (JobTable *self);
GPtrArray *job_table_recover (JobTable *self);

gboolean job_table_send (JobTable *self, NlJob *job);
gboolean job_table_answer (JobTable *self, NlJob *job, const char *answer);
gboolean job_table_apply (JobTable *self, NlJob *job);
gboolean job_table_settle (JobTable *self, NlJob *job, NlJobVerdict verdict);

/* Runs one of the functions for a person's decisions; the error's code, or -1. */
typedef gboolean (*JobDecision) (gint64 id, NlConnection *connection, GError **error);
int job_table_decide (JobTable *self, JobDecision decision, gint64 id);

void job_table_begin (JobTable *self);
void job_table_commit (JobTable *self);
void job_table_assert (JobTable *self, gint64 id, NlJobState state, const char *code);
char *job_table_ask (JobTable *self, const char *sql);

G_END_DECLS
