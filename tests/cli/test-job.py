# SPDX-License-Identifier: GPL-3.0-or-later
"""The queue on the command line. The jobs are of a kind nobody can do, so that nothing is sent anywhere."""
import fcntl
import sqlite3

from cli import main


def add_job(w, number):
    w.works("shop", "list")
    with sqlite3.connect(w.database) as database:
        database.execute("INSERT INTO jobs (id, created_at, updated_at, kind, provider, title) "
                         "VALUES (?, 1, 1, 'of-the-future', 'here', 'A job')", (number,))


def state(w, number):
    return w.json("job", "show", str(number))["state"]


def a_job_is_listed_held_retried_and_cancelled(w):
    add_job(w, 7)
    assert w.works("job", "list") == "7\twaiting\tof-the-future\there\tA job\t\n"
    answer = w.run("job", "run", "--until-idle")
    assert answer.status == 0 and answer.output == "1\n", answer.complaint
    assert "Job 7, “A job”: This version of NinjaLead can’t do jobs" in answer.complaint, answer.complaint
    if state(w, 7) == "waiting":
        return  # no network in here, and the provider is not known to do without
    assert state(w, 7) == "held"
    shown = w.json("job", "show", "7")
    assert shown["error_code"] == "no-handler" and "held" in shown["log"][-1], shown
    assert "of-the-future" in w.works("job", "list", "--filter", "attention")
    assert w.works("job", "list", "--filter", "finished") == ""
    assert w.works("job", "retry", "7") == "1\n"
    assert state(w, 7) == "waiting"
    assert w.works("--quiet", "job", "cancel", "7") == ""
    assert state(w, 7) == "cancelled"


def words_that_make_no_sense(w):
    w.fails(2, "not the id of a job", "job", "show", "seven")
    w.fails(2, "Say which jobs", "job", "cancel")
    w.fails(2, "--filter is one of", "job", "list", "--filter", "old")
    w.fails(1, "doesn’t exist", "job", "show", "7")
    w.fails(1, "doesn’t exist", "job", "cancel", "7")


def an_empty_queue_ends_at_once(w):
    w.works("shop", "list")
    for words in [("job", "run"), ("job", "run", "--until-idle")]:
        answer = w.run(*words)
        assert (answer.status, answer.output, answer.complaint) == (0, "0\n", "Nothing is waiting.\n"), answer.complaint
    assert w.works("--quiet", "job", "run") == ""
    answer = w.run("--json", "job", "run")
    assert answer.json() == {"open": 0}


def what_cannot_be_done_is_told(w):
    for number in range(1, 13):
        add_job(w, number)
    # Whether there is a network or not: it ends, and says of each why it stays.
    for words in [("job", "run"), ("job", "run", "--until-idle")]:
        answer = w.run(*words)
        assert (answer.status, answer.output) == (0, "12\n"), answer.complaint
        lines = answer.complaint.splitlines()
        assert len(lines) == 11, lines
        for line in lines[:10]:
            assert line.startswith("Job ") and "“A job”" in line and "kind “of-the-future”" in line, line
        assert lines[-1] == "2 more jobs wait. See: ninjalead-cli job list"
    w.works("job", "cancel", *[str(number) for number in range(1, 13)])
    assert w.run("job", "run").complaint == "Nothing is waiting.\n"


def one_program_works_on_the_queue(w):
    add_job(w, 7)
    with open(w.data / "queue.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        w.fails(1, "already working", "job", "run")
        w.fails(1, "already working", "job", "run", "--until-idle")
        assert state(w, 7) == "waiting"
    assert w.run("job", "run").output == "1\n"


main(a_job_is_listed_held_retried_and_cancelled, words_that_make_no_sense, an_empty_queue_ends_at_once,
     what_cannot_be_done_is_told, one_program_works_on_the_queue)
