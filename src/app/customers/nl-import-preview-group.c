/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-preview-group.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-import-preview-row.h"
#include "customers/nl-order-preview.h"

#define SHOWN_ROWS 8

/**
 * NlImportPreviewGroup:
 *
 * How the first customers or orders of a file would be stored.
 */
struct _NlImportPreviewGroup {
  AdwPreferencesGroup parent_instance;
  NlImportPreview *preview;
  NlShop *shop;
  GPtrArray *rows; /* of GtkWidget */
};

G_DEFINE_FINAL_TYPE (NlImportPreviewGroup, nl_import_preview_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_raw_row (NlImportPreview *preview, guint row)
{
  guint n_columns = nl_import_mapping_get_n_columns (nl_import_preview_get_mapping (preview));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_columns && text->len < 80; i++) {
    const char *cell = nl_import_preview_get_cell (preview, row, i);

    if (*cell == '\0')
      continue;
    if (text->len > 0)
      g_string_append (text, ", ");
    g_string_append (text, cell);
  }
  return g_utf8_substring (text->str, 0, MIN (g_utf8_strlen (text->str, -1), 80));
}

static char *
dup_preview_description (NlImportKind kind, guint n_rows, guint n_rejected)
{
  if (n_rejected > 0)
    return g_strdup_printf (
        ngettext ("%u of the first %u rows will be left out, and written to a file of its own.",
                  "%u of the first %u rows will be left out, and written to a file of their own.",
                  n_rejected),
        n_rejected, n_rows);
  if (kind == NL_IMPORT_KIND_ORDERS)
    return g_strdup (n_rows == 0 ? _ ("The file has column names, but no orders.")
                                 : _ ("This is how the first orders will be stored."));
  return g_strdup (n_rows == 0 ? _ ("The file has column names, but no customers.")
                               : _ ("This is how the first customers will be stored."));
}

static void
add_preview_row (NlImportPreviewGroup *self, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
add_rejected (NlImportPreviewGroup *self, guint row, const GError *reason)
{
  g_autofree char *text = dup_raw_row (self->preview, row);

  add_preview_row (self, nl_import_preview_row_new_rejected (text, reason));
}

static guint
add_customers (NlImportPreviewGroup *self, guint n_rows)
{
  g_autoptr (NlImportContext) context = nl_import_preview_dup_context (self->preview);
  guint n_rejected = 0;

  for (guint i = 0; i < n_rows; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NlCustomer) customer
        = nl_import_preview_dup_customer (self->preview, context, i, &error);

    n_rejected += customer == NULL;
    if (i >= SHOWN_ROWS)
      continue;
    if (customer != NULL)
      add_preview_row (self, nl_import_preview_row_new (customer, self->shop));
    else
      add_rejected (self, i, error);
  }
  return n_rejected;
}

static guint
add_orders (NlImportPreviewGroup *self)
{
  g_autoptr (GPtrArray) orders = nl_order_preview_list (self->preview);
  guint n_rejected = 0;

  for (guint i = 0; i < orders->len; i++) {
    const NlOrderPreview *order = g_ptr_array_index (orders, i);

    n_rejected += order->order == NULL;
    if (i >= SHOWN_ROWS)
      continue;
    if (order->order != NULL)
      add_preview_row (self, nl_import_preview_row_new_order (order, self->shop));
    else
      add_rejected (self, order->row, order->reason);
  }
  return n_rejected;
}

static void
nl_import_preview_group_finalize (GObject *object)
{
  NlImportPreviewGroup *self = NL_IMPORT_PREVIEW_GROUP (object);

  g_clear_object (&self->preview);
  g_clear_object (&self->shop);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (nl_import_preview_group_parent_class)->finalize (object);
}

static void
nl_import_preview_group_class_init (NlImportPreviewGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_import_preview_group_finalize;
}

static void
nl_import_preview_group_init (NlImportPreviewGroup *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * nl_import_preview_group_update:
 * @self: the group
 * @preview: the beginning of a file
 * @shop: the shop that would import it
 *
 * Shows what would be stored of the file with its mapping as it is now.
 */
void
nl_import_preview_group_update (NlImportPreviewGroup *self, NlImportPreview *preview, NlShop *shop)
{
  NlImportKind kind;
  guint n_rows;
  guint n_rejected = 0;
  g_autofree char *description = NULL;

  g_return_if_fail (NL_IS_IMPORT_PREVIEW_GROUP (self));
  g_return_if_fail (NL_IS_IMPORT_PREVIEW (preview));

  g_set_object (&self->preview, preview);
  g_set_object (&self->shop, shop);
  kind = nl_import_preview_get_kind (preview);
  n_rows = nl_import_preview_get_n_rows (preview);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (kind == NL_IMPORT_KIND_CUSTOMERS)
    n_rejected = add_customers (self, n_rows);
  else if (nl_import_mapping_check (nl_import_preview_get_mapping (preview), NULL))
    n_rejected = add_orders (self);
  description = dup_preview_description (kind, n_rows, n_rejected);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), description);
}
