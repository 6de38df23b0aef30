# SPDX-License-Identifier: GPL-3.0-or-later
"""The program among others: on a terminal, in a pipe, on a full disk, and when it is told to stop."""
import os
import pty
import signal
import subprocess
import time

from cli import PATIENCE, SANITIZED, Workspace, main, without_sanitizer

N_CUSTOMERS = 4000 if SANITIZED else 30000


def run_on_terminal(w, *words, until=None):
    """Runs the program with a terminal for its messages. Returns its process and what it said there; after
    `until` was seen, it gets a Ctrl+C."""
    ours, theirs = pty.openpty()
    process = w.start(*words, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    said = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        said += part
        if until is not None and until in said:
            process.send_signal(signal.SIGINT)
            until = None
    os.close(ours)
    process.output = process.stdout.read().decode()
    process.stdout.close()
    process.wait(PATIENCE)
    return process, without_sanitizer(said.decode())


def with_enough_customers(w, is_enough):
    """Calls is_enough(workspace, customers) with more customers each time, until their import takes long enough to
    be seen, or interrupted, on whatever machine this is."""
    for factor in [1, 4, 16, 64]:
        larger = Workspace(w.folder / f"times-{factor}")
        larger.folder.mkdir()
        larger.works("shop", "add", "Atelier")
        if is_enough(larger, factor * N_CUSTOMERS):
            return
    raise AssertionError("the import is too fast")


def terminal_shows_progress(w):
    def moves(larger, n):
        process, said = run_on_terminal(larger, "customer", "import", larger.customers(n))
        assert process.returncode == 0, said
        assert process.output == f"{n} inserted, 0 updated, 0 unchanged, 0 rejected\n"
        assert "Importing customers…" in said, said
        # It is gone in the end.
        assert said.endswith("\r\x1b[K"), said
        return " %" in said and len(set(said.split("\r"))) > 3
    with_enough_customers(w, moves)


def progress_is_for_terminals_only(w):
    w.works("shop", "add", "Atelier")
    answer = w.run("customer", "import", w.customers(500))
    assert answer.complaint == ""
    process, said = run_on_terminal(w, "customer", "import", w.customers(501), "--quiet")
    assert (process.returncode, process.output, said) == (0, "", "")


def state(w):
    return w.sql("SELECT count(*) FROM shops; SELECT count(*) FROM customers; SELECT count(*) FROM segments;"
                 "SELECT count(*) FROM personas; SELECT count(*) FROM orders; PRAGMA integrity_check")


def ctrl_c_leaves_no_trace(w):
    def is_interrupted(larger, n):
        before = state(larger)
        rejects = larger.folder / "rejects.csv"
        process, said = run_on_terminal(larger, "customer", "import", larger.customers(n), "--rejects", rejects,
                                        until=b"Importing customers")
        if process.returncode == 0:
            return False  # it was done before the signal came
        # As a shell wants it, so that a loop around it ends as well.
        assert process.returncode == -signal.SIGINT, (process.returncode, said)
        assert process.output == ""
        assert "ancelled" in said, said
        assert state(larger) == before
        assert not rejects.exists()
        assert larger.works("health") == "ok\n"
        return True
    with_enough_customers(w, is_interrupted)


def terminate_is_obeyed_like_ctrl_c(w):
    w.works("shop", "add", "Atelier")
    before = state(w)
    process = w.start("customer", "import", w.customers(N_CUSTOMERS), stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE)
    # Once the log has pages, the transaction is under way.
    log = w.data / "workspace.db-wal"
    deadline = time.monotonic() + PATIENCE
    while not (log.exists() and log.stat().st_size > 0) and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.terminate()
    output, complaint = process.communicate(timeout=PATIENCE)
    if process.returncode == 0:
        return  # it was done before the signal came
    assert process.returncode == -signal.SIGTERM, complaint
    assert output == b""
    assert state(w) == before


def cancelled_demo_leaves_no_trace(w):
    w.works("shop", "add", "Atelier")
    before = state(w)
    for sign in [b"Making the sample shop", b"90 %"][SANITIZED:]:
        process, said = run_on_terminal(w, "demo", until=sign)
        if process.returncode == 0:
            w.works("shop", "remove", "Atelier Lumen")
        else:
            assert process.returncode == -signal.SIGINT, said
        assert state(w) == before, sign


def cancelled_copy_leaves_no_file(w):
    w.works("demo", "--quiet")
    copy = w.folder / "copy.db"
    process, said = run_on_terminal(w, "backup", "create", copy, until=b"Copying the workspace")
    assert process.returncode in (0, -signal.SIGINT), said
    assert copy.exists() == (process.returncode == 0)
    assert not (w.folder / "copy.db.partial").exists()


def closed_pipe_ends_it_quietly(w):
    w.works("shop", "add", "Atelier")
    w.works("customer", "import", w.customers(5000), "--quiet")
    process = w.start("customer", "list", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert process.wait(PATIENCE) == -signal.SIGPIPE
    assert without_sanitizer(complaint.decode()) == ""
    assert w.works("health") == "ok\n"


def full_disk_is_no_success(w):
    w.works("shop", "add", "Atelier")
    for words in [("shop", "list"), ("--json", "shop", "show", "Atelier"), ("help",), ("version",)]:
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run(w.command(*words), stdout=full, stderr=subprocess.PIPE, env=w.environment,
                                  check=False, timeout=PATIENCE)
        assert done.returncode == 1, words
        assert b"The answer could not be written" in done.stderr, done.stderr


def export_to_where_nothing_can_be_written(w):
    w.works("shop", "add", "Atelier")
    w.works("customer", "import", w.customers(10), "--quiet")
    w.fails(1, "", "customer", "export", "/dev/full/out.csv")
    w.fails(1, "", "customer", "export", w.data)
    target = w.folder / "out.csv"
    target.write_text("What was there before.", encoding="utf-8")
    w.fails(1, "column 1", "customer", "export", target, "--where", "nonsense > 1")
    assert target.read_text(encoding="utf-8") == "What was there before."


main(terminal_shows_progress, progress_is_for_terminals_only, ctrl_c_leaves_no_trace,
     terminate_is_obeyed_like_ctrl_c, cancelled_demo_leaves_no_trace, cancelled_copy_leaves_no_file,
     closed_pipe_ends_it_quietly, full_disk_is_no_success, export_to_where_nothing_can_be_written)
