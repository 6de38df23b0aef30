-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was used of AI providers: a row for each job that was applied. It outlives the job, the shop and
-- the provider, since the money is spent.
CREATE TABLE usage (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  job_id INTEGER NOT NULL UNIQUE,
  shop_id INTEGER REFERENCES shops (id) ON DELETE SET NULL,
  provider TEXT NOT NULL,
  provider_name TEXT,
  model TEXT NOT NULL,
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  input_tokens INTEGER NOT NULL DEFAULT 0,
  cached_tokens INTEGER NOT NULL DEFAULT 0,
  output_tokens INTEGER NOT NULL DEFAULT 0,
  reasoning_tokens INTEGER NOT NULL DEFAULT 0,
  images INTEGER NOT NULL DEFAULT 0,
  cost_micros INTEGER,
  currency TEXT,
  perhaps_billed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX usage_day ON usage (day);
CREATE INDEX usage_shop ON usage (shop_id, day);
