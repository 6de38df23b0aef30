/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaign-editor-private.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "campaigns/nl-campaigns.h"
#include "store/nl-store-error.h"

/**
 * NlCampaignEditor:
 *
 * The texts of a campaign: one channel and variant at a time, its languages side by side, as many
 * as fit.
 */
G_DEFINE_FINAL_TYPE (NlCampaignEditor, nl_campaign_editor, ADW_TYPE_NAVIGATION_PAGE)

/* Where a second and a third language fit. */
#define TWO_COLUMNS "min-width: 680sp"
#define THREE_COLUMNS "min-width: 1080sp"

enum {
  PROP_N_COLUMNS = 1,
  PROP_STATUS,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

/* The navigation view hands the focus on before there is anything to focus. */
static void
take_focus (NlCampaignEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 id;
  guint serial;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->store);
  g_free (loading);
}

/* What needs a campaign. */
static void
set_actions_enabled (NlCampaignEditor *self, gboolean enabled)
{
  static const char *const actions[]
      = { "campaign.export", "campaign.save",         "campaign.rename",
          "campaign.delete", "campaign.add-language", "campaign.add-channel" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], enabled);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), enabled);
}

static void
show_nothing (NlCampaignEditor *self, const GError *error)
{
  gboolean is_gone = g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
  g_autofree char *reason = g_markup_escape_text (error->message, -1);

  adw_status_page_set_title (self->gone, is_gone ? _ ("Campaign Not Found")
                                                 : _ ("Could Not Show the Campaign"));
  /* It takes markup. */
  adw_status_page_set_description (self->gone, is_gone ? _ ("It was deleted meanwhile.") : reason);
  gtk_stack_set_visible_child_name (self->stages, "gone");
  gtk_widget_set_visible (self->status_bar, FALSE);
  adw_banner_set_revealed (self->draft, FALSE);
  adw_banner_set_revealed (self->orphan, FALSE);
  adw_window_title_set_subtitle (self->title, "");
  set_actions_enabled (self, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "campaign.review", FALSE);
  g_clear_handle_id (&self->texts_id, g_source_remove);
}

/* What is above the texts took its own turn. */
static gboolean
first_texts_cb (gpointer data)
{
  NlCampaignEditor *self = data;

  self->texts_id = 0;
  nl_campaign_editor_update_texts (self);
  return G_SOURCE_REMOVE;
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlCampaignBundle) bundle
      = dex_await_boxed (nl_campaigns_load (loading->store, loading->id), &error);
  g_autoptr (NlCampaignEditor) self = g_weak_ref_get (&loading->self);

  if (self == NULL || self->stages == NULL || self->serial != loading->serial)
    return dex_future_new_true ();
  if (bundle == NULL) {
    show_nothing (self, error);
    return dex_future_new_true ();
  }
  /* What was read may be older than what is being written, whose end makes it be read again. */
  if (nl_campaign_editor_is_busy (self))
    return dex_future_new_true ();
  nl_steps_finish (self->steps);
  g_clear_pointer (&self->bundle, nl_campaign_bundle_free);
  self->bundle = g_steal_pointer (&bundle);
  set_actions_enabled (self, TRUE);
  nl_campaign_editor_update_head (self);
  if (self->is_spread)
    nl_campaign_editor_update_texts (self);
  else if (self->texts_id == 0)
    self->texts_id = g_idle_add (first_texts_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
  return dex_future_new_true ();
}

void
nl_campaign_editor_load (NlCampaignEditor *self)
{
  Loading *loading = g_new0 (Loading, 1);

  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (nl_workspace_get_store (self->workspace));
  loading->id = self->id;
  loading->serial = ++self->serial;
  nl_fiber_start ("campaign", load_fiber, loading, loading_free);
}

gboolean
nl_campaign_editor_is_busy (NlCampaignEditor *self)
{
  for (guint i = 0; i < self->n_made; i++)
    if (nl_message_column_is_busy (self->column[i]))
      return TRUE;
  return FALSE;
}

void
nl_campaign_editor_flush (NlCampaignEditor *self)
{
  for (guint i = 0; i < self->n_made; i++)
    nl_message_column_flush (self->column[i]);
}

/* Saving needs no key, but who presses it wants to see that it is done. */
void
nl_campaign_editor_save (NlCampaignEditor *self)
{
  if (self->bundle == NULL)
    return;
  nl_campaign_editor_flush (self);
  self->was_edited = TRUE;
  nl_campaign_editor_update_state (self);
}

static void
store_changed_cb (NlCampaignEditor *self, NlChanges *changes)
{
  if (nl_changes_contains (changes, "campaigns", self->id)
      || nl_changes_touches (changes, "messages") || nl_changes_touches (changes, "personas")
      || nl_changes_touches (changes, "shops"))
    nl_campaign_editor_load (self);
}

static void
channel_chosen_cb (NlCampaignEditor *self)
{
  const char *name = adw_toggle_group_get_active_name (self->channels);

  if (self->is_updating || self->bundle == NULL || name == NULL
      || !g_set_str (&self->channel, name))
    return;
  nl_campaign_editor_update_variants (self);
  nl_campaign_editor_update_columns (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
variant_chosen_cb (NlCampaignEditor *self)
{
  const char *name = adw_toggle_group_get_active_name (self->variants);

  if (!self->is_updating && self->bundle != NULL && name != NULL
      && g_set_str (&self->variant, name))
    nl_campaign_editor_update_columns (self);
}

/* The first language of the campaign that no column shows: what the one that chose another showed,
 * as long as there is a column for each. */
static const char *
find_left_language (NlCampaignEditor *self)
{
  const char *const *languages
      = nl_record_get_strv (NL_RECORD (self->bundle->campaign), NL_CAMPAIGN_LANGUAGES);

  for (; *languages != NULL; languages++) {
    gboolean is_shown = FALSE;

    for (guint i = 0; i < NL_EDITOR_COLUMNS; i++)
      is_shown |= g_strcmp0 (nl_message_column_get_language (self->column[i]), *languages) == 0;
    if (!is_shown)
      return *languages;
  }
  return NULL;
}

/* The column that had the language takes what this one showed: none is there twice. */
static void
language_chosen_cb (NlCampaignEditor *self, const char *language, NlMessageColumn *column)
{
  NlMessage *message = nl_message_column_get_message (column);
  g_autofree char *before = NULL;

  if (self->bundle == NULL)
    return;
  before
      = g_strdup (message != NULL ? nl_message_get_language (message) : find_left_language (self));
  for (guint i = 0; i < NL_EDITOR_COLUMNS; i++) {
    NlMessageColumn *other = self->column[i];

    if (other != column && before != NULL
        && g_strcmp0 (nl_message_column_get_language (other), language) == 0)
      nl_message_column_set_language (other, before);
  }
  nl_campaign_editor_flush (self);
  nl_campaign_editor_update_columns (self);
}

static void
edited_cb (NlCampaignEditor *self)
{
  self->was_edited = TRUE;
  nl_campaign_editor_update_draft (self);
  nl_campaign_editor_update_state (self);
}

static void
saved_cb (NlCampaignEditor *self)
{
  if (self->bundle == NULL)
    return;
  nl_campaign_editor_update_state (self);
  if (!nl_campaign_editor_is_busy (self))
    nl_campaign_editor_load (self);
}

static void
reviewed_clicked_cb (NlCampaignEditor *self)
{
  nl_campaign_editor_mark_reviewed (self, FALSE);
}

static void
choose_clicked_cb (NlCampaignEditor *self)
{
  nl_campaign_editor_choose_persona (self);
}

/* --- the columns, step by step --- */

static void
add_column (gpointer data)
{
  NlCampaignEditor *self = data;
  NlMessageColumn *column = g_object_new (NL_TYPE_MESSAGE_COLUMN, NULL);

  nl_message_column_set_store (column, nl_workspace_get_store (self->workspace));
  g_signal_connect_object (column, "language-chosen", G_CALLBACK (language_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "action", G_CALLBACK (nl_campaign_editor_act), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->columns, GTK_WIDGET (column));
  self->column[self->n_made++] = column;
}

static void
begin_load (gpointer data)
{
  nl_campaign_editor_load (data);
}

static const NlStepFunc steps[] = { add_column, add_column, add_column, begin_load };
G_STATIC_ASSERT (G_N_ELEMENTS (steps) == NL_EDITOR_COLUMNS + 1);

static void
add_breakpoint (NlCampaignEditor *self, const char *condition, int n_columns, int width)
{
  AdwBreakpoint *breakpoint = adw_breakpoint_new (adw_breakpoint_condition_parse (condition));
  g_auto (GValue) columns = G_VALUE_INIT;
  g_auto (GValue) maximum = G_VALUE_INIT;

  g_value_init (&columns, G_TYPE_UINT);
  g_value_set_uint (&columns, (guint) n_columns);
  g_value_init (&maximum, G_TYPE_INT);
  g_value_set_int (&maximum, width);
  adw_breakpoint_add_setter (breakpoint, G_OBJECT (self), "n-columns", &columns);
  adw_breakpoint_add_setter (breakpoint, G_OBJECT (self->clamp), "maximum-size", &maximum);
  adw_breakpoint_bin_add_breakpoint (self->bin, breakpoint);
}

static void
nl_campaign_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_N_COLUMNS)
    g_value_set_uint (value, NL_CAMPAIGN_EDITOR (object)->n_columns);
  else if (id == PROP_STATUS)
    g_value_set_string (value, nl_campaign_editor_get_status (NL_CAMPAIGN_EDITOR (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_campaign_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NlCampaignEditor *self = NL_CAMPAIGN_EDITOR (object);

  if (id == PROP_STATUS) {
    nl_campaign_editor_set_status (self, g_value_get_string (value));
  } else if (id == PROP_N_COLUMNS) {
    self->n_columns = g_value_get_uint (value);
    if (self->is_spread)
      nl_campaign_editor_update_columns (self);
  } else {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_campaign_editor_shown (AdwNavigationPage *page)
{
  take_focus (NL_CAMPAIGN_EDITOR (page));
}

static void
nl_campaign_editor_hiding (AdwNavigationPage *page)
{
  nl_campaign_editor_flush (NL_CAMPAIGN_EDITOR (page));
}

static void
nl_campaign_editor_dispose (GObject *object)
{
  NlCampaignEditor *self = NL_CAMPAIGN_EDITOR (object);

  g_clear_pointer (&self->steps, nl_steps_free);
  g_clear_handle_id (&self->texts_id, g_source_remove);
  nl_campaign_editor_flush (self);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_CAMPAIGN_EDITOR);
  self->n_made = 0;
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->bundle, nl_campaign_bundle_free);
  G_OBJECT_CLASS (nl_campaign_editor_parent_class)->dispose (object);
}

static void
nl_campaign_editor_finalize (GObject *object)
{
  NlCampaignEditor *self = NL_CAMPAIGN_EDITOR (object);

  g_free (self->channel);
  g_free (self->variant);
  g_free (self->shown_channels);
  g_free (self->shown_variants);
  g_free (self->menu_content);
  G_OBJECT_CLASS (nl_campaign_editor_parent_class)->finalize (object);
}

static void
nl_campaign_editor_class_init (NlCampaignEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = nl_campaign_editor_get_property;
  object_class->set_property = nl_campaign_editor_set_property;
  object_class->dispose = nl_campaign_editor_dispose;
  object_class->finalize = nl_campaign_editor_finalize;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = nl_campaign_editor_shown;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hiding = nl_campaign_editor_hiding;

  properties[PROP_N_COLUMNS] = g_param_spec_uint ("n-columns", NULL, NULL, 1, NL_EDITOR_COLUMNS, 1,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /* What the menu shows and asks for: setting it asks the store, which may refuse. */
  properties[PROP_STATUS]
      = g_param_spec_string ("status", NULL, NULL, "draft",
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  nl_campaign_editor_install_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-campaign-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, toasts);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, title);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, menu);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, orphan);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, draft);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, status_bar);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, status_button);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, status_label);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, next_step);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, stages);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, gone);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, bin);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, clamp);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, channels);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, variants);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, NlCampaignEditor, columns);
  gtk_widget_class_bind_template_callback (widget_class, channel_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, variant_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reviewed_clicked_cb);
}

static void
nl_campaign_editor_init (NlCampaignEditor *self)
{
  self->n_columns = 1;
  self->variant = g_strdup ("A");
  gtk_widget_init_template (GTK_WIDGET (self));
  add_breakpoint (self, TWO_COLUMNS, 2, 1100);
  add_breakpoint (self, THREE_COLUMNS, 3, 1800);
}

/**
 * nl_campaign_editor_new:
 * @workspace: the workspace
 * @campaign_id: a campaign
 *
 * Returns: (transfer floating): a page with its texts
 */
NlCampaignEditor *
nl_campaign_editor_new (NlWorkspace *workspace, gint64 campaign_id)
{
  NlCampaignEditor *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (NL_TYPE_CAMPAIGN_EDITOR, NULL);
  self->workspace = g_object_ref (workspace);
  self->id = campaign_id;
  g_signal_connect_object (nl_workspace_get_store (workspace), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  set_actions_enabled (self, FALSE);
  self->steps = nl_steps_start (steps, G_N_ELEMENTS (steps), self);
  return self;
}

/**
 * nl_campaign_editor_get_campaign_id:
 * @self: the editor
 *
 * Returns: the campaign it shows
 */
gint64
nl_campaign_editor_get_campaign_id (NlCampaignEditor *self)
{
  g_return_val_if_fail (NL_IS_CAMPAIGN_EDITOR (self), 0);

  return self->id;
}
