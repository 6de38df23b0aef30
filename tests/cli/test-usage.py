# SPDX-License-Identifier: GPL-3.0-or-later
"""What was used of AI providers, on the command line. The rows are as the program writes them."""
from cli import main

ROWS = [
    # job, shop, provider, name, model, kind, day, input, cached, output, images, cost, currency, lost
    (1, "A", "account-1", "'Mine'", "gpt-6-luna", "persona", "2026-11-21", 1000, 500, 100, 0, 105, "'USD'", 0),
    (2, "A", "account-1", "'Mine'", "gpt-6-luna", "message", "2026-11-22", 2000, 0, 100, 0, 1000250, "'USD'", 1),
    (3, "B", "account-1", "'Mine'", "of-the-future", "message", "2026-11-22", 10, 0, 10, 1, "NULL", "NULL", 0),
    (4, "B", "account-2", "'Odd\tone'", "qwen3", "message", "2026-11-23", 7, 0, 8, 0, 0, "NULL", 0),
]


def fill(w):
    shops = {name: w.json("shop", "add", name)["id"] for name in ("A", "B")}
    for job, shop, provider, name, model, kind, day, read, cached, written, images, cost, currency, lost in ROWS:
        w.sql("INSERT INTO usage (id, created_at, updated_at, job_id, shop_id, provider, provider_name, model, kind, day, "
              "input_tokens, cached_tokens, output_tokens, images, cost_micros, currency, perhaps_billed) "
              f"VALUES ({job}, 1, 1, {job}, {shops[shop]}, '{provider}', {name}, '{model}', '{kind}', '{day}', "
              f"{read}, {cached}, {written}, {images}, {cost}, {currency}, {lost})")
    return shops


def nothing_was_used(w):
    assert w.works("usage") == ""
    assert w.json("usage") == []
    assert w.json("usage", "--by", "all") == []


def sums_for_people(w):
    fill(w)
    assert w.works("usage") == "Mine\t3\t3010\t210\t1\t1.000355 USD\t1\nOdd one\t1\t7\t8\t0\t\t0\n"
    assert w.works("usage", "--by", "provider") == w.works("usage")
    assert w.works("usage", "--by", "model") == (
        "gpt-6-luna\t2\t3000\t200\t0\t1.000355 USD\t0\nof-the-future\t1\t10\t10\t1\t\t1\nqwen3\t1\t7\t8\t0\t\t0\n")
    assert w.works("usage", "--by", "day") == (
        "2026-11-21\t1\t1000\t100\t0\t0.000105 USD\t0\n2026-11-22\t2\t2010\t110\t1\t1.000250 USD\t1\n"
        "2026-11-23\t1\t7\t8\t0\t\t0\n")
    assert w.works("usage", "--by", "kind", "--shop", "A") == (
        "message\t1\t2000\t100\t0\t1.000250 USD\t0\npersona\t1\t1000\t100\t0\t0.000105 USD\t0\n")


def sums_for_programs(w):
    shops = fill(w)
    everything = {"key": None, "name": None, "jobs": 4, "input_tokens": 3017, "cached_tokens": 500, "output_tokens": 218,
                  "reasoning_tokens": 0, "images": 1, "cost_micros": 1000355, "currency": "USD", "unpriced": 1,
                  "perhaps_billed": 1}
    assert w.json("usage", "--by", "all") == [everything]
    by_shop = w.json("usage", "--by", "shop")
    assert [(row["key"], row["name"], row["jobs"]) for row in by_shop] == [(shops["A"], "A", 2), (shops["B"], "B", 2)]
    assert by_shop[1]["currency"] is None and by_shop[1]["unpriced"] == 1
    # Each currency has a sum of its own.
    w.sql("UPDATE usage SET currency = 'EUR' WHERE id = 1")
    assert [(row["currency"], row["cost_micros"], row["jobs"]) for row in w.json("usage", "--by", "all")] == [
        ("EUR", 105, 3), ("USD", 1000250, 1)]


def some_days(w):
    fill(w)
    assert w.works("usage", "--by", "day", "--from", "2026-11-22", "--to", "2026-11-22").count("\n") == 1
    assert w.json("usage", "--by", "all", "--from", "2026-11-22")[0]["jobs"] == 3
    assert w.json("usage", "--by", "all", "--to", "2026-11-22")[0]["jobs"] == 3
    assert w.works("usage", "--from", "2027-01-01") == ""


def words_that_make_no_sense(w):
    w.fails(2, "--by is one of all, provider", "usage", "--by", "colour")
    w.fails(2, "Expected 0 words", "usage", "today")
    for day in ("today", "2026-02-30", "2026-1-1", "20261122", "2026-11-22T00:00:00", ""):
        w.fails(2, "A day is written", "usage", "--from", day)
    w.fails(2, "A day is written", "usage", "--to", "yesterday")
    w.works("shop", "add", "A")
    w.fails(1, "", "usage", "--shop", "B")


main(nothing_was_used, sums_for_people, sums_for_programs, some_days, words_that_make_no_sense)
