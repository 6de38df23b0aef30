#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the app until its window is on the screen, next to gnome-text-editor on the same display,
and says how much memory each then holds. Run it in a session (tests/harness/with-session)."""

import os
import shutil
import statistics
import subprocess
import tempfile
import time

from bench_common import compare, program, pss_mib, report, seconds

folder = tempfile.mkdtemp(prefix="ninjalead-bench-")
data = os.path.join(folder, "data")
seconds([program("cli/ninjalead-cli"), "--data-dir", data, "--quiet", "demo"])
memory = {"ours": [], "theirs": []}


def start(command, name):
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # xdotool gives up when a window goes while it looks.
    while subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "."],
                         check=False, capture_output=True).returncode != 0:
        pass
    taken = time.monotonic() - started
    time.sleep(2)  # what is left of the start is not idle memory yet
    memory[name].append(pss_mib(process.pid))
    process.terminate()
    process.wait()
    return taken


def ours():
    return start([program("app/ninjalead"), "--data-dir", data], "ours")


def theirs():
    return start(["gnome-text-editor", "--standalone"], "theirs")


report("start to the first window / gnome-text-editor", *compare(ours, theirs))
a, b = (statistics.median(memory[name]) for name in ("ours", "theirs"))
report("memory of the idle app / gnome-text-editor", a, b, a / b, "MiB")
shutil.rmtree(folder)
