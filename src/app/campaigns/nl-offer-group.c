/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-offer-group.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/nl-calendar.h"
#include "app/widgets/nl-row-error.h"
#include "base/nl-format.h"
#include "base/nl-money.h"
#include "campaigns/nl-campaign-error.h"

/**
 * NlOfferGroup:
 *
 * What a campaign gives people: a discount, free shipping, or nothing; with a code and a last day.
 */
struct _NlOfferGroup {
  AdwPreferencesGroup parent_instance;
  AdwComboRow *kind;
  AdwSpinRow *percent;
  GtkEditable *amount;
  GtkEditable *code;
  AdwActionRow *ends;
  GtkMenuButton *ends_button;
  GtkWidget *clear;

  char *currency;
  GTimeZone *zone;
  char *zone_name;
  gint64 ends_at; /* microseconds since 1970 UTC; 0: never */
};

G_DEFINE_FINAL_TYPE (NlOfferGroup, nl_offer_group, ADW_TYPE_PREFERENCES_GROUP)

/* In the order of the combo row. */
static const char *const kinds[] = { "none", "percent", "amount", "shipping" };

static void
update_rows (NlOfferGroup *self)
{
  const char *kind;

  if (self->ends == NULL)
    return;
  kind = kinds[MIN (adw_combo_row_get_selected (self->kind), G_N_ELEMENTS (kinds) - 1)];
  gtk_widget_set_visible (GTK_WIDGET (self->percent), g_str_equal (kind, "percent"));
  gtk_widget_set_visible (GTK_WIDGET (self->amount), g_str_equal (kind, "amount"));
  gtk_widget_set_visible (GTK_WIDGET (self->code), !g_str_equal (kind, "none"));
  gtk_widget_set_visible (GTK_WIDGET (self->ends), !g_str_equal (kind, "none"));
}

static void
update_ends (NlOfferGroup *self)
{
  g_autofree char *date = NULL;

  if (self->ends_at != 0)
    date = nl_date_format (self->ends_at, self->zone_name, NULL, NL_DATE_LONG);
  adw_action_row_set_subtitle (self->ends, date != NULL ? date : _ ("No end"));
  gtk_widget_set_visible (self->clear, self->ends_at != 0);
}

static GtkWidget *
get_popover (NlOfferGroup *self)
{
  return GTK_WIDGET (gtk_menu_button_get_popover (self->ends_button));
}

/* The end of the day that the calendar shows, where the shop is. */
static void
take_day (NlOfferGroup *self)
{
  g_autoptr (GDateTime) day
      = gtk_calendar_get_date (nl_calendar_popover_get_calendar (get_popover (self)));
  g_autoptr (GDateTime) end = NULL;

  if (self->zone == NULL)
    return;
  end = g_date_time_new (self->zone, g_date_time_get_year (day), g_date_time_get_month (day),
                         g_date_time_get_day_of_month (day), 23, 59, 59);
  self->ends_at = end != NULL ? g_date_time_to_unix (end) * G_USEC_PER_SEC : 0;
  update_ends (self);
}

/* Made when somebody asks for it: its many days are widgets. */
static void
create_calendar (GtkMenuButton *button, gpointer data)
{
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = nl_calendar_popover_new (G_CALLBACK (take_day), data);
  /* The day that is marked at first counts, too: nobody can choose it a second time. */
  g_signal_connect_object (popover, "show", G_CALLBACK (take_day), data, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

static void
clear_clicked_cb (NlOfferGroup *self)
{
  self->ends_at = 0;
  update_ends (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->ends_button));
}

static void
nl_offer_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_OFFER_GROUP);
  G_OBJECT_CLASS (nl_offer_group_parent_class)->dispose (object);
}

static void
nl_offer_group_finalize (GObject *object)
{
  NlOfferGroup *self = NL_OFFER_GROUP (object);

  g_free (self->currency);
  g_free (self->zone_name);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (nl_offer_group_parent_class)->finalize (object);
}

static void
nl_offer_group_class_init (NlOfferGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_offer_group_dispose;
  object_class->finalize = nl_offer_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-offer-group.ui");
  gtk_widget_class_bind_template_child (widget_class, NlOfferGroup, kind);
  gtk_widget_class_bind_template_child (widget_class, NlOfferGroup, percent);
  gtk_widget_class_bind_template_child (widget_class, NlOfferGroup, amount);
  gtk_widget_class_bind_template_child (widget_class, NlOfferGroup, code);
  gtk_widget_class_bind_template_child (widget_class, NlOfferGroup, ends);
  gtk_widget_class_bind_template_child (widget_class, NlOfferGroup, ends_button);
  gtk_widget_class_bind_template_child (widget_class, NlOfferGroup, clear);
  gtk_widget_class_bind_template_callback (widget_class, update_rows);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
}

static void
nl_offer_group_init (NlOfferGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->ends_button, create_calendar, self, NULL);
  update_rows (self);
  update_ends (self);
}

/**
 * nl_offer_group_set_shop:
 * @self: the group
 * @shop: the shop that offers it
 *
 * Sets the currency of amounts and the time zone of days.
 */
void
nl_offer_group_set_shop (NlOfferGroup *self, NlShop *shop)
{
  g_autofree char *title = NULL;

  g_return_if_fail (NL_IS_OFFER_GROUP (self));
  g_return_if_fail (NL_IS_SHOP (shop));

  g_set_str (&self->currency, nl_record_get_text (NL_RECORD (shop), NL_SHOP_CURRENCY));
  g_set_str (&self->zone_name, nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE));
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_new_identifier (self->zone_name);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
  /* Translators: %s is a currency code such as EUR. */
  title = g_strdup_printf (_ ("Amount in %s"), self->currency);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->amount), title);
}

/**
 * nl_offer_group_get_offer:
 * @self: the group
 * @offer: (out) (transfer full) (nullable): the offer as a campaign keeps it; %NULL: none
 * @error: return location for %NL_CAMPAIGN_ERROR_OFFER
 *
 * What makes no sense gets the keyboard.
 *
 * Returns: whether what was typed makes sense
 */
gboolean
nl_offer_group_get_offer (NlOfferGroup *self, JsonNode **offer, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const char *kind = kinds[MIN (adw_combo_row_get_selected (self->kind), G_N_ELEMENTS (kinds) - 1)];
  g_autofree char *code = g_strstrip (g_strdup (gtk_editable_get_text (self->code)));

  g_return_val_if_fail (NL_IS_OFFER_GROUP (self), FALSE);

  *offer = NULL;
  if (g_str_equal (kind, "none"))
    return TRUE;
  /* What was typed last may not have been looked at yet. */
  adw_spin_row_update (self->percent);
  json_object_set_string_member (object, "kind", kind);
  if (g_str_equal (kind, "percent"))
    json_object_set_double_member (object, "value", adw_spin_row_get_value (self->percent));
  if (g_str_equal (kind, "amount")) {
    gint64 amount;

    if (!nl_money_parse (gtk_editable_get_text (self->amount), -1, self->currency,
                         NL_DECIMAL_POINT_DETECT, &amount, NULL)
        || amount <= 0) {
      const char *problem = _ ("Write the amount of the discount as a number above zero.");

      g_set_error_literal (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_OFFER, problem);
      nl_row_set_error (GTK_WIDGET (self->amount), problem);
      gtk_widget_grab_focus (GTK_WIDGET (self->amount));
      return FALSE;
    }
    json_object_set_int_member (object, "value", amount);
  }
  if (*code != '\0')
    json_object_set_string_member (object, "code", code);
  if (self->ends_at != 0)
    json_object_set_int_member (object, "ends", self->ends_at);
  *offer = json_node_init_object (json_node_alloc (), object);
  return TRUE;
}
