#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills a workspace with customers, 1,000,000 unless the argument says otherwise, and searches it."""

import os
import shutil
import subprocess
import sys
import tempfile

from bench_common import program, seconds

CUSTOMERS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
folder = tempfile.mkdtemp(prefix="ninjalead-bench-")
csv = os.path.join(folder, "customers.csv")
benchmarks = os.path.join(os.environ["NINJALEAD_BUILD_DIR"], "tests", "benchmarks")
cli = [program("cli/ninjalead-cli"), "--data-dir", folder, "--quiet"]

subprocess.run([os.path.join(benchmarks, "generate-shop"), "customers", str(CUSTOMERS), csv], check=True)
seconds(cli + ["shop", "add", "Bench"])
seconds(cli + ["customer", "import", csv])
print(f"{CUSTOMERS:,} customers:", flush=True)
subprocess.run([os.path.join(benchmarks, "bench-search"), folder], check=True)
shutil.rmtree(folder)
