/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-comparison-row.h"

#include <glib/gi18n-lib.h>

/* Below this part of the larger one, a difference is no news. */
#define NOTEWORTHY 0.1

/* Of .nl-pill, so that texts with and without one stand in line. */
#define PILL_PADDING 9

/**
 * NlComparisonRow:
 *
 * What two personas have of one thing, side by side. A difference that matters is set in bold, and
 * the larger value in a pill; what is alike stays in the background.
 */
struct _NlComparisonRow {
  AdwBin parent_instance;
  GtkWidget *box;
  GtkLabel *title;
  NlComparisonOutcome outcome;
};

G_DEFINE_FINAL_TYPE (NlComparisonRow, nl_comparison_row, ADW_TYPE_BIN)

static GtkWidget *
create_value (const char *text, gboolean is_more, NlComparisonOutcome outcome)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "numeric");
  if (outcome == NL_COMPARISON_ALIKE)
    gtk_widget_add_css_class (label, "dimmed");
  else
    gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_start (label, is_more ? 0 : PILL_PADDING);
  if (is_more) {
    gtk_widget_add_css_class (label, "nl-pill");
    gtk_widget_add_css_class (label, "accent");
  }
  return label;
}

static void
nl_comparison_row_class_init (NlComparisonRowClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
nl_comparison_row_init (NlComparisonRow *self)
{
  GtkWidget *title = gtk_label_new (NULL);

  self->title = GTK_LABEL (title);
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->box), TRUE);
  gtk_box_append (GTK_BOX (self->box), title);
  gtk_widget_add_css_class (GTK_WIDGET (self), "comparison-row");
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * nl_comparison_of_numbers:
 * @first: a number
 * @second: a number of the same unit
 *
 * Returns: whether they are so far apart that it matters: by a tenth of the larger one
 */
NlComparisonOutcome
nl_comparison_of_numbers (double first, double second)
{
  double larger = MAX (ABS (first), ABS (second));

  if (ABS (first - second) < larger * NOTEWORTHY || larger == 0)
    return NL_COMPARISON_ALIKE;
  return first > second ? NL_COMPARISON_FIRST_IS_MORE : NL_COMPARISON_SECOND_IS_MORE;
}

/**
 * nl_comparison_row_new:
 * @title: what is compared, translated
 * @names: whose values these are
 * @values: both values, as text; a dash for one that is not known
 * @outcome: what is to be seen in them
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
nl_comparison_row_new (const char *title,
                       const char *const names[2],
                       const char *const values[2],
                       NlComparisonOutcome outcome)
{
  NlComparisonRow *self = g_object_new (NL_TYPE_COMPARISON_ROW, NULL);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *description = NULL;

  self->outcome = outcome;
  gtk_label_set_label (self->title, title);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "caption-heading");
  gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
  gtk_box_append (GTK_BOX (pair),
                  create_value (values[0], outcome == NL_COMPARISON_FIRST_IS_MORE, outcome));
  gtk_box_append (GTK_BOX (pair),
                  create_value (values[1], outcome == NL_COMPARISON_SECOND_IS_MORE, outcome));
  gtk_box_append (GTK_BOX (self->box), pair);
  /* Translators: what is compared, then twice a person’s name and their value. */
  description
      = g_strdup_printf (_ ("%s: %s %s, %s %s"), title, names[0], values[0], names[1], values[1]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);
  nl_comparison_row_set_narrow (self, FALSE);
  return GTK_WIDGET (self);
}

/**
 * nl_comparison_row_get_outcome:
 * @self: a row
 *
 * Returns: what is to be seen in its values
 */
NlComparisonOutcome
nl_comparison_row_get_outcome (NlComparisonRow *self)
{
  g_return_val_if_fail (NL_IS_COMPARISON_ROW (self), NL_COMPARISON_ALIKE);

  return self->outcome;
}

/**
 * nl_comparison_row_set_narrow:
 * @self: a row
 * @narrow: whether there is no room for the title beside the values
 *
 * Puts the title above the values, or beside them.
 */
void
nl_comparison_row_set_narrow (NlComparisonRow *self, gboolean narrow)
{
  GtkWidget *pair;

  g_return_if_fail (NL_IS_COMPARISON_ROW (self));

  pair = gtk_widget_get_last_child (self->box);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (self->box), FALSE);
  gtk_box_set_spacing (GTK_BOX (self->box), narrow ? 3 : 12);
  gtk_widget_set_size_request (GTK_WIDGET (self->title), narrow ? -1 : 190, -1);
  gtk_widget_set_hexpand (pair, TRUE);
}
