#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Catalogues of translations are sound."""
from tap import command, read, report, sources

def listed():
    return [line.strip() for line in read("po/POTFILES.in").splitlines() if line.strip() and not line.startswith("#")]


def catalogues():
    complaints = []
    for language in read("po/LINGUAS").split():
        complaints += command("msgfmt", "--check", "--output-file=/dev/null", f"po/{language}.po")
    return complaints


def not_there():
    existing = {str(path) for path in sources(".c", ".h", ".blp", ".ui", ".in", ".xml")}
    return [f"po/POTFILES.in names {path}, which does not exist" for path in listed() if path not in existing]


def unsorted():
    return [] if listed() == sorted(listed()) else ["po/POTFILES.in is not sorted"]


report([
    ("catalogues are sound", catalogues()),
    ("files in POTFILES.in exist", not_there()),
    ("POTFILES.in is sorted", unsorted()),
])
