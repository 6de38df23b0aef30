#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens a list of 1,000,000 customers, or as many as the argument says, next to one of 1,000: how long
it takes to the first frame with rows, how much memory the app has when it was scrolled through by
wheel, page and thumb, and how long the main loop was busy at a time meanwhile. A second argument is
the folder of a workspace that is there already. Run it in a session (tests/harness/with-session)."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile

from bench_common import RUNS, program, report, seconds

CUSTOMERS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
FEW = 1000
folder = tempfile.mkdtemp(prefix="ninjalead-bench-")
os.environ["GSETTINGS_BACKEND"] = "memory"  # or the page that was open is open again
benchmarks = os.path.join(os.environ["NINJALEAD_BUILD_DIR"], "tests", "benchmarks")


def fill(count):
    """A workspace with so many customers."""
    data, csv = (os.path.join(folder, f"{count}{ending}") for ending in ("", ".csv"))
    cli = [program("cli/ninjalead-cli"), "--data-dir", data, "--quiet"]
    subprocess.run([os.path.join(benchmarks, "generate-shop"), "customers", str(count), csv], check=True)
    seconds(cli + ["shop", "add", "Bench"])
    seconds(cli + ["customer", "import", csv])
    os.remove(csv)
    return data


def walk(data):
    """Milliseconds to the first frame with rows, MiB after scrolling."""
    output = subprocess.run([os.path.join(benchmarks, "bench-list"), data], check=True,
                            capture_output=True, text=True).stdout
    milliseconds, kib = output.split()
    return float(milliseconds), int(kib) / 1024


few = fill(FEW)
many = sys.argv[2] if len(sys.argv) > 2 else fill(CUSTOMERS)
walk(many), walk(few)
pairs = [(walk(many), walk(few)) for _ in range(RUNS)]
for i, name, unit in ((0, "customer list, to the first frame with rows", "ms"),
                      (1, "memory when it was scrolled through", "MiB")):
    report(f"{name}, {CUSTOMERS:,} / {FEW:,}", statistics.median(a[i] for a, _ in pairs),
           statistics.median(b[i] for _, b in pairs), statistics.median(a[i] / b[i] for a, b in pairs), unit)
print(f"scrolling through {CUSTOMERS:,}:", flush=True)
subprocess.run([os.path.join(benchmarks, "bench-list"), many, "--watch"], check=True)
shutil.rmtree(folder)
