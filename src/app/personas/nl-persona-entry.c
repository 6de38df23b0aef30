/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-entry.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/nl-tooltip.h"

/* One thing that is said about a persona. */

static GtkWidget *
create_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
create_statement (JsonObject *entry)
{
  const char *figure = nl_persona_entry_get_figure (entry);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *dot = gtk_label_new (figure != NULL ? "●" : "○");
  const char *source = figure != NULL ? _ ("From your data") : _ ("Inferred, not from your data");

  gtk_widget_set_valign (dot, GTK_ALIGN_START);
  gtk_widget_add_css_class (dot, "source-dot");
  gtk_widget_add_css_class (dot, figure != NULL ? "accent" : "dimmed");
  nl_tooltip_set (dot, source);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dot), GTK_ACCESSIBLE_PROPERTY_LABEL, source, -1);
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), create_text (nl_persona_entry_get_text (entry)));
  if (figure != NULL) {
    GtkWidget *chip = gtk_label_new (figure);

    gtk_widget_add_css_class (chip, "nl-pill");
    gtk_widget_add_css_class (chip, "accent");
    gtk_widget_add_css_class (chip, "numeric");
    gtk_widget_set_valign (chip, GTK_ALIGN_START);
    nl_tooltip_set (chip, source);
    gtk_box_append (GTK_BOX (box), chip);
  }
  return box;
}

/**
 * nl_persona_entry_new:
 * @entry: an entry of a persona, such as a goal
 * @style: how it stands in its section
 *
 * Returns: (transfer floating): a widget that shows @entry, and whether it comes from the data
 */
GtkWidget *
nl_persona_entry_new (JsonObject *entry, NlPersonaSectionStyle style)
{
  GtkWidget *label;
  g_autofree char *quoted = NULL;

  g_return_val_if_fail (entry != NULL, NULL);

  switch (style) {
  case NL_PERSONA_SECTION_QUOTES:
    quoted = g_strdup_printf (_ ("“%s”"), nl_persona_entry_get_text (entry));
    label = create_text (quoted);
    gtk_widget_add_css_class (label, "quote");
    return label;
  case NL_PERSONA_SECTION_WORDS:
    label = gtk_label_new (nl_persona_entry_get_text (entry));
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_widget_add_css_class (label, "nl-pill");
    return label;
  case NL_PERSONA_SECTION_STATEMENTS:
  default:
    return create_statement (entry);
  }
}

/**
 * nl_persona_entry_get_text:
 * @entry: an entry of a persona
 *
 * Returns: (transfer none): what it says
 */
const char *
nl_persona_entry_get_text (JsonObject *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);

  return json_object_get_string_member_with_default (entry, "text", "");
}

/**
 * nl_persona_entry_get_figure:
 * @entry: an entry of a persona
 *
 * Returns: (transfer none) (nullable): the figure, when the statement comes from the data
 */
const char *
nl_persona_entry_get_figure (JsonObject *entry)
{
  const char *source;

  g_return_val_if_fail (entry != NULL, NULL);

  source = json_object_get_string_member_with_default (entry, "source", "inferred");
  return g_str_equal (source, "data")
             ? json_object_get_string_member_with_default (entry, "figure", NULL)
             : NULL;
}
