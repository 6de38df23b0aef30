#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sizes, licence lines and leftovers of the sources."""
import re

from tap import read, report, sources

LONGEST_FILE = 600
LONGEST_FUNCTION = 80
LEFTOVER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
SCRIPTS = ("dev", ".ci/run", "with-session", "make-root", "show-app", "bwrap", "count-tests")


def long_files():
    return [f"{path} has {lines} lines" for path in sources(".c", ".h", ".py", ".blp") if (lines := read(path).count("\n")) > LONGEST_FILE]


def long_functions():
    """A function's body is between a brace and its end, both in the first column."""
    complaints = []
    for path in sources(".c"):
        start = name = None
        previous = ""
        for number, line in enumerate(read(path).splitlines(), 1):
            if line == "{":
                start, name = number, previous
            elif line == "}" and start is not None:
                if number - start + 1 > LONGEST_FUNCTION:
                    complaints.append(f"{path}:{start}: {number - start + 1} lines: {name}")
                start = None
            if line and not line[0].isspace():
                previous = line
    return complaints


def without_licence():
    paths = sources(".c", ".h", ".py", ".sql", ".blp", ".css", ".svg", ".xml", ".in", *SCRIPTS)
    paths = [path for path in paths if path.parts[0] in ("src", "data", "tests", "build-aux", "dev", ".ci")]
    text = {path: read(path)[:400] for path in paths if "fixtures" not in path.parts and "corpus" not in path.parts}
    needed = {path: head for path, head in text.items() if path.suffix in (".c", ".h", ".py") or path.name in SCRIPTS}
    return [f"{path} has no SPDX-License-Identifier" for path, head in needed.items() if "SPDX-License-Identifier:" not in head]


def leftovers():
    return [f"{path}:{number}: {line.strip()}" for path in sources(".c", ".h", ".py", ".blp", ".sql", ".build", *SCRIPTS)
            for number, line in enumerate(read(path).splitlines(), 1) if LEFTOVER.search(line)]


report([
    (f"no file is longer than {LONGEST_FILE} lines", long_files()),
    (f"no function is longer than {LONGEST_FUNCTION} lines", long_functions()),
    ("every source says its licence", without_licence()),
    ("nothing is left to do in comments", leftovers()),
])
