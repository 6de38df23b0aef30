-- SPDX-License-Identifier: GPL-3.0-or-later
-- The prompts that somebody changed.
CREATE TABLE prompts (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  task TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL
) STRICT;
