/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store-fixture.h"
#include "store/nl-record-json.h"

/* What must hold of every record type, with any values. */

#define ROUNDS nl_test_rounds (40, 8)

typedef void (*EachFunc) (StoreFixture *fixture, GType type);

static void
for_each_type (const char *folder, EachFunc func)
{
  g_auto (StoreFixture) fixture = { 0 };

  store_fixture_set_up (&fixture, folder);
  for (guint i = 0; i < store_fixture_n_types; i++)
    func (&fixture, store_fixture_types[i]());
}

static NlRecord *
find (StoreFixture *fixture, GType type, gint64 id)
{
  g_autoptr (GError) error = NULL;
  NlRecord *record = dex_await_object (nl_store_find (fixture->store, type, id), &error);

  g_assert_no_error (error);
  return record;
}

/* A record with a name of its own, as some tables want. */
static NlRecord *
random_record (StoreFixture *fixture, GType type)
{
  NlRecord *record = g_object_new (type, NULL);
  guint field;

  static const char *const keys[]
      = { "name", "external-id", "email-key", "phone-key", "channel", "query" };

  store_fixture_fill (fixture, record);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    if (nl_record_description_find (nl_record_get_description (record), keys[i], &field) != NULL) {
      g_autofree char *unique = g_strdup_printf ("%s %08x%08x", keys[i], g_test_rand_int (),
                                                 (guint) g_test_rand_int ());

      nl_record_set_text (record, field, unique);
    }
  }
  return record;
}

static void
save_and_find (StoreFixture *fixture, GType type)
{
  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (NlRecord) record = random_record (fixture, type);
    g_autoptr (NlRecord) found = NULL;

    g_assert_true (nl_record_is_dirty (record));
    nl_test_await_ok (nl_store_save (fixture->store, record));
    g_assert_false (nl_record_is_dirty (record));
    g_assert_cmpint (nl_record_get_id (record), >, 0);
    g_assert_cmpint (nl_record_get_created_at (record), >, 0);

    found = find (fixture, type, nl_record_get_id (record));
    g_assert_cmpint (nl_record_get_id (found), ==, nl_record_get_id (record));
    g_assert_cmpint (nl_record_get_created_at (found), ==, nl_record_get_created_at (record));
    g_assert_cmpint (nl_record_get_updated_at (found), ==, nl_record_get_updated_at (record));
    g_assert_false (nl_record_is_dirty (found));
    store_fixture_assert_same (record, found);
  }
}

static void
test_save_and_find (const char *folder)
{
  for_each_type (folder, save_and_find);
}

/* Random edits of a stored record: what is saved is what is found, and only what changed is dirty.
 */
static void
edit_and_save (StoreFixture *fixture, GType type)
{
  g_autoptr (NlRecord) record = random_record (fixture, type);
  guint n_fields = nl_record_get_description (record)->n_fields;

  nl_test_await_ok (nl_store_save (fixture->store, record));
  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (NlRecord) before = nl_record_copy (record);
    guint field = (guint) g_test_rand_int_range (0, (int) n_fields);
    const char *name = nl_record_get_description (record)->fields[field].name;
    g_autoptr (NlRecord) found = NULL;

    if (g_str_equal (name, "name") || g_str_has_suffix (name, "-key"))
      continue;
    store_fixture_fill_field (fixture, record, field);
    for (guint j = 0; j < n_fields; j++)
      g_assert_true (j == field || !nl_record_is_field_dirty (record, j));
    nl_test_await_ok (nl_store_save (fixture->store, record));
    found = find (fixture, type, nl_record_get_id (record));
    store_fixture_assert_same (record, found);
    g_assert_cmpint (nl_record_get_created_at (found), ==, nl_record_get_created_at (before));
    g_assert_cmpint (nl_record_get_updated_at (found), >=, nl_record_get_updated_at (before));
  }
}

static void
test_edit_and_save (const char *folder)
{
  for_each_type (folder, edit_and_save);
}

static void
assert_json_member (NlRecord *record, guint index, JsonNode *node)
{
  const NlField *field = &nl_record_get_description (record)->fields[index];

  if (nl_record_is_null (record, index) && field->type != NL_FIELD_TYPE_STRV) {
    g_assert_true (JSON_NODE_HOLDS_NULL (node));
    return;
  }
  switch (field->type) {
  case NL_FIELD_TYPE_INT64:
    /* An id is a text: too long for the numbers of most readers. */
    if ((field->flags & NL_FIELD_REFERENCE) != 0)
      g_assert_cmpint (g_ascii_strtoll (json_node_get_string (node), NULL, 10), ==,
                       nl_record_get_int64 (record, index));
    else
      g_assert_cmpint (json_node_get_int (node), ==, nl_record_get_int64 (record, index));
    break;
  case NL_FIELD_TYPE_DOUBLE:
    g_assert_cmpfloat (json_node_get_double (node), ==, nl_record_get_double (record, index));
    break;
  case NL_FIELD_TYPE_BOOLEAN:
    g_assert_cmpint (json_node_get_boolean (node), ==, nl_record_get_boolean (record, index));
    break;
  case NL_FIELD_TYPE_TEXT:
    g_assert_cmpstr (json_node_get_string (node), ==, nl_record_get_text (record, index));
    break;
  case NL_FIELD_TYPE_STRV: {
    JsonArray *array = json_node_get_array (node);
    const char *const *texts = nl_record_get_strv (record, index);

    g_assert_cmpuint (json_array_get_length (array), ==, g_strv_length ((char **) texts));
    for (guint i = 0; texts[i] != NULL; i++)
      g_assert_cmpstr (json_array_get_string_element (array, i), ==, texts[i]);
    break;
  }
  case NL_FIELD_TYPE_JSON: {
    g_autoptr (JsonNode) value = nl_record_dup_json (record, index);

    g_assert_true (json_node_equal (node, value));
    break;
  }
  default:
    g_assert_not_reached ();
  }
}

static void
to_json (StoreFixture *fixture, GType type)
{
  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (NlRecord) record = random_record (fixture, type);
    const NlRecordDescription *description = nl_record_get_description (record);
    g_autoptr (JsonNode) node = nl_record_to_json (record);
    /* Through its text, as everybody gets it. */
    g_autofree char *text = json_to_string (node, FALSE);
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) read = json_from_string (text, &error);
    JsonObject *object;

    g_assert_no_error (error);
    g_assert_null (strchr (text, '\n'));
    object = json_node_get_object (read);
    g_assert_cmpuint (json_object_get_size (object), ==, description->n_fields + 1);
    g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, "0");
    for (guint j = 0; j < description->n_fields; j++) {
      g_autofree char *column = nl_field_dup_column (&description->fields[j]);

      g_assert_true (json_object_has_member (object, column));
      assert_json_member (record, j, json_object_get_member (object, column));
    }
  }
}

static void
test_to_json (const char *folder)
{
  for_each_type (folder, to_json);
}

/* Through GObject: each field is a property of its name, with the value the getter has. */
static void
as_properties (StoreFixture *fixture, GType type)
{
  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (NlRecord) record = random_record (fixture, type);
    g_autoptr (NlRecord) twin = g_object_new (type, NULL);
    const NlRecordDescription *description = nl_record_get_description (record);

    for (guint j = 0; j < description->n_fields; j++) {
      const char *name = description->fields[j].name;
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (record), name);
      g_auto (GValue) value = G_VALUE_INIT;

      g_assert_nonnull (pspec);
      g_value_init (&value, pspec->value_type);
      g_object_get_property (G_OBJECT (record), name, &value);
      /* A number has no NULL among GObject's values. */
      if (nl_record_is_null (record, j) && !nl_field_is_text (description->fields[j].type)) {
        nl_record_set_null (twin, j);
        continue;
      }
      g_object_set_property (G_OBJECT (twin), name, &value);
    }
    store_fixture_assert_same (record, twin);
  }
}

static void
test_as_properties (const char *folder)
{
  for_each_type (folder, as_properties);
}

static void
copies (StoreFixture *fixture, GType type)
{
  g_autoptr (NlRecord) record = random_record (fixture, type);
  g_autoptr (NlRecord) copy = nl_record_copy (record);
  g_autoptr (NlRecord) second = nl_record_copy (copy);

  store_fixture_assert_same (record, copy);
  store_fixture_fill (fixture, record);
  store_fixture_assert_same (copy, second);
}

static void
test_copies (const char *folder)
{
  for_each_type (folder, copies);
}

/* A marker in every personal field: the log has none of them. */
static void
to_log (StoreFixture *fixture, GType type)
{
  g_autoptr (NlRecord) record = g_object_new (type, NULL);
  const NlRecordDescription *description = nl_record_get_description (record);
  const char *const list[] = { "Marker in a list", NULL };
  g_autofree char *text = NULL;

  for (guint i = 0; i < description->n_fields; i++) {
    const NlField *field = &description->fields[i];

    if ((field->flags & NL_FIELD_PERSONAL) == 0)
      continue;
    if (field->type == NL_FIELD_TYPE_TEXT)
      nl_record_set_text (record, i, "Marker’s value");
    else if (field->type == NL_FIELD_TYPE_STRV)
      nl_record_set_strv (record, i, list);
    else if (field->type == NL_FIELD_TYPE_DOUBLE)
      nl_record_set_double (record, i, 48.86271);
    else if (field->type == NL_FIELD_TYPE_INT64)
      nl_record_set_int64 (record, i, 4886271);
  }
  text = nl_record_to_log (record);
  g_assert_null (strstr (text, "Marker"));
  g_assert_null (strstr (text, "86271"));
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
test_to_log (const char *folder)
{
  for_each_type (folder, to_log);
}

/* Without any one of its required fields a record is refused, and the message names the field. */
static void
required_fields (StoreFixture *fixture, GType type)
{
  const NlRecordDescription *description = nl_record_type_get_description (type);

  for (guint i = 0; i < description->n_fields; i++) {
    const NlField *field = &description->fields[i];
    g_autoptr (NlRecord) record = random_record (fixture, type);
    g_autoptr (GError) error = NULL;

    if ((field->flags & NL_FIELD_REQUIRED) == 0 || field->type == NL_FIELD_TYPE_STRV)
      continue;
    nl_record_set_null (record, i);
    if (nl_record_check (record, &error))
      g_error ("%s.%s may be missing", description->table, field->name);
    g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
    g_clear_error (&error);
    g_assert_false (dex_await (nl_store_save (fixture->store, record), &error));
    g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
    g_assert_cmpint (nl_record_get_id (record), ==, 0);
  }
}

static void
test_required_fields (const char *folder)
{
  for_each_type (folder, required_fields);
}

/* The table of fields and the schema say the same. */
static void
columns_exist (StoreFixture *fixture, GType type)
{
  const NlRecordDescription *description = nl_record_type_get_description (type);
  g_autofree char *sql = g_strdup_printf ("SELECT group_concat(name, ' ') || ' ' FROM "
                                          "pragma_table_info('%s')",
                                          description->table);
  g_autofree char *columns = store_fixture_sql (fixture, sql);
  g_auto (GStrv) names = g_strsplit (columns, " ", -1);

  for (guint i = 0; i < description->n_fields; i++) {
    g_autofree char *column = nl_field_dup_column (&description->fields[i]);

    if (!g_strv_contains ((const char *const *) names, column))
      g_error ("%s has no column %s", description->table, column);
  }
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *name = g_strdelimit (g_strdup (names[i]), "_", '-');
    guint index;

    if (*name != '\0' && !g_str_equal (name, "id") && !g_str_equal (name, "created-at")
        && !g_str_equal (name, "updated-at")
        && nl_record_description_find (description, name, &index) == NULL)
      g_error ("%s.%s is no field", description->table, names[i]);
  }
}

static void
test_columns_exist (const char *folder)
{
  for_each_type (folder, columns_exist);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/record-property/save-and-find", test_save_and_find);
  nl_test_add ("/record-property/edit-and-save", test_edit_and_save);
  nl_test_add ("/record-property/json", test_to_json);
  nl_test_add ("/record-property/properties", test_as_properties);
  nl_test_add ("/record-property/copies", test_copies);
  nl_test_add ("/record-property/log", test_to_log);
  nl_test_add ("/record-property/required", test_required_fields);
  nl_test_add ("/record-property/columns", test_columns_exist);
  return g_test_run ();
}
