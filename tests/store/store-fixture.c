/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "campaigns/nl-campaign.h"
#include "campaigns/nl-message.h"
#include "customers/nl-customer.h"
#include "customers/nl-order.h"
#include "personas/nl-persona.h"
#include "segments/nl-segment.h"
#include "shops/nl-shop.h"

GType (*const store_fixture_types[]) (void) = {
  nl_shop_get_type,    nl_customer_get_type, nl_order_get_type,   nl_segment_get_type,
  nl_persona_get_type, nl_campaign_get_type, nl_message_get_type,
};
const guint store_fixture_n_types = G_N_ELEMENTS (store_fixture_types);

NlStore *
store_fixture_open (const char *folder)
{
  g_autoptr (GError) error = NULL;
  NlStore *store = dex_await_object (nl_store_open (folder), &error);

  g_assert_no_error (error);
  return store;
}

static gint64
add (StoreFixture *self, NlRecord *record)
{
  gint64 id;

  nl_test_await_ok (nl_store_save (self->store, record));
  id = nl_record_get_id (record);
  g_object_unref (record);
  return id;
}

void
store_fixture_set_up (StoreFixture *self, const char *folder)
{
  self->store = store_fixture_open (folder);
  self->database = g_build_filename (folder, NL_STORE_FILE_NAME, NULL);
  self->shop_id = add (self, g_object_new (NL_TYPE_SHOP, "name", "Home", "language", "fr", NULL));
  self->customer_id = add (self, g_object_new (NL_TYPE_CUSTOMER, "shop-id", self->shop_id, NULL));
  self->segment_id = add (self, g_object_new (NL_TYPE_SEGMENT, "shop-id", self->shop_id, "name",
                                              "All", "query", "amount_spent >= 0", NULL));
  self->persona_id = add (self, g_object_new (NL_TYPE_PERSONA, "shop-id", self->shop_id, "name",
                                              "Anna", "language", "fr", NULL));
  self->campaign_id = add (self, g_object_new (NL_TYPE_CAMPAIGN, "shop-id", self->shop_id, "name",
                                               "Hello", "template", "welcome", NULL));
}

void
store_fixture_tear_down (StoreFixture *self)
{
  if (self->store != NULL)
    nl_test_await_ok (nl_store_close (self->store));
  g_clear_object (&self->store);
  g_clear_pointer (&self->database, g_free);
}

/* What somebody else reads in the file. */
char *
store_fixture_sql (StoreFixture *self, const char *sql)
{
  return nl_test_sqlite3 (self->database, sql);
}

/* Letters that break careless code: quotes, controls, several bytes, several code points. */
char *
store_fixture_random_text (guint max_letters)
{
  static const char *const letters[] = { "a",
                                         "B",
                                         "7",
                                         " ",
                                         "'",
                                         "\"",
                                         "\\",
                                         "%",
                                         "_",
                                         ";",
                                         "\n",
                                         "\t",
                                         "\x01",
                                         "é",
                                         "ß",
                                         "€",
                                         "日",
                                         "א",
                                         "👩‍👩‍👧",
                                         "e\u0301",
                                         "--",
                                         "/*",
                                         "{}",
                                         "[]",
                                         "?",
                                         "&amp;",
                                         "\u202e",
                                         "," };
  GString *text = g_string_new (NULL);
  guint n = (guint) g_test_rand_int_range (1, (int) max_letters + 1);

  while (n-- > 0)
    g_string_append (text, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);
  return g_string_free_and_steal (text);
}

static gint64
random_int64 (void)
{
  static const gint64 edges[] = { 0, 1, -1, G_MAXINT64, G_MININT64, G_MAXINT32, -40, 1999 };

  if (g_test_rand_bit ())
    return edges[g_test_rand_int_range (0, G_N_ELEMENTS (edges))];
  return (gint64) ((guint64) g_test_rand_int () << 32 ^ (guint32) g_test_rand_int ());
}

static JsonNode *
random_json (guint depth)
{
  JsonNode *node = json_node_alloc ();
  g_autofree char *text = store_fixture_random_text (8);

  switch (g_test_rand_int_range (0, depth > 0 ? 6 : 4)) {
  case 0:
    return json_node_init_string (node, text);
  case 1:
    return json_node_init_int (node, random_int64 ());
  case 2:
    return json_node_init_boolean (node, g_test_rand_bit ());
  case 3:
    return json_node_init_double (node, g_test_rand_double_range (-1e6, 1e6));
  case 4: {
    g_autoptr (JsonArray) array = json_array_new ();

    for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
      json_array_add_element (array, random_json (depth - 1));
    return json_node_init_array (node, array);
  }
  default: {
    g_autoptr (JsonObject) object = json_object_new ();

    for (int n = g_test_rand_int_range (0, 4); n > 0; n--) {
      g_autofree char *name = store_fixture_random_text (4);

      json_object_set_member (object, name, random_json (depth - 1));
    }
    return json_node_init_object (node, object);
  }
  }
}

static gint64
find_reference (StoreFixture *self, const NlField *field)
{
  if (g_str_equal (field->name, "shop-id"))
    return self->shop_id;
  if (g_str_equal (field->name, "customer-id"))
    return self->customer_id;
  if (g_str_equal (field->name, "segment-id"))
    return self->segment_id;
  if (g_str_equal (field->name, "persona-id"))
    return self->persona_id;
  if (g_str_equal (field->name, "campaign-id"))
    return self->campaign_id;
  return 0;
}

static void
fill_text (NlRecord *record, guint field, const NlField *description)
{
  g_autofree char *text = NULL;

  if (description->choices != NULL)
    text = g_strdup (description->choices[g_test_rand_int_range (
        0, (int) g_strv_length ((char **) description->choices))]);
  else
    text = store_fixture_random_text (20);
  nl_record_set_text (record, field, text);
}

static void
fill_strv (NlRecord *record, guint field)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
    g_strv_builder_take (builder, store_fixture_random_text (6));
  texts = g_strv_builder_end (builder);
  nl_record_set_strv (record, field, (const char *const *) texts);
}

/* Gives a field any value it may have: NULL as well, unless it is required. */
void
store_fixture_fill_field (StoreFixture *self, NlRecord *record, guint field)
{
  const NlField *description = &nl_record_get_description (record)->fields[field];
  gboolean is_required = (description->flags & NL_FIELD_REQUIRED) != 0;

  if (!is_required && g_test_rand_int_range (0, 4) == 0) {
    nl_record_set_null (record, field);
    return;
  }
  switch (description->type) {
  case NL_FIELD_TYPE_INT64:
    if ((description->flags & NL_FIELD_REFERENCE) == 0)
      nl_record_set_int64 (record, field, random_int64 ());
    else if (find_reference (self, description) != 0)
      nl_record_set_int64 (record, field, find_reference (self, description));
    break;
  case NL_FIELD_TYPE_DOUBLE:
    nl_record_set_double (record, field, g_test_rand_double_range (-180, 180));
    break;
  case NL_FIELD_TYPE_BOOLEAN:
    nl_record_set_boolean (record, field, g_test_rand_bit ());
    break;
  case NL_FIELD_TYPE_TEXT:
    fill_text (record, field, description);
    break;
  case NL_FIELD_TYPE_STRV:
    fill_strv (record, field);
    break;
  case NL_FIELD_TYPE_JSON: {
    g_autoptr (JsonNode) node = random_json (3);

    nl_record_set_json (record, field, node);
    break;
  }
  default:
    g_assert_not_reached ();
  }
}

void
store_fixture_fill (StoreFixture *self, NlRecord *record)
{
  for (guint i = 0; i < nl_record_get_description (record)->n_fields; i++)
    store_fixture_fill_field (self, record, i);
}

static void
assert_same_value (NlRecord *a, NlRecord *b, guint field)
{
  const NlField *description = &nl_record_get_description (a)->fields[field];

  if (nl_record_is_null (a, field) != nl_record_is_null (b, field))
    g_error ("%s is NULL in one only", description->name);
  if (nl_record_is_null (a, field))
    return;
  switch (description->type) {
  case NL_FIELD_TYPE_INT64:
    g_assert_cmpint (nl_record_get_int64 (a, field), ==, nl_record_get_int64 (b, field));
    break;
  case NL_FIELD_TYPE_DOUBLE:
    g_assert_cmpfloat (nl_record_get_double (a, field), ==, nl_record_get_double (b, field));
    break;
  case NL_FIELD_TYPE_BOOLEAN:
    g_assert_cmpint (nl_record_get_boolean (a, field), ==, nl_record_get_boolean (b, field));
    break;
  case NL_FIELD_TYPE_STRV:
    g_assert_cmpstrv (nl_record_get_strv (a, field), nl_record_get_strv (b, field));
    break;
  case NL_FIELD_TYPE_TEXT:
  case NL_FIELD_TYPE_JSON:
    g_assert_cmpstr (nl_record_get_text (a, field), ==, nl_record_get_text (b, field));
    break;
  default:
    g_assert_not_reached ();
  }
}

void
store_fixture_assert_same (NlRecord *a, NlRecord *b)
{
  g_assert_true (G_OBJECT_TYPE (a) == G_OBJECT_TYPE (b));
  for (guint i = 0; i < nl_record_get_description (a)->n_fields; i++)
    assert_same_value (a, b, i);
}
