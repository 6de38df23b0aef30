/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/customers/nl-customer-bar.h"
#include "app/customers/nl-customer-bulk.h"
#include "app/customers/nl-customer-erasure.h"
#include "app/customers/nl-customer-list-private.h"
#include "app/customers/nl-merge-page.h"
#include "app/customers/nl-tags-dialog.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-file-choice.h"
#include "customers/nl-customers.h"

/* What can be done with all selected customers at once. */

/* One selected customer is the one the cursor is on; from two on somebody means to do something. */
#define FEWEST 2
#define BAR_KEY "nl-bar"
#define IDS_KEY "nl-ids"

static GArray *
dup_ids (NlCustomerList *self)
{
  return nl_rows_selection_dup_ids (nl_customer_list_get_selection (self));
}

/* A dialog is about who was selected when it opened. */
static GArray *
keep_ids (gpointer dialog, NlCustomerList *self)
{
  GArray *ids = dup_ids (self);

  g_object_set_data_full (G_OBJECT (dialog), IDS_KEY, ids, (GDestroyNotify) g_array_unref);
  return ids;
}

/* --- tags and consents --- */

static void
tags_chosen_cb (NlCustomerList *self, char **tags, gboolean adds, NlTagsDialog *dialog)
{
  nl_customer_bulk_tag (GTK_WIDGET (self), nl_customer_list_get_workspace (self),
                        g_object_get_data (G_OBJECT (dialog), IDS_KEY), (const char *const *) tags,
                        adds);
}

static void
tag_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (widget);
  NlTagsDialog *dialog = nl_tags_dialog_new (nl_customer_list_get_workspace (self),
                                             nl_rows_selection_get_n_selected (
                                                 nl_customer_list_get_selection (self)));

  keep_ids (dialog, self);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (tags_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* Its parameter is a channel and a status: “email SUBSCRIBED”. */
static void
consent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (widget);
  g_auto (GStrv) words = g_strsplit (g_variant_get_string (parameter, NULL), " ", 2);
  g_autoptr (GArray) ids = dup_ids (self);

  g_return_if_fail (g_strv_length (words) == 2);

  nl_customer_bulk_set_consent (widget, nl_customer_list_get_workspace (self), ids,
                                g_str_equal (words[0], "email")
                                    ? NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS
                                    : NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS,
                                words[1]);
}

/* --- snapshots --- */

static void
name_changed_cb (AdwAlertDialog *dialog, GtkEditable *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "save", *name != '\0');
}

static void
snapshot_response_cb (NlCustomerList *self, const char *response, AdwAlertDialog *dialog)
{
  GtkWidget *list = adw_alert_dialog_get_extra_child (dialog);
  GtkWidget *entry = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (g_strcmp0 (response, "save") == 0 && *name != '\0')
    nl_customer_bulk_take_snapshot (GTK_WIDGET (self), nl_customer_list_get_workspace (self),
                                    g_object_get_data (G_OBJECT (dialog), IDS_KEY), name);
}

static void
snapshot_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (widget);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("Snapshot as Segment"),
                            _ ("The segment keeps these customers, whatever changes about them.")));
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_entry_row_new ();

  keep_ids (dialog, self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "save");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_set_response_enabled (dialog, "save", FALSE);
  adw_dialog_set_focus (ADW_DIALOG (dialog), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (name_changed_cb), dialog,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (snapshot_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* --- export --- */

static void
export_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NlCustomerList) self = data;
  g_autofree char *path
      = nl_file_choice_finish_save (GTK_FILE_DIALOG (source), result, GTK_WIDGET (self),
                                    _ ("Could Not Export Customers"));

  if (path != NULL && nl_customer_list_get_workspace (self) != NULL)
    nl_customer_bulk_export (GTK_WIDGET (self), nl_customer_list_get_workspace (self),
                             g_object_get_data (source, IDS_KEY), path);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  keep_ids (dialog, self);
  gtk_file_dialog_set_title (dialog, _ ("Export Customers"));
  /* Translators: the name of a file. */
  gtk_file_dialog_set_initial_name (dialog, _ ("customers.csv"));
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        export_chosen_cb, g_object_ref (self));
}

/* --- erase --- */

static char *
dup_only_name (NlCustomerList *self, GArray *ids)
{
  NlRowsModel *model = nl_rows_selection_get_model (nl_customer_list_get_selection (self));
  g_autoptr (NlRow) row = NULL;

  if (ids->len != 1)
    return NULL;
  row = g_list_model_get_item (G_LIST_MODEL (model),
                               nl_rows_model_find (model, g_array_index (ids, gint64, 0)));
  return nl_row_get_record (row) != NULL
             ? nl_customer_dup_name (NL_CUSTOMER (nl_row_get_record (row)))
             : NULL;
}

static void
erase_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (widget);
  g_autoptr (GArray) ids = dup_ids (self);
  g_autofree char *only = dup_only_name (self, ids);

  nl_customer_erasure_ask (widget, nl_customer_list_get_workspace (self), ids, only);
}

/* --- merge --- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* Who has been there longest stays. */
static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerList *self = NL_CUSTOMER_LIST (widget);
  g_autoptr (GArray) ids = dup_ids (self);

  g_return_if_fail (ids->len == 2);

  g_array_sort (ids, compare_ids);
  nl_merge_page_open (widget, nl_customer_list_get_workspace (self), g_array_index (ids, gint64, 0),
                      g_array_index (ids, gint64, 1));
}

static void
unselect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_unselect_all (
      GTK_SELECTION_MODEL (nl_customer_list_get_selection (NL_CUSTOMER_LIST (widget))));
}

void
nl_customer_list_install_bulk_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child_full (klass, "box", FALSE, 0);
  gtk_widget_class_install_action (klass, "customers.tag", NULL, tag_action);
  gtk_widget_class_install_action (klass, "customers.consent", "s", consent_action);
  gtk_widget_class_install_action (klass, "customers.snapshot", NULL, snapshot_action);
  gtk_widget_class_install_action (klass, "customers.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "customers.erase", NULL, erase_action);
  gtk_widget_class_install_action (klass, "customers.merge", NULL, merge_action);
  gtk_widget_class_install_action (klass, "customers.unselect", NULL, unselect_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_t, GDK_CONTROL_MASK, "customers.tag", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "customers.unselect", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Delete, 0, "customers.erase", NULL);
  /* After the one of the keypad: menus name the last. */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Delete, 0, "customers.erase", NULL);
}

/* Made when somebody is selected: its buttons and their menu are many widgets. */
NlCustomerBar *
nl_customer_list_get_bar (NlCustomerList *self)
{
  NlCustomerBar *bar = g_object_get_data (G_OBJECT (self), BAR_KEY);
  GObject *box = gtk_widget_get_template_child (GTK_WIDGET (self), NL_TYPE_CUSTOMER_LIST, "box");

  if (bar != NULL)
    return bar;
  bar = g_object_new (NL_TYPE_CUSTOMER_BAR, NULL);
  g_object_bind_property (self, "compact", bar, "compact", G_BINDING_SYNC_CREATE);
  g_object_set_data (G_OBJECT (self), BAR_KEY, bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (bar));
  return bar;
}

void
nl_customer_list_remove_bar (NlCustomerList *self)
{
  g_object_set_data (G_OBJECT (self), BAR_KEY, NULL);
}

/* Switches on what makes sense with the customers that are selected. */
void
nl_customer_list_update_actions (NlCustomerList *self)
{
  static const char *const actions[]
      = { "customers.copy",   "customers.tag",   "customers.consent", "customers.snapshot",
          "customers.export", "customers.erase", "customers.unselect" };
  NlRowsSelection *selection = nl_customer_list_get_selection (self);
  guint n_selected = selection != NULL ? nl_rows_selection_get_n_selected (selection) : 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customers.open", n_selected == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "customers.merge", n_selected == 2);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], n_selected > 0);
  if (n_selected == 0)
    nl_customer_list_stop_selecting (self);
  if (n_selected > 0 || g_object_get_data (G_OBJECT (self), BAR_KEY) != NULL)
    nl_customer_bar_set_n_selected (nl_customer_list_get_bar (self), n_selected,
                                    nl_customer_list_is_selecting (self) ? 1 : FEWEST);
}
