/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-search.h"

#include <string.h>

/* The columns of customers_search, filled like its triggers fill them. */
enum {
  COLUMN_NAME,
  COLUMN_EMAIL,
  COLUMN_COMPANY,
  COLUMN_PHONE,
  COLUMN_TAGS,
  COLUMN_NOTE,
  N_COLUMNS,
};

/* Longer names are put together on the heap. */
#define USUAL_NAME 256

/**
 * nl_import_search_begin:
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Begins to make all customers searchable anew, those who are there to begin with. The triggers
 * that do it for each customer must be put aside.
 *
 * Returns: (transfer full) (nullable): a builder
 */
NlSearchBuilder *
nl_import_search_begin (NlConnection *connection, GError **error)
{
  g_autoptr (NlSearchBuilder) builder
      = nl_search_builder_new (connection, "customers_search", N_COLUMNS, error);

  if (builder == NULL
      || !nl_search_builder_add_stored (
          builder,
          "SELECT id, concat_ws (' ', first_name, last_name), email, company, phone, tags, note"
          " FROM customers ORDER BY id",
          error))
    return NULL;
  return g_steal_pointer (&builder);
}

static NlSearchText
get_text (const NlImportRow *row, guint field)
{
  const NlImportCell *cell = &row->cells[field];

  if (!nl_import_row_has (row, field) || cell->text == NULL)
    return (NlSearchText) { 0 };
  return (NlSearchText) { .text = cell->text, .length = (gsize) cell->value };
}

/**
 * nl_import_search_add:
 * @builder: from nl_import_search_begin()
 * @id: the id of a customer who was inserted
 * @row: the row that says who it is
 * @error: return location
 *
 * Makes a customer searchable.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_search_add (NlSearchBuilder *builder, gint64 id, const NlImportRow *row, GError **error)
{
  NlSearchText first = get_text (row, NL_CUSTOMER_FIRST_NAME);
  NlSearchText last = get_text (row, NL_CUSTOMER_LAST_NAME);
  gsize length = first.length + 1 + last.length;
  char usual[USUAL_NAME];
  g_autofree char *unusual = length > USUAL_NAME ? g_malloc (length) : NULL;
  char *name = unusual != NULL ? unusual : usual;
  NlSearchText texts[N_COLUMNS];

  if (first.text != NULL)
    memcpy (name, first.text, first.length);
  name[first.length] = ' ';
  if (last.text != NULL)
    memcpy (name + first.length + 1, last.text, last.length);
  texts[COLUMN_NAME] = (NlSearchText) { .text = name, .length = length };
  texts[COLUMN_EMAIL] = get_text (row, NL_CUSTOMER_EMAIL);
  texts[COLUMN_COMPANY] = get_text (row, NL_CUSTOMER_COMPANY);
  texts[COLUMN_PHONE] = get_text (row, NL_CUSTOMER_PHONE);
  texts[COLUMN_TAGS] = get_text (row, NL_CUSTOMER_TAGS);
  texts[COLUMN_NOTE] = get_text (row, NL_CUSTOMER_NOTE);
  return nl_search_builder_add (builder, id, texts, error);
}
