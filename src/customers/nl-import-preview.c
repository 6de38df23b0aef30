/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-preview.h"

#include "base/nl-money.h"
#include "customers/nl-import-file.h"
#include "customers/nl-import-preset.h"
#include "customers/nl-import-style.h"

#define MAX_ROWS 50
/* Of the rows behind them, which tell how amounts and dates are written. */
#define MAX_SAMPLE_BYTES (4 * 1024 * 1024)
#define N_KINDS (NL_IMPORT_KIND_ORDERS + 1)

/**
 * NlImportPreview:
 *
 * The beginning of a file of customers or orders: its format, what it is about, its columns, a
 * guess of what they are, and how its first rows would be stored with the mapping as it is now.
 */
struct _NlImportPreview {
  GObject parent_instance;
  NlImportKind kind;
  NlImportKind recognised;
  const char *program;
  NlImportMapping *guesses[N_KINDS];
  NlImportMapping *mappings[N_KINDS];
  gboolean is_remembered[N_KINDS];
  struct {
    char decimal_point;
    NlDateOrder date_order;
  } styles[N_KINDS];        /* as they are remembered */
  NlImportContext *context; /* with what the user says about the style, and nothing detected */
  NlCsvOptions format;
  GPtrArray *rows; /* of GStrv; more than are shown */
};

G_DEFINE_FINAL_TYPE (NlImportPreview, nl_import_preview, G_TYPE_OBJECT)

static void
nl_import_preview_finalize (GObject *object)
{
  NlImportPreview *self = NL_IMPORT_PREVIEW (object);

  for (guint i = 0; i < N_KINDS; i++) {
    g_clear_pointer (&self->guesses[i], nl_import_mapping_unref);
    g_clear_pointer (&self->mappings[i], nl_import_mapping_unref);
  }
  g_clear_pointer (&self->context, nl_import_context_free);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (nl_import_preview_parent_class)->finalize (object);
}

static void
nl_import_preview_class_init (NlImportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_import_preview_finalize;
}

static void
nl_import_preview_init (NlImportPreview *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

typedef struct {
  char *path;
  NlCsvOptions csv;
  NlRecord *shop;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->path);
  g_object_unref (wanted->shop);
  g_free (wanted);
}

static char **
dup_row (NlCsvReader *reader)
{
  guint n_fields;
  const NlCsvField *fields = nl_csv_reader_get_fields (reader, &n_fields);
  char **row = g_new0 (char *, n_fields + 1);

  for (guint i = 0; i < n_fields; i++)
    row[i] = nl_csv_field_dup (&fields[i]);
  return row;
}

static gsize
measure_row (char **row)
{
  gsize size = 0;

  for (guint i = 0; row[i] != NULL; i++)
    size += strlen (row[i]) + sizeof *row;
  return size;
}

/* What is wrong with the rows that are not shown is told when they are imported. */
static gboolean
read_rows (NlImportPreview *self, NlCsvReader *reader, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gsize size = 0;

  while (self->rows->len < NL_IMPORT_STYLE_ROWS
         && (self->rows->len < MAX_ROWS || size < MAX_SAMPLE_BYTES)
         && nl_csv_reader_next (reader, &failure)) {
    char **row = dup_row (reader);

    size += measure_row (row);
    g_ptr_array_add (self->rows, row);
  }
  if (failure == NULL || self->rows->len >= MAX_ROWS)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
guess (NlImportPreview *self, NlCsvReader *reader)
{
  g_autoptr (NlImportMapping) customers = nl_import_mapping_guess (reader);

  self->recognised = nl_import_recognise (customers, &self->program);
  self->kind = self->recognised;
  self->guesses[NL_IMPORT_KIND_CUSTOMERS] = nl_import_mapping_ref (customers);
  self->guesses[NL_IMPORT_KIND_ORDERS]
      = nl_import_mapping_guess_kind (customers, NL_IMPORT_KIND_ORDERS);
  for (guint i = 0; i < N_KINDS; i++)
    self->mappings[i] = nl_import_mapping_copy (self->guesses[i]);
}

static gpointer
load_blocking (gpointer data, GCancellable *cancellable, GError **error)
{
  Wanted *wanted = data;
  g_autoptr (NlCsvReader) first = nl_import_file_open (wanted->path, &wanted->csv, error);
  g_autoptr (NlCsvReader) reader = NULL;
  g_autoptr (NlImportPreview) self = NULL;

  if (first == NULL)
    return NULL;
  self = g_object_new (NL_TYPE_IMPORT_PREVIEW, NULL);
  self->context = nl_import_context_new (wanted->shop);
  guess (self, first);
  self->format = *nl_csv_reader_get_format (first);

  reader = nl_import_file_open (wanted->path, &self->format, error);
  if (reader == NULL || !read_rows (self, reader, error))
    return NULL;
  if (self->rows->len == 0) {
    nl_import_file_fail_without_rows (wanted->path, error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * nl_import_preview_load:
 * @path: a file of customers or orders
 * @csv: (nullable): how to read it; %NULL detects everything
 * @shop: the shop that would import it
 *
 * Reads the beginning of a file, and finds out what it is about.
 *
 * Returns: (transfer full): a future of an #NlImportPreview; rejects with %NL_CSV_ERROR
 */
DexFuture *
nl_import_preview_load (const char *path, const NlCsvOptions *csv, NlShop *shop)
{
  Wanted *wanted;

  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (NL_IS_SHOP (shop));

  wanted = g_new0 (Wanted, 1);
  wanted->path = g_strdup (path);
  wanted->csv = csv != NULL ? *csv : (NlCsvOptions) { 0 };
  wanted->shop = nl_record_copy (NL_RECORD (shop));
  return nl_future_blocking ("import-preview", load_blocking, wanted, wanted_free,
                             NL_TYPE_IMPORT_PREVIEW, NULL);
}

/**
 * nl_import_preview_get_kind:
 * @self: a preview
 *
 * Returns: what the file is to be imported as; at first what it was recognised as
 */
NlImportKind
nl_import_preview_get_kind (NlImportPreview *self)
{
  return self->kind;
}

static void
use_remembered_style (NlImportPreview *self)
{
  if (self->is_remembered[self->kind])
    nl_import_preview_set_style (self, self->styles[self->kind].decimal_point,
                                 self->styles[self->kind].date_order);
}

/**
 * nl_import_preview_set_kind:
 * @self: a preview
 * @kind: what the file is to be imported as
 *
 * Each kind has a mapping of its own.
 */
void
nl_import_preview_set_kind (NlImportPreview *self, NlImportKind kind)
{
  self->kind = kind;
  use_remembered_style (self);
}

/**
 * nl_import_preview_prefer_kind:
 * @self: a preview
 * @kind: what the user came to import
 *
 * Takes the file for that, unless it is plainly a program's export of something else, or was
 * recognised as orders while nobody asked for customers in particular.
 */
void
nl_import_preview_prefer_kind (NlImportPreview *self, NlImportKind kind)
{
  if (kind == NL_IMPORT_KIND_ORDERS && self->program == NULL
      && nl_import_mapping_check (self->mappings[kind], NULL))
    nl_import_preview_set_kind (self, kind);
}

/**
 * nl_import_preview_get_recognised:
 * @self: a preview
 * @program: (out) (optional) (nullable) (transfer none): whose export it is: “Shopify”
 *
 * Returns: what the file is about by its headers
 */
NlImportKind
nl_import_preview_get_recognised (NlImportPreview *self, const char **program)
{
  if (program != NULL)
    *program = self->program;
  return self->recognised;
}

/**
 * nl_import_preview_get_mapping:
 * @self: a preview
 *
 * Returns: (transfer none): which column is what, for what the file is to be imported as; may be
 *   changed
 */
NlImportMapping *
nl_import_preview_get_mapping (NlImportPreview *self)
{
  return self->mappings[self->kind];
}

/**
 * nl_import_preview_set_mapping:
 * @self: a preview
 * @mapping: a mapping of the same columns; copied
 *
 * Imports the file as @mapping says.
 */
void
nl_import_preview_set_mapping (NlImportPreview *self, NlImportMapping *mapping)
{
  NlImportMapping *copy = nl_import_mapping_copy (mapping);

  self->kind = nl_import_mapping_get_kind (mapping);
  nl_import_mapping_unref (self->mappings[self->kind]);
  self->mappings[self->kind] = copy;
}

/**
 * nl_import_preview_set_style:
 * @self: a preview
 * @decimal_point: of amounts: '.' or ','; 0 finds it out
 * @date_order: of dates like 05/06/2026
 *
 * Says how amounts and dates are written.
 */
void
nl_import_preview_set_style (NlImportPreview *self, char decimal_point, NlDateOrder date_order)
{
  self->context->decimal_point = decimal_point;
  self->context->date_order = date_order;
}

/**
 * nl_import_preview_get_style:
 * @self: a preview
 * @decimal_point: (out): of amounts: '.' or ','; 0: nobody said
 * @date_order: (out): of dates like 05/06/2026
 *
 * Gets what was said about amounts and dates.
 */
void
nl_import_preview_get_style (NlImportPreview *self, char *decimal_point, NlDateOrder *date_order)
{
  *decimal_point = self->context->decimal_point;
  *date_order = self->context->date_order;
}

/**
 * nl_import_preview_remember:
 * @self: a preview nobody has changed yet
 * @mapping: how a file with the same columns was imported the last time
 * @decimal_point: what was said about its amounts
 * @date_order: what was said about its dates
 *
 * Begins with that instead of a guess, if the file is imported as what @mapping is about.
 */
void
nl_import_preview_remember (NlImportPreview *self,
                            NlImportMapping *mapping,
                            char decimal_point,
                            NlDateOrder date_order)
{
  NlImportKind kind = nl_import_mapping_get_kind (mapping);
  NlImportMapping *copy = nl_import_mapping_copy (mapping);

  nl_import_mapping_unref (self->mappings[kind]);
  self->mappings[kind] = copy;
  self->is_remembered[kind] = TRUE;
  self->styles[kind].decimal_point = decimal_point;
  self->styles[kind].date_order = date_order;
  use_remembered_style (self);
}

/**
 * nl_import_preview_is_remembered:
 * @self: a preview
 *
 * Returns: whether the mapping began as that of an earlier file
 */
gboolean
nl_import_preview_is_remembered (NlImportPreview *self)
{
  return self->is_remembered[self->kind];
}

/**
 * nl_import_preview_forget:
 * @self: a preview
 *
 * Goes back to what can be guessed: of the columns, of amounts and of dates.
 */
void
nl_import_preview_forget (NlImportPreview *self)
{
  nl_import_mapping_unref (self->mappings[self->kind]);
  self->mappings[self->kind] = nl_import_mapping_copy (self->guesses[self->kind]);
  self->is_remembered[self->kind] = FALSE;
  nl_import_preview_set_style (self, NL_DECIMAL_POINT_DETECT, NL_DATE_ORDER_DETECT);
}

/**
 * nl_import_preview_dup_context:
 * @self: a preview
 *
 * Returns: (transfer full): what the rows will be read with, as far as the first of them tell
 */
NlImportContext *
nl_import_preview_dup_context (NlImportPreview *self)
{
  NlImportContext *context = nl_import_context_copy (self->context);
  NlImportMapping *mapping = nl_import_preview_get_mapping (self);
  NlImportVotes votes = { 0 };

  for (guint i = 0; i < self->rows->len; i++) {
    char **row = g_ptr_array_index (self->rows, i);

    for (guint c = 0; row[c] != NULL; c++)
      nl_import_style_vote (&votes, mapping, c, row[c]);
  }
  nl_import_style_decide (&votes, context);
  context->mapping = nl_import_mapping_ref (mapping);
  return context;
}

/**
 * nl_import_preview_get_format:
 * @self: a preview
 *
 * Returns: (transfer none): how the file is written, with nothing left to detect
 */
const NlCsvOptions *
nl_import_preview_get_format (NlImportPreview *self)
{
  return &self->format;
}

/**
 * nl_import_preview_get_n_rows:
 * @self: a preview
 *
 * Returns: how many rows it holds, 50 at most
 */
guint
nl_import_preview_get_n_rows (NlImportPreview *self)
{
  return MIN (self->rows->len, MAX_ROWS);
}

/**
 * nl_import_preview_get_cell:
 * @self: a preview
 * @row: a row, from 0
 * @column: a column, from 0
 *
 * Returns: (transfer none): what the file says there; empty where a row is too short
 */
const char *
nl_import_preview_get_cell (NlImportPreview *self, guint row, guint column)
{
  char **cells;

  g_return_val_if_fail (row < self->rows->len, NULL);
  cells = g_ptr_array_index (self->rows, row);
  return column < g_strv_length (cells) ? cells[column] : "";
}

/**
 * nl_import_preview_dup_fields:
 * @self: a preview
 * @row: a row, from 0
 * @n_fields: (out): how many fields it has
 *
 * Returns: (transfer container) (array length=n_fields): the row as the file has it
 */
NlCsvField *
nl_import_preview_dup_fields (NlImportPreview *self, guint row, guint *n_fields)
{
  char **cells;
  NlCsvField *fields;

  g_return_val_if_fail (row < self->rows->len, NULL);

  cells = g_ptr_array_index (self->rows, row);
  *n_fields = g_strv_length (cells);
  fields = g_new0 (NlCsvField, *n_fields + 1);
  for (guint i = 0; i < *n_fields; i++)
    fields[i] = (NlCsvField) { .text = cells[i], .length = strlen (cells[i]) };
  return fields;
}

/**
 * nl_import_preview_dup_customer:
 * @self: a preview
 * @context: from nl_import_preview_dup_context()
 * @row: a row, from 0
 * @error: return location for an #NlImportRowError
 *
 * Returns: (transfer full) (nullable): what would be stored of it, with the mapping as it is
 */
NlCustomer *
nl_import_preview_dup_customer (NlImportPreview *self,
                                const NlImportContext *context,
                                guint row,
                                GError **error)
{
  guint n_fields;
  g_autofree NlCsvField *fields = nl_import_preview_dup_fields (self, row, &n_fields);

  g_return_val_if_fail (fields != NULL, NULL);
  return nl_import_row_to_customer (context, nl_import_preview_get_mapping (self), fields, n_fields,
                                    error);
}
