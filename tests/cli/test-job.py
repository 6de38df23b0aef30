# SPDX-License-Identifier: GPL-3.0-or-later
"""The queue on the command line. The jobs are of a kind nobody can do, so that nothing is sent anywhere."""
import signal
import sqlite3
import subprocess

from cli import PATIENCE, main


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
    assert w.works("job", "run", "--until-idle") in ("0\n", "1\n")
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


def one_program_works_on_the_queue(w):
    w.works("shop", "list")
    worker = w.start("job", "run", stdout=subprocess.DEVNULL)
    while not (w.data / "queue.lock").exists():
        assert worker.poll() is None
    answer = w.run("job", "run", "--until-idle")
    while answer.status == 0:  # the lock's file was there before the lock
        answer = w.run("job", "run", "--until-idle")
    assert "already working" in answer.complaint, answer.complaint
    worker.send_signal(signal.SIGINT)
    assert worker.wait(PATIENCE) == -signal.SIGINT
    assert w.works("job", "run", "--until-idle") == "0\n"


main(a_job_is_listed_held_retried_and_cancelled, words_that_make_no_sense, one_program_works_on_the_queue)
