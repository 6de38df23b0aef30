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


def a_preset_reads_that_format(w):
    w.works("shop", "add", "Atelier")
    # Guessed, “Nom” is a name and “Notes” is a note; Mailchimp's files have neither “Nom” nor “Notes de vente”.
    path = write(w, "members.csv", "Email Address,First Name,Nom,LEID,CC\na@example.com,Ada,Lovelace,12,FR\n")
    w.works("customer", "import", path, "--preset", "mailchimp")
    shown = w.json("customer", "show", "a@example.com")
    assert (shown["first_name"], shown["last_name"], shown["external_id"]) == ("Ada", None, "12"), shown
    w.works("customer", "import", path, "--preset", "auto")
    assert w.json("customer", "show", "a@example.com")["last_name"] == "Lovelace"
    # With --map a column more.
    path.write_text("Email Address,Nom\nb@example.com,Byron\n", encoding="utf-8")
    w.works("customer", "import", path, "--preset", "mailchimp", "--map", "Nom=last_name")
    assert w.json("customer", "show", "b@example.com")["last_name"] == "Byron"


def a_preset_refuses_other_files(w):
    w.works("shop", "add", "Atelier")
    path = write(w, "customers.csv", "Email,First Name\na@example.com,Ada\n")
    for preset, says in [("shopify", "not what Shopify exports: there is no column “Last Name”"),
                         ("woocommerce", "not what WooCommerce exports: there is no column “Name”"),
                         ("prestashop", "not what PrestaShop exports: there is no column “Last Name”"),
                         ("stripe", "not what Stripe exports: there is no column “id”"),
                         ("mailchimp", "not what Mailchimp exports: there is no column “Email Address”")]:
        w.fails(1, says, "customer", "import", path, "--preset", preset)
    orders = write(w, "orders.csv", "Order,Email,Date,Total\n1,a@example.com,2025-01-01,5.00\n")
    for preset in ["shopify", "woocommerce", "prestashop", "stripe"]:
        w.fails(1, "there is no column", "order", "import", orders, "--preset", preset)
    w.fails(2, "The presets are: auto, shopify, woocommerce, prestashop, stripe.", "order", "import", orders,
            "--preset", "mailchimp")
    assert w.works("customer", "count") == "0\n"
    assert w.works("order", "import", orders) == "1 inserted, 0 updated, 0 unchanged, 0 rejected\n"


def orders_of_each_preset(w):
    w.works("shop", "add", "Atelier")
    files = {
        "shopify": ORDERS,
        "woocommerce": "Date,Order #,N. Revenue,Status,Customer,Product(s)\n2025-01-05,2,12.00,completed,Ada,2× Soap\n",
        "prestashop": "ID;Reference;Customer;Total;Status;Date\n3;XKBK;Ada;13.00;Delivered;2025-01-05 10:00:00\n",
        "stripe": "id,Amount,Currency,Status,Created (UTC),Customer Email\n"
                  "ch_4,14.00,eur,succeeded,2025-01-05 10:00:00,ada@example.com\n",
    }
    for preset, text in files.items():
        path = write(w, f"{preset}.csv", text)
        assert w.works("order", "import", path, "--preset", preset).startswith("1 inserted"), preset
        # Found by their headers alone, they are the same orders.
        assert w.works("order", "import", path) == "0 inserted, 0 updated, 1 unchanged, 0 rejected\n", preset
    assert w.sql("SELECT group_concat(total) FROM (SELECT total FROM orders ORDER BY total)") == "1200,1300,1400,2000"


def orders_are_mapped_by_hand(w):
    w.works("shop", "add", "Atelier")
    path = write(w, "sales.csv", "Beleg;Wer;Wann;Summe;Total\nB-1;ada@example.com;2025-01-05;12,50;99,00\n")
    w.fails(1, "These are not orders", "order", "import", path)
    maps = ["--map", "Beleg=name", "--map", "Wer=email", "--map", "Wann=date", "--map", "Summe=total"]
    w.fails(1, "The file has no column “Datum”", "order", "import", path, *maps, "--map", "Datum=date")
    w.fails(1, "There is no field “when”. The fields are: ignore, name, id", "order", "import", path, "--map", "Wann=when")
    w.fails(2, "“Wann” is not of the form COLUMN=field", "order", "import", path, "--map", "Wann")
    assert w.works("order", "import", path, *maps) == "1 inserted, 0 updated, 0 unchanged, 0 rejected\n"
    assert w.sql("SELECT name, total FROM orders") == "B-1|1250"
    assert w.json("customer", "show", "ada@example.com")["amount_spent"] == 1250


def a_dry_run_changes_nothing(w):
    w.works("shop", "add", "Atelier")
    customers = write(w, "customers.csv", "Email,Country\na@example.com,Atlantis\nnobody,France\n")
    orders = write(w, "orders.csv", ORDERS + ORDERS.splitlines()[1].replace("#1", "#2").replace("20.00", "much") + "\n")
    before = w.sql("SELECT count(*) FROM customers; SELECT count(*) FROM orders")
    report = w.json("customer", "import", customers, "--dry-run")
    assert (report["inserted"], report["rejected"], report["left_out"], report["rejects"]) == (1, 1, 1, None), report
    assert report["first_rejection"] == "line 3: “nobody” is not an email address."
    report = w.json("order", "import", orders, "--dry-run")
    assert (report["inserted"], report["rejected"], report["rejects"]) == (1, 1, None), report
    assert w.sql("SELECT count(*) FROM customers; SELECT count(*) FROM orders") == before
    assert sorted(path.name for path in w.folder.glob("*-rejects*")) == []


def rejects_go_where_they_are_wanted(w):
    w.works("shop", "add", "Atelier")
    customers = write(w, "customers.csv", "Email,City\nnobody,Paris\nb@example.com\na@example.com,Lyon\n")
    rejects = w.folder / "bad.csv"
    answer = w.run("customer", "import", customers, "--rejects", rejects)
    assert answer.status == 0 and answer.output == "1 inserted, 0 updated, 0 unchanged, 2 rejected\n"
    assert f"The rejected rows are in {rejects}" in answer.complaint
    assert rejects.read_text(encoding="utf-8").splitlines() == [
        "Email,City,Line,Reason",
        "nobody,Paris,2,“nobody” is not an email address.",
        "b@example.com,,3,The row has 1 field where the header has 2.",
    ]
    # Nowhere to put them: nothing is imported.
    w.works("shop", "add", "Other")
    w.fails(1, "Choose another file for them", "customer", "import", customers, "--shop", "Other", "--rejects",
            w.folder / "missing" / "bad.csv")
    assert w.works("customer", "count", "--shop", "Other") == "0\n"


def what_was_exported_comes_back(w):
    w.works("shop", "add", "Atelier")
    path = write(w, "customers.csv",
                 "Email,First Name,Last Name,Country,Total Spent,Total Orders,Tags,Note,Accepts Email Marketing\n"
                 "ada@example.com,Ada,\"Lovelace, Countess\",GB,1234.56,3,\"vip, gift\",\"two\nlines\",yes\n"
                 "ben@example.com,=1+1,Été,FR,0.00,0,,,no\n")
    w.works("customer", "import", path)
    there = w.folder / "out.csv"
    assert w.works("customer", "export", there) == "2\n"
    w.works("shop", "add", "Copy")
    assert w.works("customer", "import", there, "--shop", "Copy").startswith("2 inserted, 0 updated")
    columns = ("email, first_name, last_name, country_code, amount_spent, number_of_orders, tags, note, "
               "email_subscription_status")
    rows = [w.sql(f"SELECT {columns} FROM customers WHERE shop_id = (SELECT id FROM shops WHERE name = '{name}') "
                  "ORDER BY email") for name in ["Atelier", "Copy"]]
    assert rows[0] == rows[1] != "", rows


main(what_is_no_file_is_refused_at_once, a_header_alone_is_no_import, what_is_left_out_is_told, money_is_for_people,
     amounts_written_in_both_ways, a_preset_reads_that_format, a_preset_refuses_other_files, orders_of_each_preset,
     orders_are_mapped_by_hand, a_dry_run_changes_nothing, rejects_go_where_they_are_wanted,
     what_was_exported_comes_back)
