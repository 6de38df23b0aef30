/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-mapping-page.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-import-format-group.h"
#include "app/customers/nl-import-preview-group.h"
#include "app/widgets/nl-choice-row.h"

/* More columns than that nobody maps by hand; what was guessed for the others holds. */
#define MAX_COLUMNS 200
#define MAX_FIELDS 64
#define MAX_SAMPLES 3
#define MAX_SAMPLE_CHARS 40
/* How long columns are added at a time: half of what a turn of the main loop may take. */
#define FILL_MICROSECONDS 3000
#define COLUMN_KEY "nl-column"

/**
 * NlImportMappingPage:
 *
 * What is in a file of customers or orders: how it is written, which column is what, and how the
 * first rows would be stored.
 */
struct _NlImportMappingPage {
  AdwNavigationPage parent_instance;
  AdwBanner *banner;
  AdwMultiLayoutView *layouts;
  GtkWidget *import;
  GtkBox *groups;
  AdwPreferencesGroup *columns;
  GtkWidget *guess_again;
  NlImportPreviewGroup *rows;
  NlImportFormatGroup *format; /* made with the first row */

  NlImportPreview *preview;
  NlShop *shop;
  char *file_name;
  GPtrArray *column_rows; /* of NlChoiceRow */
  guint fill_id;
  gboolean is_filling;
  gboolean is_compact;
};

G_DEFINE_FINAL_TYPE (NlImportMappingPage, nl_import_mapping_page, ADW_TYPE_NAVIGATION_PAGE)

enum {
  PROP_COMPACT = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

enum {
  READY,
  FORMAT_CHANGED,
  KIND_CHANGED,
  IMPORT,
  CHOOSE_REJECTS,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void format_changed_cb (NlImportMappingPage *self);
static void kind_changed_cb (NlImportMappingPage *self);
static void style_changed_cb (NlImportMappingPage *self);

/* --- preview --- */

static const char *
find_warning (NlImportMappingPage *self)
{
  if (nl_import_preview_get_kind (self->preview) == NL_IMPORT_KIND_CUSTOMERS
      && nl_import_preview_get_recognised (self->preview, NULL) == NL_IMPORT_KIND_ORDERS)
    return _ ("This looks like a file of orders. As customers, only who bought is kept, without "
              "what and when.");
  return NULL;
}

static void
update_preview (NlImportMappingPage *self)
{
  g_autoptr (GError) problem = NULL;
  gboolean is_possible;

  is_possible = nl_import_mapping_check (nl_import_preview_get_mapping (self->preview), &problem);
  gtk_widget_set_sensitive (self->import,
                            is_possible && nl_import_preview_get_n_rows (self->preview) > 0);
  nl_import_mapping_page_set_message (self,
                                      problem != NULL ? problem->message : find_warning (self));
  nl_import_format_group_update (self->format);
  nl_import_preview_group_update (self->rows, self->preview, self->shop);
}

/* --- columns --- */

static char *
dup_field_name (NlImportKind kind, const char *id)
{
  guint field = 0;

  nl_import_kind_find_field (kind, id, &field);
  return g_strdup (nl_import_kind_get_field_label (kind, field));
}

static char *
dup_customer_field_name (const char *id)
{
  return dup_field_name (NL_IMPORT_KIND_CUSTOMERS, id);
}

static char *
dup_order_field_name (const char *id)
{
  return dup_field_name (NL_IMPORT_KIND_ORDERS, id);
}

static void
show_field (NlImportMappingPage *self, guint column, guint field)
{
  if (column < self->column_rows->len)
    nl_choice_row_set_code (g_ptr_array_index (self->column_rows, column),
                            nl_import_kind_get_field_id (nl_import_preview_get_kind (self->preview),
                                                         field));
}

/* A field that another column had moves here. */
static void
field_chosen_cb (NlImportMappingPage *self, GParamSpec *pspec, NlChoiceRow *row)
{
  NlImportMapping *mapping = nl_import_preview_get_mapping (self->preview);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), COLUMN_KEY));
  guint field;
  int other;

  if (self->is_filling
      || !nl_import_kind_find_field (nl_import_preview_get_kind (self->preview),
                                     nl_choice_row_get_code (row), &field))
    return;
  if (nl_import_mapping_get_field (mapping, column) == field)
    return;
  other = field != NL_IMPORT_IGNORE ? nl_import_mapping_get_column (mapping, field) : -1;
  self->is_filling = TRUE;
  if (other >= 0) {
    nl_import_mapping_set (mapping, (guint) other, NL_IMPORT_IGNORE, NULL);
    show_field (self, (guint) other, NL_IMPORT_IGNORE);
  }
  nl_import_mapping_set (mapping, column, field, NULL);
  self->is_filling = FALSE;
  update_preview (self);
}

static char *
dup_samples (NlImportPreview *preview, guint column)
{
  g_autoptr (GString) samples = g_string_new (NULL);
  guint n_samples = 0;

  for (guint i = 0; i < nl_import_preview_get_n_rows (preview) && n_samples < MAX_SAMPLES; i++) {
    const char *cell = nl_import_preview_get_cell (preview, i, column);
    glong length = g_utf8_strlen (cell, -1);
    g_autofree char *shown = g_utf8_substring (cell, 0, MIN (length, MAX_SAMPLE_CHARS));

    g_strdelimit (g_strstrip (shown), "\n\r\t", ' ');
    if (*shown == '\0')
      continue;
    g_string_append_printf (samples, "%s%s%s", n_samples > 0 ? ", " : "", shown,
                            length > MAX_SAMPLE_CHARS ? "…" : "");
    n_samples++;
  }
  if (n_samples == 0)
    g_string_append (samples, _ ("Empty in the first rows"));
  return g_string_free_and_steal (g_steal_pointer (&samples));
}

static GtkWidget *
create_column_row (NlImportMappingPage *self, guint column, const char *const *ids)
{
  NlImportMapping *mapping = nl_import_preview_get_mapping (self->preview);
  NlImportKind kind = nl_import_mapping_get_kind (mapping);
  const char *header = nl_import_mapping_get_header (mapping, column);
  g_autofree char *samples = dup_samples (self->preview, column);
  NlChoiceRow *row = g_object_new (NL_TYPE_CHOICE_ROW, "use-markup", FALSE, "subtitle-lines", 1,
                                   "title-lines", 1, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 *header != '\0' ? header : _ ("Without a Name"));
  /* Not when the row is made: there it would still be read as markup. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), samples);
  nl_choice_row_set_choices (row, ids,
                             kind == NL_IMPORT_KIND_ORDERS ? dup_order_field_name
                                                           : dup_customer_field_name,
                             FALSE);
  nl_choice_row_set_code (
      row, nl_import_kind_get_field_id (kind, nl_import_mapping_get_field (mapping, column)));
  g_object_set_data (G_OBJECT (row), COLUMN_KEY, GUINT_TO_POINTER (column));
  g_signal_connect_object (row, "notify::code", G_CALLBACK (field_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (row);
}

static void
add_column (NlImportMappingPage *self)
{
  NlImportKind kind = nl_import_preview_get_kind (self->preview);
  const char *ids[MAX_FIELDS + 1] = { NULL };
  GtkWidget *row;

  for (guint i = 0; i < MIN (nl_import_kind_get_n_fields (kind), MAX_FIELDS); i++)
    ids[i] = nl_import_kind_get_field_id (kind, i);
  row = create_column_row (self, self->column_rows->len, ids);
  adw_preferences_group_add (self->columns, row);
  g_ptr_array_add (self->column_rows, row);
}

static void
create_format (NlImportMappingPage *self)
{
  self->format = g_object_new (NL_TYPE_IMPORT_FORMAT_GROUP, NULL);
  g_signal_connect_object (self->format, "format-changed", G_CALLBACK (format_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->format, "kind-changed", G_CALLBACK (kind_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->format, "style-changed", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_prepend (self->groups, GTK_WIDGET (self->format));
  nl_import_format_group_set_preview (self->format, self->preview, self->file_name);
}

static gboolean
fill_cb (gpointer data)
{
  NlImportMappingPage *self = data;
  gint64 end = g_get_monotonic_time () + FILL_MICROSECONDS;
  guint n_columns
      = MIN (nl_import_mapping_get_n_columns (nl_import_preview_get_mapping (self->preview)),
             MAX_COLUMNS);

  if (self->format == NULL) {
    create_format (self);
    return G_SOURCE_CONTINUE;
  }
  if (self->column_rows->len < n_columns) {
    do
      add_column (self);
    while (self->column_rows->len < n_columns && g_get_monotonic_time () < end);
    return G_SOURCE_CONTINUE;
  }
  self->fill_id = 0;
  update_preview (self);
  g_signal_emit (self, signals[READY], 0);
  return G_SOURCE_REMOVE;
}

static void
fill_columns (NlImportMappingPage *self)
{
  gboolean is_remembered = nl_import_preview_is_remembered (self->preview);

  adw_preferences_group_set_description (self->columns,
                                         is_remembered
                                             ? _ ("Mapping from your last import of such a file.")
                                             : _ ("Choose what each column of the file holds."));
  gtk_widget_set_visible (self->guess_again, is_remembered);
  for (guint i = 0; i < self->column_rows->len; i++)
    adw_preferences_group_remove (self->columns, g_ptr_array_index (self->column_rows, i));
  g_ptr_array_set_size (self->column_rows, 0);
  if (self->fill_id == 0)
    self->fill_id = g_idle_add (fill_cb, self);
}

static void
format_changed_cb (NlImportMappingPage *self)
{
  g_signal_emit (self, signals[FORMAT_CHANGED], 0);
}

static void
kind_changed_cb (NlImportMappingPage *self)
{
  fill_columns (self);
  g_signal_emit (self, signals[KIND_CHANGED], 0);
}

static void
style_changed_cb (NlImportMappingPage *self)
{
  if (self->fill_id == 0)
    update_preview (self);
}

/* The button goes, and somebody who pressed a key stays where the columns are. */
static void
guess_again_cb (NlImportMappingPage *self)
{
  gtk_widget_grab_focus (self->import);
  nl_import_preview_forget (self->preview);
  nl_import_format_group_show_style (self->format);
  fill_columns (self);
}

static void
import_clicked_cb (NlImportMappingPage *self)
{
  g_signal_emit (self, signals[IMPORT], 0);
}

static void
choose_rejects_cb (NlImportMappingPage *self)
{
  g_signal_emit (self, signals[CHOOSE_REJECTS], 0);
}

static void
nl_import_mapping_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    g_value_set_boolean (value, NL_IMPORT_MAPPING_PAGE (object)->is_compact);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_import_mapping_page_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  NlImportMappingPage *self = NL_IMPORT_MAPPING_PAGE (object);

  if (id != PROP_COMPACT) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    return;
  }
  self->is_compact = g_value_get_boolean (value);
  adw_multi_layout_view_set_layout_name (self->layouts, self->is_compact ? "narrow" : "wide");
}

static void
nl_import_mapping_page_dispose (GObject *object)
{
  NlImportMappingPage *self = NL_IMPORT_MAPPING_PAGE (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_object (&self->preview);
  g_clear_object (&self->shop);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_IMPORT_MAPPING_PAGE);
  G_OBJECT_CLASS (nl_import_mapping_page_parent_class)->dispose (object);
}

static void
nl_import_mapping_page_finalize (GObject *object)
{
  NlImportMappingPage *self = NL_IMPORT_MAPPING_PAGE (object);

  g_ptr_array_unref (self->column_rows);
  g_free (self->file_name);
  G_OBJECT_CLASS (nl_import_mapping_page_parent_class)->finalize (object);
}

/* Most files are understood as they are. */
static void
nl_import_mapping_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nl_import_mapping_page_parent_class)->map (widget);
  gtk_widget_grab_focus (NL_IMPORT_MAPPING_PAGE (widget)->import);
}

static void
nl_import_mapping_page_class_init (NlImportMappingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = nl_import_mapping_page_get_property;
  object_class->set_property = nl_import_mapping_page_set_property;
  object_class->dispose = nl_import_mapping_page_dispose;
  object_class->finalize = nl_import_mapping_page_finalize;
  widget_class->map = nl_import_mapping_page_map;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  /**
   * NlImportMappingPage::ready:
   * @self: the page
   *
   * All of the file is shown.
   */
  signals[READY] = g_signal_new ("ready", NL_TYPE_IMPORT_MAPPING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  /**
   * NlImportMappingPage::format-changed:
   * @self: the page
   *
   * The file must be read again, as nl_import_mapping_page_get_format() says.
   */
  signals[FORMAT_CHANGED] = g_signal_new ("format-changed", NL_TYPE_IMPORT_MAPPING_PAGE,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * NlImportMappingPage::kind-changed:
   * @self: the page
   *
   * The file is to be imported as something else, as the preview says.
   */
  signals[KIND_CHANGED] = g_signal_new ("kind-changed", NL_TYPE_IMPORT_MAPPING_PAGE,
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[IMPORT] = g_signal_new ("import", NL_TYPE_IMPORT_MAPPING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  /**
   * NlImportMappingPage::choose-rejects:
   * @self: the page
   *
   * The user wants the rejected rows in another place.
   */
  signals[CHOOSE_REJECTS] = g_signal_new ("choose-rejects", NL_TYPE_IMPORT_MAPPING_PAGE,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (NL_TYPE_IMPORT_PREVIEW_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/ai/ninjalead/NinjaLead/ui/nl-import-mapping-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlImportMappingPage, banner);
  gtk_widget_class_bind_template_child (widget_class, NlImportMappingPage, layouts);
  gtk_widget_class_bind_template_child (widget_class, NlImportMappingPage, import);
  gtk_widget_class_bind_template_child (widget_class, NlImportMappingPage, groups);
  gtk_widget_class_bind_template_child (widget_class, NlImportMappingPage, columns);
  gtk_widget_class_bind_template_child (widget_class, NlImportMappingPage, guess_again);
  gtk_widget_class_bind_template_child (widget_class, NlImportMappingPage, rows);
  gtk_widget_class_bind_template_callback (widget_class, guess_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_rejects_cb);
}

static void
nl_import_mapping_page_init (NlImportMappingPage *self)
{
  self->column_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_import_mapping_page_set_preview:
 * @self: the page
 * @preview: the beginning of a file; its mapping is changed as the user says
 * @shop: the shop that would import it
 * @file_name: what the user calls the file
 *
 * Shows a file. There is a row for each of its columns, so they are made in the next turns of the
 * main loop; #NlImportMappingPage::ready tells when they are there.
 */
void
nl_import_mapping_page_set_preview (NlImportMappingPage *self,
                                    NlImportPreview *preview,
                                    NlShop *shop,
                                    const char *file_name)
{
  g_return_if_fail (NL_IS_IMPORT_MAPPING_PAGE (self));
  g_return_if_fail (NL_IS_IMPORT_PREVIEW (preview));

  g_set_object (&self->preview, preview);
  g_set_object (&self->shop, shop);
  g_set_str (&self->file_name, file_name);
  if (self->format != NULL)
    nl_import_format_group_set_preview (self->format, preview, file_name);
  fill_columns (self);
}

/**
 * nl_import_mapping_page_get_format:
 * @self: the page
 * @format: (out): how the user says the file is written
 *
 * Gets the format that was chosen.
 */
void
nl_import_mapping_page_get_format (NlImportMappingPage *self, NlCsvOptions *format)
{
  g_return_if_fail (NL_IS_IMPORT_MAPPING_PAGE (self));

  nl_import_format_group_get_format (self->format, format);
}

/**
 * nl_import_mapping_page_get_style:
 * @self: the page
 * @decimal_point: (out): of amounts; 0: as the file tells
 * @date_order: (out): of dates
 *
 * Gets how the user says amounts and dates are written.
 */
void
nl_import_mapping_page_get_style (NlImportMappingPage *self,
                                  char *decimal_point,
                                  NlDateOrder *date_order)
{
  g_return_if_fail (NL_IS_IMPORT_MAPPING_PAGE (self));

  nl_import_format_group_get_style (self->format, decimal_point, date_order);
}

/**
 * nl_import_mapping_page_set_message:
 * @self: the page
 * @message: (nullable): what is in the way
 *
 * Says something above the columns.
 */
void
nl_import_mapping_page_set_message (NlImportMappingPage *self, const char *message)
{
  g_return_if_fail (NL_IS_IMPORT_MAPPING_PAGE (self));

  adw_banner_set_title (self->banner, message != NULL ? message : "");
  adw_banner_set_button_label (self->banner, NULL);
  adw_banner_set_revealed (self->banner, message != NULL);
}

/**
 * nl_import_mapping_page_ask_for_rejects:
 * @self: the page
 * @message: why the rejected rows could not be kept where they were to go
 *
 * Says so above the columns, and offers another place, see #NlImportMappingPage::choose-rejects.
 */
void
nl_import_mapping_page_ask_for_rejects (NlImportMappingPage *self, const char *message)
{
  g_return_if_fail (NL_IS_IMPORT_MAPPING_PAGE (self));
  g_return_if_fail (message != NULL);

  nl_import_mapping_page_set_message (self, message);
  adw_banner_set_button_label (self->banner, _ ("Choose _Where…"));
}
