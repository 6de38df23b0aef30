# SPDX-License-Identifier: GPL-3.0-or-later
"""What every command promises: one JSON value with --json, silence with --quiet, and an exit status with a
message that says what to do."""
import re

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
        ("usage",): list,
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


def people_read_lines(w):
    """JSON is for programs: whoever reads an answer gets a line for each thing that is in a list."""
    persona = prepare(w)
    shown = w.works("persona", "show", persona["name"])
    goals = [goal["text"] for goal in persona["goals"]]
    assert goals and "goals:\n" + "".join(f"  {goal}\n" for goal in goals) in shown
    assert "statistics" not in shown and "{" not in shown and '"source"' not in shown
    assert "statistics" in persona
    campaign = w.json("campaign", "show", "Hello")
    campaign_shown = w.works("campaign", "show", "Hello")
    assert campaign["name"] in campaign_shown and "{" not in campaign_shown
    # Shares are rounded, and stay so when they are written.
    numbers = re.findall(r"\d\.\d+", w.works("--json", "persona", "show", persona["name"]))
    assert numbers and all(len(number) <= 6 for number in numbers), numbers


def errors_say_what_to_do(w):
    # Without a shop and with several, it is the command that does not say which one.
    for noun, verb in [("customer", "list"), ("segment", "list"), ("persona", "list"), ("campaign", "list")]:
        w.fails(2, "ninjalead-cli shop add NAME", noun, verb)
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
        (1, f"there is no folder “{missing}”", ("backup", "create", missing / "copy.db")),
        (1, f"“{w.folder}” is a folder", ("backup", "create", w.folder)),
        (1, "“/etc/passwd” is not a backup of a NinjaLead workspace", ("backup", "restore", "/etc/passwd")),
        (2, "“ZZZ” is not a currency. Give its ISO 4217 code", ("shop", "add", "B", "--currency", "ZZZ")),
        (2, "“Mars/Base” is not a time zone. Give its name in the IANA database",
         ("shop", "add", "B", "--timezone", "Mars/Base")),
        (2, "“klingon!” is not a language. Give BCP 47 tags",
         ("shop", "add", "B", "--languages", "fr,klingon!")),
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


def nouns_stand_in_the_order_of_work(w):
    nouns = list(dict.fromkeys(command["command"].split()[0] for command in w.json("help")))
    assert nouns == ["shop", "customer", "order", "segment", "persona", "campaign", "job", "secret", "provider", "usage", "backup",
                     "demo", "health", "version"], nouns


def nothing_of_the_data_commands_the_terminal(w):
    w.works("shop", "add", "Atelier")
    evil = "\x1b]0;title\x07\x1b[2J\u202emoc.live\u2066\x9b31m"
    path = w.folder / "customers.csv"
    path.write_text(f"Email,First Name,Note,Country\na@example.com,{evil},\"one\nid: 5\",{evil}\n", encoding="utf-8")
    # Neither what is printed nor what is complained about reaches the terminal raw.
    answers = [w.run("customer", "import", path), w.run("customer", "list"), w.run("customer", "show", "a@example.com"),
               w.run("customer", "search", evil), w.run("shop", "show", evil), w.run(evil),
               w.run("--json", "customer", "list"), w.run("customer", "import", w.folder / evil)]
    for answer in answers:
        for c in "\x1b\x07\u202e\u2066\x9b":
            assert c not in answer.output + answer.complaint, (c, answer.output, answer.complaint)
    assert "\\u001b]0;title\\u0007" in answers[1].output and "\\u202emoc.live" in answers[1].output
    # A second line of a text is no field.
    assert "\nnote: one\n  id: 5\n" in answers[2].output, answers[2].output
    # In JSON it is the same text as ever.
    assert answers[6].json()[0]["first_name"] == evil
    # Letters of every language, and what joins emoji, are left as they are.
    w.works("shop", "add", "Été 日本 👩‍🎨 עברית")
    assert "Été 日本 👩‍🎨 עברית" in w.works("shop", "list")


def the_sample_shop_comes_once(w):
    first = w.json("demo")
    again = w.run("demo")
    assert again.status == 0 and "The sample shop is there already" in again.complaint, again.complaint
    assert first["id"] in again.output
    assert w.works("--quiet", "demo") == ""
    assert w.json("demo")["id"] == first["id"]
    assert len(w.json("shop", "list")) == 1
    assert w.json("demo", "--again")["name"] == first["name"] + " 2"
    w.works("shop", "remove", first["id"])
    assert w.json("demo")["name"] == first["name"] + " 2"
    w.works("shop", "remove", first["name"] + " 2")
    assert w.json("demo")["name"] == first["name"]


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
     people_read_lines, errors_say_what_to_do, several_shops_are_told_apart, names_and_ids, text_is_utf8_in_any_locale,
     help_is_of_what_was_asked, emails_without_unsubscribing_are_warned_of, nouns_stand_in_the_order_of_work,
     nothing_of_the_data_commands_the_terminal,
     the_sample_shop_comes_once, same_folder_wherever_it_is_said)
