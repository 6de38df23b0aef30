/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-rfm.h"

#include <glib/gi18n-lib.h>

#include "base/nl-format.h"
#include "customers/nl-rfm.h"

#define BEST 5

/**
 * NlCustomerRfm:
 *
 * The RFM group of a customer and its three scores, with what they mean.
 */
struct _NlCustomerRfm {
  AdwPreferencesGroup parent_instance;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (NlCustomerRfm, nl_customer_rfm, ADW_TYPE_PREFERENCES_GROUP)

static const struct {
  const char *group;
  const char *meaning;
} meanings[] = {
  { "CHAMPIONS", N_ ("Bought lately, buys often and spends most") },
  { "LOYAL", N_ ("Buys often and spends much") },
  { "ACTIVE", N_ ("Bought lately, and now and then before") },
  { "NEW", N_ ("Bought lately, and hardly ever before") },
  { "PROMISING", N_ ("Bought not long ago, and hardly ever before") },
  { "NEEDS_ATTENTION", N_ ("Bought some time ago, now and then") },
  { "PREVIOUSLY_LOYAL", N_ ("Was one of the best, and has not bought for long") },
  { "AT_RISK", N_ ("Used to buy often, and has not bought for long") },
  { "ALMOST_LOST", N_ ("Bought little, and not for long") },
  { "DORMANT", N_ ("Bought little, and not for very long") },
  { "PROSPECTS", N_ ("Has not bought yet") },
};

/* A score is the fifth of the buyers that somebody's rank falls in. */
static char *
dup_recency (const char *share)
{
  /* Translators: a share, such as “60%”. */
  return share != NULL ? g_strdup_printf (_ ("Ordered more recently than %s of buyers"), share)
                       : g_strdup (_ ("Among the fifth of buyers who ordered longest ago"));
}

static char *
dup_frequency (const char *share)
{
  /* Translators: a share, such as “60%”. */
  return share != NULL ? g_strdup_printf (_ ("Ordered more often than %s of buyers"), share)
                       : g_strdup (_ ("Among the fifth of buyers with the fewest orders"));
}

static char *
dup_monetary (const char *share)
{
  /* Translators: a share, such as “60%”. */
  return share != NULL ? g_strdup_printf (_ ("Spent more than %s of buyers"), share)
                       : g_strdup (_ ("Among the fifth of buyers who spent least"));
}

/* What a score means is said by the share of buyers it is above; NULL: of none. */
static const struct {
  NlCustomerField field;
  const char *name;
  char *(*dup_meaning) (const char *share);
} scores[] = {
  { NL_CUSTOMER_RFM_RECENCY, N_ ("Recency"), dup_recency },
  { NL_CUSTOMER_RFM_FREQUENCY, N_ ("Frequency"), dup_frequency },
  { NL_CUSTOMER_RFM_MONETARY, N_ ("Monetary Value"), dup_monetary },
};

static GtkWidget *
add_row (NlCustomerRfm *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
add_score (NlCustomerRfm *self, NlRecord *record, gsize i)
{
  int score = (int) nl_record_get_int64 (record, scores[i].field);
  g_autofree char *share = nl_percent_format ((score - 1) / (double) BEST, 0, NULL);
  g_autofree char *text = scores[i].dup_meaning (score > 1 ? share : NULL);
  /* Translators: a score of several: “4 of 5”. */
  g_autofree char *number = g_strdup_printf (_ ("%d of %d"), score, BEST);
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, BEST);
  GtkWidget *label = gtk_label_new (number);
  GtkWidget *row;

  row = add_row (self, _ (scores[i].name), text);
  gtk_level_bar_set_mode (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_MODE_DISCRETE);
  /* All of one colour: a low score is a fact, not a fault. */
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), score);
  gtk_widget_add_css_class (bar, "rfm-score");
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), bar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static void
nl_customer_rfm_finalize (GObject *object)
{
  g_ptr_array_unref (NL_CUSTOMER_RFM (object)->rows);
  G_OBJECT_CLASS (nl_customer_rfm_parent_class)->finalize (object);
}

static void
nl_customer_rfm_class_init (NlCustomerRfmClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_customer_rfm_finalize;
}

static void
nl_customer_rfm_init (NlCustomerRfm *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * nl_customer_rfm_set_customer:
 * @self: a group
 * @customer: a customer
 *
 * Shows the group of @customer; hides itself when it has not been computed yet.
 */
void
nl_customer_rfm_set_customer (NlCustomerRfm *self, NlCustomer *customer)
{
  NlRecord *record = NL_RECORD (customer);
  const char *group = nl_record_get_text (record, NL_CUSTOMER_RFM_GROUP);
  const char *meaning = NULL;

  g_return_if_fail (NL_IS_CUSTOMER_RFM (self));
  g_return_if_fail (NL_IS_CUSTOMER (customer));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), group != NULL);
  if (group == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_equal (meanings[i].group, group))
      meaning = _ (meanings[i].meaning);
  add_row (self, nl_rfm_get_group_name (group), meaning);
  if (nl_record_is_null (record, NL_CUSTOMER_RFM_RECENCY))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (scores); i++)
    add_score (self, record, i);
}
