# SPDX-License-Identifier: GPL-3.0-or-later
"""What every command promises: one JSON value with --json, silence with --quiet, and an exit status with a
message that says what to do."""
from cli import PROGRAM, main

WHERE = "amount_spent > 100"


def prepare(w):
    w.works("shop", "add", "Atelier", "--languages", "fr,en", "--currency", "EUR")
    w.works("customer", "import", w.customers(30), "--quiet")
    w.works("segment", "add", "Spenders", "--where", "amount_spent > 10")
    w.works("persona", "create", "--segment", "Spenders", "--seed", "7")
    persona = w.json("persona", "list")[0]
    w.works("campaign", "create", "--persona", persona["id"], "--template", "welcome", "--name", "Hello",
            "--channels", "email,sms", "--languages", "fr,en")
    return persona


def every_answer_is_one_json_value(w):
    persona = prepare(w)
    kinds = {
        ("shop", "list"): list,
        ("shop", "show", "Atelier"): dict,
        ("shop", "add", "Second"): dict,
        ("shop", "remove", "Second"): dict,
        ("customer", "import", w.customers(31)): dict,
        ("customer", "import", w.customers(32), "--dry-run"): dict,
        ("customer", "export", w.folder / "out.csv"): dict,
        ("customer", "list"): list,
        ("customer", "list", "--where", "amount_spent > 100000"): list,
        ("customer", "count"): dict,
        ("customer", "search", "Pat1"): list,
        ("customer", "show", "p1@example.com"): dict,
        ("segment", "add", "More", "--where", WHERE): dict,
        ("segment", "count", "More"): dict,
        ("segment", "list"): list,
        ("segment", "remove", "More"): dict,
        ("persona", "create", "--avatar"): dict,
        ("persona", "list"): list,
        ("persona", "show", persona["name"]): dict,
        ("campaign", "list"): list,
        ("campaign", "show", "Hello"): dict,
        ("campaign", "export", "Hello", "--format", "json", "--output", w.folder / "out"): dict,
        ("campaign", "remove", "Hello"): dict,
        ("persona", "remove", persona["id"]): dict,
        ("backup", "create", w.folder / "copy.db"): dict,
        ("backup", "list"): list,
        ("backup", "restore", w.folder / "copy.db"): dict,
        ("health",): dict,
        ("version",): dict,
        ("--version",): dict,
        ("help",): list,
        ("help", "shop"): list,
        ("segment", "count", "--help"): list,
    }
    for words, kind in kinds.items():
        answer = w.run("--json", *words)
        assert answer.complaint == "", f"{words}: {answer.complaint}"
        value = answer.json()
        assert isinstance(value, kind), f"{words}: {value}"
        quiet = w.run("--json", "--quiet", "help").json()
        assert quiet, "JSON is asked for: --quiet leaves it"


def emails_without_unsubscribing_are_warned_of(w):
    prepare(w)
    export = ("campaign", "export", "Hello", "--format", "eml", "--output", w.folder / "out")
    answer = w.run(*export)
    assert answer.status == 0 and "--unsubscribe-url" in answer.complaint, answer.complaint
    answer = w.run("--json", *export)
    assert len(answer.json()["warnings"]) == 1 and len(answer.json()["files"]) == 2, answer.output
    answer = w.run("--json", *export, "--unsubscribe-url", "https://shop.example/bye")
    assert answer.json()["warnings"] == [] and answer.complaint == "", answer.complaint
    w.works("shop", "add", "Second", "--unsubscribe-url", "mailto:bye@shop.example")
    assert w.json("shop", "show", "Second")["unsubscribe_url"] == "mailto:bye@shop.example"


def quiet_says_nothing_of_what_was_done(w):
    prepare(w)
    for words in [
        ("shop", "add", "Second"),
        ("shop", "remove", "Second"),
        ("customer", "import", w.customers(33), "--shop", "Atelier"),
        ("customer", "export", w.folder / "out.csv"),
        ("segment", "add", "More", "--where", WHERE),
        ("segment", "remove", "More"),
        ("persona", "create", "--seed", "8"),
        ("campaign", "export", "Hello", "--format", "csv", "--output", w.folder / "out"),
        ("campaign", "remove", "Hello"),
        ("backup", "create", w.folder / "copy.db"),
        ("backup", "restore", w.folder / "copy.db"),
        ("health",),
    ]:
        assert w.works("--quiet", *words) == "", words


def quiet_still_answers(w):
    prepare(w)
    for words in [
        ("shop", "list"),
        ("shop", "show", "Atelier"),
        ("customer", "list"),
        ("customer", "count"),
        ("customer", "search", "Pat1"),
        ("customer", "show", "p1@example.com"),
        ("segment", "list"),
        ("segment", "count", "Spenders"),
        ("persona", "list"),
        ("campaign", "show", "Hello"),
        ("version",),
        ("help",),
    ]:
        assert w.works("--quiet", *words) == w.works(*words) != "", words


def errors_say_what_to_do(w):
    w.fails(1, "ninjalead-cli shop add NAME", "customer", "list")
    prepare(w)
    missing = w.folder / "missing"
    for status, says, words in [
        (1, "ninjalead-cli shop list", ("shop", "show", "Nobody")),
        (1, "ninjalead-cli shop list", ("customer", "count", "--shop", "Nobody")),
        (1, "ninjalead-cli customer list", ("customer", "show", "nobody@example.com")),
        (1, "ninjalead-cli customer list", ("customer", "show", "12abc")),
        (1, "ninjalead-cli segment list", ("segment", "remove", "Nobody")),
        (1, "ninjalead-cli segment list", ("customer", "list", "--segment", "Nobody")),
        (1, "ninjalead-cli persona list", ("persona", "show", "Nobody")),
        (1, "ninjalead-cli persona list",
         ("campaign", "create", "--persona", "Nobody", "--template", "welcome")),
        (1, "ninjalead-cli campaign list", ("campaign", "remove", "Nobody")),
        (1, "column 1", ("customer", "list", "--where", "amount_spend > 1")),
        (1, "“missing” cannot be opened", ("customer", "import", missing)),
        (1, str(missing), ("backup", "restore", missing)),
        (1, "can’t be", ("backup", "create", missing / "copy.db")),
        (1, "", ("customer", "export", missing / "out.csv")),
        (1, "", ("persona", "create", "--language", "klingon")),
        (1, "", ("campaign", "create", "--persona", "1", "--template", "dance")),
        (2, "--persona", ("campaign", "create", "--template", "welcome")),
        (2, "--format", ("campaign", "export", "Hello", "--output", w.folder)),
        (2, "--format", ("campaign", "export", "Hello", "--format", "pdf", "--output", w.folder)),
        (2, "Say what to do with “shop”", ("shop",)),
        (2, "There is no command “shop dance”", ("shop", "dance")),
        (2, "There is no command “dance”", ("dance",)),
        (2, "There is no command “dance”", ("help", "dance")),
        (2, "There is no command “shop dance”", ("help", "shop", "dance")),
        (2, "Usage:", ()),
    ]:
        w.fails(status, says, *words)
        w.fails(status, says, "--json", "--quiet", *words)
    # What failed left nothing behind.
    assert w.sql("SELECT count(*) FROM campaigns; SELECT count(*) FROM personas") == "1\n1"


def several_shops_are_told_apart(w):
    prepare(w)
    w.works("shop", "add", "Boutique")
    w.fails(2, "--shop", "customer", "count")
    assert w.works("customer", "count", "--shop", "Atelier") == "30\n"
    assert w.works("customer", "count", "--shop", "boutique") == "0\n"
    # A record of one shop is none of another's, by name or by id.
    segment = w.json("segment", "list", "--shop", "Atelier")[0]["id"]
    w.fails(1, "There is no segment", "segment", "count", segment, "--shop", "Boutique")
    customer = w.json("customer", "list", "--shop", "Atelier")[0]["id"]
    w.fails(1, "There is no customer", "customer", "show", customer, "--shop", "Boutique")
    assert w.json("customer", "show", customer, "--shop", "Atelier")["id"] == customer


def names_and_ids(w):
    for name in ["Été", "Ete", "12", "a\"b'c", "%s %n", "--shop", "日本 🛍", "a\nb\tc"]:
        w.works("shop", "add", "--", name)
        assert w.json("shop", "show", "--", name)["name"] == name
    # As it is written first, then without regard to case and accents, if that leaves one.
    assert w.json("shop", "show", "Ete")["name"] == "Ete"
    w.fails(1, "give its id instead", "shop", "show", "été")
    assert w.json("shop", "show", "A\"B'C")["name"] == "a\"b'c"
    assert w.json("shop", "show", "日本 🛍")["name"] == "日本 🛍"
    identity = w.json("shop", "show", "12")["id"]
    assert w.json("shop", "show", identity)["name"] == "12"
    w.fails(1, "There is no shop", "shop", "show", identity + "x")
    w.fails(1, "There is no shop", "shop", "show", "")
    w.fails(1, "There is no shop", "shop", "show", "%")
    # A list keeps to a line for each, whatever the names hold.
    assert len(w.works("shop", "list").splitlines()) == 8


def text_is_utf8_in_any_locale(w):
    w.works("shop", "add", "Café Ümläut", LC_ALL="C")
    assert "Café Ümläut" in w.works("shop", "list", LC_ALL="C")
    w.works("customer", "import", w.customers(5), LC_ALL="POSIX")
    w.works("segment", "add", "Fidèles", "--where", "customer_tags CONTAINS 'fidèle'", LC_ALL="C")
    assert w.works("segment", "count", "fideles", LC_ALL="C") == "0\n"
    w.fails(2, "UTF-8", "shop", "show", b"\xff\xfe")


def help_is_of_what_was_asked(w):
    everything = w.works("help")
    shops = w.works("help", "shop")
    assert "segment count" in everything and "shop add" in everything
    assert "shop add" in shops and "segment" not in shops
    assert w.works("help", "backup", "restore") == "Usage: ninjalead-cli backup restore FILE\n"
    names = [command["command"] for command in w.json("help")]
    assert len(names) == len(set(names)) >= 28
    # Each is explained by itself, and does not open a workspace for that.
    for name in names:
        assert w.works(*name.split(), "--help").startswith(f"Usage: ninjalead-cli {name}"), name
    assert not w.data.exists()


def same_folder_wherever_it_is_said(w):
    w.works("shop", "add", "Atelier")
    there = w.run("shop", "list", "--data-dir", w.data)
    assert there.status == 0 and "Atelier" in there.output
    w.environment["XDG_DATA_HOME"] = str(w.folder / "home")
    # Without --data-dir it is the user's own.
    words = w.command
    w.command = lambda *rest: [PROGRAM, *map(str, rest)]
    w.works("shop", "add", "At home")
    w.command = words
    assert (w.folder / "home" / "ninjalead" / "default" / "workspace.db").exists()
    assert "At home" not in w.works("shop", "list")


main(every_answer_is_one_json_value, quiet_says_nothing_of_what_was_done, quiet_still_answers,
     errors_say_what_to_do, several_shops_are_told_apart, names_and_ids, text_is_utf8_in_any_locale,
     help_is_of_what_was_asked, emails_without_unsubscribing_are_warned_of,
     same_folder_wherever_it_is_said)
