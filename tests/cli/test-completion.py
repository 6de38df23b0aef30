# SPDX-License-Identifier: GPL-3.0-or-later
"""Bash completion, asked as bash asks it."""
import os
import subprocess
from pathlib import Path

from cli import PATIENCE, PROGRAM, main

SCRIPT = Path(os.environ["G_TEST_SRCDIR"]).parent / "data" / "completions" / "ninjalead-cli"

# compopt works within a completion only, so it is made silent here.
ASK = r'''
compopt() { :; }
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_ninjalead_cli "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
((${#COMPREPLY[@]})) && printf '%s\n' "${COMPREPLY[@]}"
exit 0
'''


def complete(w, *words):
    done = subprocess.run(["bash", "-c", ASK, "bash", SCRIPT, PROGRAM, "--data-dir", w.data, *words],
                          capture_output=True, text=True, check=True, timeout=PATIENCE, env=w.environment,
                          cwd=w.folder)
    assert done.stderr == "", done.stderr
    return done.stdout.splitlines()


def words_of_commands(w):
    nouns = complete(w, "")
    assert {"shop", "customer", "segment", "persona", "campaign", "backup", "health", "help"} <= set(nouns)
    assert complete(w, "seg") == ["segment"]
    assert complete(w, "shop", "") == ["add", "list", "remove", "show"]
    assert complete(w, "backup", "re") == ["restore"]
    assert complete(w, "health", "") == []


def options_of_a_command(w):
    options = complete(w, "customer", "import", "--")
    assert {"--map", "--preset", "--rejects", "--dry-run", "--shop", "--json"} <= set(options)
    assert "--where" not in options
    assert complete(w, "persona", "create", "--se") == ["--seed", "--segment"]
    assert complete(w, "campaign", "export", "C", "--format", "m") == ["markdown"]
    assert complete(w, "customer", "import", "x", "--preset", "") == [
        "auto", "mailchimp", "prestashop", "shopify", "stripe", "woocommerce"]
    assert complete(w, "order", "import", "x", "--preset", "s") == ["shopify", "stripe"]
    assert complete(w, "job", "list", "--filter", "") == ["all", "attention", "finished", "open"]
    assert complete(w, "customer", "erase", "--y") == ["--yes"]
    assert complete(w, "provider", "add", "Mine", "--preset", "l") == ["llamacpp", "lmstudio", "local"]
    assert complete(w, "provider", "set", "Mine", "--enabled", "") == ["no", "yes"]
    assert complete(w, "demo", "--a") == ["--again"]
    assert complete(w, "usage", "--by", "") == ["all", "day", "kind", "model", "provider", "shop"]
    assert complete(w, "usage", "--f") == ["--from"]
    assert {"--map", "--preset", "--rejects"} <= set(complete(w, "order", "import", "--"))
    # A value nobody can guess.
    assert complete(w, "segment", "add", "A", "--where", "") == []


def names_of_records(w):
    w.works("shop", "add", "Atelier Lumen")
    w.works("shop", "add", "Boutique")
    w.works("segment", "add", "Spenders", "--where", "amount_spent > 1", "--shop", "Atelier Lumen")
    w.works("provider", "add", "Mine", "--preset", "ollama")
    assert complete(w, "provider", "test", "") == ["Mine"]
    assert complete(w, "shop", "show", "") == ["Atelier Lumen", "Boutique"]
    assert complete(w, "customer", "list", "--shop", "At") == ["Atelier Lumen"]
    assert complete(w, "customer", "list", "--shop", "Atelier\\ Lumen", "--segment", "") == ["Spenders"]
    assert complete(w, "segment", "count", "--shop", "Boutique", "") == []
    assert complete(w, "persona", "create", "--shop", "Atelier Lumen", "--avatar", "--segment", "S") == ["Spenders"]


def files(w):
    (w.folder / "customers.csv").touch()
    (w.folder / "copies").mkdir()
    assert sorted(complete(w, "customer", "import", "c")) == ["copies", "customers.csv"]
    assert sorted(complete(w, "order", "import", "c")) == ["copies", "customers.csv"]
    assert complete(w, "customer", "import", "--dry-run", "cu") == ["customers.csv"]
    assert complete(w, "campaign", "export", "C", "--output", "c") == ["copies"]
    assert complete(w, "backup", "restore", "cu") == ["customers.csv"]


main(words_of_commands, options_of_a_command, names_of_records, files)
