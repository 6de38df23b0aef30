-- SPDX-License-Identifier: GPL-3.0-or-later
-- The queue of work that waits for something outside: see docs/jobs.md.

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  shop_id INTEGER REFERENCES shops (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  title TEXT,
  subject_table TEXT,
  subject_id INTEGER,
  batch_id INTEGER,
  payload TEXT NOT NULL DEFAULT '{}',
  state TEXT NOT NULL DEFAULT 'waiting',
  priority INTEGER NOT NULL DEFAULT 0,
  provider TEXT NOT NULL,
  heavy INTEGER NOT NULL DEFAULT 0,
  ask_once INTEGER NOT NULL DEFAULT 0,
  depends_on INTEGER REFERENCES jobs (id) ON DELETE SET NULL,
  blocked INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  claim INTEGER NOT NULL DEFAULT 0,
  perhaps_billed INTEGER NOT NULL DEFAULT 0,
  error_code TEXT,
  error_text TEXT,
  started_at INTEGER,
  finished_at INTEGER,
  result_table TEXT,
  result_id INTEGER
) STRICT;

-- What can be taken, in the order in which it is: taking one reads one row, however many wait.
CREATE INDEX jobs_ready ON jobs (provider, priority DESC, id, heavy)
  WHERE state = 'waiting' AND blocked = 0 AND not_before = 0;
CREATE INDEX jobs_delayed ON jobs (not_before) WHERE state = 'waiting' AND not_before > 0;
CREATE INDEX jobs_under_way ON jobs (id) WHERE state IN ('claimed', 'sent', 'answered');
CREATE INDEX jobs_state ON jobs (state, shop_id, updated_at);
CREATE INDEX jobs_shop ON jobs (shop_id);
CREATE INDEX jobs_depends_on ON jobs (depends_on) WHERE depends_on IS NOT NULL;
CREATE INDEX jobs_subject ON jobs (subject_table, subject_id);
CREATE INDEX jobs_batch ON jobs (batch_id) WHERE batch_id IS NOT NULL;

-- An answer that is here already and has not been applied yet.
CREATE TABLE job_answers (
  job_id INTEGER PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  bytes BLOB NOT NULL
) STRICT;

CREATE TRIGGER jobs_forget_answer AFTER UPDATE OF state ON jobs
  WHEN OLD.state = 'answered' AND NEW.state <> 'answered' BEGIN
  DELETE FROM job_answers WHERE job_id = NEW.id;
END;

-- What happened to a job, in the order of the ids.
CREATE TABLE job_events (
  job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  id INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL,
  event TEXT NOT NULL,
  detail TEXT,
  PRIMARY KEY (job_id, id)
) STRICT, WITHOUT ROWID;
