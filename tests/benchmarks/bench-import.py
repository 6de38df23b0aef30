#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports a Shopify customer export, next to the sqlite3 shell that does what can be done of it in
SQL: .import, INSERT … SELECT into the same table, the same indices, the tags and the search table.
The argument is the number of customers: 1,000,000 unless said otherwise. Then imports the same file
again, and says how much memory imports of two sizes took."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile

from bench_common import RUNS, program, report, seconds

CUSTOMERS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
HERE = os.path.dirname(os.path.abspath(__file__))

folder = tempfile.mkdtemp(prefix="ninjalead-bench-")
csv = os.path.join(folder, "customers.csv")
data = os.path.join(folder, "data")
cli = [program("cli/ninjalead-cli"), "--data-dir", data, "--quiet"]
generator = os.path.join(os.environ["NINJALEAD_BUILD_DIR"], "tests", "benchmarks", "generate-shop")


def generate(count, path):
    subprocess.run([generator, "customers", str(count), path], check=True)


def schema():
    """Our own table and indices, as they are in a workspace, without what only we keep."""
    with open(os.path.join(HERE, "import-reference.sql"), encoding="utf-8") as file:
        return file.read().replace("CUSTOMERS.CSV", csv)


def ours():
    shutil.rmtree(data, ignore_errors=True)
    seconds(cli + ["shop", "add", "Bench"])
    return seconds(cli + ["customer", "import", csv])


def shell():
    database = os.path.join(folder, "reference.db")
    if os.path.exists(database):
        os.remove(database)
    return seconds(["sqlite3", "-bail", database], input=schema().encode())


def peak_mib(count):
    """The most memory an import of so many customers had at a time."""
    path = os.path.join(folder, "memory.csv")
    generate(count, path)
    shutil.rmtree(data, ignore_errors=True)
    seconds(cli + ["shop", "add", "Bench"])
    process = subprocess.Popen(cli + ["customer", "import", path])
    _, _, usage = os.wait4(process.pid, 0)
    os.remove(path)
    return usage.ru_maxrss / 1024


generate(CUSTOMERS, csv)
ours(), shell()
rows = []
for _ in range(RUNS):
    first = ours()
    again = seconds(cli + ["customer", "import", csv])
    rows.append((first, shell(), again))
first, reference, again = (statistics.median(row[i] for row in rows) for i in range(3))
report(f"import of {CUSTOMERS:,} customers / sqlite3 shell, same table, indices and search table",
       first, reference, statistics.median(row[0] / row[1] for row in rows))
report("the same file again / the first time", again, first,
       statistics.median(row[2] / row[0] for row in rows))
small, large = peak_mib(CUSTOMERS // 4), peak_mib(CUSTOMERS)
report(f"peak memory of the import of {CUSTOMERS:,} / of a quarter of it", large, small, large / small,
       "MiB")
shutil.rmtree(folder)
