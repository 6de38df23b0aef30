# SPDX-License-Identifier: GPL-3.0-or-later
"""A workspace of a shop with many customers and orders, written past the program: the same at each
call, except that its dates end today, so that “the last 90 days” are never empty."""

import os
import sqlite3
import subprocess
import time

from bench_common import program

DAY = 86_400_000_000
TABLES = "'customers', 'customer_tags', 'orders', 'order_lines'"
COUNTRIES = [code for code, share in (("FR", 30), ("US", 20), ("DE", 20), ("GB", 14), ("NL", 6),
                                      ("ES", 5), ("IT", 4), ("JP", 1)) for _ in range(share)]
CONSENTS = ("SUBSCRIBED", "NOT_SUBSCRIBED", "UNSUBSCRIBED", "PENDING")
GROUPS = ("CHAMPIONS", "LOYAL", "ACTIVE", "NEW", "PROMISING", "NEEDS_ATTENTION", "PREVIOUSLY_LOYAL",
          "ALMOST_LOST", "AT_RISK", "DORMANT")
TAGS = {0: '["vip"]', 1: '["wholesale","b2b"]'}


def dice(number, salt):
    """A number that looks random and is not (after xorshift-multiply hashes)."""
    x = (number * 2654435761 + salt * 40503) & 0xFFFFFFFF
    x = ((x ^ (x >> 16)) * 0x45D9F3B) & 0xFFFFFFFF
    return x ^ (x >> 16)


def orders_of(i):
    b = dice(i, 2)
    return b % 5 if b % 3 else 0


def customers(count, shop, now):
    for i in range(count):
        a, b, c, d = (dice(i, salt) for salt in (1, 2, 3, 4))
        orders = orders_of(i)
        last = now - d % 1200 * DAY if orders else None
        first = last - (a % 400 * DAY if orders > 1 else 0) if orders else None
        country = COUNTRIES[a % len(COUNTRIES)]
        email = f"person{i}@example{i % 50}.com"
        yield (i + 1, now, now, shop, str(7210000000000 + i), email, email, f"example{i % 50}.com",
               "Ada", "Martin", f"{a % 200} Main Street", "Springfield", country,
               f"{country}--Springfield", "fr" if a % 2 else "en", TAGS.get(c % 20, "[]"),
               CONSENTS[d % 4], orders * (500 + c % 9000), orders, first, last,
               now - b % 1500 * DAY, now - c % 400 * DAY if d % 10 == 0 else None,
               GROUPS[a % 10] if orders else "PROSPECTS")


def orders(count, shop, now):
    number = 0
    for i in range(count):
        for _ in range(orders_of(i)):
            number += 1
            roll = dice(number, 5)
            yield number, now, now, shop, i + 1, now - roll % 1200 * DAY, "EUR", 500 + roll % 20000


def lines(count):
    number = 0
    for i in range(count):
        for _ in range(orders_of(i)):
            number += 1
            for position in range(1 + number % 2):
                product = dice(number * 2 + position, 6) % 500
                yield number, position, product, f"Product {product}", f"Category {product % 10}", 1, 1000


def make(folder, count):
    """Returns the database's path and the shop's id."""
    subprocess.run([program("cli/ninjalead-cli"), "--data-dir", folder, "--quiet", "shop", "add", "Bench",
                    "--currency", "EUR"], check=True)
    path = os.path.join(folder, "workspace.db")
    database = sqlite3.connect(path, isolation_level=None)
    shop = database.execute("SELECT id FROM shops").fetchone()[0]
    now = int(time.time()) * 1_000_000
    # Without what fires or is sorted for every row.
    aside = database.execute(f"SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger')"
                             f" AND sql IS NOT NULL AND tbl_name IN ({TABLES})").fetchall()
    database.execute("BEGIN")
    for kind, name, _ in aside:
        database.execute(f"DROP {kind} {name}")
    database.executemany(
        "INSERT INTO customers (id, created_at, updated_at, shop_id, external_id, email, email_key,"
        " email_domain, first_name, last_name, address1, city, country_code, city_key, language, tags,"
        " email_subscription_status, amount_spent, number_of_orders, first_order_at, last_order_at,"
        f" customer_added_at, abandoned_checkout_at, rfm_group) VALUES ({','.join('?' * 24)})",
        customers(count, shop, now))
    database.execute("INSERT INTO customer_tags (shop_id, tag_key, customer_id)"
                     " SELECT shop_id, value, customers.id FROM customers, json_each (tags) ORDER BY 1, 2, 3")
    database.executemany("INSERT INTO orders (id, created_at, updated_at, shop_id, customer_id, ordered_at,"
                         " currency, total) VALUES (?,?,?,?,?,?,?,?)", orders(count, shop, now))
    database.executemany("INSERT INTO order_lines (order_id, position, product_external_id, title, category,"
                         " quantity, price) VALUES (?,?,?,?,?,?,?)", lines(count))
    for _, _, sql in aside:
        database.execute(sql)
    database.execute("COMMIT")
    database.execute("PRAGMA analysis_limit = 1000")
    database.execute("ANALYZE")
    database.execute("PRAGMA wal_checkpoint (TRUNCATE)")
    database.close()
    return path, shop
