/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-profile-private.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-customer-history.h"
#include "app/customers/nl-customer-orders.h"
#include "app/customers/nl-customer-rfm.h"
#include "app/customers/nl-customer-text.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-key-figure.h"
#include "app/widgets/nl-steps.h"
#include "app/widgets/nl-text-row.h"
#include "app/widgets/nl-words-row.h"
#include "base/nl-format.h"
#include "base/nl-language.h"
#include "base/nl-place.h"
#include "customers/nl-consents.h"
#include "customers/nl-customers.h"
#include "customers/nl-purchase.h"
#include "customers/nl-rfm.h"
#include "customers/nl-timeline.h"

/* Who was merged from more is a list of their own. */
#define MAX_ADDRESSES 20

/**
 * NlCustomerProfile:
 *
 * All that is known about one customer. It follows the store; it goes when the customer does.
 */
struct _NlCustomerProfile {
  AdwNavigationPage parent_instance;
  GtkStack *stages;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *place;
  GtkLabel *since;
  GtkWidget *pills;
  NlKeyFigure *orders_figure;
  NlKeyFigure *spent_figure;
  NlKeyFigure *average_figure;
  NlKeyFigure *last_figure;
  GtkBox *groups;
  AdwPreferencesGroup *contact;
  NlWordsRow *tags;
  NlTextRow *note;
  /* Made in steps: */
  NlCustomerOrders *orders;
  NlFoldedGroup *purchases;
  NlCustomerRfm *rfm;
  NlFoldedGroup *consents;
  NlFoldedGroup *timeline;

  NlWorkspace *workspace;
  NlShop *shop;
  gint64 id;
  NlCustomer *customer;
  GPtrArray *contact_rows;
  guint serial;
  gboolean is_filling;
  NlSteps *steps;
};

G_DEFINE_FINAL_TYPE (NlCustomerProfile, nl_customer_profile, ADW_TYPE_NAVIGATION_PAGE)

/* --- the head --- */

static void
add_pill (NlCustomerProfile *self, const char *text, const char *style)
{
  GtkWidget *pill = gtk_label_new (text);

  gtk_widget_add_css_class (pill, "nl-pill");
  if (style != NULL)
    gtk_widget_add_css_class (pill, style);
  adw_wrap_box_append (ADW_WRAP_BOX (self->pills), pill);
}

static void
show_pills (NlCustomerProfile *self, NlRecord *record)
{
  const char *email = nl_record_get_text (record, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS);
  const char *sms = nl_record_get_text (record, NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->pills)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->pills), child);
  if (email != NULL) {
    /* Translators: a status: “Email: Subscribed” */
    g_autofree char *text = g_strdup_printf (_ ("Email: %s"), nl_customer_get_value_label (email));

    add_pill (self, text, nl_customer_get_status_style (email));
  }
  if (sms != NULL) {
    /* Translators: a status: “SMS: Subscribed” */
    g_autofree char *text = g_strdup_printf (_ ("SMS: %s"), nl_customer_get_value_label (sms));

    add_pill (self, text, nl_customer_get_status_style (sms));
  }
  if (!nl_record_is_null (record, NL_CUSTOMER_RFM_GROUP))
    add_pill (self, nl_rfm_get_group_name (nl_record_get_text (record, NL_CUSTOMER_RFM_GROUP)),
              NULL);
}

/* “Lyon, France” */
static char *
dup_place (NlRecord *record)
{
  const char *city = nl_record_get_text (record, NL_CUSTOMER_CITY);
  const char *code = nl_record_get_text (record, NL_CUSTOMER_COUNTRY_CODE);
  g_autofree char *country = code != NULL ? nl_country_name (code, NULL) : NULL;

  if (city != NULL && country != NULL)
    /* Translators: a city and its country. */
    return g_strdup_printf (_ ("%s, %s"), city, country);
  return g_strdup (city != NULL ? city : country != NULL ? country : "");
}

static void
show_head (NlCustomerProfile *self, NlRecord *record)
{
  g_autofree char *name = nl_customer_dup_name (self->customer);
  gint64 since = nl_record_get_int64 (record, NL_CUSTOMER_CUSTOMER_ADDED_AT);
  g_autofree char *date = nl_customer_dup_date (self->shop, since);
  g_autofree char *text = g_strdup_printf (_ ("Customer since %s"), date);
  g_autofree char *place = dup_place (record);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->since, text);
  gtk_widget_set_visible (GTK_WIDGET (self->since),
                          !nl_record_is_null (record, NL_CUSTOMER_CUSTOMER_ADDED_AT));
  gtk_label_set_label (self->place, place);
  gtk_widget_set_visible (GTK_WIDGET (self->place), *place != '\0');
  show_pills (self, record);
}

static void
show_figures (NlCustomerProfile *self, NlRecord *record)
{
  gint64 n_orders = nl_record_get_int64 (record, NL_CUSTOMER_NUMBER_OF_ORDERS);
  gint64 spent = nl_record_get_int64 (record, NL_CUSTOMER_AMOUNT_SPENT);
  g_autofree char *orders = nl_number_format ((double) n_orders, 0, NULL);
  g_autofree char *amount = nl_customer_dup_money (self->shop, spent);
  g_autofree char *average
      = n_orders > 0 ? nl_customer_dup_money (self->shop, (spent + n_orders / 2) / n_orders) : NULL;
  g_autofree char *last
      = nl_customer_dup_column_text (self->customer, self->shop, NL_CUSTOMER_COLUMN_LAST_ORDER);

  nl_key_figure_set_value (self->orders_figure, orders, NULL);
  nl_key_figure_set_value (self->spent_figure, amount, NULL);
  nl_key_figure_set_value (self->average_figure, average != NULL ? average : "–", NULL);
  nl_key_figure_set_value (self->last_figure, *last != '\0' ? last : "–", NULL);
}

/* --- contact --- */

static void
add_contact (NlCustomerProfile *self, const char *title, const char *text)
{
  GtkWidget *row;

  if (text == NULL || *text == '\0')
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (self->contact, row);
  g_ptr_array_add (self->contact_rows, row);
}

static void
show_contact (NlCustomerProfile *self, NlRecord *record, GListModel *addresses)
{
  const char *language = nl_record_get_text (record, NL_CUSTOMER_LANGUAGE);
  g_autofree char *language_name = language != NULL ? nl_language_name (language, NULL) : NULL;
  g_autofree char *address = nl_customer_dup_address (self->customer);

  for (guint i = 0; i < self->contact_rows->len; i++)
    adw_preferences_group_remove (self->contact, g_ptr_array_index (self->contact_rows, i));
  g_ptr_array_set_size (self->contact_rows, 0);
  add_contact (self, _ ("Email"), nl_record_get_text (record, NL_CUSTOMER_EMAIL));
  add_contact (self, _ ("Phone"), nl_record_get_text (record, NL_CUSTOMER_PHONE));
  add_contact (self, _ ("Company"), nl_record_get_text (record, NL_CUSTOMER_COMPANY));
  add_contact (self, _ ("Address"), address);
  for (guint i = 0; i < MIN (g_list_model_get_n_items (addresses), MAX_ADDRESSES); i++) {
    g_autoptr (NlCustomerAddress) further = g_list_model_get_item (addresses, i);
    g_autofree char *text = nl_customer_dup_further_address (further);

    add_contact (self, _ ("Further Address"), text);
  }
  add_contact (self, _ ("Language"), language_name);
  add_contact (self, _ ("Customer ID"), nl_record_get_text (record, NL_CUSTOMER_EXTERNAL_ID));
  gtk_widget_set_visible (GTK_WIDGET (self->contact), self->contact_rows->len > 0);
}

static gboolean
has_focus_within (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static void
show_customer (NlCustomerProfile *self, GListModel *addresses)
{
  NlRecord *record = NL_RECORD (self->customer);

  self->is_filling = TRUE;
  show_head (self, record);
  show_figures (self, record);
  show_contact (self, record, addresses);
  nl_customer_rfm_set_customer (self->rfm, self->customer);
  nl_words_row_set_words (self->tags, nl_record_get_strv (record, NL_CUSTOMER_TAGS));
  /* Not under the user's hands. */
  if (!has_focus_within (GTK_WIDGET (self->note)))
    nl_text_row_set_text (self->note, nl_record_get_text (record, NL_CUSTOMER_NOTE));
  self->is_filling = FALSE;
  gtk_stack_set_visible_child_name (self->stages, "profile");
  nl_customer_profile_enable_actions (self, TRUE);
}

/* --- loading, saving, deleting --- */

typedef struct {
  GWeakRef profile;
  NlStore *store;
  gint64 id;
  guint serial;
  DexFuture *saved;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_weak_ref_clear (&work->profile);
  g_object_unref (work->store);
  dex_clear (&work->saved);
  g_free (work);
}

static Work *
work_new (NlCustomerProfile *self)
{
  Work *work = g_new0 (Work, 1);

  g_weak_ref_init (&work->profile, self);
  work->store = g_object_ref (nl_workspace_get_store (self->workspace));
  work->id = self->id;
  return work;
}

static void
leave (NlCustomerProfile *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL
      && adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view))
             == ADW_NAVIGATION_PAGE (self))
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
}

/* The lists of a profile, in the order of what it shows. */
enum {
  ORDERS,
  PURCHASES,
  CONSENTS,
  TIMELINE,
  ADDRESSES,
  N_LISTS,
};

static gboolean
load_lists (Work *work, GListModel **lists, GError **error)
{
  DexFuture *futures[N_LISTS] = {
    [ORDERS] = nl_customers_list_orders (work->store, work->id),
    [PURCHASES] = nl_purchases_list (work->store, work->id),
    [CONSENTS] = nl_consents_list (work->store, work->id),
    [TIMELINE] = nl_timeline_load (work->store, work->id),
    [ADDRESSES] = nl_customer_addresses_list (work->store, work->id),
  };
  gboolean loaded = TRUE;

  for (guint i = 0; i < N_LISTS; i++) {
    lists[i] = dex_await_object (futures[i], loaded ? error : NULL);
    loaded = loaded && lists[i] != NULL;
  }
  return loaded;
}

static void
show_lists (NlCustomerProfile *self, GListModel **lists)
{
  nl_customer_orders_set_orders (self->orders, self->shop, lists[ORDERS]);
  nl_customer_history_show_purchases (self->purchases, self->shop, lists[PURCHASES]);
  nl_customer_history_show_consents (self->consents, self->shop, lists[CONSENTS]);
  nl_customer_history_show_timeline (self->timeline, self->shop, lists[TIMELINE]);
}

static DexFuture *
load_fiber (gpointer data)
{
  Work *work = data;
  GListModel *lists[N_LISTS] = { NULL };
  gboolean loaded = FALSE;
  g_autoptr (NlCustomer) customer = NULL;
  g_autoptr (NlCustomerProfile) self = NULL;
  g_autoptr (GError) error = NULL;

  customer = dex_await_object (nl_store_find (work->store, NL_TYPE_CUSTOMER, work->id), &error);
  if (customer != NULL)
    loaded = load_lists (work, lists, &error);
  self = g_weak_ref_get (&work->profile);
  if (self != NULL && self->stages != NULL && self->serial == work->serial) {
    if (loaded) {
      g_set_object (&self->customer, customer);
      nl_steps_finish (self->steps);
      show_customer (self, lists[ADDRESSES]);
      show_lists (self, lists);
    } else {
      if (!g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND))
        nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Show the Customer"), error);
      leave (self);
    }
  }
  for (guint i = 0; i < N_LISTS; i++)
    g_clear_object (&lists[i]);
  return dex_future_new_true ();
}

static void
load (NlCustomerProfile *self)
{
  Work *work = work_new (self);

  work->serial = ++self->serial;
  nl_fiber_start ("customer-profile", load_fiber, work, work_free);
}

static void
store_changed_cb (NlCustomerProfile *self, NlChanges *changes)
{
  if (nl_changes_contains (changes, "customers", self->id)
      || nl_changes_touches (changes, "orders"))
    load (self);
}

/* --- the groups below, step by step --- */

static gpointer
add_group (NlCustomerProfile *self, GType type, const char *title)
{
  GtkWidget *group = g_object_new (type, NULL);

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->groups, group);
  return group;
}

static void
add_orders (gpointer data)
{
  NlCustomerProfile *self = data;

  self->orders = add_group (self, NL_TYPE_CUSTOMER_ORDERS, NULL);
  self->purchases = add_group (self, NL_TYPE_FOLDED_GROUP, _ ("What They Bought"));
}

static void
add_history (gpointer data)
{
  NlCustomerProfile *self = data;

  self->rfm = add_group (self, NL_TYPE_CUSTOMER_RFM, _ ("RFM Group"));
  self->consents = add_group (self, NL_TYPE_FOLDED_GROUP, _ ("Consents"));
  self->timeline = add_group (self, NL_TYPE_FOLDED_GROUP, _ ("Timeline"));
}

static void
begin_load (gpointer data)
{
  load (data);
}

static const NlStepFunc steps[] = { add_orders, add_history, begin_load };

static DexFuture *
save_fiber (gpointer data)
{
  Work *work = data;
  g_autoptr (NlCustomerProfile) self = NULL;
  g_autoptr (GError) error = NULL;

  if (dex_await (g_steal_pointer (&work->saved), &error))
    return dex_future_new_true ();
  self = g_weak_ref_get (&work->profile);
  if (self != NULL)
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Save the Customer"), error);
  return dex_future_new_true ();
}

/* Queues the write before it returns, so that nothing is lost when the window closes next. */
static void
save (NlCustomerProfile *self)
{
  Work *work;

  if (!nl_record_is_dirty (NL_RECORD (self->customer)))
    return;
  work = work_new (self);
  work->saved = nl_customers_save (work->store, self->customer);
  nl_fiber_start ("save-customer", save_fiber, work, work_free);
}

static void
tags_changed_cb (NlCustomerProfile *self)
{
  g_auto (GStrv) words = NULL;

  if (self->is_filling || self->customer == NULL)
    return;
  words = nl_words_row_dup_words (self->tags);
  nl_record_set_strv (NL_RECORD (self->customer), NL_CUSTOMER_TAGS, (const char *const *) words);
  save (self);
}

static void
note_left_cb (NlCustomerProfile *self)
{
  g_autofree char *entered = NULL;
  const char *text;

  if (self->customer == NULL)
    return;
  entered = nl_text_row_dup_text (self->note);
  text = g_strstrip (entered);
  if (g_strcmp0 (*text != '\0' ? text : NULL,
                 nl_record_get_text (NL_RECORD (self->customer), NL_CUSTOMER_NOTE))
      == 0)
    return;
  nl_record_set_text (NL_RECORD (self->customer), NL_CUSTOMER_NOTE, *text != '\0' ? text : NULL);
  save (self);
}

static void
nl_customer_profile_dispose (GObject *object)
{
  NlCustomerProfile *self = NL_CUSTOMER_PROFILE (object);

  g_clear_pointer (&self->steps, nl_steps_free);
  g_clear_object (&self->workspace);
  g_clear_object (&self->shop);
  g_clear_object (&self->customer);
  g_clear_pointer (&self->contact_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_CUSTOMER_PROFILE);
  G_OBJECT_CLASS (nl_customer_profile_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, stages);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, avatar);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, name);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, place);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, since);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, pills);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, orders_figure);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, spent_figure);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, average_figure);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, last_figure);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, groups);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, contact);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, tags);
  gtk_widget_class_bind_template_child (klass, NlCustomerProfile, note);
}

/* The list hands the focus on before there is anything to focus; the keys work from here on. */
static void
nl_customer_profile_shown (AdwNavigationPage *page)
{
  NlCustomerProfile *self = NL_CUSTOMER_PROFILE (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (page)))
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
  /* A label that is given the keyboard selects all of its text. */
  gtk_label_select_region (self->name, 0, 0);
}

static void
nl_customer_profile_class_init (NlCustomerProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = nl_customer_profile_shown;
  object_class->dispose = nl_customer_profile_dispose;

  g_type_ensure (NL_TYPE_KEY_FIGURE);
  g_type_ensure (NL_TYPE_TEXT_ROW);
  g_type_ensure (NL_TYPE_WORDS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-customer-profile.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, tags_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_left_cb);
  nl_customer_profile_install_actions (widget_class);
}

static void
nl_customer_profile_init (NlCustomerProfile *self)
{
  self->contact_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  nl_customer_profile_enable_actions (self, FALSE);
}

/**
 * nl_customer_profile_new:
 * @workspace: the workspace
 * @customer_id: a customer of the current shop
 *
 * Returns: (transfer floating): a page that loads the customer
 */
NlCustomerProfile *
nl_customer_profile_new (NlWorkspace *workspace, gint64 customer_id)
{
  NlCustomerProfile *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (nl_workspace_get_shop (workspace) != NULL, NULL);

  self = g_object_new (NL_TYPE_CUSTOMER_PROFILE, NULL);
  self->workspace = g_object_ref (workspace);
  self->shop = g_object_ref (nl_workspace_get_shop (workspace));
  self->id = customer_id;
  g_signal_connect_object (nl_workspace_get_store (workspace), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  self->steps = nl_steps_start (steps, G_N_ELEMENTS (steps), self);
  return self;
}

/* For the actions: NULL until it is loaded. */
NlCustomer *
nl_customer_profile_get_customer (NlCustomerProfile *self)
{
  return self->customer;
}

NlWorkspace *
nl_customer_profile_get_workspace (NlCustomerProfile *self)
{
  return self->workspace;
}
