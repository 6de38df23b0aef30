# SPDX-License-Identifier: GPL-3.0-or-later
"""Shops, customers, segments, personas and campaigns from the command line: what is added is found, counted,
exported and removed, each within its shop."""
import csv
import json

from cli import main


def prepare(w):
    w.works("shop", "add", "Atelier", "--languages", "en,fr", "--currency", "EUR")
    w.works("customer", "import", w.customers(60), "--quiet")


def column(output, number):
    return [line.split("\t")[number] for line in output.splitlines()]


def a_shop_keeps_what_it_was_given(w):
    w.works("shop", "add", "Atelier", "--url", "https://atelier.example", "--currency", "chf", "--languages", "fr,en,fr",
            "--timezone", "Europe/Zurich", "--tone", "luxurious", "--banned-words", "cheap,free")
    shop = w.json("shop", "show", "Atelier")
    assert (shop["currency"], shop["language"], shop["further_languages"]) == ("CHF", "fr", ["en"]), shop
    assert (shop["timezone"], shop["tone"], shop["banned_words"]) == ("Europe/Zurich", "luxurious", ["cheap", "free"])
    assert shop["url"].startswith("https://atelier.example")
    shown = dict(line.split(": ", 1) for line in w.works("shop", "show", "Atelier").splitlines())
    assert shown["id"] == shop["id"] and shown["banned_words"] == "cheap, free"
    for words in [("--currency", ""), ("--timezone", ""), ("--languages", "fr,,en")]:
        w.fails(2, "is not a", "shop", "add", "B", *words)
    w.fails(1, "Choose a language", "shop", "add", "B", "--languages", "")
    w.fails(1, "Give the shop a name", "shop", "add", " ")
    assert len(w.json("shop", "list")) == 1


def a_removed_shop_takes_its_own_along(w):
    prepare(w)
    w.works("segment", "add", "All", "--where", "number_of_orders >= 0")
    w.works("persona", "create", "--segment", "All", "--seed", "3")
    w.works("shop", "add", "Other")
    w.works("customer", "import", w.customers(7), "--shop", "Other", "--quiet")
    w.works("shop", "remove", "Atelier")
    assert w.works("customer", "count") == "7\n"
    assert w.works("segment", "list") == w.works("persona", "list") == ""
    assert w.sql("SELECT count(*) FROM customers WHERE shop_id NOT IN (SELECT id FROM shops)") == "0"


def conditions_agree_with_each_other(w):
    prepare(w)
    w.works("segment", "add", "Frequent", "--where", "number_of_orders >= 3")
    for condition in ["number_of_orders >= 3", "amount_spent > 20", "customer_countries CONTAINS 'DE'",
                      "number_of_orders >= 3 AND amount_spent > 20"]:
        counted = int(w.works("customer", "count", "--where", condition))
        assert counted == int(w.works("segment", "count", "--where", condition))
        assert counted == len(w.works("customer", "list", "--where", condition).splitlines())
        assert counted == len(w.json("customer", "list", "--where", condition))
        out = w.folder / "out.csv"
        assert w.works("customer", "export", out, "--where", condition) == f"{counted}\n"
        with open(out, encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file))) == counted
    # A segment and a condition leave those who are in both.
    both = int(w.works("customer", "count", "--segment", "Frequent", "--where", "amount_spent > 20"))
    assert both == int(w.works("customer", "count", "--where", "number_of_orders >= 3 AND amount_spent > 20")) > 0
    assert w.works("segment", "count", "Frequent") == w.works("customer", "count", "--segment", "frequent")


def a_search_finds_beginnings_of_words(w):
    prepare(w)
    assert w.works("customer", "search", "p17@example.com").split("\t")[3] == "p17@example.com"
    found = column(w.works("customer", "search", "pat1"), 3)
    assert sorted(found) == sorted(f"p{i}@example.com" for i in [1, *range(10, 20)]), found
    assert column(w.works("customer", "search", "example PAT42"), 3) == ["p42@example.com"]
    assert w.works("customer", "search", "pat1", "--where", "number_of_orders > 100") == ""
    for nonsense in ["zzz", "\"", "* OR", "NEAR(", "';--"]:
        answer = w.run("customer", "search", nonsense)
        assert answer.status == 0, (nonsense, answer.complaint)
        assert answer.output == "", (nonsense, answer.output)


def errors_of_a_query_name_the_place(w):
    prepare(w)
    for query, place in [("amount_spend > 1", "column 1"), ("amount_spent >", "column"), ("amount_spent > 'x'", "column"),
                         ("(number_of_orders = 1", "column"), ("number_of_orders = 1 AND", "column"), ("'", "column")]:
        for words in [("segment", "add", "Bad"), ("segment", "count"), ("customer", "list"), ("customer", "count")]:
            w.fails(1, place, *words, "--where", query)
        w.fails(1, place, "customer", "export", w.folder / "out.csv", "--where", query)
    assert w.works("segment", "list") == ""
    assert not (w.folder / "out.csv").exists()


def a_snapshot_stays_as_it_is(w):
    prepare(w)
    w.works("segment", "add", "Frequent", "--where", "number_of_orders >= 3")
    before = int(w.works("segment", "count", "Frequent"))
    w.works("segment", "snapshot", "Frequent", "Then")
    more = w.folder / "more.csv"
    more.write_text("Email,Total Orders\nnew@example.com,9\n", encoding="utf-8")
    w.works("customer", "import", more)
    assert w.works("segment", "count", "Frequent") == f"{before + 1}\n"
    assert w.works("segment", "count", "Then") == f"{before}\n"
    compared = json.loads(w.works("segment", "compare", "Frequent", "Then"))
    assert compared == w.json("segment", "compare", "Frequent", "Then")
    assert str(before) in json.dumps(compared)
    w.fails(2, "Expected 2 words", "segment", "compare", "Frequent")
    w.fails(1, "", "segment", "add", "frequent", "--where", "number_of_orders >= 3")


def a_persona_is_the_same_for_a_seed(w):
    prepare(w)
    w.works("segment", "add", "Frequent", "--where", "number_of_orders >= 3")
    first, second, other = [w.json("persona", "create", "--segment", "Frequent", "--seed", seed)
                            for seed in ["7", "7", "8"]]
    own = {"id", "created_at", "updated_at"}
    same = [key for key in first if key not in own and first[key] != second.get(key)]
    assert same == [], {key: (first[key], second[key]) for key in same}
    assert any(first[key] != other[key] for key in first if key not in own)
    french = w.json("persona", "create", "--language", "fr", "--seed", "7")
    assert french["language"] == "fr" and french["tagline"] != first["tagline"]
    w.fails(1, "There is no segment", "persona", "create", "--segment", "Nobody")
    w.fails(2, "--seed", "persona", "create", "--seed", "seven")
    for persona in [first, second, other, french]:
        w.works("persona", "remove", persona["id"])
    assert w.json("persona", "list") == []


def a_campaign_is_exported_in_each_format(w):
    prepare(w)
    persona = w.json("persona", "create", "--seed", "7")
    w.works("campaign", "create", "--persona", persona["id"], "--template", "welcome", "--name", "Hello", "--channels",
            "email,sms", "--languages", "en,fr", "--url", "https://atelier.example/")
    for format, suffix in [("html", ".html"), ("eml", ".eml"), ("markdown", ".md"), ("csv", ".csv"), ("json", ".json")]:
        target = w.folder / format
        answer = w.run("--json", "campaign", "export", "Hello", "--format", format, "--output", target,
                       "--unsubscribe-url", "https://atelier.example/bye")
        files = answer.json()
        assert files and answer.complaint == "", answer.complaint
        names = sorted(path.name for path in target.rglob("*") if path.is_file())
        assert any(name.endswith(suffix) for name in names), (format, names)
        for path in target.rglob("*"):
            if path.is_file():
                assert "{{" not in path.read_text(encoding="utf-8"), path
    w.fails(1, "There is no campaign", "campaign", "export", "Nobody", "--format", "csv", "--output", w.folder / "no")
    assert not (w.folder / "no").exists()
    for channels in ["email,pigeon", ",", "email,"]:
        answer = w.run("campaign", "create", "--persona", persona["id"], "--template", "welcome", "--channels", channels)
        assert answer.status in (1, 2) and answer.complaint != "", channels
    assert len(w.json("campaign", "list")) == 1


main(a_shop_keeps_what_it_was_given, a_removed_shop_takes_its_own_along, conditions_agree_with_each_other,
     a_search_finds_beginnings_of_words, errors_of_a_query_name_the_place, a_snapshot_stays_as_it_is,
     a_persona_is_the_same_for_a_seed, a_campaign_is_exported_in_each_format)
