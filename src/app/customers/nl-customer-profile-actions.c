/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-chooser.h"
#include "app/customers/nl-customer-dialog.h"
#include "app/customers/nl-customer-erasure.h"
#include "app/customers/nl-customer-profile-private.h"
#include "app/customers/nl-merge-page.h"
#include "app/customers/nl-person-export.h"
#include "customers/nl-customers.h"

/* What can be done with the customer of a profile. */

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerProfile *self = NL_CUSTOMER_PROFILE (widget);
  NlWorkspace *workspace = nl_customer_profile_get_workspace (self);
  NlCustomer *customer = nl_customer_profile_get_customer (self);

  if (customer != NULL)
    adw_dialog_present (ADW_DIALOG (nl_customer_dialog_new (nl_workspace_get_store (workspace),
                                                            nl_workspace_get_shop (workspace),
                                                            customer)),
                        widget);
}

/* Its parameter is the end of the file's name. */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerProfile *self = NL_CUSTOMER_PROFILE (widget);
  NlCustomer *customer = nl_customer_profile_get_customer (self);
  gboolean is_html = g_strcmp0 (g_variant_get_string (parameter, NULL), "html") == 0;

  if (customer != NULL)
    nl_person_export_ask (widget, nl_customer_profile_get_workspace (self), customer,
                          is_html ? NL_PERSON_REPORT_HTML : NL_PERSON_REPORT_JSON);
}

/* The page stays in the window as long as the toast: the profile goes with the customer. */
static void
erase_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerProfile *self = NL_CUSTOMER_PROFILE (widget);
  NlCustomer *customer = nl_customer_profile_get_customer (self);
  GtkWidget *view = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_VIEW);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *only = NULL;
  gint64 id;

  if (customer == NULL)
    return;
  id = nl_record_get_id (NL_RECORD (customer));
  only = nl_customer_dup_name (customer);
  g_array_append_val (ids, id);
  nl_customer_erasure_ask (view != NULL ? view : widget, nl_customer_profile_get_workspace (self),
                           ids, only);
}

static void
chosen_cb (NlCustomerProfile *self, gint64 id)
{
  nl_merge_page_open (GTK_WIDGET (self), nl_customer_profile_get_workspace (self),
                      nl_record_get_id (NL_RECORD (nl_customer_profile_get_customer (self))), id);
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlCustomerProfile *self = NL_CUSTOMER_PROFILE (widget);
  NlCustomer *customer = nl_customer_profile_get_customer (self);
  NlCustomerChooser *chooser;

  if (customer == NULL)
    return;
  chooser = nl_customer_chooser_new (nl_customer_profile_get_workspace (self),
                                     nl_record_get_id (NL_RECORD (customer)));
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (chooser), widget);
}

void
nl_customer_profile_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "profile.edit", NULL, edit_action);
  gtk_widget_class_install_action (klass, "profile.export", "s", export_action);
  gtk_widget_class_install_action (klass, "profile.erase", NULL, erase_action);
  gtk_widget_class_install_action (klass, "profile.merge", NULL, merge_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_e, GDK_CONTROL_MASK, "profile.edit", NULL);
}

/* There is nothing to act on before the customer is loaded. */
void
nl_customer_profile_enable_actions (NlCustomerProfile *self, gboolean enabled)
{
  static const char *const names[]
      = { "profile.edit", "profile.export", "profile.erase", "profile.merge" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], enabled);
}
