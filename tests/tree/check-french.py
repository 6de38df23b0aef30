#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""French is complete: every message that is in the sources now is translated, none is fuzzy, and
gettext knows every file that has any."""
import os
import re
import subprocess
import tempfile

from tap import TOP, command, read, report, sources

TRANSLATABLE = {
    ".c": re.compile(r"(?<![\w])(_|C_|N_|NC_|ngettext|g_dngettext|g_dpgettext2?)\s*\("),
    ".h": re.compile(r"(?<![\w])(_|C_|N_|NC_)\s*\("),
    ".ui": re.compile(r'translatable="yes"'),
    ".blp": re.compile(r"(?<![\w])C?_\("),
}


def listed():
    return [line.strip() for line in read("po/POTFILES.in").splitlines() if line.strip() and not line.startswith("#")]


def strings_without(path):
    """The file's text without comments, where words like _() may be spoken of."""
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", read(path), flags=re.DOTALL)


def not_listed():
    known = set(listed())
    return [f"{path} has translatable strings and is not in po/POTFILES.in"
            for suffix, mark in TRANSLATABLE.items()
            for path in sources(suffix, below="data" if suffix in (".blp", ".ui") else "src")
            if str(path) not in known and mark.search(strings_without(path))]



def template(path):
    """Extracts the messages as meson's i18n.gettext(preset: 'glib') does."""
    return command(
        "xgettext", "--from-code=UTF-8", "--files-from=po/POTFILES.in", "--directory=.", f"--output={path}",
        "--add-comments=Translators", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
        "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3", "--flag=ngettext:1:pass-c-format",
        "--flag=g_strdup_printf:1:c-format")


def problems():
    with tempfile.TemporaryDirectory() as folder:
        pot, merged = os.path.join(folder, "new.pot"), os.path.join(folder, "fr.po")
        complaints = template(pot) or command("msgmerge", "--quiet", "--no-fuzzy-matching", "po/fr.po", pot, f"--output-file={merged}")
        if complaints:
            return complaints, []
        untranslated = messages("--untranslated", merged)
        fuzzy = messages("--only-fuzzy", os.path.join(TOP, "po/fr.po"))
        return untranslated, fuzzy


def messages(which, catalogue):
    text = subprocess.run(["msgattrib", which, "--no-obsolete", "--no-wrap", catalogue], capture_output=True, text=True, check=True).stdout
    return re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)


UNTRANSLATED, FUZZY = problems()
report([
    ("files with translatable strings are in POTFILES.in", not_listed()),
    ("every message has a French translation", UNTRANSLATED),
    ("no French translation is fuzzy", FUZZY),
])
