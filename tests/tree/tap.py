# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks of the source tree share: the list of its files, and results as TAP."""
import os
import subprocess
import sys
from pathlib import Path

TOP = Path(os.environ["G_TEST_SRCDIR"]).parent
IGNORED = {".git", ".flatpak-builder", ".cache", "subprojects", "__pycache__"}


def sources(*suffixes, below="."):
    """The project's files with one of the endings, as paths relative to its top folder."""
    found = []
    for folder, folders, files in os.walk(TOP / below):
        folders[:] = sorted(f for f in folders if f not in IGNORED and not (Path(folder) == TOP and is_build(f)))
        found += [Path(folder, name).relative_to(TOP) for name in sorted(files) if name.endswith(suffixes)]
    return found


def is_build(folder):
    return folder == "build" or (folder.startswith("build-") and folder != "build-aux")


def read(path):
    return (TOP / path).read_text(encoding="utf-8")


def command(*arguments):
    """Runs a program in the top folder; returns its complaints as lines, or none when it is content."""
    done = subprocess.run(arguments, cwd=TOP, capture_output=True, text=True, check=False)
    output = (done.stdout + done.stderr).strip().splitlines()
    return [] if done.returncode == 0 else output or [f"{arguments[0]} ended with {done.returncode}"]


def report(results):
    """Prints TAP for a list of (name, complaints or None when it cannot be checked) and exits."""
    print(f"TAP version 14\n1..{len(results)}")
    failed = False
    for number, (name, complaints) in enumerate(results, 1):
        if complaints is None:
            print(f"ok {number} {name} # SKIP its program is not installed")
            continue
        for line in complaints:
            print(line, file=sys.stderr)
        print(f"{'not ok' if complaints else 'ok'} {number} {name}")
        failed = failed or bool(complaints)
    sys.exit(1 if failed else 0)
