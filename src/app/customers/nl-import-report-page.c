/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-report-page.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "base/nl-format.h"

/**
 * NlImportReportPage:
 *
 * What an import did.
 */
struct _NlImportReportPage {
  AdwNavigationPage parent_instance;
  AdwStatusPage *status;
  AdwActionRow *inserted;
  AdwActionRow *updated;
  AdwActionRow *unchanged;
  AdwActionRow *rejected;
  AdwActionRow *warnings;
  GtkWidget *show_rejected;
  GtkWidget *show_customers;
  char *rejects_path;
};

G_DEFINE_FINAL_TYPE (NlImportReportPage, nl_import_report_page, ADW_TYPE_NAVIGATION_PAGE)

enum {
  SHOW_CUSTOMERS,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NlImportReportPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error))
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Open the Rejected Rows"), error);
}

static void
show_rejected_cb (NlImportReportPage *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->rejects_path);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                            opened_cb, g_object_ref (self));
}

static void
show_customers_cb (NlImportReportPage *self)
{
  g_signal_emit (self, signals[SHOW_CUSTOMERS], 0);
}

static void
nl_import_report_page_map (GtkWidget *widget)
{
  NlImportReportPage *self = NL_IMPORT_REPORT_PAGE (widget);

  GTK_WIDGET_CLASS (nl_import_report_page_parent_class)->map (widget);
  gtk_widget_grab_focus (self->show_customers);
}

static void
nl_import_report_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_IMPORT_REPORT_PAGE);
  G_OBJECT_CLASS (nl_import_report_page_parent_class)->dispose (object);
}

static void
nl_import_report_page_finalize (GObject *object)
{
  g_free (NL_IMPORT_REPORT_PAGE (object)->rejects_path);
  G_OBJECT_CLASS (nl_import_report_page_parent_class)->finalize (object);
}

static void
nl_import_report_page_class_init (NlImportReportPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_import_report_page_dispose;
  object_class->finalize = nl_import_report_page_finalize;
  widget_class->map = nl_import_report_page_map;

  signals[SHOW_CUSTOMERS] = g_signal_new ("show-customers", NL_TYPE_IMPORT_REPORT_PAGE,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/ai/ninjalead/NinjaLead/ui/nl-import-report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlImportReportPage, status);
  gtk_widget_class_bind_template_child (widget_class, NlImportReportPage, inserted);
  gtk_widget_class_bind_template_child (widget_class, NlImportReportPage, updated);
  gtk_widget_class_bind_template_child (widget_class, NlImportReportPage, unchanged);
  gtk_widget_class_bind_template_child (widget_class, NlImportReportPage, rejected);
  gtk_widget_class_bind_template_child (widget_class, NlImportReportPage, warnings);
  gtk_widget_class_bind_template_child (widget_class, NlImportReportPage, show_rejected);
  gtk_widget_class_bind_template_child (widget_class, NlImportReportPage, show_customers);
  gtk_widget_class_bind_template_callback (widget_class, show_rejected_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_customers_cb);
}

static void
nl_import_report_page_init (NlImportReportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_count (AdwActionRow *row, guint64 count)
{
  g_autofree char *text = nl_number_format ((double) count, 0, NULL);

  adw_action_row_set_subtitle (row, text);
}

static void
show_first (AdwActionRow *row, guint64 count, const char *first)
{
  g_autofree char *number = nl_number_format ((double) count, 0, NULL);
  /* Translators: how many rows or values were left out, then line and reason of the first. */
  g_autofree char *text = g_strdup_printf (_ ("%s; the first: %s"), number, first);

  adw_action_row_set_subtitle (row, text);
}

/**
 * nl_import_report_dup_title:
 * @kind: what was imported
 * @report: what an import did
 *
 * Returns: (transfer full): that in a few words: “12,300 Customers Imported”
 */
char *
nl_import_report_dup_title (NlImportKind kind, const NlImportReport *report)
{
  guint64 count = report->inserted + report->updated;
  g_autofree char *number = nl_number_format ((double) count, 0, NULL);

  if (count > 0 && kind == NL_IMPORT_KIND_ORDERS)
    return g_strdup_printf (ngettext ("%s Order Imported", "%s Orders Imported", (gulong) count),
                            number);
  if (count > 0)
    return g_strdup_printf (
        ngettext ("%s Customer Imported", "%s Customers Imported", (gulong) count), number);
  if (report->unchanged > 0)
    return g_strdup (_ ("Nothing New in This File"));
  return g_strdup (kind == NL_IMPORT_KIND_ORDERS ? _ ("No Orders Imported")
                                                 : _ ("No Customers Imported"));
}

/**
 * nl_import_report_page_set_report:
 * @self: the page
 * @kind: what was imported
 * @report: what an import did
 *
 * Shows what an import did.
 */
void
nl_import_report_page_set_report (NlImportReportPage *self,
                                  NlImportKind kind,
                                  const NlImportReport *report)
{
  g_autofree char *title = NULL;
  gboolean has_any;

  g_return_if_fail (NL_IS_IMPORT_REPORT_PAGE (self));
  g_return_if_fail (report != NULL);

  title = nl_import_report_dup_title (kind, report);
  has_any = report->inserted + report->updated + report->unchanged > 0;
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_icon_name (self->status,
                                 has_any ? "object-select-symbolic" : "dialog-warning-symbolic");
  adw_status_page_set_description (self->status, report->first_rejection != NULL
                                                     ? _ ("Some rows could not be read.")
                                                     : NULL);
  show_count (self->inserted, report->inserted);
  show_count (self->updated, report->updated);
  show_count (self->unchanged, report->unchanged);
  show_count (self->rejected, report->rejected);
  if (report->first_rejection != NULL)
    show_first (self->rejected, report->rejected, report->first_rejection);
  if (report->n_warnings > 0)
    show_first (self->warnings, report->n_warnings, g_ptr_array_index (report->warnings, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), report->n_warnings > 0);
  g_set_str (&self->rejects_path, report->rejects_path);
  gtk_widget_set_visible (self->show_rejected, report->rejects_path != NULL);
  gtk_widget_set_visible (self->show_customers, has_any);
}
