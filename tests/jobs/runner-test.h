/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-network.h"
#include "jobs/nl-job-runner.h"
#include "jobs/nl-jobs.h"
#include "nl-test.h"
#include "scripted-handler.h"

G_BEGIN_DECLS

/* A workspace with a runner that has one handler, for jobs of the kind "test" of the provider "p".
 */
typedef struct {
  char *path;
  NlStore *store;
  GNetworkMonitor *network;
  NlJobRunner *runner;
  ScriptedHandler *handler;
  Script *script;
  gint64 shop_id;
} RunnerTest;

RunnerTest *runner_test_new (const char *folder, GType handler_type);
void runner_test_free (RunnerTest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RunnerTest, runner_test_free)

NlJob *runner_test_new_job (RunnerTest *self);
gint64 runner_test_add (RunnerTest *self, NlJob *job);
gint64 runner_test_add_one (RunnerTest *self);
void runner_test_add_many (RunnerTest *self, guint count);
void runner_test_start (RunnerTest *self);
void runner_test_finish (RunnerTest *self);
void runner_test_restart (RunnerTest *self);
void runner_test_assert (RunnerTest *self, gint64 id, NlJobState state, const char *code);
void runner_test_assert_says (RunnerTest *self, const char *sql, const char *answer);

G_END_DECLS
