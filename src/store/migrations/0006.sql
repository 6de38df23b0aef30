-- SPDX-License-Identifier: GPL-3.0-or-later
-- Beginnings of words have an index up to six letters. For longer ones FTS5 merges what it knows of
-- every word that begins so before it gives out the first result: of few words then, but of all phones
-- of a place for five digits.
DROP TABLE customers_search;
CREATE VIRTUAL TABLE customers_search USING fts5 (
  name, email, company, phone, tags, note,
  content = '', columnsize = 0, detail = column,
  tokenize = "unicode61 remove_diacritics 2",
  prefix = '1 2 3 4 5 6'
);
INSERT INTO customers_search (customers_search, rank) VALUES ('secure-delete', 1);
INSERT INTO customers_search (rowid, name, email, company, phone, tags, note)
  SELECT id, concat_ws (' ', first_name, last_name), email, company, phone, tags, note
  FROM customers ORDER BY id;
