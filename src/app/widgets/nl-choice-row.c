/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-choice-row.h"

#include <glib/gi18n-lib.h>

/**
 * NlChoiceRow:
 *
 * A row to choose one of many codes (languages, currencies, time zones) by their names. More than a
 * screenful can be searched, by code too, and is filled in after the row is shown, some at a time:
 * naming and sorting hundreds of them takes longer than a frame may, and so does a widget for each.
 */
struct _NlChoiceRow {
  AdwComboRow parent_instance;
  GPtrArray *codes;
  NlChoiceNameFunc name;
  char **waiting;  /* codes that are yet to be filled in */
  GArray *choices; /* what they are called, sorted, while they are filled in */
  guint n_filled;  /* of @choices */
  guint fill_id;
  gboolean by_name;
  gboolean is_filling;
};

#define SEARCH_FROM 10
/* How long it is filled in at a time: half of what a turn of the main loop may take. Rows that are
 * filled in at the same time share it. */
#define FILL_MICROSECONDS 3000
static guint n_filling;
#define NOTHING ""

G_DEFINE_FINAL_TYPE (NlChoiceRow, nl_choice_row, ADW_TYPE_COMBO_ROW)

enum {
  PROP_CODE = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

typedef struct {
  char *code;
  char *name;
  char *key;
} Choice;

static void
choice_clear (gpointer data)
{
  Choice *choice = data;

  g_free (choice->code);
  g_free (choice->name);
  g_free (choice->key);
}

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Choice *) a)->key, ((const Choice *) b)->key);
}

static void
selected_changed_cb (NlChoiceRow *self)
{
  if (!self->is_filling)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODE]);
}

static void
add_choice (NlChoiceRow *self, GtkStringList *names, const char *code, const char *name)
{
  g_ptr_array_add (self->codes, g_strdup (code));
  gtk_string_list_append (names, name);
}

static GArray *
name_choices (NlChoiceRow *self, const char *const *codes, gboolean by_name)
{
  GArray *choices = g_array_new (FALSE, TRUE, sizeof (Choice));

  g_array_set_clear_func (choices, choice_clear);
  for (guint i = 0; codes[i] != NULL; i++) {
    Choice choice = { .code = g_strdup (codes[i]), .name = self->name (codes[i]) };

    choice.key = by_name ? g_utf8_collate_key (choice.name, -1) : NULL;
    g_array_append_val (choices, choice);
  }
  if (by_name)
    g_array_sort (choices, compare_choices);
  return choices;
}

static void
fill (NlChoiceRow *self, const char *const *codes, gboolean by_name)
{
  g_autoptr (GArray) choices = name_choices (self, codes, by_name);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->codes, 0);
  for (guint i = 0; i < choices->len; i++) {
    const Choice *choice = &g_array_index (choices, Choice, i);

    add_choice (self, names, choice->code, choice->name);
  }
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self), choices->len > SEARCH_FROM);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
}

/* What is chosen stays, at the place of its name; what was chosen before comes with the others. */
static void
begin_filling (NlChoiceRow *self)
{
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self)));
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  self->choices = name_choices (self, (const char *const *) self->waiting, self->by_name);
  self->n_filled = 0;
  g_clear_pointer (&self->waiting, g_strfreev);
  for (guint i = self->codes->len; i-- > 0;) {
    if (i == selected)
      continue;
    g_ptr_array_remove_index (self->codes, i);
    gtk_string_list_remove (names, i);
  }
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (self), TRUE);
}

static gboolean
fill_next (NlChoiceRow *self)
{
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self)));
  const Choice *choice = &g_array_index (self->choices, Choice, self->n_filled);
  const char *const name[] = { choice->name, NULL };
  guint position;

  if (!g_ptr_array_find_with_equal_func (self->codes, choice->code, g_str_equal, &position)) {
    g_ptr_array_insert (self->codes, (int) self->n_filled, g_strdup (choice->code));
    gtk_string_list_splice (names, self->n_filled, 0, name);
  }
  return ++self->n_filled < self->choices->len;
}

static void
stop_filling (NlChoiceRow *self)
{
  if (self->fill_id == 0)
    return;
  g_clear_handle_id (&self->fill_id, g_source_remove);
  n_filling--;
}

static gboolean
fill_cb (gpointer data)
{
  NlChoiceRow *self = data;
  gint64 end = g_get_monotonic_time () + FILL_MICROSECONDS / n_filling;
  gboolean is_more = TRUE;

  self->is_filling = TRUE;
  if (self->choices == NULL)
    begin_filling (self);
  else
    while (is_more && g_get_monotonic_time () < end)
      is_more = fill_next (self);
  self->is_filling = FALSE;
  if (is_more)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->choices, g_array_unref);
  stop_filling (self);
  return G_SOURCE_REMOVE;
}

static void
fill_when_shown (NlChoiceRow *self)
{
  if (self->waiting == NULL || self->fill_id != 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->fill_id = g_idle_add (fill_cb, self);
  n_filling++;
}

static void
nl_choice_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (nl_choice_row_parent_class)->map (widget);
  fill_when_shown (NL_CHOICE_ROW (widget));
}

static void
nl_choice_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NlChoiceRow *self = NL_CHOICE_ROW (object);

  if (id == PROP_CODE)
    g_value_set_string (value, nl_choice_row_get_code (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_choice_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NlChoiceRow *self = NL_CHOICE_ROW (object);

  if (id == PROP_CODE)
    nl_choice_row_set_code (self, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_choice_row_dispose (GObject *object)
{
  stop_filling (NL_CHOICE_ROW (object));
  G_OBJECT_CLASS (nl_choice_row_parent_class)->dispose (object);
}

static void
nl_choice_row_finalize (GObject *object)
{
  NlChoiceRow *self = NL_CHOICE_ROW (object);

  g_clear_pointer (&self->waiting, g_strfreev);
  g_clear_pointer (&self->choices, g_array_unref);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  G_OBJECT_CLASS (nl_choice_row_parent_class)->finalize (object);
}

static void
nl_choice_row_class_init (NlChoiceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nl_choice_row_get_property;
  object_class->set_property = nl_choice_row_set_property;
  object_class->dispose = nl_choice_row_dispose;
  object_class->finalize = nl_choice_row_finalize;
  GTK_WIDGET_CLASS (klass)->map = nl_choice_row_map;

  properties[PROP_CODE]
      = g_param_spec_string ("code", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nl_choice_row_init (NlChoiceRow *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_changed_cb), NULL);
}

/**
 * nl_choice_row_set_choices:
 * @self: the row
 * @codes: what can be chosen, %NULL at the end
 * @name: (scope forever): their names
 * @by_name: whether to sort them by their names
 *
 * Sets what can be chosen. Choose one of them afterwards.
 */
void
nl_choice_row_set_choices (NlChoiceRow *self,
                           const char *const *codes,
                           NlChoiceNameFunc name,
                           gboolean by_name)
{
  g_autoptr (GtkExpression) expression
      = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  g_return_if_fail (NL_IS_CHOICE_ROW (self));
  g_return_if_fail (codes != NULL);
  g_return_if_fail (name != NULL);

  self->name = name;
  self->by_name = by_name;
  adw_combo_row_set_expression (ADW_COMBO_ROW (self), expression);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (self),
                                       GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  g_clear_pointer (&self->waiting, g_strfreev);
  g_clear_pointer (&self->choices, g_array_unref);
  stop_filling (self);
  if (g_strv_length ((char **) codes) > SEARCH_FROM) {
    const char *const none[] = { NULL };

    self->waiting = g_strdupv ((char **) codes);
    fill (self, none, FALSE);
    fill_when_shown (self);
  } else {
    fill (self, codes, by_name);
  }
}

/**
 * nl_choice_row_get_code:
 * @self: the row
 *
 * Returns: (transfer none) (nullable): what is chosen
 */
const char *
nl_choice_row_get_code (NlChoiceRow *self)
{
  const char *code = NULL;
  guint selected;

  g_return_val_if_fail (NL_IS_CHOICE_ROW (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  if (selected < self->codes->len)
    code = g_ptr_array_index (self->codes, selected);
  return code != NULL && *code != '\0' ? code : NULL;
}

/**
 * nl_choice_row_set_code:
 * @self: the row
 * @code: (nullable): what to choose; when it is not among the choices, it is added to them; %NULL
 *   to leave the choice open
 *
 * Chooses.
 */
void
nl_choice_row_set_code (NlChoiceRow *self, const char *code)
{
  AdwComboRow *combo = ADW_COMBO_ROW (self);
  guint position;

  g_return_if_fail (NL_IS_CHOICE_ROW (self));
  g_return_if_fail (self->name != NULL);

  /* A combo row always has something selected, so nothing is an item too. */
  if (code == NULL)
    code = NOTHING;
  if (!g_ptr_array_find_with_equal_func (self->codes, code, g_str_equal, &position)) {
    g_autofree char *name = *code != '\0' ? self->name (code) : g_strdup (_ ("Choose…"));

    position = self->codes->len;
    add_choice (self, GTK_STRING_LIST (adw_combo_row_get_model (combo)), code, name);
  }
  adw_combo_row_set_selected (combo, position);
}
