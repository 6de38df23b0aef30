# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: a workspace of their own, and results as TAP."""
import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

PROGRAM = os.path.abspath(sys.argv[1])
SANITIZED = b"__asan_init" in Path(PROGRAM).read_bytes()
# How long, in seconds, a program may take that does not hang: machines may be slow and busy.
PATIENCE = 1800 if SANITIZED else 600


def without_sanitizer(complaint):
    """AddressSanitizer says once in a program with fibers that it doesn't know how to read their stacks."""
    return "".join(line for line in complaint.splitlines(True) if "makecontext/swapcontext" not in line)


class Answer:
    def __init__(self, status, output, complaint):
        self.status, self.output, self.complaint = status, output, complaint

    def json(self):
        """The one value on the one line that was printed."""
        assert self.status == 0, self.complaint
        assert self.output.count("\n") == 1 and self.output.endswith("\n"), self.output
        return json.loads(self.output)


class Workspace:
    """A folder, and the program that works in it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.data = self.folder / "data"
        self.database = self.data / "workspace.db"
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", XDG_STATE_HOME=str(self.folder / "state"))

    def command(self, *words):
        return [PROGRAM, "--data-dir", str(self.data), *map(os.fspath, words)]

    def run(self, *words, **environment):
        done = subprocess.run(self.command(*words), capture_output=True, check=False, timeout=PATIENCE,
                              env=dict(self.environment, **environment))
        complaint = without_sanitizer(done.stderr.decode(errors="replace"))
        return Answer(done.returncode, done.stdout.decode(), complaint)

    def start(self, *words, **options):
        return subprocess.Popen(self.command(*words), env=self.environment, **options)

    def works(self, *words, **environment):
        answer = self.run(*words, **environment)
        assert answer.status == 0, f"{words}: {answer.complaint}"
        assert answer.complaint == "", f"{words}: {answer.complaint}"
        return answer.output

    def fails(self, status, says, *words, **environment):
        answer = self.run(*words, **environment)
        assert answer.status == status, f"{words}: status {answer.status}, {answer.complaint}"
        assert answer.output == "", f"{words}: {answer.output}"
        assert says in answer.complaint, f"{words}: {answer.complaint}"

    def json(self, *words):
        return self.run("--json", *words).json()

    def sql(self, statement):
        """Asks the sqlite3 shell, which is no part of the program."""
        return subprocess.run(["sqlite3", "-batch", "-cmd", f".timeout {PATIENCE}000", self.database, statement],
                              capture_output=True, text=True, check=True, timeout=PATIENCE).stdout.strip()

    def customers(self, n):
        """A file of n customers, importable."""
        path = self.folder / f"customers-{n}.csv"
        rows = (f"p{i}@example.com,Pat{i},Example,{'Germany' if i % 3 == 0 else 'France'},{i % 500}.50,{i % 7}\n"
                for i in range(n))
        path.write_text("Email,First Name,Last Name,Country,Total Spent,Total Orders\n" + "".join(rows),
                        encoding="utf-8")
        return path


def main(*tests):
    """Runs each test in a workspace of its own, and prints TAP."""
    print(f"TAP version 14\n1..{len(tests)}", flush=True)
    failed = False
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", "-")
        try:
            with tempfile.TemporaryDirectory(prefix="ninjalead-test-") as folder:
                test(Workspace(folder))
            print(f"ok {number} {name}", flush=True)
        except Exception:
            failed = True
            print(traceback.format_exc(), file=sys.stderr)
            print(f"not ok {number} {name}", flush=True)
    sys.exit(1 if failed else 0)
