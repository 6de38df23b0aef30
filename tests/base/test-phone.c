/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-phone.h"

#include <string.h>

#include "nl-test.h"

static void
test_phone (void)
{
  static const struct {
    const char *text;
    const char *country;
    const char *normalised;
  } CASES[] = {
    { "06 12 34 56 78", "FR", "+33612345678" },
    { "06.12.34.56.78", "fr", "+33612345678" },
    { "'+33612345678", NULL, "+33612345678" },
    { "+33 (0)6 12 34 56 78", "DE", "+33612345678" },
    { "0033612345678", NULL, "+33612345678" },
    { "33612345678", "FR", "+33612345678" },
    { "612345678", "FR", "+33612345678" },
    { "(415) 555-2671", "US", "+14155552671" },
    { "1-415-555-2671", "US", "+14155552671" },
    { "011 44 20 7946 0958", "US", "+442079460958" },
    { "020 7946 0958 ext. 12", "GB", "+442079460958" },
    { "06 1234 5678", "IT", "+390612345678" },
    { "8 (912) 345-67-89", "RU", "+79123456789" },
    { "06 20 123 4567", "HU", "+36201234567" },
    { "06-12345678", "NL", "+31612345678" },
    { "Tel. 0171 2345678", "DE", "+491712345678" },
    { "٠٦١٢٣٤٥٦٧٨", "FR", "+33612345678" },
    { "0612345678", NULL, "0612345678" },
    { "555-2671", "XX", "5552671" },
    { "", "FR", NULL },
    { "none", "FR", NULL },
    { "12", "FR", NULL },
    { "+12", "FR", NULL },
    { "+0123456789", "FR", NULL },
    { "+1234567890123456", NULL, NULL },
    { "123456789012345678", NULL, NULL },
    { "06 12\xff 34 56 78", "FR", "+33612345678" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *phone = nl_phone_normalise (CASES[i].text, CASES[i].country);

    g_assert_cmpstr (phone, ==, CASES[i].normalised);
  }
}

/* A number of each country as it is written there. */
static void
test_phone_of_each_country (void)
{
  static const char *const NUMBERS[][3] = {
    { "AE", "050 123 4567", "+971501234567" },     { "AR", "011 2345-6789", "+541123456789" },
    { "AT", "01 234567", "+431234567" },           { "AU", "02 1234 5678", "+61212345678" },
    { "BD", "01712-345678", "+8801712345678" },    { "BE", "0470 12 34 56", "+32470123456" },
    { "BG", "02 912 3456", "+35929123456" },       { "BR", "(011) 96123-4567", "+5511961234567" },
    { "CA", "(506) 234-5678", "+15062345678" },    { "CH", "078 123 45 67", "+41781234567" },
    { "CI", "07 12 34 56 78", "+2250712345678" },  { "CL", "9 8765 4321", "+56987654321" },
    { "CN", "131 2345 6789", "+8613123456789" },   { "CO", "321 1234567", "+573211234567" },
    { "CY", "96 123456", "+35796123456" },         { "CZ", "601 123 456", "+420601123456" },
    { "DE", "01512 3456789", "+4915123456789" },   { "DK", "32 12 34 56", "+4532123456" },
    { "DZ", "0551 23 45 67", "+213551234567" },    { "EE", "5123 4567", "+37251234567" },
    { "EG", "0100 123 4567", "+201001234567" },    { "ES", "612 34 56 78", "+34612345678" },
    { "FI", "041 2345678", "+358412345678" },      { "FR", "01 23 45 67 89", "+33123456789" },
    { "GB", "07400 123456", "+447400123456" },     { "GR", "691 234 5678", "+306912345678" },
    { "HK", "5123 4567", "+85251234567" },         { "HR", "092 123 4567", "+385921234567" },
    { "HU", "06 20 123 4567", "+36201234567" },    { "ID", "0812-345-678", "+62812345678" },
    { "IE", "085 012 3456", "+353850123456" },     { "IL", "050-234-5678", "+972502345678" },
    { "IN", "081234 56789", "+918123456789" },     { "IS", "611 1234", "+3546111234" },
    { "IT", "312 345 6789", "+393123456789" },     { "JP", "090-1234-5678", "+819012345678" },
    { "KE", "0712 123456", "+254712123456" },      { "KR", "010-2000-0000", "+821020000000" },
    { "LT", "0612 34567", "+37061234567" },        { "LU", "628 123 456", "+352628123456" },
    { "LV", "21 234 567", "+37121234567" },        { "MA", "0650-123456", "+212650123456" },
    { "MT", "9696 1234", "+35696961234" },         { "MX", "222 123 4567", "+522221234567" },
    { "MY", "012-345 6789", "+60123456789" },      { "NG", "0802 123 4567", "+2348021234567" },
    { "NL", "06 12345678", "+31612345678" },       { "NO", "406 12 345", "+4740612345" },
    { "NZ", "021 123 4567", "+64211234567" },      { "PE", "912 345 678", "+51912345678" },
    { "PH", "0905 123 4567", "+639051234567" },    { "PK", "0301 2345678", "+923012345678" },
    { "PL", "512 345 678", "+48512345678" },       { "PT", "912 345 678", "+351912345678" },
    { "RO", "0712 034 567", "+40712034567" },      { "RS", "060 1234567", "+381601234567" },
    { "RU", "8 (912) 345-67-89", "+79123456789" }, { "SA", "051 234 5678", "+966512345678" },
    { "SE", "070-123 45 67", "+46701234567" },     { "SG", "8123 4567", "+6581234567" },
    { "SI", "031 234 567", "+38631234567" },       { "SK", "0912 123 456", "+421912123456" },
    { "SN", "70 123 45 67", "+221701234567" },     { "TH", "081 234 5678", "+66812345678" },
    { "TN", "20 123 456", "+21620123456" },        { "TR", "0501 234 56 78", "+905012345678" },
    { "TW", "0912 345 678", "+886912345678" },     { "UA", "050 123 4567", "+380501234567" },
    { "US", "(201) 555-0123", "+12015550123" },    { "VN", "091 234 56 78", "+84912345678" },
    { "ZA", "071 123 4567", "+27711234567" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NUMBERS); i++) {
    g_autofree char *phone = nl_phone_normalise (NUMBERS[i][1], NUMBERS[i][0]);
    g_autofree char *bare = nl_phone_normalise (NUMBERS[i][2] + 1, NUMBERS[i][0]);

    g_assert_cmpstr (phone, ==, NUMBERS[i][2]);
    /* A spreadsheet ate the plus. Of numbers as short as Austria's one cannot tell. */
    if (!g_str_equal (NUMBERS[i][0], "AT"))
      g_assert_cmpstr (bare, ==, NUMBERS[i][2]);
  }
}

static void
test_phone_is_stable (void)
{
  g_autofree char *once = nl_phone_normalise ("0 30 901820", "DE");
  g_autofree char *twice = nl_phone_normalise (once, "FR");

  g_assert_cmpstr (once, ==, "+4930901820");
  g_assert_cmpstr (twice, ==, once);
}

static void
assert_same (const char *text, const char *country, const char *expected)
{
  g_autofree char *phone = nl_phone_normalise (text, country);

  if (g_strcmp0 (phone, expected) != 0)
    g_error ("“%s” dialled from %s is %s, not %s", text, country, phone, expected);
}

/* The same number however it is grouped, with whatever behind it, is the same person’s. */
static void
test_any_writing (void)
{
  static const char *const separators[] = { "", " ", "-", ".", " / ", "\u00a0", "\u2011", ") " };
  static const char *const starts[]
      = { "+33", "0033", "+33 (0)", "0", "＋33", "tel:+33", "(+33) " };
  static const char *const ends[]
      = { "", " ", " ext. 12", " #7", ";ext=3", " (home)", ", 06", "p44" };

  for (guint i = 0; i < 2000; i++) {
    g_autoptr (GString) text
        = g_string_new (starts[g_test_rand_int_range (0, G_N_ELEMENTS (starts))]);
    g_autofree char *number = g_strdup_printf ("6%08d", g_test_rand_int_range (0, 100000000));
    g_autofree char *expected = g_strconcat ("+33", number, NULL);

    for (const char *digit = number; *digit != '\0'; digit++) {
      g_string_append_c (text, *digit);
      g_string_append (text, separators[g_test_rand_int_range (0, G_N_ELEMENTS (separators))]);
    }
    g_string_append (text, ends[g_test_rand_int_range (0, G_N_ELEMENTS (ends))]);
    assert_same (text->str, "FR", expected);
  }
}

/* A number with a plus is the same from everywhere. */
static void
test_abroad (void)
{
  static const char *const countries[] = { "FR", "US", "RU", "AU", "HK", "BR", "ZZ", "", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++) {
    assert_same ("+49 1512 3456789", countries[i], "+4915123456789");
    assert_same ("00 49 1512 3456789", countries[i], "+4915123456789");
    assert_same ("+1 (415) 555-2671", countries[i], "+14155552671");
  }
  assert_same ("0011 49 1512 3456789", "AU", "+4915123456789");
  assert_same ("8 10 49 1512 3456789", "RU", "+4915123456789");
}

static void
test_limits (void)
{
  assert_same ("+123456789012345", "FR", "+123456789012345");
  assert_same ("+1234567890123456", "FR", NULL);
  assert_same ("+1234567", "FR", "+1234567");
  assert_same ("+123456", "FR", NULL);
  assert_same ("12345", "FR", "12345");
  assert_same ("1234", "FR", NULL);
  assert_same ("+0612345678", "FR", NULL);
  assert_same ("0000000000", NULL, "0000000000");
}

/* What stands in a telephone column and is none. */
static void
test_hostile (void)
{
  g_autofree char *endless = g_strnfill (100000, '7');

  assert_same (endless, "FR", NULL);
  assert_same ("a@example.com", "FR", NULL);
  assert_same ("=HYPERLINK(\"x\")", "FR", NULL);
  assert_same ("1-800-FLOWERS", "US", NULL);
  assert_same ("\xff\xfe\xfd", "FR", NULL);
  assert_same ("+", "FR", NULL);
  assert_same ("+(0)", "FR", NULL);
  assert_same ("6.12346E+08", "FR", NULL);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/phone/known", test_phone);
  g_test_add_func ("/phone/countries", test_phone_of_each_country);
  g_test_add_func ("/phone/stable", test_phone_is_stable);
  g_test_add_func ("/phone/any-writing", test_any_writing);
  g_test_add_func ("/phone/abroad", test_abroad);
  g_test_add_func ("/phone/limits", test_limits);
  g_test_add_func ("/phone/hostile", test_hostile);
  return g_test_run ();
}
