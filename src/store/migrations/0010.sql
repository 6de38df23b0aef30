-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the user said the columns of a file hold, for the next file with the same ones: the fields in
-- their order, and how amounts and dates are written. The names of the columns are only known by
-- their hash, and nothing is kept of what stands below them.
CREATE TABLE import_mappings (
  kind TEXT NOT NULL,
  headers_hash TEXT NOT NULL,
  fields TEXT NOT NULL,
  decimal_point TEXT,
  date_order INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (kind, headers_hash)
) STRICT, WITHOUT ROWID;
