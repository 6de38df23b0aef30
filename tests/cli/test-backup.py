# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups from the command line: made, listed, restored, whatever happens meanwhile."""
import os
import random
import shutil
import signal
import subprocess
import time

from cli import PATIENCE, SANITIZED, main


def files(w):
    return sorted(path.name for path in w.data.iterdir())


def shops(w):
    return sorted(shop["name"] for shop in w.json("shop", "list"))


def restores_what_was_there(w):
    copy = w.folder / "copy.db"
    w.works("shop", "add", "Before")
    w.works("customer", "import", w.customers(20))
    w.works("backup", "create", copy)
    w.works("shop", "add", "After")
    w.works("shop", "remove", "Before")
    done = w.json("backup", "restore", copy)
    assert done["restored"] == str(copy)
    assert shops(w) == ["Before"]
    assert w.works("customer", "count") == "20\n"
    assert w.works("health") == "ok\n"
    # The backup stays, for itself and for the next time; so does what was there.
    assert copy.exists()
    assert done["kept"].startswith(str(w.database) + ".before-restore-")
    w.json("backup", "restore", done["kept"])
    assert shops(w) == ["After"]


def restores_into_an_empty_folder(w):
    copy = w.folder / "copy.db"
    w.works("shop", "add", "Before")
    w.works("backup", "create", copy)
    shutil.rmtree(w.data)
    assert w.json("backup", "restore", copy)["kept"] is None
    assert shops(w) == ["Before"]
    assert w.json("backup", "list") == []


def backup_is_one_private_file(w):
    copy = w.folder / "sub" / "copy.db"
    copy.parent.mkdir()
    w.works("shop", "add", "Before")
    w.works("backup", "create", copy)
    assert [path.name for path in copy.parent.iterdir()] == ["copy.db"]
    assert copy.stat().st_mode & 0o777 == 0o600
    # It has no log, so it can be read from where nothing can be written.
    assert copy.read_bytes()[18:20] == b"\x01\x01"
    # A second one takes its place.
    w.works("shop", "add", "After")
    w.works("backup", "create", copy)
    w.works("shop", "remove", "Before")
    w.works("shop", "remove", "After")
    w.works("backup", "restore", copy)
    assert shops(w) == ["After", "Before"]


def never_replaces_the_workspace_by_its_copy(w):
    w.works("shop", "add", "Before")
    link = w.folder / "link.db"
    link.symlink_to(w.database)
    for path in [w.database, w.data / ".." / "data" / "workspace.db", link]:
        w.fails(1, "Choose another name", "backup", "create", path)
    assert shops(w) == ["Before"]


def refuses_what_is_no_backup(w):
    w.works("shop", "add", "Before")
    before = files(w)
    text = w.folder / "text.db"
    text.write_text("This is no database, but long enough to be looked at as one. " * 20, encoding="utf-8")
    w.fails(1, f"“{text}” is not a backup of a NinjaLead workspace", "backup", "restore", text)
    short = w.folder / "short.db"
    short.write_bytes(b"SQL")
    w.fails(1, f"“{short}” is not a backup of a NinjaLead workspace", "backup", "restore", short)
    empty = w.folder / "empty.db"
    empty.write_bytes(b"")
    w.fails(1, "not a backup of a NinjaLead workspace", "backup", "restore", empty)
    w.fails(1, "There is no file", "backup", "restore", w.folder)
    w.fails(1, "There is no file", "backup", "restore", "/dev/zero")
    foreign = w.folder / "foreign.db"
    subprocess.run(["sqlite3", foreign, "CREATE TABLE t (x)"], check=True)
    w.fails(1, "not a backup of a NinjaLead workspace", "backup", "restore", foreign)
    newer = w.folder / "newer.db"
    w.works("backup", "create", newer)
    subprocess.run(["sqlite3", newer, "PRAGMA user_version = 99"], check=True)
    w.fails(1, "Update NinjaLead", "backup", "restore", newer)
    damaged = w.folder / "damaged.db"
    w.works("backup", "create", damaged)
    contents = bytearray(damaged.read_bytes())
    contents[4096 * 5:4096 * 12] = os.urandom(4096 * 7)
    damaged.write_bytes(contents)
    w.fails(1, f"“{damaged}” is damaged", "backup", "restore", damaged)
    half = w.folder / "half.db"
    w.works("backup", "create", half)
    half.write_bytes(half.read_bytes()[:10000])
    w.fails(1, f"“{half}” is damaged", "backup", "restore", half)
    assert files(w) == before
    assert shops(w) == ["Before"]


def refuses_while_it_is_open(w):
    copy = w.folder / "copy.db"
    w.works("shop", "add", "Before")
    w.works("backup", "create", copy)
    w.works("shop", "add", "After")
    # Another program, which knows of SQLite's locks only.
    with subprocess.Popen(["sqlite3", w.database], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as shell:
        shell.stdin.write("SELECT count(*) FROM shops;\n")
        shell.stdin.flush()
        assert shell.stdout.readline() == "2\n"
        w.fails(1, "Another program is using the workspace", "backup", "restore", copy)
        shell.stdin.close()
        shell.wait(PATIENCE)
    assert shops(w) == ["After", "Before"]
    assert w.json("backup", "list") == []
    w.works("backup", "restore", copy)
    assert shops(w) == ["Before"]


def replaces_a_damaged_workspace(w):
    copy = w.folder / "copy.db"
    w.works("shop", "add", "Before")
    w.works("backup", "create", copy)
    w.database.write_bytes(b"Nothing that SQLite would read. " * 1000)
    (w.data / "workspace.db-wal").write_bytes(b"A log that belongs to nothing.")
    w.fails(1, "Restore a backup", "shop", "list")
    kept = w.json("backup", "restore", copy)["kept"]
    assert shops(w) == ["Before"]
    assert w.works("health") == "ok\n"
    with open(kept, "rb") as old:
        assert old.read(7) == b"Nothing"
    # The log went with it, and is no backup of its own.
    assert [backup["path"] for backup in w.json("backup", "list")] == [kept]


def lists_what_is_made_by_itself(w):
    assert w.json("backup", "list") == []
    w.works("shop", "add", "Before")
    assert w.works("backup", "list") == ""
    old = w.data / "workspace.db.before-v2"
    w.works("backup", "create", old)
    os.utime(old, (1700000000, 1700000000))
    w.works("backup", "restore", old)
    (w.data / "notes.txt").write_text("Not a backup.", encoding="utf-8")
    (w.data / "workspace.db.before-v3.partial").write_bytes(b"")
    backups = w.json("backup", "list")
    assert [os.path.basename(backup["path"])[:19] for backup in backups] == ["workspace.db.before"] * 2
    assert backups[0]["made_at"] > backups[1]["made_at"] == 1700000000 * 1000000
    assert backups[1]["path"] == str(old) and backups[1]["size"] == old.stat().st_size
    lines = w.works("backup", "list").splitlines()
    assert len(lines) == 2 and lines[1].split("\t")[0] == str(old)
    assert "2023" in lines[1]


def survives_kill(w):
    """Killed at any moment, the workspace is the old one or the new one, and whole."""
    copy = w.folder / "copy.db"
    w.works("shop", "add", "Old")
    w.works("customer", "import", w.customers(3000), "--shop", "Old", "--quiet")
    w.works("backup", "create", copy)
    w.works("shop", "add", "New")
    current = w.folder / "current.db"
    w.works("backup", "create", current)
    start = time.monotonic()
    w.works("backup", "restore", copy)
    length = time.monotonic() - start
    seen = set()
    for i in range(6 if SANITIZED else 25):
        restore = w.start("backup", "restore", [current, copy][i % 2], "--quiet", stderr=subprocess.DEVNULL)
        try:
            restore.wait(random.uniform(0, length * 1.2))
        except subprocess.TimeoutExpired:
            restore.send_signal(signal.SIGKILL)
            restore.wait(PATIENCE)
        assert w.sql("PRAGMA integrity_check") == "ok"
        names = w.sql("SELECT name FROM shops ORDER BY name").split("\n")
        assert names in (["Old"], ["New", "Old"]), names
        seen.add(tuple(names))
        assert w.sql("SELECT count(*) FROM customers") == "3000"
        for kept in w.data.glob("*.before-restore-*"):
            kept.unlink()
    # And what a killed one left is in nobody's way.
    w.works("backup", "restore", copy)
    assert shops(w) == ["Old"]
    assert not [name for name in files(w) if "restoring" in name]


main(restores_what_was_there, restores_into_an_empty_folder, backup_is_one_private_file,
     never_replaces_the_workspace_by_its_copy, refuses_what_is_no_backup, refuses_while_it_is_open,
     replaces_a_damaged_workspace, lists_what_is_made_by_itself, survives_kill)
