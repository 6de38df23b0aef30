# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports from the command line: what they take, what they leave out, and what they refuse."""
import os

from cli import main

ORDERS = ("Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price\n"
          "#1,ada@example.com,paid,EUR,20.00,2025-07-01 10:00:00 +0200,2,Soap,10.00\n")


def write(w, name, text):
    path = w.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def what_is_no_file_is_refused_at_once(w):
    w.works("shop", "add", "Atelier")
    pipe = w.folder / "pipe.csv"
    os.mkfifo(pipe)
    for noun in ["customer", "order"]:
        # Nobody writes to the pipe: who opened it would wait for ever.
        w.fails(1, "is a pipe or a device", noun, "import", pipe)
        w.fails(1, "is a pipe or a device", noun, "import", pipe, "--dry-run")
        w.fails(1, "is a pipe or a device", noun, "import", "/dev/zero")
        w.fails(1, "Is a directory", noun, "import", w.folder)
        w.fails(1, "No such file", noun, "import", w.folder / "nowhere.csv")
    assert w.works("customer", "count") == "0\n"


def a_header_alone_is_no_import(w):
    w.works("shop", "add", "Atelier")
    w.fails(1, "“empty.csv” names its columns but has no rows", "customer", "import",
            write(w, "empty.csv", "Email,First Name\n"))
    w.fails(1, "“none.csv” names its columns but has no rows", "order", "import",
            write(w, "none.csv", ORDERS.splitlines()[0] + "\n"))
    w.fails(1, "", "customer", "import", write(w, "nothing.csv", ""))


def what_is_left_out_is_told(w):
    w.works("shop", "add", "Atelier")
    rows = "".join(f"p{i}@example.com,Atlantis\n" for i in range(13))
    path = write(w, "customers.csv", "Email,Country\n" + rows)
    answer = w.run("customer", "import", path)
    assert answer.status == 0 and answer.output == "13 inserted, 0 updated, 0 unchanged, 0 rejected\n", answer.output
    lines = answer.complaint.splitlines()
    assert len(lines) == 11 and lines[0] == "line 2: “Atlantis” is not a country, so it was left out.", lines
    assert lines[-1] == "3 more values were left out."
    report = w.json("customer", "import", path, "--dry-run")
    assert report["unchanged"] == report["left_out"] == len(report["warnings"]) == 13
    assert report["first_rejection"] is None and report["rejects"] is None


def money_is_for_people(w):
    for name, currency, amount, shown in [("Euro", "EUR", "1234.50", "1234.50 EUR"),
                                          ("Yen", "JPY", "1234", "1234 JPY"),
                                          ("Dinar", "KWD", "7,5", "7.500 KWD")]:
        w.works("shop", "add", name, "--currency", currency)
        path = write(w, "customers.csv", f"Email;Total Spent\na@example.com;{amount}\n")
        w.works("customer", "import", path, "--shop", name)
        assert w.works("customer", "list", "--shop", name).split("\t")[5] == shown
        assert f"amount_spent: {shown}\n" in w.works("customer", "show", "a@example.com", "--shop", name)
    # A program gets the exact number, in minor units.
    assert w.json("customer", "list", "--shop", "Dinar")[0]["amount_spent"] == 7500


def amounts_written_in_both_ways(w):
    w.works("shop", "add", "Atelier")
    path = write(w, "customers.csv", "Email;Total Spent\na@example.com;1,234.56\nb@example.com;1.234,56\n"
                                     "c@example.com;1.234\n")
    answer = w.run("customer", "import", path)
    assert answer.output == "2 inserted, 0 updated, 0 unchanged, 1 rejected\n", answer.output
    assert "line 4: “1.234” may be thousands or decimals" in answer.complaint, answer.complaint
    assert w.sql("SELECT group_concat(amount_spent) FROM customers") == "123456,123456"
    # What was rejected can be mended and imported.
    rejects = w.folder / "customers-rejects.csv"
    mended = write(w, "mended.csv", rejects.read_text(encoding="utf-8").replace("c@example.com,1.234",
                                                                               "c@example.com,1234.00"))
    assert w.works("customer", "import", mended) == "1 inserted, 0 updated, 0 unchanged, 0 rejected\n"


main(what_is_no_file_is_refused_at_once, a_header_alone_is_no_import, what_is_left_out_is_told, money_is_for_people,
     amounts_written_in_both_ways)
