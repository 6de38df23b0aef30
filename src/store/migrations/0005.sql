-- SPDX-License-Identifier: GPL-3.0-or-later
-- Large imports: rows of files are known again, and the words of who was erased are gone.

-- What the row of a file said that a customer was last imported from: the same row is no news.
ALTER TABLE customers ADD COLUMN import_hash INTEGER;
CREATE INDEX customers_import_hash ON customers (shop_id, import_hash)
  WHERE email_key IS NULL AND external_id IS NULL AND phone_key IS NULL;

-- Further rows about the same customer: in the file of the last import, and of who was merged.
CREATE TABLE customer_import_rows (
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  hash INTEGER NOT NULL,
  PRIMARY KEY (customer_id, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_import_rows_hash ON customer_import_rows (hash);

-- A table that is told the old words can take them out of its pages at once; one with tombstones
-- keeps them until it is merged (SQLite, “The 'secure-delete' Configuration Option”). Searches are
-- ordered by column, not by bm25, so sizes of columns and positions within them are not kept.
DROP TRIGGER customers_search_insert;
DROP TRIGGER customers_search_update;
DROP TRIGGER customers_search_delete;
DROP TABLE customers_search;
CREATE VIRTUAL TABLE customers_search USING fts5 (
  name, email, company, phone, tags, note,
  content = '', columnsize = 0, detail = column,
  tokenize = "unicode61 remove_diacritics 2",
  prefix = '1 2 3 4'
);
INSERT INTO customers_search (customers_search, rank) VALUES ('secure-delete', 1);
INSERT INTO customers_search (rowid, name, email, company, phone, tags, note)
  SELECT id, concat_ws (' ', first_name, last_name), email, company, phone, tags, note
  FROM customers ORDER BY id;
CREATE TRIGGER customers_search_insert AFTER INSERT ON customers BEGIN
  INSERT INTO customers_search (rowid, name, email, company, phone, tags, note)
    VALUES (NEW.id, concat_ws (' ', NEW.first_name, NEW.last_name), NEW.email, NEW.company,
            NEW.phone, NEW.tags, NEW.note);
END;
CREATE TRIGGER customers_search_update
  AFTER UPDATE OF first_name, last_name, email, company, phone, tags, note ON customers BEGIN
  INSERT INTO customers_search (customers_search, rowid, name, email, company, phone, tags, note)
    VALUES ('delete', OLD.id, concat_ws (' ', OLD.first_name, OLD.last_name), OLD.email,
            OLD.company, OLD.phone, OLD.tags, OLD.note);
  INSERT INTO customers_search (rowid, name, email, company, phone, tags, note)
    VALUES (NEW.id, concat_ws (' ', NEW.first_name, NEW.last_name), NEW.email, NEW.company,
            NEW.phone, NEW.tags, NEW.note);
END;
CREATE TRIGGER customers_search_delete AFTER DELETE ON customers BEGIN
  INSERT INTO customers_search (customers_search, rowid, name, email, company, phone, tags, note)
    VALUES ('delete', OLD.id, concat_ws (' ', OLD.first_name, OLD.last_name), OLD.email,
            OLD.company, OLD.phone, OLD.tags, OLD.note);
END;
