# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets on the command line, in a session with a keyring of its own."""
import os
import subprocess

from cli import PATIENCE, main, without_sanitizer

KEY = "sk-marker-0123456789"


def give(w, text, *words, **environment):
    done = subprocess.run(w.command(*words), input=text, capture_output=True, text=True, check=False,
                          timeout=PATIENCE, env=dict(w.environment, **environment))
    done.stderr = without_sanitizer(done.stderr)
    return done


def everything_written(w):
    """All that is in the folder of the workspace and of the log."""
    return b"".join(path.read_bytes() for path in w.folder.rglob("*") if path.is_file())


def a_secret_is_kept_and_never_shown(w):
    done = give(w, KEY + "\n", "secret", "set", "openai")
    assert (done.returncode, done.stdout, done.stderr) == (0, "openai\n", ""), done
    assert w.works("secret", "list") == "openai\n"
    assert w.json("secret", "list") == ["openai"]
    seen = subprocess.run(["secret-tool", "lookup", "profile", "data", "name", "openai"], capture_output=True,
                          text=True, check=True, timeout=PATIENCE).stdout
    assert seen == KEY, seen
    assert KEY.encode() not in everything_written(w)
    assert w.works("--quiet", "secret", "remove", "openai") == ""
    w.fails(1, "There is no secret “openai”", "secret", "remove", "openai")


def what_is_no_secret(w):
    for text, name, status, says in [("", "a", 2, "standard input"), ("\n", "a", 2, "standard input"),
                                     ("x\n", "a b", 1, "letters, digits")]:
        done = give(w, text, "secret", "set", name)
        assert done.returncode == status and says in done.stderr, done


def without_a_session(w):
    nowhere = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={w.folder}/nobody", "XDG_RUNTIME_DIR": os.fspath(w.folder)}
    done = give(w, KEY, "secret", "set", "openai", **nowhere)
    assert done.returncode == 1 and "There is no keyring" in done.stderr and KEY not in done.stderr, done


main(a_secret_is_kept_and_never_shown, what_is_no_secret, without_a_session)
