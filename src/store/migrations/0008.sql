-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who writes: the providers the user set up, in the order in which they are asked. Their keys are in
-- the keyring.
CREATE TABLE providers (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  preset TEXT NOT NULL,
  base_url TEXT NOT NULL,
  text_model TEXT,
  image_model TEXT,
  position INTEGER NOT NULL DEFAULT 0,
  credit_fallback INTEGER NOT NULL DEFAULT 0,
  disabled INTEGER NOT NULL DEFAULT 0
) STRICT;
