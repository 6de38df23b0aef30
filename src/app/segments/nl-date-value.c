/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-date-value.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "app/widgets/nl-calendar.h"
#include "base/nl-format.h"
#include "base/nl-language.h"

#define MOST_UNITS 9999

/**
 * NlDateValue:
 *
 * A date as a segment query has it: so many days ago, today, or a day of the calendar. What is
 * written in another way stays as it is until something else is chosen.
 */
struct _NlDateValue {
  AdwBin parent_instance;
  GtkSpinButton *number;
  GtkMenuButton *day;
  GtkCalendar *calendar;
  GtkDropDown *kinds;
  char *written; /* a date of no other kind */
  gboolean is_loading;
};

G_DEFINE_FINAL_TYPE (NlDateValue, nl_date_value, ADW_TYPE_BIN)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

typedef enum {
  DAYS_AGO,
  WEEKS_AGO,
  MONTHS_AGO,
  YEARS_AGO,
  DAYS_AHEAD,
  TODAY,
  YESTERDAY,
  DAY,
  WRITTEN,
} Kind;

static gboolean
has_number (Kind kind)
{
  return kind <= DAYS_AHEAD;
}

static char
get_unit (Kind kind)
{
  return "dwmyd"[kind];
}

static Kind
get_kind (NlDateValue *self)
{
  return (Kind) gtk_drop_down_get_selected (self->kinds);
}

static void
show_day (NlDateValue *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) midnight
      = g_date_time_new_utc (g_date_time_get_year (date), g_date_time_get_month (date),
                             g_date_time_get_day_of_month (date), 0, 0, 0);
  g_autofree char *text = nl_date_format (g_date_time_to_unix_usec (midnight), "UTC",
                                          nl_language_get_ui (), NL_DATE_MEDIUM);

  gtk_menu_button_set_label (self->day, text);
}

static void
show_kind (NlDateValue *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->number), has_number (get_kind (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->day), get_kind (self) == DAY);
}

static void
changed_cb (NlDateValue *self)
{
  if (self->is_loading)
    return;
  show_kind (self);
  show_day (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The number only counts once the keyboard goes elsewhere; the result is to follow each key. */
static void
number_typed_cb (NlDateValue *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->number));
  guint64 number;

  if (g_ascii_string_to_unsigned (text, 10, 0, MOST_UNITS, &number, NULL))
    gtk_spin_button_set_value (self->number, (double) number);
}

static gboolean
read_offset (const char *text, Kind *kind, guint *number)
{
  char sign;
  char unit;
  char rest;

  if (sscanf (text, "%c%4u%c%c", &sign, number, &unit, &rest) == 3
      && (sign == '-' || (sign == '+' && unit == 'd')) && strchr ("dwmy", unit) != NULL) {
    *kind = sign == '+' ? DAYS_AHEAD : (Kind) (strchr ("dwmy", unit) - "dwmy");
    return TRUE;
  }
  if (sscanf (text, "%4u_days_ag%c%c", number, &unit, &rest) == 2) {
    *kind = DAYS_AGO;
    return TRUE;
  }
  if (sscanf (text, "%4u_months_ag%c%c", number, &unit, &rest) == 2) {
    *kind = MONTHS_AGO;
    return TRUE;
  }
  return FALSE;
}

static gboolean
read_day (const char *text, GDateTime **day)
{
  int year;
  int month;
  int number;
  char rest;

  if (sscanf (text, "%4d-%2d-%2d%c", &year, &month, &number, &rest) != 3)
    return FALSE;
  *day = g_date_time_new_local (year, month, number, 12, 0, 0);
  return *day != NULL;
}

static void
load (NlDateValue *self, const char *text)
{
  static const char *const labels[] = {
    N_ ("days ago"),      N_ ("weeks ago"), N_ ("months ago"), N_ ("years ago"),
    N_ ("days from now"), N_ ("today"),     N_ ("yesterday"),  N_ ("the day"),
  };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GDateTime) day = NULL;
  Kind kind = WRITTEN;
  guint number = 30;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_string_list_append (names, _ (labels[i]));
  if (g_ascii_strcasecmp (text, "today") == 0)
    kind = TODAY;
  else if (g_ascii_strcasecmp (text, "yesterday") == 0)
    kind = YESTERDAY;
  else if (read_day (text, &day))
    kind = DAY;
  else if (!read_offset (text, &kind, &number))
    gtk_string_list_append (names, text);
  g_set_str (&self->written, text);
  self->is_loading = TRUE;
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->kinds, kind);
  gtk_spin_button_set_value (self->number, number);
  if (day != NULL)
    gtk_calendar_select_day (self->calendar, day);
  self->is_loading = FALSE;
  show_kind (self);
  show_day (self);
}

static gboolean
nl_date_value_grab_focus (GtkWidget *widget)
{
  NlDateValue *self = NL_DATE_VALUE (widget);

  return gtk_widget_grab_focus (has_number (get_kind (self)) ? GTK_WIDGET (self->number)
                                                             : GTK_WIDGET (self->kinds));
}

static void
nl_date_value_finalize (GObject *object)
{
  g_free (NL_DATE_VALUE (object)->written);
  G_OBJECT_CLASS (nl_date_value_parent_class)->finalize (object);
}

static void
nl_date_value_class_init (NlDateValueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_date_value_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = nl_date_value_grab_focus;

  /**
   * NlDateValue::changed:
   * @self: a date
   *
   * Another date was chosen.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_DATE_VALUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
nl_date_value_init (NlDateValue *self)
{
  GtkWidget *box = adw_wrap_box_new ();
  GtkWidget *popover = nl_calendar_popover_new (G_CALLBACK (changed_cb), self);

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  self->number = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, MOST_UNITS, 1));
  self->calendar = nl_calendar_popover_get_calendar (popover);
  self->day = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->kinds = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->number), 3);
  gtk_menu_button_set_popover (self->day, popover);
  gtk_menu_button_set_always_show_arrow (self->day, TRUE);
  adw_wrap_box_append (ADW_WRAP_BOX (box), GTK_WIDGET (self->number));
  adw_wrap_box_append (ADW_WRAP_BOX (box), GTK_WIDGET (self->kinds));
  adw_wrap_box_append (ADW_WRAP_BOX (box), GTK_WIDGET (self->day));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_swapped (self->number, "value-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->kinds, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->number, "notify::text", G_CALLBACK (number_typed_cb), self);
}

/**
 * nl_date_value_new:
 * @accessible_name: what the date is
 * @text: a date as a query writes it
 *
 * Returns: (transfer floating): an editor of @text
 */
NlDateValue *
nl_date_value_new (const char *accessible_name, const char *text)
{
  NlDateValue *self;
  GtkAccessible *parts[3];

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (NL_TYPE_DATE_VALUE, NULL);
  parts[0] = GTK_ACCESSIBLE (self->number);
  parts[1] = GTK_ACCESSIBLE (self->kinds);
  parts[2] = GTK_ACCESSIBLE (self->day);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_accessible_update_property (parts[i], GTK_ACCESSIBLE_PROPERTY_LABEL, accessible_name, -1);
  load (self, text);
  return self;
}

/**
 * nl_date_value_dup_text:
 * @self: a date
 *
 * Returns: (transfer full): the date as a query writes it
 */
char *
nl_date_value_dup_text (NlDateValue *self)
{
  Kind kind;

  g_return_val_if_fail (NL_IS_DATE_VALUE (self), NULL);

  kind = get_kind (self);
  if (has_number (kind))
    return g_strdup_printf ("%c%d%c", kind == DAYS_AHEAD ? '+' : '-',
                            gtk_spin_button_get_value_as_int (self->number), get_unit (kind));
  if (kind == DAY) {
    g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);

    return g_date_time_format (date, "%Y-%m-%d");
  }
  return g_strdup (kind == TODAY ? "today" : kind == YESTERDAY ? "yesterday" : self->written);
}
