# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks that run whole programs have in common."""

import os
import random
import statistics
import subprocess
import time

RUNS = 5
HEADER = ("Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,"
          "Default Address Address1,Default Address Address2,Default Address City,"
          "Default Address Province Code,Default Address Country Code,Default Address Zip,"
          "Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,"
          "Tax Exempt,Tags")
FIRST = ["Camille", "Chloé", "Jonas", "Léa", "Anna", "Moritz", "Grace", "Oliver", "Sanne", "Lucía"]
LAST = ["Martin", "Müller", "Weber", "Dubois", "Taylor", "de Vries", "García", "Rossi", "Patel"]
CITIES = [("Paris", "", "FR"), ("Berlin", "BE", "DE"), ("London", "ENG", "GB"),
          ("New York City", "NY", "US"), ("Amsterdam", "NH", "NL"), ("Madrid", "MD", "ES")]


def write_customers(path, count):
    """A Shopify customer export, the same at each call: about 128 bytes a row."""
    dice = random.Random(2026)
    with open(path, "w", encoding="utf-8") as file:
        print(HEADER, file=file)
        for i in range(count):
            city, province, country = dice.choice(CITIES)
            orders = max(0, int(dice.gauss(2, 3)))
            print(f"'{7210000000000 + i},{dice.choice(FIRST)},{dice.choice(LAST)},person{i}@example.com,"
                  f"{dice.choice(['yes', 'no'])},,{dice.randrange(200)} Main Street,,{city},{province},"
                  f"{country},{dice.randrange(10000, 99999)},,,no,{orders * dice.randrange(5, 90)}.00,"
                  f"{orders},,no,{dice.choice(['', 'vip', 'wholesale'])}", file=file)


def seconds(command, **options):
    """How long a program runs, by the clock on the wall."""
    started = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
    return time.monotonic() - started


def compare(ours, theirs):
    """Runs two measurements in turn, so that both see the same noise."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(RUNS)]
    return (statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs),
            statistics.median(a / b for a, b in pairs))


def report(name, a, b, ratio, unit="s"):
    print(f"{name}: {a:.3f} {unit}, reference {b:.3f} {unit}, ratio {ratio:.2f}", flush=True)


def pss_mib(pid):
    """A process's share of memory, in MiB."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        for line in file:
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def program(name):
    return os.path.join(os.environ["NINJALEAD_BUILD_DIR"], "src", name)
