#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dependencies point one way, and only src/app knows GTK.

    check-layers.py NINJALEAD-CLI
"""
import re
import shutil
import subprocess
import sys

from tap import TOP, read, report, sources

# Who may include whose headers: a folder, and those below it. A feature may use another's where a
# merchant would say it so, never both ways.
LAYERS = [
    {"base"},
    {"store", "net"},
    {"jobs"},
    {"ai"},
    {"shops", "customers", "segments", "personas", "campaigns", "products", "audits", "accounts", "sync"},
    {"samples"},
    {"cli", "app"},
]
HEIGHT = {folder: height for height, layer in enumerate(LAYERS) for folder in layer}
INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]', re.MULTILINE)
TOOLKIT = re.compile(r"^(gtk|gdk|gsk|adwaita|gtksourceview|libspelling)\b(?!-pixbuf)")


def includes():
    """(file, its folder, the header) of every include below src/."""
    for path in sources(".c", ".h", below="src"):
        if len(path.parts) > 2:
            for header in INCLUDE.findall(read(path)):
                yield path, path.parts[1], header


def unknown_folders():
    return [f"src/{folder.name} is in no layer: add it to tests/tree/check-layers.py"
            for folder in (TOP / "src").iterdir() if folder.is_dir() and folder.name not in HEIGHT]


def upward():
    complaints = []
    for path, folder, header in includes():
        other = header.split("/")[0]
        if "/" in header and other in HEIGHT and other != folder:
            if HEIGHT[other] > HEIGHT.get(folder, 0):
                complaints.append(f"{path} includes {header}, of a layer above")
            elif {other, folder} == {"cli", "app"} or {other, folder} == {"store", "net"}:
                complaints.append(f"{path} includes {header}, of its neighbour")
    return complaints


def circles():
    """Pairs of features that include each other."""
    features = LAYERS[4]
    uses = {(folder, header.split("/")[0]) for _, folder, header in includes() if folder in features}
    return [f"src/{one} and src/{other} include each other"
            for one, other in sorted(uses) if one < other and other in features and (other, one) in uses]


def toolkit():
    return [f"{path} includes {header}" for path, folder, header in includes() if folder != "app" and TOOLKIT.match(header)]


def linked(program):
    if shutil.which("readelf") is None:
        return None
    dynamic = subprocess.run(["readelf", "--dynamic", program], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic)
    if not needed:
        return [f"{program} needs no library at all?"]
    return [f"ninjalead-cli needs {library}" for library in needed if re.match(r"lib(gtk|adwaita|spelling)", library)]


report([
    ("every folder of src/ is in a layer", unknown_folders()),
    ("no folder includes a layer above it", upward()),
    ("no two features include each other", circles()),
    ("nothing outside src/app includes GTK", toolkit()),
    ("ninjalead-cli links no GTK", linked(sys.argv[1])),
])
