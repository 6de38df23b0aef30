#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts ten typical segments among a million customers, next to the best SQL for each that could be
written by hand, in the sqlite3 shell. Both read the same file, in turn."""

import datetime
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

import segment_workspace
from bench_common import RUNS, report

CUSTOMERS = int(os.environ.get("NL_BENCH_CUSTOMERS", 1_000_000))
TIMES = 6  # counts in one process, of which the fastest counts: the others waited for somebody else
FROM_CUSTOMERS = "SELECT count(*) FROM customers WHERE shop_id = {shop} AND "
ORDERS = "FROM orders WHERE shop_id = {shop} AND cancelled_at IS NULL AND customer_id IS NOT NULL AND ordered_at >= "
QUERIES = [
    ("number_of_orders > 1", FROM_CUSTOMERS + "number_of_orders > 1"),
    ("email_subscription_status = 'SUBSCRIBED'", FROM_CUSTOMERS + "email_subscription_status = 'SUBSCRIBED'"),
    ("customer_countries CONTAINS 'FR'", FROM_CUSTOMERS + "country_code = 'FR'"),
    ("abandoned_checkout_date >= -30d", FROM_CUSTOMERS + "abandoned_checkout_at >= {days30}"),
    ("number_of_orders = 0 OR last_order_date < -12m",
     FROM_CUSTOMERS + "(number_of_orders = 0 OR last_order_at < {months12})"),
    ("customer_tags CONTAINS 'VIP' AND number_of_orders > 1",
     "SELECT count(*) FROM customer_tags AS t JOIN customers AS c ON c.id = t.customer_id"
     " WHERE t.shop_id = {shop} AND t.tag_key = 'vip' AND c.number_of_orders > 1"),
    ("customer_countries CONTAINS 'DE' AND amount_spent > 100 AND last_order_date >= -90d",
     FROM_CUSTOMERS + "country_code = 'DE' AND amount_spent > 10000 AND last_order_at >= {days90}"),
    ("orders_placed MATCHES (date >= -90d, sum_amount > 100)",
     f"SELECT count(*) FROM (SELECT 1 {ORDERS} {{days90}} GROUP BY customer_id HAVING sum(total) > 10000)"),
    ("orders_placed NOT MATCHES (date >= -12m)",
     "SELECT (SELECT count(*) FROM customers WHERE shop_id = {shop}) -"
     f" (SELECT count(*) FROM (SELECT 1 {ORDERS} {{months12}} GROUP BY customer_id))"),
    ("products_purchased MATCHES (id = 42, date >= -12m)",
     "SELECT count(DISTINCT o.customer_id) FROM order_lines AS l CROSS JOIN orders AS o ON o.id = l.order_id"
     " WHERE l.product_external_id = 42 AND o.shop_id = {shop} AND o.cancelled_at IS NULL"
     " AND o.ordered_at >= {months12}"),
]


def microseconds(day):
    return int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp()) * 1_000_000


def ours(query):
    command = [os.path.join(os.environ["NINJALEAD_BUILD_DIR"], "tests/benchmarks/count-segment"), path, query,
               str(TIMES)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return min(map(float, lines[:-1])), int(lines[-1])


def shell(sql):
    script = "PRAGMA cache_size = -8192;\n.timer on\n" + f"{sql};\n" * TIMES
    text = subprocess.run(["sqlite3", path], input=script, check=True, capture_output=True, text=True).stdout
    # “real” has three decimals, which is not enough for the fastest; “user” and “sys” have six.
    times = [max(float(real), float(user) + float(system))
             for real, user, system in re.findall(r"real (\S+) user (\S+) sys (\S+)", text)]
    return min(times), int(re.search(r"^\d+$", text, re.MULTILINE)[0])


folder = tempfile.mkdtemp(prefix="ninjalead-bench-")
path, shop = segment_workspace.make(folder, CUSTOMERS)
today = datetime.datetime.now(datetime.UTC).date()
values = {"shop": shop, "days30": microseconds(today - datetime.timedelta(30)),
          "days90": microseconds(today - datetime.timedelta(90)),
          "months12": microseconds(today.replace(year=today.year - 1, day=min(today.day, 28)))}
wrong = 0
for query, by_hand in QUERIES:
    pairs = []
    for _ in range(RUNS):
        (a, count), (b, expected) = ours(query), shell(by_hand.format(**values))
        pairs.append((a, b))
        if count != expected:
            print(f"{query}: {count} instead of {expected}", file=sys.stderr)
            wrong = 1
    report(f"count of {query} / SQL by hand", statistics.median(a for a, _ in pairs),
           statistics.median(b for _, b in pairs), statistics.median(a / b for a, b in pairs))
# No one writes this by hand: how long the figures beside the query take, of most customers and of few.
collect = os.path.join(os.environ["NINJALEAD_BUILD_DIR"], "tests/benchmarks/collect-statistics")
for query in ("number_of_orders > 1", "number_of_orders > 3"):
    lines = subprocess.run([collect, path, query, str(RUNS)], check=True, capture_output=True, text=True).stdout.split()
    print(f"statistics of {query}: {statistics.median(map(float, lines)):.2f} s", flush=True)
shutil.rmtree(folder)
sys.exit(wrong)
