/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-customer-text.h"
#include "app/widgets/nl-record-form.h"
#include "app/widgets/nl-row-error.h"
#include "base/nl-email.h"
#include "base/nl-language.h"
#include "base/nl-place.h"
#include "customers/nl-customers.h"
#include "store/nl-store-error.h"

/**
 * NlCustomerDialog:
 *
 * Edits what is known about a customer.
 */
struct _NlCustomerDialog {
  AdwDialog parent_instance;
  AdwBanner *banner;
  AdwPreferencesPage *page;
  GtkWidget *save;

  NlStore *store;
  NlCustomer *customer;
  GPtrArray *forms;
};

G_DEFINE_FINAL_TYPE (NlCustomerDialog, nl_customer_dialog, ADW_TYPE_DIALOG)

static char *
value_name (const char *value)
{
  return g_strdup (*value != '\0' ? nl_customer_get_value_label (value) : _ ("Not Known"));
}

static char *
country_name (const char *code)
{
  return *code != '\0' ? nl_country_name (code, NULL) : g_strdup (_ ("Not Known"));
}

static char *
language_name (const char *code)
{
  return *code != '\0' ? nl_language_name (code, NULL) : g_strdup (_ ("Not Known"));
}

static const NlRecordFormHint hints[] = {
  { .field = NL_CUSTOMER_FIRST_NAME, .purpose = GTK_INPUT_PURPOSE_NAME },
  { .field = NL_CUSTOMER_LAST_NAME, .purpose = GTK_INPUT_PURPOSE_NAME },
  { .field = NL_CUSTOMER_EMAIL, .purpose = GTK_INPUT_PURPOSE_EMAIL },
  { .field = NL_CUSTOMER_PHONE, .purpose = GTK_INPUT_PURPOSE_PHONE },
  { .field = NL_CUSTOMER_COUNTRY_CODE,
    .codes = nl_country_list,
    .name = country_name,
    .by_name = TRUE },
  { .field = NL_CUSTOMER_LANGUAGE,
    .codes = nl_language_list,
    .name = language_name,
    .by_name = TRUE },
  { .field = NL_CUSTOMER_NOTE, .is_long = TRUE },
  { .field = NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS, .name = value_name },
  { .field = NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS, .name = value_name },
  { .field = NL_CUSTOMER_CUSTOMER_ACCOUNT_STATUS, .name = value_name },
};

static const guint person[]
    = { NL_CUSTOMER_FIRST_NAME, NL_CUSTOMER_LAST_NAME, NL_CUSTOMER_EMAIL,
        NL_CUSTOMER_PHONE,      NL_CUSTOMER_COMPANY,   NL_CUSTOMER_LANGUAGE };
static const guint address[]
    = { NL_CUSTOMER_ADDRESS1, NL_CUSTOMER_ADDRESS2, NL_CUSTOMER_ZIP,
        NL_CUSTOMER_CITY,     NL_CUSTOMER_PROVINCE, NL_CUSTOMER_COUNTRY_CODE };
static const guint marketing[]
    = { NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS, NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS,
        NL_CUSTOMER_CUSTOMER_ACCOUNT_STATUS, NL_CUSTOMER_TAX_EXEMPT };
static const guint remarks[] = { NL_CUSTOMER_TAGS, NL_CUSTOMER_NOTE };

typedef struct {
  GWeakRef dialog;
  NlStore *store;
  NlCustomer *customer;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_weak_ref_clear (&save->dialog);
  g_object_unref (save->store);
  g_object_unref (save->customer);
  g_free (save);
}

static void
show_error (NlCustomerDialog *self, const GError *error)
{
  adw_banner_set_title (self->banner, error->message);
  adw_banner_set_revealed (self->banner, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* The email is the one thing that is only looked at when it is saved. */
static void
mark_email (NlCustomerDialog *self, const GError *error)
{
  const char *email = nl_record_get_text (NL_RECORD (self->customer), NL_CUSTOMER_EMAIL);
  g_autofree char *normalised = email != NULL ? nl_email_normalise (email) : NULL;
  GtkWidget *row = nl_record_form_get_row (g_ptr_array_index (self->forms, 0), NL_CUSTOMER_EMAIL);

  if (email == NULL || normalised != NULL
      || !g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID))
    return;
  nl_row_set_error (row, error->message);
  gtk_widget_grab_focus (row);
}

static DexFuture *
save_fiber (gpointer data)
{
  Save *save = data;
  g_autoptr (NlCustomerDialog) self = NULL;
  g_autoptr (GError) error = NULL;
  gboolean saved = dex_await (nl_customers_save (save->store, save->customer), &error);

  self = g_weak_ref_get (&save->dialog);
  if (self == NULL || self->banner == NULL)
    return dex_future_new_true ();
  gtk_widget_set_sensitive (self->save, TRUE);
  if (saved) {
    adw_dialog_force_close (ADW_DIALOG (self));
    return dex_future_new_true ();
  }
  show_error (self, error);
  mark_email (self, error);
  return dex_future_new_true ();
}

static void
save_clicked_cb (NlCustomerDialog *self)
{
  Save *save;
  g_autoptr (GError) error = NULL;

  adw_banner_set_revealed (self->banner, FALSE);
  for (guint i = 0; i < self->forms->len; i++) {
    if (!nl_record_form_apply (g_ptr_array_index (self->forms, i), &error)) {
      show_error (self, error);
      return;
    }
  }
  gtk_widget_set_sensitive (self->save, FALSE);
  save = g_new0 (Save, 1);
  g_weak_ref_init (&save->dialog, self);
  save->store = g_object_ref (self->store);
  save->customer = g_object_ref (self->customer);
  nl_fiber_start ("save-customer", save_fiber, save, save_free);
}

static void
cancel_clicked_cb (NlCustomerDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
nl_customer_dialog_dispose (GObject *object)
{
  NlCustomerDialog *self = NL_CUSTOMER_DIALOG (object);

  g_clear_object (&self->store);
  g_clear_object (&self->customer);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_CUSTOMER_DIALOG);
  G_OBJECT_CLASS (nl_customer_dialog_parent_class)->dispose (object);
}

static void
nl_customer_dialog_class_init (NlCustomerDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_customer_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-customer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NlCustomerDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerDialog, page);
  gtk_widget_class_bind_template_child (widget_class, NlCustomerDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
nl_customer_dialog_init (NlCustomerDialog *self)
{
  self->forms = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_form (
    NlCustomerDialog *self, NlShop *shop, const char *title, const guint *fields, guint n_fields)
{
  GtkWidget *form
      = nl_record_form_new (title, nl_record_get_text (NL_RECORD (shop), NL_SHOP_CURRENCY));

  nl_record_form_set_hints (NL_RECORD_FORM (form), hints, G_N_ELEMENTS (hints));
  nl_record_form_set_record (NL_RECORD_FORM (form), NL_RECORD (self->customer), fields, n_fields);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (form));
  g_ptr_array_add (self->forms, form);
}

/**
 * nl_customer_dialog_new:
 * @store: the workspace
 * @shop: the shop of the customer
 * @customer: who to edit; copied
 *
 * Returns: (transfer floating): a dialog that saves the customer
 */
NlCustomerDialog *
nl_customer_dialog_new (NlStore *store, NlShop *shop, NlCustomer *customer)
{
  NlCustomerDialog *self;

  g_return_val_if_fail (NL_IS_STORE (store), NULL);
  g_return_val_if_fail (NL_IS_CUSTOMER (customer), NULL);

  self = g_object_new (NL_TYPE_CUSTOMER_DIALOG, NULL);
  self->store = g_object_ref (store);
  self->customer = NL_CUSTOMER (nl_record_copy (NL_RECORD (customer)));
  add_form (self, shop, NULL, person, G_N_ELEMENTS (person));
  add_form (self, shop, _ ("Address"), address, G_N_ELEMENTS (address));
  add_form (self, shop, _ ("Subscriptions and Account"), marketing, G_N_ELEMENTS (marketing));
  add_form (self, shop, _ ("Remarks"), remarks, G_N_ELEMENTS (remarks));
  return self;
}
