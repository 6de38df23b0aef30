/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes a Shopify customer export or order export of any size, the same at each call: what one
 * number is, is computed from that number alone. */

static guint64
mix (guint64 number, guint64 salt)
{
  /* splitmix64, of the public domain (Vigna, 2015). */
  guint64 z = number * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + salt;

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint
dice (guint64 number, guint64 salt, guint sides)
{
  return (guint) (mix (number, salt) % sides);
}

/* Small numbers often, large ones seldom, as with names. */
static guint
skewed (guint64 number, guint64 salt, guint sides)
{
  double u = (double) (mix (number, salt) >> 11) / (double) (1ull << 53);

  return (guint) ((double) sides * u * u * u);
}

static const char *const FIRST[]
    = { "Camille", "Chloé",  "Jonas",   "Léa",    "Anna",  "Moritz",   "Grace",  "Oliver",
        "Sanne",   "Lucía",  "Thomas",  "Marie",  "Emma",  "Jürgen",   "Sophie", "Noah",
        "Zoë",     "Bjørn",  "Giulia",  "Marco",  "Hugo",  "Inès",     "Pablo",  "Nora",
        "Klaus",   "Amélie", "Beatriz", "Daniel", "Elena", "François", "Greta",  "Henrik",
        "Isabel",  "Jan",    "Karin",   "Louis",  "Manon", "Niels",    "Olga",   "Paul" };
static const char *const SYLLABLES[]
    = { "mar",  "tin", "mül",  "ler", "du",   "bois", "tay",   "lor", "gar", "cí",
        "ros",  "si",  "pa",   "tel", "we",   "ber",  "schi",  "dt",  "la",  "roche",
        "fon",  "tai", "ne",   "hof", "mann", "ber",  "ger",   "vi",  "dal", "san",
        "chez", "mo",  "reau", "pe",  "tit",  "ri",   "chard", "wal", "ter", "van" };
static const char *const DOMAINS[]
    = { "gmail.com", "gmail.com",   "hotmail.com", "yahoo.fr",  "orange.fr",   "gmx.de",
        "web.de",    "outlook.com", "icloud.com",  "libero.it", "example.org", "ziggo.nl" };
static const struct {
  const char *city;
  const char *province;
  const char *country;
  const char *calling;
} PLACES[] = { { "Paris", "", "FR", "3361" },       { "Berlin", "BE", "DE", "491511" },
               { "London", "ENG", "GB", "44791" },  { "New York City", "NY", "US", "1212" },
               { "Amsterdam", "NH", "NL", "3161" }, { "Madrid", "MD", "ES", "3461" },
               { "Lyon", "", "FR", "3361" },        { "Zürich", "ZH", "CH", "4179" } };
static const char *const TAGS[] = { "", "", "", "vip", "wholesale", "\"newsletter, Paris\"" };
static const char *const NOTES[]
    = { "Asked for gift wrap", "\"Calls on Mondays,\nprefers email\"", "Returns often" };

static void
append_last_name (GString *row, guint64 i)
{
  guint number = skewed (i, 2, 40 * 40 * 40);
  gsize start = row->len;

  g_string_append (row, SYLLABLES[number % 40]);
  g_string_append (row, SYLLABLES[number / 40 % 40]);
  if (number >= 1600)
    g_string_append (row, SYLLABLES[number / 1600]);
  row->str[start] = g_ascii_toupper (row->str[start]);
}

static void
append_email (GString *row, guint64 i)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

  /* One in fifty has none, as from the till of a shop. */
  if (dice (i, 3, 50) == 0)
    return;
  g_string_append_printf (row, "%c%c%s%s%" G_GUINT64_FORMAT "@%s", letters[dice (i, 4, 26)],
                          letters[dice (i, 5, 26)], dice (i, 6, 2) ? "." : "",
                          dice (i, 7, 3) == 0 ? "shop" : "me", i, DOMAINS[dice (i, 8, 12)]);
}

static void
append_customer (GString *row, guint64 i)
{
  guint place = skewed (i, 9, G_N_ELEMENTS (PLACES));
  guint orders = skewed (i, 10, 12);

  g_string_append_printf (row, "'%" G_GUINT64_FORMAT ",%s,", 7210000000000 + i,
                          FIRST[skewed (i, 1, G_N_ELEMENTS (FIRST))]);
  append_last_name (row, i);
  g_string_append_c (row, ',');
  append_email (row, i);
  g_string_append_printf (row, ",%s,%s,%u Main Street,,%s,%s,%s,'%05u,,",
                          dice (i, 11, 3) ? "no" : "yes", dice (i, 12, 20) ? "" : "Weber GmbH",
                          dice (i, 13, 200) + 1, PLACES[place].city, PLACES[place].province,
                          PLACES[place].country, dice (i, 14, 90000) + 1000);
  if (dice (i, 15, 3) > 0)
    g_string_append_printf (row, "'+%s%07" G_GUINT64_FORMAT, PLACES[place].calling, i % 10000000);
  g_string_append_printf (row, ",%s,%u.%02u,%u,%s,no,%s\n", dice (i, 16, 9) ? "no" : "yes",
                          orders * (dice (i, 17, 90) + 5), orders > 0 ? dice (i, 18, 100) : 0,
                          orders, dice (i, 19, 20) ? "" : NOTES[dice (i, 20, 3)],
                          TAGS[dice (i, 21, G_N_ELEMENTS (TAGS))]);
}

static void
write_customers (FILE *file, guint64 count)
{
  g_autoptr (GString) row = g_string_new (NULL);

  fputs ("Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,"
         "Default Address Address1,Default Address Address2,Default Address City,"
         "Default Address Province Code,Default Address Country Code,Default Address Zip,"
         "Default Address Phone,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,"
         "Tax Exempt,Tags\n",
         file);
  for (guint64 i = 0; i < count; i++) {
    g_string_truncate (row, 0);
    append_customer (row, i);
    fwrite (row->str, 1, row->len, file);
  }
}

/* The export has one row for each line of an order; what is of the order stands on its first. */
static void
append_order (GString *row, guint64 i, guint64 customers)
{
  guint64 customer = mix (i, 30) % customers;
  guint lines = 1 + skewed (i, 31, 4);
  guint seconds = dice (i, 32, 86400);
  guint prices[4];
  guint total = 0;

  for (guint line = 0; line < lines; line++)
    total += prices[line] = 500 + dice (i * 4 + line, 33, 9000);
  for (guint line = 0; line < lines; line++) {
    g_string_append_printf (row, "#%" G_GUINT64_FORMAT ",", 1001 + i);
    append_email (row, customer);
    if (line == 0)
      g_string_append_printf (
          row, ",%s,EUR,%u.%02u,4.90,0.00,%u.%02u,20%02u-%02u-%02u %02u:%02u:%02u +0100,",
          dice (i, 34, 20) ? "paid" : "refunded", total / 100, total % 100, (total + 490) / 100,
          (total + 490) % 100, 19 + dice (i, 35, 7), 1 + dice (i, 36, 12), 1 + dice (i, 37, 28),
          seconds / 3600, seconds / 60 % 60, seconds % 60);
    else
      g_string_append (row, ",,,,,,,,");
    g_string_append_printf (row, "1,Product %u,%u.%02u,SKU-%u,", dice (i * 4 + line, 38, 500),
                            prices[line] / 100, prices[line] % 100, dice (i * 4 + line, 38, 500));
    if (line == 0)
      g_string_append_printf (row, "%u.%02u,%" G_GUINT64_FORMAT ",%s\n",
                              dice (i, 34, 20) ? 0 : (total + 490) / 100,
                              dice (i, 34, 20) ? 0 : (total + 490) % 100, 5500000000000 + i,
                              dice (i, 39, 9) ? "" : "gift");
    else
      g_string_append (row, ",,\n");
  }
}

static void
write_orders (FILE *file, guint64 count, guint64 customers)
{
  g_autoptr (GString) row = g_string_new (NULL);

  fputs ("Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
         "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Refunded Amount,Id,Tags\n",
         file);
  for (guint64 i = 0; i < count; i++) {
    g_string_truncate (row, 0);
    append_order (row, i, customers);
    fwrite (row->str, 1, row->len, file);
  }
}

int
main (int argc, char **argv)
{
  gboolean orders = argc == 5 && g_str_equal (argv[1], "orders");
  FILE *file;

  if (!orders && !(argc == 4 && g_str_equal (argv[1], "customers"))) {
    g_printerr ("usage: generate-shop customers COUNT FILE\n"
                "       generate-shop orders COUNT CUSTOMERS FILE\n");
    return 2;
  }
  file = fopen (argv[argc - 1], "w");
  if (file == NULL) {
    g_printerr ("%s can’t be written\n", argv[argc - 1]);
    return 1;
  }
  if (orders)
    write_orders (file, strtoull (argv[2], NULL, 10), strtoull (argv[3], NULL, 10));
  else
    write_customers (file, strtoull (argv[2], NULL, 10));
  return fclose (file) == 0 ? 0 : 1;
}
