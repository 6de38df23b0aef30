/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-mapping.h"

#include <glib/gi18n-lib.h>

#include "base/nl-email.h"
#include "customers/nl-import-preset.h"
#include "customers/nl-order-columns.h"

/**
 * NlImportMapping:
 *
 * Which column of a file of customers or orders is what. Each field is mapped to one column at
 * most.
 */
struct _NlImportMapping {
  gatomicrefcount ref_count;
  NlImportKind kind;
  GStrv headers;
  guint n_columns;
  guint *fields; /* of each column: of #NlImportField or #NlOrderColumn */
};

G_DEFINE_QUARK (nl-import-error-quark, nl_import_error)
G_DEFINE_BOXED_TYPE (NlImportMapping,
                     nl_import_mapping,
                     nl_import_mapping_ref,
                     nl_import_mapping_unref)

/**
 * nl_import_mapping_ref:
 * @self: a mapping
 *
 * Returns: (transfer full): @self
 */
NlImportMapping *
nl_import_mapping_ref (NlImportMapping *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * nl_import_mapping_unref:
 * @self: (transfer full): a mapping
 *
 * Drops a reference.
 */
void
nl_import_mapping_unref (NlImportMapping *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_strfreev (self->headers);
  g_free (self->fields);
  g_free (self);
}

/* A file without a header still shows which column holds addresses. */
static void
guess_from_row (NlImportMapping *self, NlCsvReader *reader)
{
  guint n_fields;
  const NlCsvField *fields = nl_csv_reader_get_fields (reader, &n_fields);

  for (guint i = 0; i < MIN (n_fields, self->n_columns); i++) {
    g_autofree char *email = nl_email_normalise_slice (fields[i].text, fields[i].length);

    if (email != NULL && nl_import_mapping_get_column (self, NL_IMPORT_EMAIL) < 0)
      self->fields[i] = NL_IMPORT_EMAIL;
  }
}

static void
guess_from_headers (NlImportMapping *self)
{
  if (self->kind == NL_IMPORT_KIND_ORDERS) {
    nl_order_columns_guess (self, self->fields);
    return;
  }
  for (guint i = 0; i < self->n_columns; i++) {
    NlImportField field = nl_import_field_guess (self->headers[i]);

    if (field != NL_IMPORT_IGNORE && nl_import_mapping_get_column (self, field) < 0)
      self->fields[i] = field;
  }
}

/**
 * nl_import_mapping_guess:
 * @reader: a customer file, before its first row was read; the first row is read when the file has
 *   no header
 *
 * Maps columns by their headers: those of the exports of Shopify, WooCommerce, PrestaShop, Stripe
 * and Mailchimp, and usual names in the languages of the app. Of two columns that would be the same
 * field the first is taken.
 *
 * Returns: (transfer full): the mapping
 */
NlImportMapping *
nl_import_mapping_guess (NlCsvReader *reader)
{
  NlImportMapping *self = g_new0 (NlImportMapping, 1);
  const char *const *header = nl_csv_reader_get_header (reader);
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();

  g_atomic_ref_count_init (&self->ref_count);
  self->n_columns = nl_csv_reader_get_n_columns (reader);
  self->fields = g_new0 (guint, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++) {
    if (header != NULL)
      g_strv_builder_add (headers, header[i]);
    else
      /* Translators: a column of a file that doesn't name its columns. */
      g_strv_builder_take (headers, g_strdup_printf (_ ("Column %u"), i + 1));
  }
  self->headers = g_strv_builder_end (headers);
  if (header != NULL)
    guess_from_headers (self);
  else if (nl_csv_reader_next (reader, NULL))
    guess_from_row (self, reader);
  return self;
}

/**
 * nl_import_mapping_guess_kind:
 * @headers: a mapping of any kind
 * @kind: what the same file is about
 *
 * Maps the same columns as those of a file of @kind, by their headers.
 *
 * Returns: (transfer full): the mapping
 */
NlImportMapping *
nl_import_mapping_guess_kind (NlImportMapping *headers, NlImportKind kind)
{
  NlImportMapping *self = nl_import_mapping_copy (headers);

  self->kind = kind;
  memset (self->fields, 0, self->n_columns * sizeof *self->fields);
  guess_from_headers (self);
  return self;
}

/**
 * nl_import_mapping_copy:
 * @self: a mapping
 *
 * Returns: (transfer full): one of the same columns that says the same
 */
NlImportMapping *
nl_import_mapping_copy (NlImportMapping *self)
{
  NlImportMapping *copy = g_new0 (NlImportMapping, 1);

  g_atomic_ref_count_init (&copy->ref_count);
  copy->kind = self->kind;
  copy->headers = g_strdupv (self->headers);
  copy->n_columns = self->n_columns;
  copy->fields = g_memdup2 (self->fields, (self->n_columns + 1) * sizeof *self->fields);
  return copy;
}

/**
 * nl_import_mapping_get_kind:
 * @self: a mapping
 *
 * Returns: what the file is about
 */
NlImportKind
nl_import_mapping_get_kind (NlImportMapping *self)
{
  return self->kind;
}

/**
 * nl_import_mapping_get_n_columns:
 * @self: a mapping
 *
 * Returns: how many columns the file has
 */
guint
nl_import_mapping_get_n_columns (NlImportMapping *self)
{
  return self->n_columns;
}

/**
 * nl_import_mapping_get_header:
 * @self: a mapping
 * @column: a column, from 0
 *
 * Returns: (transfer none): what the column is called
 */
const char *
nl_import_mapping_get_header (NlImportMapping *self, guint column)
{
  g_return_val_if_fail (column < self->n_columns, NULL);
  return self->headers[column];
}

/**
 * nl_import_mapping_get_field:
 * @self: a mapping
 * @column: a column, from 0
 *
 * Returns: what the column holds
 */
guint
nl_import_mapping_get_field (NlImportMapping *self, guint column)
{
  g_return_val_if_fail (column < self->n_columns, NL_IMPORT_IGNORE);
  return self->fields[column];
}

/**
 * nl_import_mapping_get_fields:
 * @self: a mapping
 *
 * Returns: (transfer none): what each column holds
 */
const guint *
nl_import_mapping_get_fields (NlImportMapping *self)
{
  return self->fields;
}

/**
 * nl_import_mapping_get_column:
 * @self: a mapping
 * @field: a field
 *
 * Returns: the column that holds it, from 0; -1 when none does
 */
int
nl_import_mapping_get_column (NlImportMapping *self, guint field)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->fields[i] == field)
      return (int) i;
  return -1;
}

/**
 * nl_import_mapping_set:
 * @self: a mapping nobody imports with yet
 * @column: a column, from 0
 * @field: what it holds
 * @error: return location
 *
 * Maps @column.
 *
 * Returns: %FALSE when another column is mapped to @field already
 */
gboolean
nl_import_mapping_set (NlImportMapping *self, guint column, guint field, GError **error)
{
  int other;

  g_return_val_if_fail (column < self->n_columns, FALSE);
  other = field != NL_IMPORT_IGNORE ? nl_import_mapping_get_column (self, field) : -1;
  if (other >= 0 && (guint) other != column) {
    g_set_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_MAPPING,
                 /* Translators: a field, then two columns. */
                 _ ("“%s” is taken from column “%s” already; “%s” can’t be it as well."),
                 nl_import_kind_get_field_label (self->kind, field), self->headers[other],
                 self->headers[column]);
    return FALSE;
  }
  self->fields[column] = field;
  return TRUE;
}

static gboolean
find_header (NlImportMapping *self, const char *header, guint *column, GError **error)
{
  g_autofree char *known = NULL;

  for (guint i = 0; i < self->n_columns; i++) {
    if (g_str_equal (self->headers[i], header)) {
      *column = i;
      return TRUE;
    }
  }
  known = g_strjoinv (", ", self->headers);
  g_set_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_MAPPING,
               _ ("The file has no column “%s”. It has: %s."), header, known);
  return FALSE;
}

/**
 * nl_import_mapping_parse:
 * @self: the columns of a file
 * @assignment: `COLUMN=field`, as on the command line
 * @column: (out): the column, from 0
 * @field: (out) (transfer none): what stands behind the last equals sign
 * @error: return location for %NL_IMPORT_ERROR_MAPPING
 *
 * Reads what the user says about a column.
 *
 * Returns: whether the column exists
 */
gboolean
nl_import_mapping_parse (NlImportMapping *self,
                         const char *assignment,
                         guint *column,
                         const char **field,
                         GError **error)
{
  const char *equals = strrchr (assignment, '=');
  g_autofree char *header = NULL;

  if (equals == NULL) {
    g_set_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_MAPPING,
                 _ ("“%s” is not of the form COLUMN=field."), assignment);
    return FALSE;
  }
  header = g_strndup (assignment, (gsize) (equals - assignment));
  *field = equals + 1;
  return find_header (self, header, column, error);
}

/**
 * nl_import_mapping_set_preset:
 * @self: a mapping nobody imports with yet
 * @preset: one of nl_import_preset_list() for what the file is about
 * @error: return location
 *
 * Maps the columns of a program's export, and no others.
 *
 * Returns: whether the file can be such an export
 */
gboolean
nl_import_mapping_set_preset (NlImportMapping *self, const char *preset, GError **error)
{
  return nl_import_preset_map (self->kind, preset, self, self->fields, error);
}

/**
 * nl_import_mapping_set_by_name:
 * @self: a mapping nobody imports with yet
 * @assignment: `COLUMN=field`, as on the command line; the field as nl_import_kind_get_field_id()
 * @error: return location
 *
 * Maps a column, taking the field from the column that was guessed for it.
 *
 * Returns: whether column and field exist
 */
gboolean
nl_import_mapping_set_by_name (NlImportMapping *self, const char *assignment, GError **error)
{
  const char *name;
  guint field;
  guint column;
  int guessed;

  if (!nl_import_mapping_parse (self, assignment, &column, &name, error))
    return FALSE;
  if (!nl_import_kind_find_field (self->kind, name, &field)) {
    g_autoptr (GString) known = g_string_new (NULL);

    for (guint i = 0; i < nl_import_kind_get_n_fields (self->kind); i++)
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "",
                              nl_import_kind_get_field_id (self->kind, i));
    g_set_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_MAPPING,
                 _ ("There is no field “%s”. The fields are: %s."), name, known->str);
    return FALSE;
  }
  guessed = field != NL_IMPORT_IGNORE ? nl_import_mapping_get_column (self, field) : -1;
  if (guessed >= 0)
    self->fields[guessed] = NL_IMPORT_IGNORE;
  return nl_import_mapping_set (self, column, field, error);
}

/**
 * nl_import_mapping_check:
 * @self: a mapping
 * @error: return location
 *
 * Returns: whether customers or orders can be told from each other with it
 */
gboolean
nl_import_mapping_check (NlImportMapping *self, GError **error)
{
  static const NlImportField identifying[]
      = { NL_IMPORT_EMAIL,      NL_IMPORT_PHONE,     NL_IMPORT_EXTERNAL_ID,
          NL_IMPORT_FIRST_NAME, NL_IMPORT_LAST_NAME, NL_IMPORT_FULL_NAME };

  if (self->kind == NL_IMPORT_KIND_ORDERS)
    return nl_order_columns_check (self->fields, self->n_columns, error);
  for (gsize i = 0; i < G_N_ELEMENTS (identifying); i++)
    if (nl_import_mapping_get_column (self, identifying[i]) >= 0)
      return TRUE;
  g_set_error_literal (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_NOTHING_MAPPED,
                       _ ("No column says who the customers are. Choose which column is the email, "
                          "the phone, the name or the customer ID."));
  return FALSE;
}
