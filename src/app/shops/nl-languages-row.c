/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shops/nl-languages-row.h"

#include <glib/gi18n-lib.h>

#include "app/shops/nl-shop-names.h"
#include "base/nl-language.h"

#define CODE_KEY "nl-code"

/**
 * NlLanguagesRow:
 *
 * A choice of any number of languages: a switch for each, made when the row is first opened.
 */
struct _NlLanguagesRow {
  AdwExpanderRow parent_instance;
  GPtrArray *codes;  /* chosen, in the order of the switches */
  GPtrArray *others; /* that were chosen, and that this program does not write in */
  GPtrArray *rows;
  char *excluded;
};

G_DEFINE_FINAL_TYPE (NlLanguagesRow, nl_languages_row, ADW_TYPE_EXPANDER_ROW)

static gboolean
contains (GPtrArray *codes, const char *code, guint *position)
{
  return g_ptr_array_find_with_equal_func (codes, code, g_str_equal, position);
}

/* Says which are chosen, and offers all but the one that is excluded. */
static void
update (NlLanguagesRow *self)
{
  g_auto (GStrv) codes = nl_languages_row_dup_codes (self);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; codes[i] != NULL; i++) {
    g_autofree char *name = nl_shop_name_language (codes[i]);

    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
  }
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), names->len > 0 ? names->str : _ ("None"));
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = self->rows->pdata[i];

    gtk_widget_set_visible (
        row, g_strcmp0 (g_object_get_data (G_OBJECT (row), CODE_KEY), self->excluded) != 0);
  }
}

static void
switched_cb (NlLanguagesRow *self, GParamSpec *pspec, AdwSwitchRow *row)
{
  const char *code = g_object_get_data (G_OBJECT (row), CODE_KEY);
  guint position;

  if (contains (self->codes, code, &position))
    g_ptr_array_remove_index (self->codes, position);
  if (adw_switch_row_get_active (row))
    g_ptr_array_add (self->codes, g_strdup (code));
  update (self);
}

static void
add_row (NlLanguagesRow *self, const char *code)
{
  g_autofree char *name = nl_shop_name_language (code);
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), contains (self->codes, code, NULL));
  g_object_set_data_full (G_OBJECT (row), CODE_KEY, g_strdup (code), g_free);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
expanded_cb (NlLanguagesRow *self)
{
  const char *const *known = nl_language_list ();

  if (self->rows->len > 0 || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  for (guint i = 0; known[i] != NULL; i++)
    add_row (self, known[i]);
  for (guint i = 0; i < self->others->len; i++)
    add_row (self, self->others->pdata[i]);
  update (self);
}

static void
nl_languages_row_finalize (GObject *object)
{
  NlLanguagesRow *self = NL_LANGUAGES_ROW (object);

  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->others);
  g_ptr_array_unref (self->rows);
  g_free (self->excluded);
  G_OBJECT_CLASS (nl_languages_row_parent_class)->finalize (object);
}

static void
nl_languages_row_class_init (NlLanguagesRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_languages_row_finalize;
}

static void
nl_languages_row_init (NlLanguagesRow *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->others = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
}

/**
 * nl_languages_row_set_codes:
 * @self: a row that was not opened yet
 * @codes: BCP 47 tags
 *
 * Chooses languages, also such that the list does not know.
 */
void
nl_languages_row_set_codes (NlLanguagesRow *self, const char *const *codes)
{
  g_return_if_fail (NL_IS_LANGUAGES_ROW (self));
  g_return_if_fail (self->rows->len == 0);

  g_ptr_array_set_size (self->codes, 0);
  g_ptr_array_set_size (self->others, 0);
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++) {
    g_ptr_array_add (self->codes, g_strdup (codes[i]));
    if (!g_strv_contains (nl_language_list (), codes[i]))
      g_ptr_array_add (self->others, g_strdup (codes[i]));
  }
  update (self);
}

/**
 * nl_languages_row_dup_codes:
 * @self: a row
 *
 * Returns: (transfer full): the BCP 47 tags that are chosen, without the excluded one
 */
char **
nl_languages_row_dup_codes (NlLanguagesRow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (NL_IS_LANGUAGES_ROW (self), NULL);

  for (guint i = 0; i < self->codes->len; i++)
    if (g_strcmp0 (self->codes->pdata[i], self->excluded) != 0)
      g_strv_builder_add (builder, self->codes->pdata[i]);
  return g_strv_builder_end (builder);
}

/**
 * nl_languages_row_set_excluded:
 * @self: a row
 * @code: (nullable): a BCP 47 tag
 *
 * Takes a language out of the choice, for it is chosen elsewhere; it comes back as it was.
 */
void
nl_languages_row_set_excluded (NlLanguagesRow *self, const char *code)
{
  g_return_if_fail (NL_IS_LANGUAGES_ROW (self));

  if (g_set_str (&self->excluded, code))
    update (self);
}
