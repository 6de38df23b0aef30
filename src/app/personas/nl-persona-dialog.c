/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/offline/nl-offline-provider.h"
#include "app/segments/nl-segment-figures.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-choice-row.h"
#include "base/nl-language.h"
#include "personas/nl-personas.h"
#include "segments/nl-segment-statistics.h"
#include "segments/nl-segments.h"
#include "shops/nl-shops.h"

/* Below this many customers, nothing is said about shares: it would be about single people. */
#define FEWEST_CUSTOMERS 5

/**
 * NlPersonaDialog:
 *
 * Asks whom a new persona stands for and in which language it speaks, shows the numbers it will be
 * made from, and creates it; or creates one that exists in another language.
 */
struct _NlPersonaDialog {
  AdwDialog parent_instance;
  AdwPreferencesGroup *segment_group;
  AdwComboRow *segment;
  NlChoiceRow *language;
  AdwActionRow *provider;
  GtkWidget *numbers;
  GtkWidget *few;
  NlSegmentFigures *figures;
  GtkStack *create_stack;

  NlWorkspace *workspace;
  NlShop *shop;
  NlPersona *original; /* to duplicate, or NULL */
  GListModel *segments;
  gint64 segment_id; /* to choose, once the segments are known */
  NlOperation *operation;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (NlPersonaDialog, nl_persona_dialog, ADW_TYPE_DIALOG)

static char *
get_language_name (const char *code)
{
  return nl_language_name (code, nl_language_get_ui ());
}

static NlProvider *
get_provider (NlPersonaDialog *self)
{
  return nl_provider_registry_get_default (nl_workspace_get_providers (self->workspace));
}

/* Whether there is somebody to write it: “de-AT” is written by whoever knows “de”. */
static gboolean
can_write (const char *code)
{
  const char *const *known = nl_offline_provider_list_languages ();
  g_autofree char *language = g_strndup (code, strcspn (code, "-"));

  return g_strv_contains (known, language) || g_strv_contains (known, code);
}

/* The shop's languages first, then the others. */
static void
fill_languages (NlPersonaDialog *self)
{
  g_auto (GStrv) own = nl_shop_dup_languages (self->shop);
  const char *const *known = nl_offline_provider_list_languages ();
  const char *taken = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) codes = NULL;

  if (self->original != NULL)
    taken = nl_record_get_text (NL_RECORD (self->original), NL_PERSONA_LANGUAGE);
  for (guint i = 0; own[i] != NULL; i++)
    if (can_write (own[i]) && g_strcmp0 (own[i], taken) != 0)
      g_strv_builder_add (builder, own[i]);
  for (guint i = 0; known[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) own, known[i]) && g_strcmp0 (known[i], taken) != 0)
      g_strv_builder_add (builder, known[i]);
  codes = g_strv_builder_end (builder);
  nl_choice_row_set_choices (self->language, (const char *const *) codes, get_language_name, FALSE);
  if (codes[0] != NULL)
    nl_choice_row_set_code (self->language, codes[0]);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.create", codes[0] != NULL);
}

static NlSegment *
get_segment (NlPersonaDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->segment);

  if (self->segments == NULL || selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return g_list_model_get_item (self->segments, selected - 1);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 shop_id;
  char *name;
  char *query;
  GCancellable *cancellable;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->store);
  g_clear_object (&loading->cancellable);
  g_free (loading->name);
  g_free (loading->query);
  g_free (loading);
}

static Loading *
loading_new (NlPersonaDialog *self)
{
  Loading *loading = g_new0 (Loading, 1);

  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (nl_workspace_get_store (self->workspace));
  loading->shop_id = nl_record_get_id (NL_RECORD (self->shop));
  return loading;
}

static void
show_numbers (NlPersonaDialog *self, JsonObject *statistics)
{
  JsonObject *segment
      = statistics != NULL ? json_object_get_object_member (statistics, "segment") : NULL;
  gint64 count
      = segment != NULL ? json_object_get_int_member_with_default (segment, "customers", 0) : 0;

  gtk_widget_set_visible (self->few, statistics != NULL && count < FEWEST_CUSTOMERS);
  gtk_widget_set_visible (self->numbers, statistics != NULL && count > 0);
  nl_segment_figures_set_statistics (self->figures, count > 0 ? statistics : NULL);
}

static DexFuture *
load_numbers_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (JsonObject) statistics
      = dex_await_boxed (nl_segment_statistics_load (loading->store, loading->shop_id,
                                                     loading->name, loading->query,
                                                     loading->cancellable),
                         NULL);
  g_autoptr (NlPersonaDialog) self = g_weak_ref_get (&loading->self);

  if (self != NULL && !g_cancellable_is_cancelled (loading->cancellable))
    show_numbers (self, statistics);
  return dex_future_new_true ();
}

static void
segment_changed_cb (NlPersonaDialog *self)
{
  g_autoptr (NlSegment) segment = get_segment (self);
  Loading *loading = loading_new (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  loading->cancellable = g_object_ref (self->cancellable);
  if (segment != NULL) {
    loading->name = g_strdup (nl_record_get_text (NL_RECORD (segment), NL_SEGMENT_NAME));
    loading->query = g_strdup (nl_record_get_text (NL_RECORD (segment), NL_SEGMENT_QUERY));
  }
  nl_fiber_start ("persona-numbers", load_numbers_fiber, loading, loading_free);
}

static void
fill_segments (NlPersonaDialog *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("All Customers"));
  for (guint i = 0; i < g_list_model_get_n_items (self->segments); i++) {
    g_autoptr (NlRecord) segment = g_list_model_get_item (self->segments, i);

    gtk_string_list_append (names, nl_record_get_text (segment, NL_SEGMENT_NAME));
    if (nl_record_get_id (segment) == self->segment_id)
      selected = i + 1;
  }
  adw_combo_row_set_model (self->segment, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->segment, selected);
  g_object_unref (names);
  segment_changed_cb (self);
}

static DexFuture *
load_segments_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GListModel) segments
      = dex_await_object (nl_segments_list (loading->store, loading->shop_id), NULL);
  g_autoptr (NlPersonaDialog) self = g_weak_ref_get (&loading->self);

  if (self == NULL || segments == NULL)
    return dex_future_new_true ();
  g_set_object (&self->segments, segments);
  fill_segments (self);
  return dex_future_new_true ();
}

typedef struct {
  GWeakRef self;
  GWeakRef window;
  NlStore *store;
  NlProvider *provider;
  NlOperation *operation;
  gint64 shop_id;
  gint64 segment_id;
  gint64 original_id;
  char *language;
} Creating;

static void
creating_free (gpointer data)
{
  Creating *creating = data;

  g_weak_ref_clear (&creating->self);
  g_weak_ref_clear (&creating->window);
  g_object_unref (creating->store);
  g_object_unref (creating->provider);
  g_object_unref (creating->operation);
  g_free (creating->language);
  g_free (creating);
}

static void
set_creating (NlPersonaDialog *self, gboolean creating)
{
  gtk_stack_set_visible_child_name (self->create_stack, creating ? "creating" : "idle");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.create", !creating);
}

static DexFuture *
create_fiber (gpointer data)
{
  Creating *creating = data;
  NlPersonaWish wish = { .shop_id = creating->shop_id,
                         .segment_id = creating->segment_id,
                         .language = creating->language,
                         .wants_avatar = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (NlPersonaDialog) self = NULL;
  g_autoptr (GtkWidget) window = NULL;
  g_autoptr (NlRecord) persona = dex_await_object (
      creating->original_id != 0
          ? nl_personas_duplicate (creating->store, creating->provider, creating->original_id,
                                   creating->language, creating->operation)
          : nl_personas_create (creating->store, creating->provider, &wish, creating->operation),
      &error);

  self = g_weak_ref_get (&creating->self);
  window = g_weak_ref_get (&creating->window);
  if (self != NULL)
    set_creating (self, FALSE);
  if (window == NULL)
    return dex_future_new_true ();
  if (persona == NULL) {
    nl_window_show_error (window, _ ("Could Not Create Persona"), error);
    return dex_future_new_true ();
  }
  if (self != NULL)
    adw_dialog_force_close (ADW_DIALOG (self));
  nl_window_open_page (window, "personas", nl_record_get_id (persona));
  return dex_future_new_true ();
}

static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlPersonaDialog *self = NL_PERSONA_DIALOG (widget);
  g_autoptr (NlSegment) segment = get_segment (self);
  const char *language = nl_choice_row_get_code (self->language);
  Creating *creating;

  if (language == NULL)
    return;
  g_clear_object (&self->operation);
  self->operation = nl_operation_new (_ ("Creating Persona…"));
  creating = g_new0 (Creating, 1);
  g_weak_ref_init (&creating->self, self);
  g_weak_ref_init (&creating->window, gtk_widget_get_root (widget));
  creating->store = g_object_ref (nl_workspace_get_store (self->workspace));
  creating->provider = g_object_ref (get_provider (self));
  creating->operation = g_object_ref (self->operation);
  creating->shop_id = nl_record_get_id (NL_RECORD (self->shop));
  creating->segment_id = segment != NULL ? nl_record_get_id (NL_RECORD (segment)) : 0;
  creating->original_id
      = self->original != NULL ? nl_record_get_id (NL_RECORD (self->original)) : 0;
  creating->language = g_strdup (language);
  set_creating (self, TRUE);
  nl_fiber_start ("create-persona", create_fiber, creating, creating_free);
}

static void
cancel_clicked_cb (NlPersonaDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
nl_persona_dialog_closed (AdwDialog *dialog)
{
  NlPersonaDialog *self = NL_PERSONA_DIALOG (dialog);

  if (self->operation != NULL && nl_operation_get_state (self->operation) == NL_OPERATION_RUNNING)
    nl_operation_cancel (self->operation);
  g_cancellable_cancel (self->cancellable);
}

static void
nl_persona_dialog_dispose (GObject *object)
{
  NlPersonaDialog *self = NL_PERSONA_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PERSONA_DIALOG);
  g_clear_object (&self->workspace);
  g_clear_object (&self->shop);
  g_clear_object (&self->original);
  g_clear_object (&self->segments);
  g_clear_object (&self->operation);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (nl_persona_dialog_parent_class)->dispose (object);
}

static void
nl_persona_dialog_class_init (NlPersonaDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_persona_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = nl_persona_dialog_closed;
  g_type_ensure (NL_TYPE_CHOICE_ROW);
  g_type_ensure (NL_TYPE_SEGMENT_FIGURES);
  gtk_widget_class_install_action (widget_class, "dialog.create", NULL, create_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-persona-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NlPersonaDialog, segment_group);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaDialog, segment);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaDialog, language);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaDialog, provider);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaDialog, numbers);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaDialog, few);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaDialog, figures);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaDialog, create_stack);
  gtk_widget_class_bind_template_callback (widget_class, segment_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
nl_persona_dialog_init (NlPersonaDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static NlPersonaDialog *
create (NlWorkspace *workspace, NlPersona *original)
{
  NlPersonaDialog *self = g_object_new (NL_TYPE_PERSONA_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->shop = g_object_ref (nl_workspace_get_shop (workspace));
  g_set_object (&self->original, original);
  fill_languages (self);
  adw_action_row_set_subtitle (self->provider, nl_provider_get_name (get_provider (self)));
  return self;
}

/**
 * nl_persona_dialog_new:
 * @workspace: a workspace with a shop
 * @segment_id: whom the persona stands for, unless the user chooses others; 0 for all customers
 *
 * Returns: (transfer floating): a dialog that creates a persona and shows it
 */
NlPersonaDialog *
nl_persona_dialog_new (NlWorkspace *workspace, gint64 segment_id)
{
  NlPersonaDialog *self;
  Loading *loading;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (nl_workspace_get_shop (workspace) != NULL, NULL);

  self = create (workspace, NULL);
  self->segment_id = segment_id;
  loading = loading_new (self);
  nl_fiber_start ("persona-segments", load_segments_fiber, loading, loading_free);
  return self;
}

/**
 * nl_persona_dialog_new_duplicate:
 * @workspace: a workspace with a shop
 * @persona: a saved persona
 *
 * Returns: (transfer floating): a dialog that creates @persona in another language and shows it
 */
NlPersonaDialog *
nl_persona_dialog_new_duplicate (NlWorkspace *workspace, NlPersona *persona)
{
  NlPersonaDialog *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (NL_IS_PERSONA (persona), NULL);

  self = create (workspace, persona);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Duplicate Persona"));
  adw_dialog_set_content_height (ADW_DIALOG (self), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->segment_group), FALSE);
  return self;
}
