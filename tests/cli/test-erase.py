# SPDX-License-Identifier: GPL-3.0-or-later
"""Erasing customers: asked for, exact, and without a trace in the file."""
import os
import pty
import subprocess

from cli import PATIENCE, main, without_sanitizer


def prepare(w):
    w.works("shop", "add", "Atelier")
    w.works("customer", "import", w.customers(10))


def emails(w):
    return [customer["email"] for customer in w.json("customer", "list")]


def erase_on_terminal(w, answer, *words):
    """The status, and what was said."""
    leader, follower = pty.openpty()
    with w.start("customer", "erase", *words, stdin=follower, stdout=subprocess.PIPE, stderr=follower) as process:
        os.close(follower)
        os.write(leader, answer.encode())
        output = process.stdout.read().decode()
        status = process.wait(PATIENCE)
        said = b""
        try:
            while chunk := os.read(leader, 4096):
                said += chunk
        except OSError:  # nobody has the other end any more
            pass
        os.close(leader)
    return status, output, without_sanitizer(said.decode())


def by_email_and_by_id(w):
    prepare(w)
    identity = w.json("customer", "show", "p3@example.com")["id"]
    # Somebody who is named twice is one customer.
    assert w.works("customer", "erase", "P1@Example.com", identity, "p1@example.com", "--yes") == "2\n"
    left = emails(w)
    assert len(left) == 8 and "p1@example.com" not in left and "p3@example.com" not in left
    assert w.json("customer", "erase", "p0@example.com", "--yes") == {"erased": 1}
    assert w.works("--quiet", "customer", "erase", "p2@example.com", "--yes") == ""
    w.fails(1, "There is no customer", "customer", "show", "p2@example.com")


def one_that_is_not_there_erases_nobody(w):
    prepare(w)
    w.fails(1, "There is no customer “nobody@example.com”", "customer", "erase", "p1@example.com",
            "nobody@example.com", "--yes")
    assert len(emails(w)) == 10


def by_condition_and_by_segment(w):
    prepare(w)
    w.works("segment", "add", "Frequent", "--where", "number_of_orders > 5")
    assert w.works("customer", "erase", "--segment", "Frequent", "--where", "number_of_orders > 100", "--yes") == "0\n"
    frequent = int(w.works("segment", "count", "Frequent"))
    assert frequent > 0
    assert w.works("customer", "erase", "--segment", "Frequent", "--yes") == f"{frequent}\n"
    assert w.works("customer", "count") == f"{10 - frequent}\n"
    w.fails(1, "column 1", "customer", "erase", "--where", "nonsense > 1", "--yes")


def never_everybody_by_accident(w):
    prepare(w)
    w.fails(2, "Say which customers", "customer", "erase")
    w.fails(2, "Say which customers", "customer", "erase", "--yes")
    w.fails(2, "Say which customers", "customer", "erase", "p1@example.com", "--where", "number_of_orders > 0", "--yes")
    w.works("shop", "add", "Other")
    w.fails(2, "--shop", "customer", "erase", "p1@example.com", "--yes")
    w.fails(1, "There is no customer", "customer", "erase", "p1@example.com", "--shop", "Other", "--yes")
    assert w.works("customer", "count", "--shop", "Atelier") == "10\n"


def asks_first(w):
    prepare(w)
    with open("/dev/null", encoding="utf-8") as nothing:
        process = w.start("customer", "erase", "p1@example.com", stdin=nothing, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)
        output, complaint = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2 and output == "", complaint
    assert "Erase 1 customer for good? Nobody can be asked here: say --yes." in complaint, complaint
    for answer in ["n\n", "\n", "what?\n", "\x04"]:
        status, output, said = erase_on_terminal(w, answer, "--where", "number_of_orders >= 0")
        assert status == 1 and output == "", (answer, said)
        assert "Erase 10 customers for good? [y/N]" in said and "Nothing was erased." in said, said
    assert len(emails(w)) == 10
    status, output, said = erase_on_terminal(w, "y\n", "p1@example.com")
    assert (status, output) == (0, "1\n"), said
    assert len(emails(w)) == 9


def nothing_stays_in_the_file(w):
    w.works("shop", "add", "Atelier")
    path = w.folder / "customers.csv"
    path.write_text("Email,First Name,Note,Tags\nquagmire@example.com,Zebulon,Xylophonist,unmistakable\n"
                    "other@example.com,Ada,Painter,vip\n", encoding="utf-8")
    w.works("customer", "import", path)
    assert b"quagmire@example.com" in w.database.read_bytes()
    w.works("customer", "erase", "quagmire@example.com", "--yes")
    for file in w.data.iterdir():
        contents = file.read_bytes().lower()
        for trace in [b"quagmire", b"zebulon", b"xylophonist", b"unmistakable"]:
            assert trace not in contents, (file.name, trace)
    assert emails(w) == ["other@example.com"]
    assert w.works("customer", "search", "Zebulon") == ""
    assert w.works("health") == "ok\n"


def their_orders_stay(w):
    w.works("shop", "add", "Atelier")
    path = w.folder / "orders.csv"
    path.write_text("Order,Email,Date,Total\n1,a@example.com,2025-01-05,10.00\n2,b@example.com,2025-01-06,20.00\n",
                    encoding="utf-8")
    w.works("order", "import", path)
    w.works("customer", "erase", "a@example.com", "--yes")
    assert w.sql("SELECT name, total, customer_id IS NULL FROM orders ORDER BY name") == "1|1000|1\n2|2000|0"


main(by_email_and_by_id, one_that_is_not_there_erases_nobody, by_condition_and_by_segment,
     never_everybody_by_accident, asks_first, nothing_stays_in_the_file, their_orders_stay)
