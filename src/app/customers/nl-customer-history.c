/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-history.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-customer-text.h"
#include "base/nl-format.h"
#include "base/nl-money.h"
#include "customers/nl-consent.h"
#include "customers/nl-purchase.h"
#include "customers/nl-timeline-entry.h"

/* What a profile lists; who has more is no reader of lists. */
#define MAX_ROWS 100

static GtkWidget *
create_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
add_label (GtkWidget *row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

/* Shows the group when it has rows. */
static void
fill (NlFoldedGroup *group,
      NlShop *shop,
      GListModel *items,
      GtkWidget *(*create) (NlShop *shop, gpointer item))
{
  guint n_items = g_list_model_get_n_items (items);
  g_autofree char *description = NULL;

  nl_folded_group_clear (group);
  for (guint i = 0; i < MIN (n_items, MAX_ROWS); i++) {
    g_autoptr (GObject) item = g_list_model_get_item (items, i);

    nl_folded_group_add (group, create (shop, item));
  }
  if (n_items > MAX_ROWS)
    description = g_strdup_printf (_ ("The first %u of %u"), MAX_ROWS, n_items);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_widget_set_visible (GTK_WIDGET (group), n_items > 0);
}

/* --- what they bought --- */

static GtkWidget *
create_purchase (NlShop *shop, gpointer item)
{
  NlPurchase *purchase = item;
  g_autofree char *date = nl_customer_dup_date (shop, nl_purchase_get_last_at (purchase));
  g_autofree char *number
      = nl_number_format ((double) nl_purchase_get_quantity (purchase), 0, NULL);
  /* Translators: how many of a product were bought, and when last. */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s × · Last on %s"), number, date);
  g_autofree char *amount = nl_money_format (nl_purchase_get_amount (purchase),
                                             nl_purchase_get_currency (purchase), NULL);
  GtkWidget *row = create_row (nl_purchase_get_title (purchase), subtitle);

  add_label (row, amount, "numeric");
  return row;
}

/**
 * nl_customer_history_show_purchases:
 * @group: where
 * @shop: the shop
 * @purchases: #NlPurchase objects, what was bought most first
 *
 * Shows what a customer bought.
 */
void
nl_customer_history_show_purchases (NlFoldedGroup *group, NlShop *shop, GListModel *purchases)
{
  g_return_if_fail (NL_IS_FOLDED_GROUP (group));

  fill (group, shop, purchases, create_purchase);
}

/* --- consents --- */

static GtkWidget *
create_consent (NlShop *shop, gpointer item)
{
  NlRecord *consent = item;
  const char *status = nl_record_get_text (consent, NL_CONSENT_STATUS);
  gboolean is_email = g_strcmp0 (nl_record_get_text (consent, NL_CONSENT_CHANNEL), "email") == 0;
  g_autofree char *source
      = nl_consent_dup_source_text (nl_record_get_text (consent, NL_CONSENT_SOURCE));
  g_autofree char *date
      = nl_record_is_null (consent, NL_CONSENT_CHANGED_AT)
            ? g_strdup (_ ("Date not known"))
            : nl_customer_dup_date (shop, nl_record_get_int64 (consent, NL_CONSENT_CHANGED_AT));
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", date, source);
  GtkWidget *row = create_row (is_email ? _ ("Email") : _ ("SMS"), subtitle);
  GtkWidget *pill
      = gtk_label_new (status != NULL ? nl_customer_get_value_label (status) : _ ("Not Known"));
  const char *style = nl_customer_get_status_style (status);

  gtk_widget_add_css_class (pill, "nl-pill");
  if (style != NULL)
    gtk_widget_add_css_class (pill, style);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  return row;
}

/**
 * nl_customer_history_show_consents:
 * @group: where
 * @shop: the shop
 * @consents: #NlConsent objects, the newest first
 *
 * Shows what a customer agreed to, when, and how that is known.
 */
void
nl_customer_history_show_consents (NlFoldedGroup *group, NlShop *shop, GListModel *consents)
{
  g_return_if_fail (NL_IS_FOLDED_GROUP (group));

  fill (group, shop, consents, create_consent);
}

/* --- the timeline --- */

static const char *
get_icon (NlTimelineKind kind)
{
  switch (kind) {
  case NL_TIMELINE_ADDED:
    return "contact-new-symbolic";
  case NL_TIMELINE_ORDER:
    return "object-select-symbolic";
  case NL_TIMELINE_CANCELLED:
    return "process-stop-symbolic";
  case NL_TIMELINE_CONSENT:
    return "mail-unread-symbolic";
  case NL_TIMELINE_CHECKOUT:
    return "document-open-recent-symbolic";
  default:
    return NULL;
  }
}

static GtkWidget *
create_entry (NlShop *shop, gpointer item)
{
  NlTimelineEntry *entry = item;
  g_autofree char *date = nl_customer_dup_date (shop, nl_timeline_entry_get_occurred_at (entry));
  GtkWidget *row
      = create_row (nl_timeline_entry_get_title (entry), nl_timeline_entry_get_detail (entry));
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (nl_timeline_entry_get_kind (entry)));

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (icon, "dimmed");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  add_label (row, date, "dimmed");
  return row;
}

/**
 * nl_customer_history_show_timeline:
 * @group: where
 * @shop: the shop
 * @timeline: #NlTimelineEntry objects, the newest first
 *
 * Shows what happened to a customer.
 */
void
nl_customer_history_show_timeline (NlFoldedGroup *group, NlShop *shop, GListModel *timeline)
{
  g_return_if_fail (NL_IS_FOLDED_GROUP (group));

  fill (group, shop, timeline, create_entry);
}
