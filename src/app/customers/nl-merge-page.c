/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-merge-page.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-customer-text.h"
#include "app/customers/nl-merge-row.h"
#include "app/shell/nl-window.h"
#include "base/nl-format.h"
#include "base/nl-language.h"
#include "base/nl-place.h"
#include "customers/nl-customers.h"
#include "customers/nl-duplicates.h"

#define FIELD_KEY "nl-field"
#define AVATAR_SIZE 48

/**
 * NlMergePage:
 *
 * Makes one customer of two: what differs is chosen side by side, and the result is shown.
 */
struct _NlMergePage {
  AdwNavigationPage parent_instance;
  GtkLabel *reason;
  GtkBox *people;
  AdwPreferencesGroup *choices;
  AdwPreferencesGroup *result;
  GtkWidget *apart;

  NlWorkspace *workspace;
  NlShop *shop;
  NlCustomer *first;
  NlCustomer *second;
  NlCustomer *merged;
  GPtrArray *choice_rows;
  GPtrArray *result_rows;
  gboolean is_compact;
};

G_DEFINE_FINAL_TYPE (NlMergePage, nl_merge_page, ADW_TYPE_NAVIGATION_PAGE)

enum {
  PROP_COMPACT = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

/* What there can be only one of. */
static const guint fields[] = {
  NL_CUSTOMER_FIRST_NAME,  NL_CUSTOMER_LAST_NAME, NL_CUSTOMER_EMAIL,        NL_CUSTOMER_PHONE,
  NL_CUSTOMER_COMPANY,     NL_CUSTOMER_ADDRESS1,  NL_CUSTOMER_ADDRESS2,     NL_CUSTOMER_ZIP,
  NL_CUSTOMER_CITY,        NL_CUSTOMER_PROVINCE,  NL_CUSTOMER_COUNTRY_CODE, NL_CUSTOMER_LANGUAGE,
  NL_CUSTOMER_EXTERNAL_ID,
};

static char *
dup_value (NlCustomer *customer, guint field)
{
  const char *text = nl_record_get_text (NL_RECORD (customer), field);

  if (field == NL_CUSTOMER_COUNTRY_CODE)
    return nl_country_name (text, NULL);
  if (field == NL_CUSTOMER_LANGUAGE)
    return nl_language_name (text, NULL);
  return g_strdup (text);
}

/* --- the result --- */

static void
add_result (NlMergePage *self, const char *title, const char *text)
{
  GtkWidget *row;

  if (text == NULL || *text == '\0')
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (self->result, row);
  g_ptr_array_add (self->result_rows, row);
}

static char *
dup_consents (NlRecord *record)
{
  const char *email = nl_record_get_text (record, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS);
  const char *sms = nl_record_get_text (record, NL_CUSTOMER_SMS_SUBSCRIPTION_STATUS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  if (email != NULL)
    g_strv_builder_take (builder,
                         g_strdup_printf (_ ("Email: %s"), nl_customer_get_value_label (email)));
  if (sms != NULL)
    g_strv_builder_take (builder,
                         g_strdup_printf (_ ("SMS: %s"), nl_customer_get_value_label (sms)));
  lines = g_strv_builder_end (builder);
  return g_strjoinv ("\n", lines);
}

static void
show_result (NlMergePage *self)
{
  NlRecord *record = NL_RECORD (self->merged);
  g_autofree char *name = nl_customer_dup_name (self->merged);
  g_autofree char *address = nl_customer_dup_address (self->merged);
  g_autofree char *consents = dup_consents (record);
  g_autofree char *tags
      = nl_customer_dup_column_text (self->merged, self->shop, NL_CUSTOMER_COLUMN_TAGS);
  g_autofree char *orders = nl_customer_dup_orders (self->merged, self->shop);

  for (guint i = 0; i < self->result_rows->len; i++)
    adw_preferences_group_remove (self->result, g_ptr_array_index (self->result_rows, i));
  g_ptr_array_set_size (self->result_rows, 0);
  add_result (self, _ ("Name"), name);
  add_result (self, _ ("Email"), nl_record_get_text (record, NL_CUSTOMER_EMAIL));
  add_result (self, _ ("Phone"), nl_record_get_text (record, NL_CUSTOMER_PHONE));
  add_result (self, _ ("Company"), nl_record_get_text (record, NL_CUSTOMER_COMPANY));
  add_result (self, _ ("Address"), address);
  add_result (self, _ ("Orders"), orders);
  add_result (self, _ ("Consents"), consents);
  add_result (self, _ ("Tags"), tags);
  add_result (self, _ ("Note"), nl_record_get_text (record, NL_CUSTOMER_NOTE));
}

/* --- the choices --- */

static void
changed_cb (NlMergePage *self, NlMergeRow *row)
{
  guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), FIELD_KEY));
  NlCustomer *source = nl_merge_row_get_right (row) ? self->second : self->first;

  nl_record_set_text (NL_RECORD (self->merged), field,
                      nl_record_get_text (NL_RECORD (source), field));
  show_result (self);
}

static void
add_choice (NlMergePage *self, guint field)
{
  const NlField *description = &nl_record_get_description (NL_RECORD (self->first))->fields[field];
  g_autofree char *left = dup_value (self->first, field);
  g_autofree char *right = dup_value (self->second, field);
  GtkWidget *row = nl_merge_row_new (_ (description->label), left, right);

  g_object_set_data (G_OBJECT (row), FIELD_KEY, GUINT_TO_POINTER (field));
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->choices, row);
  g_ptr_array_add (self->choice_rows, row);
}

static void
add_choices (NlMergePage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    const char *left = nl_record_get_text (NL_RECORD (self->first), fields[i]);
    const char *right = nl_record_get_text (NL_RECORD (self->second), fields[i]);

    if (left != NULL && right != NULL && !g_str_equal (left, right))
      add_choice (self, fields[i]);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->choices), self->choice_rows->len > 0);
}

static GtkWidget *
create_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_person (NlMergePage *self, NlCustomer *customer)
{
  NlRecord *record = NL_RECORD (customer);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *name = nl_customer_dup_name (customer);
  g_autofree char *orders = nl_customer_dup_orders (customer, self->shop);
  GtkWidget *avatar = adw_avatar_new (AVATAR_SIZE, name, TRUE);

  gtk_accessible_update_state (GTK_ACCESSIBLE (avatar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_margin_bottom (avatar, 6);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), create_label (name, "heading"));
  gtk_box_append (GTK_BOX (box), create_label (orders, "caption"));
  if (!nl_record_is_null (record, NL_CUSTOMER_CUSTOMER_ADDED_AT)) {
    g_autofree char *date
        = nl_customer_dup_date (self->shop,
                                nl_record_get_int64 (record, NL_CUSTOMER_CUSTOMER_ADDED_AT));
    g_autofree char *since = g_strdup_printf (_ ("Customer since %s"), date);

    gtk_box_append (GTK_BOX (box), create_label (since, "caption"));
  }
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "plot-card");
  gtk_box_append (self->people, box);
}

/* --- what comes of it --- */

/* Says @done in the window once it is, and goes back. */
static void
finish (NlMergePage *self, DexFuture *changeset, const char *done, const char *failed)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  nl_window_await_undoable (view != NULL ? view : GTK_WIDGET (self), changeset, done, failed);
  if (view != NULL)
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
}

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlMergePage *self = NL_MERGE_PAGE (widget);
  g_autofree char *who = nl_customer_dup_name (self->merged);
  /* Translators: a customer’s name. */
  g_autofree char *done = g_strdup_printf (_ ("“%s” merged"), who);

  finish (self,
          nl_duplicates_merge (nl_workspace_get_store (self->workspace), self->merged,
                               nl_record_get_id (NL_RECORD (self->second))),
          done, _ ("Could Not Merge Customers"));
}

static void
distinct_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlMergePage *self = NL_MERGE_PAGE (widget);
  /* Pairs are kept with the older customer first. */
  gboolean is_ordered
      = nl_record_get_id (NL_RECORD (self->first)) < nl_record_get_id (NL_RECORD (self->second));
  g_autoptr (NlDuplicate) duplicate
      = nl_duplicate_new (is_ordered ? self->first : self->second,
                          is_ordered ? self->second : self->first, NL_DUPLICATE_NAME);

  finish (self, nl_duplicates_set_distinct (nl_workspace_get_store (self->workspace), duplicate),
          _ ("They will not be suggested again"), _ ("Could Not Tell Customers Apart"));
}

static void
set_compact (NlMergePage *self, gboolean is_compact)
{
  self->is_compact = is_compact;
  for (guint i = 0; i < self->choice_rows->len; i++)
    nl_merge_row_set_compact (g_ptr_array_index (self->choice_rows, i), is_compact);
}

static void
nl_merge_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    g_value_set_boolean (value, NL_MERGE_PAGE (object)->is_compact);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_merge_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    set_compact (NL_MERGE_PAGE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_merge_page_dispose (GObject *object)
{
  NlMergePage *self = NL_MERGE_PAGE (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->shop);
  g_clear_object (&self->first);
  g_clear_object (&self->second);
  g_clear_object (&self->merged);
  g_ptr_array_set_size (self->choice_rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_MERGE_PAGE);
  G_OBJECT_CLASS (nl_merge_page_parent_class)->dispose (object);
}

static void
nl_merge_page_finalize (GObject *object)
{
  g_ptr_array_unref (NL_MERGE_PAGE (object)->choice_rows);
  g_ptr_array_unref (NL_MERGE_PAGE (object)->result_rows);
  G_OBJECT_CLASS (nl_merge_page_parent_class)->finalize (object);
}

static void
nl_merge_page_class_init (NlMergePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = nl_merge_page_get_property;
  object_class->set_property = nl_merge_page_set_property;
  object_class->dispose = nl_merge_page_dispose;
  object_class->finalize = nl_merge_page_finalize;

  /**
   * NlMergePage:compact:
   *
   * Whether there is no room for two values side by side.
   */
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-merge-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlMergePage, reason);
  gtk_widget_class_bind_template_child (widget_class, NlMergePage, people);
  gtk_widget_class_bind_template_child (widget_class, NlMergePage, choices);
  gtk_widget_class_bind_template_child (widget_class, NlMergePage, result);
  gtk_widget_class_bind_template_child (widget_class, NlMergePage, apart);
  gtk_widget_class_install_action (widget_class, "merge.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "merge.distinct", NULL, distinct_action);
}

static void
nl_merge_page_init (NlMergePage *self)
{
  self->choice_rows = g_ptr_array_new ();
  self->result_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_merge_page_new:
 * @workspace: the workspace
 * @first: who stays
 * @second: who goes
 * @reason: (nullable): why they may be one person
 *
 * Returns: (transfer floating): a page for an #AdwNavigationView
 */
NlMergePage *
nl_merge_page_new (NlWorkspace *workspace,
                   NlCustomer *first,
                   NlCustomer *second,
                   const char *reason)
{
  NlMergePage *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (NL_IS_CUSTOMER (first) && NL_IS_CUSTOMER (second), NULL);

  self = g_object_new (NL_TYPE_MERGE_PAGE, NULL);
  self->workspace = g_object_ref (workspace);
  self->shop = g_object_ref (nl_workspace_get_shop (workspace));
  self->first = g_object_ref (first);
  self->second = g_object_ref (second);
  self->merged = nl_duplicates_propose (first, second);
  gtk_label_set_label (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
  gtk_widget_set_visible (self->apart, reason != NULL);
  add_person (self, first);
  add_person (self, second);
  add_choices (self);
  show_result (self);
  return self;
}

typedef struct {
  GWeakRef widget;
  NlWorkspace *workspace;
  gint64 ids[2];
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_weak_ref_clear (&opening->widget);
  g_object_unref (opening->workspace);
  g_free (opening);
}

static DexFuture *
open_fiber (gpointer data)
{
  Opening *opening = data;
  NlStore *store = nl_workspace_get_store (opening->workspace);
  g_autoptr (NlCustomer) first = NULL;
  g_autoptr (NlCustomer) second = NULL;
  g_autoptr (GtkWidget) widget = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *view;

  first = dex_await_object (nl_store_find (store, NL_TYPE_CUSTOMER, opening->ids[0]), &error);
  if (first != NULL)
    second = dex_await_object (nl_store_find (store, NL_TYPE_CUSTOMER, opening->ids[1]), &error);
  widget = g_weak_ref_get (&opening->widget);
  view = widget != NULL ? gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_VIEW) : NULL;
  if (view == NULL)
    return dex_future_new_true ();
  if (second != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                              ADW_NAVIGATION_PAGE (
                                  nl_merge_page_new (opening->workspace, first, second, NULL)));
  else
    nl_window_show_error (widget, _ ("Could Not Merge Customers"), error);
  return dex_future_new_true ();
}

/**
 * nl_merge_page_open:
 * @widget: a widget in an #AdwNavigationView
 * @workspace: the workspace
 * @first_id: who stays
 * @second_id: who goes
 *
 * Opens a page to merge two customers somebody chose.
 */
void
nl_merge_page_open (GtkWidget *widget, NlWorkspace *workspace, gint64 first_id, gint64 second_id)
{
  Opening *opening = g_new0 (Opening, 1);

  g_weak_ref_init (&opening->widget, widget);
  opening->workspace = g_object_ref (workspace);
  opening->ids[0] = first_id;
  opening->ids[1] = second_id;
  nl_fiber_start ("open-merge", open_fiber, opening, opening_free);
}
