#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports 100,000 customers, next to the sqlite3 shell: once .import alone, once with what makes the
rows of use: types, indices, the search table."""

import os
import shutil
import tempfile

from bench_common import compare, program, report, seconds, write_customers

CUSTOMERS = 100_000
TYPED = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, external_id TEXT, first_name TEXT, last_name TEXT,
  email TEXT COLLATE NOCASE, country TEXT, city TEXT, amount_spent INTEGER, number_of_orders INTEGER,
  tags TEXT);
INSERT INTO customers SELECT NULL, ltrim ("Customer ID", ''''), "First Name", "Last Name",
  lower (Email), "Default Address Country Code", "Default Address City",
  CAST ("Total Spent" * 100 AS INTEGER), CAST ("Total Orders" AS INTEGER), Tags FROM raw;
CREATE UNIQUE INDEX by_email ON customers (email);
CREATE UNIQUE INDEX by_external ON customers (external_id);
CREATE INDEX by_name ON customers (last_name, first_name);
CREATE INDEX by_spent ON customers (amount_spent);
CREATE INDEX by_orders ON customers (number_of_orders);
CREATE INDEX by_country ON customers (country);
CREATE VIRTUAL TABLE search USING fts5 (name, email, tags, content = '', prefix = '1 2 3',
  tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO search (rowid, name, email, tags)
  SELECT id, first_name || ' ' || last_name, email, tags FROM customers;
"""

folder = tempfile.mkdtemp(prefix="ninjalead-bench-")
csv = os.path.join(folder, "customers.csv")
write_customers(csv, CUSTOMERS)


def ours():
    data = os.path.join(folder, "data")
    shutil.rmtree(data, ignore_errors=True)
    cli = [program("cli/ninjalead-cli"), "--data-dir", data, "--quiet"]
    seconds(cli + ["shop", "add", "Bench"])
    return seconds(cli + ["customer", "import", csv])


def shell(script):
    database = os.path.join(folder, "reference.db")
    if os.path.exists(database):
        os.remove(database)
    commands = f"PRAGMA journal_mode = WAL;\n.import --csv {csv} raw\n{script}"
    return seconds(["sqlite3", database], input=commands.encode())


report("import of 100,000 customers / sqlite3 .import", *compare(ours, lambda: shell("")))
report("import of 100,000 customers / .import, types, indices, search", *compare(ours, lambda: shell(TYPED)))
shutil.rmtree(folder)
