# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes out comes back in: files that were exported, files that come a second time, files whose rejected rows
were mended. Each is followed through the program alone, as a script would."""
import csv
import random

from cli import main

NAMES = ["Ada", "Émile", "O'Neil", "=SUM(A1)", "@home", "Zoë; Smith", "a, b", "\"quoted\"", "two\nlines", "日本", "-5 %"]
STATUSES = ["yes", "no", ""]
EVERYTHING = ("SELECT first_name, last_name, email, city, note, tags, tax_exempt, amount_spent, number_of_orders,"
              " external_id, email_subscription_status, import_hash, updated_at FROM customers ORDER BY id;"
              " SELECT count(*) FROM customer_consents")


def write(w, name, rows):
    path = w.folder / name
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def people(chance, n):
    yield ["Customer ID", "Email", "First Name", "Last Name", "City", "Note", "Tags", "Newsletter", "Tax Exempt",
           "Total Spent", "Total Orders"]
    for i in range(n):
        yield [i if i % 2 else "", f"P{i}@Example.com", chance.choice(NAMES), chance.choice(NAMES), chance.choice(NAMES),
               chance.choice(NAMES), chance.choice(["", "vip", "vip, Été"]), chance.choice(STATUSES),
               chance.choice(["yes", "no", ""]), f"{chance.randrange(500)}.{i % 10}5", chance.randrange(9)]


def counts(w, *words):
    report = w.json(*words)
    return tuple(report[key] for key in ("inserted", "updated", "unchanged", "rejected"))


def customers_come_back(w):
    w.works("shop", "add", "Here")
    w.works("shop", "add", "There")
    chance = random.Random(7)
    path = write(w, "people.csv", people(chance, 80))
    assert counts(w, "customer", "import", path, "--shop", "Here") == (80, 0, 0, 0)
    out, again = w.folder / "out.csv", w.folder / "again.csv"
    assert w.works("customer", "export", out, "--shop", "Here") == "80\n"
    before = w.sql(EVERYTHING)
    assert counts(w, "customer", "import", out, "--shop", "Here") == (0, 0, 80, 0)
    assert w.sql(EVERYTHING) == before
    assert counts(w, "customer", "import", out, "--shop", "There") == (80, 0, 0, 0)
    w.works("customer", "export", again, "--shop", "There")
    assert read(again) == read(out)
    assert {row["First Name"].removeprefix("'") for row in read(out)} <= set(NAMES)


def a_rehearsal_says_what_will_happen(w):
    w.works("shop", "add", "Here")
    chance = random.Random(8)
    first = write(w, "first.csv", people(chance, 30))
    second = write(w, "second.csv", people(chance, 50))
    for path in [first, second, second]:
        before = w.sql(EVERYTHING)
        rehearsed = counts(w, "customer", "import", path, "--dry-run")
        assert w.sql(EVERYTHING) == before
        assert counts(w, "customer", "import", path) == rehearsed
    assert rehearsed == (0, 0, 50, 0)


def rejected_rows_come_in_once_they_are_mended(w):
    w.works("shop", "add", "Here")
    rows = list(people(random.Random(9), 40))
    for i in range(1, 41, 4):
        rows[i][9] = "lots"
    path, rejects = write(w, "people.csv", rows), w.folder / "mend me.csv"
    assert counts(w, "customer", "import", path, "--rejects", rejects) == (30, 0, 0, 10)
    rejected = read(rejects)
    assert [int(row["Line"]) for row in rejected] == sorted(int(row["Line"]) for row in rejected)
    assert all("“lots” is not an amount of money." == row["Reason"] for row in rejected)
    original = path.read_bytes()
    w.fails(1, "is the file that is imported", "customer", "import", path, "--rejects", path)
    assert path.read_bytes() == original
    mended = write(w, "mended.csv", [list(rejected[0])] + [[cell.replace("lots", "1.00") for cell in row.values()]
                                                           for row in rejected])
    assert counts(w, "customer", "import", mended) == (10, 0, 0, 0)
    assert w.works("customer", "count") == "40\n"


def orders_come_twice_and_late(w):
    w.works("shop", "add", "Here", "--currency", "EUR")
    chance = random.Random(10)
    header = ["Name", "Email", "Financial Status", "Currency", "Total", "Created at", "Lineitem quantity",
              "Lineitem name", "Lineitem price"]
    orders = [[f"#{i}", f"p{i % 7}@example.com", "paid", "EUR", f"{chance.randrange(1, 90)}.00",
               f"2025-0{1 + i % 9}-1{i % 9} 10:00:00 UTC", 1 + i % 3, f"Soap {i % 4}", "5.00"] for i in range(60)]
    whole = write(w, "whole.csv", [header, *orders])
    assert counts(w, "order", "import", whole) == (60, 0, 0, 0)
    sums = "SELECT email_key, number_of_orders, amount_spent, first_order_at, last_order_at FROM customers ORDER BY 1"
    before = w.sql(sums)
    assert before.count("\n") == 6
    assert counts(w, "order", "import", whole) == (0, 0, 60, 0)
    # In pieces and in another order it is the same.
    w.works("shop", "remove", "Here")
    w.works("shop", "add", "Here", "--currency", "EUR")
    chance.shuffle(orders)
    for start in range(0, 60, 25):
        w.works("order", "import", write(w, f"part{start}.csv", [header, *orders[start:start + 25]]), "--quiet")
    assert w.sql(sums) == before
    for i in range(7):
        wanted = [float(order[4]) for order in orders if order[1] == f"p{i}@example.com"]
        shown = w.json("customer", "show", f"p{i}@example.com")
        assert int(shown["number_of_orders"]) == len(wanted), shown


main(customers_come_back, a_rehearsal_says_what_will_happen, rejected_rows_come_in_once_they_are_mended,
     orders_come_twice_and_late)
