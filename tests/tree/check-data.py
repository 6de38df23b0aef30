#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop reads of us is valid.

    check-data.py FILE.desktop FILE.metainfo.xml
"""
import json
import os
import re
import shutil
import sys

from tap import TOP, command, read, report, sources

ID = "ai.ninjalead.NinjaLead"
ICONS = TOP / "data/icons/hicolor"


def tool(program, *arguments):
    return command(program, *arguments) if shutil.which(program) else None


def interfaces():
    files = [str(path) for path in sources(".blp", below="data/ui")]
    return tool("blueprint-compiler", "format", *files) if files else []


def icons():
    complaints = [f"{path} is missing" for path in (ICONS / f"scalable/apps/{ID}.svg", ICONS / f"symbolic/apps/{ID}-symbolic.svg")
                  if not path.exists()]
    for path in sources(".svg", below="data/icons"):
        if re.search(r"<(image|script|foreignObject)\b|inkscape:|sodipodi:", read(path)):
            complaints.append(f"{path} is not a plain drawing")
    return complaints


def screenshots():
    """The pictures the metainfo shows are among those in docs/screenshots/, once there are any."""
    folder = TOP / "docs/screenshots"
    names = re.findall(r"/screenshots/([^<]+)</image>", read(f"data/{ID}.metainfo.xml.in"))
    if not folder.is_dir():
        return []
    return [f"docs/screenshots/{name} is missing" for name in names if not (folder / name).exists()]


def same_version():
    version = re.search(r"version: '([^']+)'", read("meson.build"))[1]
    released = re.search(r'<release version="([^"]+)"', read(f"data/{ID}.metainfo.xml.in"))[1]
    news = read("NEWS.md")
    return [text for text, wrong in (
        (f"meson.build says {version}, the metainfo {released}", version != released),
        (f"NEWS.md does not mention {version}", version not in news),
    ) if wrong]


def modules():
    """`dev` decides by build-aux/modules whether the system can build: it lists what meson asks for."""
    known = re.findall(r"^[^#\s]\S*", read("build-aux/modules"), re.MULTILINE)
    asked = re.findall(r"dependency\('([^']+)'", read("meson.build") + "".join(map(read, sources("meson.build", below="src"))))
    return [f"{name} is not in build-aux/modules" for name in sorted(set(asked) - set(known) - {"gobject-2.0", "gio-2.0", "gio-unix-2.0", "icu-uc"})]


def flatpak():
    """The Flatpak asks for what docs/building.md explains, no folders, and fetches nothing that can change."""
    manifest = json.loads(read(f"flatpak/{ID}.json"))
    explained = read("docs/building.md")
    complaints = [] if manifest["id"] == ID else ["the manifest is of another program"]
    for permission in manifest["finish-args"]:
        if permission.startswith("--filesystem"):
            complaints.append(f"{permission}: files come through portals")
        elif f"`{permission}`" not in explained:
            complaints.append(f"docs/building.md does not explain {permission}")
    for module in manifest["modules"]:
        for source in module["sources"]:
            pin = {"git": "commit", "archive": "sha256", "dir": "path"}[source["type"]]
            if pin not in source or (source["type"] == "dir" and source["path"] != ".."):
                complaints.append(f"the source of {module['name']} is not pinned")
    return complaints


desktop_file, metainfo = map(os.path.abspath, sys.argv[1:])
report([
    ("the desktop file is valid", tool("desktop-file-validate", desktop_file)),
    ("the metainfo is valid", tool("appstreamcli", "validate", "--no-net", metainfo)),
    ("the settings schema is valid", tool("glib-compile-schemas", "--strict", "--dry-run", "data")),
    ("templates are laid out as blueprint-compiler does", interfaces()),
    ("icons are there, and plain", icons()),
    ("the metainfo's screenshots exist", screenshots()),
    ("build-aux/modules is complete", modules()),
    ("the Flatpak asks for little", flatpak()),
    ("the version is the same everywhere", same_version()),
])
