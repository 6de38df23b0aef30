/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-page.h"

#include <glib/gi18n-lib.h>

#include "app/personas/nl-persona-actions.h"
#include "app/personas/nl-persona-comparison.h"
#include "app/personas/nl-persona-dialog.h"
#include "app/personas/nl-persona-form.h"
#include "app/personas/nl-persona-portrait.h"
#include "app/personas/nl-persona-save.h"
#include "app/personas/nl-persona-section.h"
#include "app/personas/nl-persona-words.h"
#include "app/plots/nl-bar-plot.h"
#include "app/segments/nl-segment-figures.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-steps.h"
#include "base/nl-format.h"
#include "base/nl-language.h"
#include "segments/nl-segment.h"

/**
 * NlPersonaPage:
 *
 * Everything about one persona: who it is, what it wants and says, and the numbers behind it. Each
 * section can be edited where it stands. Who it is is there at once; the sections are made in the
 * next turns of the main loop.
 */
struct _NlPersonaPage {
  AdwNavigationPage parent_instance;
  AdwBanner *banner;
  NlImageView *avatar;
  GtkLabel *name;
  GtkLabel *tagline;
  GtkLabel *details;
  GtkButton *segment_button;
  AdwButtonContent *segment_content;
  GtkActionable *campaign;
  GtkLabel *bio;
  GtkBox *first;
  GtkBox *second;
  NlSegmentFigures *figures;
  GtkWidget *numbers;

  NlWorkspace *workspace;
  NlPersona *persona;
  NlPersonaPortrait *portrait;
  GPtrArray *sections; /* as many as were made */
  NlPlot *hours;
  NlSteps *steps;
};

G_DEFINE_FINAL_TYPE (NlPersonaPage, nl_persona_page, ADW_TYPE_NAVIGATION_PAGE)

#define HOURS 24
#define SECTIONS_AT_ONCE 2

static const NlPersonaSectionInfo *
get_info (guint section)
{
  guint n_sections;

  return &nl_persona_sections_list (&n_sections)[section];
}

static GtkWidget *
get_host (NlPersonaPage *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), NL_TYPE_PAGE);

  return page != NULL ? page : GTK_WIDGET (self);
}

static char *
format_share (double share, gpointer data)
{
  return nl_percent_format (share, 0, nl_language_get_ui ());
}

static void
show_hours (NlPersonaPage *self, JsonObject *statistics)
{
  JsonNode *node = statistics != NULL ? json_object_get_member (statistics, "hours") : NULL;
  JsonArray *shares
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (NlPlotSeries) series = nl_plot_series_new (_ ("Orders"));
  gboolean has_hours = shares != NULL && json_array_get_length (shares) == HOURS;

  nl_plot_series_set_format (series, format_share, NULL, NULL);
  for (guint i = 0; has_hours && i < HOURS; i++) {
    g_autofree char *label = g_strdup_printf ("%u", i);
    g_autofree char *full = g_strdup_printf (_ ("%02u:00 to %02u:00"), i, (i + 1) % HOURS);

    nl_plot_series_add (series, label, full, json_array_get_double_element (shares, i), NULL);
  }
  nl_plot_set_series (self->hours, series, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->hours), has_hours);
}

static void
show_heading (NlPersonaPage *self)
{
  NlRecord *record = NL_RECORD (self->persona);
  const char *name = nl_record_get_text (record, NL_PERSONA_NAME);
  const char *tagline = nl_record_get_text (record, NL_PERSONA_TAGLINE);
  const char *bio = nl_record_get_text (record, NL_PERSONA_BIO);
  g_autofree char *details = nl_persona_dup_details (self->persona);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->tagline, tagline != NULL ? tagline : "");
  gtk_widget_set_visible (GTK_WIDGET (self->tagline), tagline != NULL);
  gtk_label_set_label (self->details, details);
  gtk_label_set_label (self->bio, bio != NULL ? bio : "");
  adw_banner_set_revealed (self->banner, nl_record_get_boolean (record, NL_PERSONA_DRAFT));
  nl_persona_portrait_set_persona (self->portrait, self->persona);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 id;
} Finding;

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  g_weak_ref_clear (&finding->self);
  g_object_unref (finding->store);
  g_free (finding);
}

static Finding *
finding_new (NlPersonaPage *self, gint64 id)
{
  Finding *finding = g_new0 (Finding, 1);

  g_weak_ref_init (&finding->self, self);
  finding->store = g_object_ref (nl_workspace_get_store (self->workspace));
  finding->id = id;
  return finding;
}

static DexFuture *
find_segment_fiber (gpointer data)
{
  Finding *finding = data;
  g_autoptr (NlRecord) segment
      = dex_await_object (nl_store_find (finding->store, NL_TYPE_SEGMENT, finding->id), NULL);
  g_autoptr (NlPersonaPage) self = g_weak_ref_get (&finding->self);

  if (self == NULL || segment == NULL)
    return dex_future_new_true ();
  adw_button_content_set_label (self->segment_content,
                                nl_record_get_text (segment, NL_SEGMENT_NAME));
  gtk_widget_set_visible (GTK_WIDGET (self->segment_button), TRUE);
  return dex_future_new_true ();
}

static void
show_section (NlPersonaPage *self, guint section)
{
  g_autoptr (JsonNode) entries
      = nl_record_dup_json (NL_RECORD (self->persona), get_info (section)->field);

  nl_persona_section_set_entries (g_ptr_array_index (self->sections, section), entries);
}

static void
show_numbers (NlPersonaPage *self)
{
  g_autoptr (JsonObject) statistics = nl_persona_dup_statistics (self->persona);

  show_hours (self, statistics);
  nl_segment_figures_set_statistics (self->figures, statistics);
  gtk_widget_set_visible (self->numbers,
                          statistics != NULL && json_object_has_member (statistics, "money"));
}

static void
show_segment (NlPersonaPage *self)
{
  gint64 segment_id = nl_record_get_int64 (NL_RECORD (self->persona), NL_PERSONA_SEGMENT_ID);

  gtk_widget_set_visible (GTK_WIDGET (self->segment_button), FALSE);
  if (segment_id != 0)
    nl_fiber_start ("persona-segment", find_segment_fiber, finding_new (self, segment_id),
                    finding_free);
}

static void
pop (NlPersonaPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL
      && adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view))
             == ADW_NAVIGATION_PAGE (self))
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
}

static void
show_persona (NlPersonaPage *self)
{
  nl_steps_finish (self->steps);
  show_heading (self);
  for (guint i = 0; i < self->sections->len; i++)
    show_section (self, i);
  show_numbers (self);
  show_segment (self);
}

static DexFuture *
reload_fiber (gpointer data)
{
  Finding *finding = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlPersona) persona
      = dex_await_object (nl_store_find (finding->store, NL_TYPE_PERSONA, finding->id), &error);
  g_autoptr (NlPersonaPage) self = g_weak_ref_get (&finding->self);

  if (self == NULL)
    return dex_future_new_true ();
  if (persona != NULL) {
    g_set_object (&self->persona, persona);
    show_persona (self);
  } else if (g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND)) {
    pop (self);
  }
  return dex_future_new_true ();
}

static void
store_changed_cb (NlPersonaPage *self, NlChanges *changes)
{
  gint64 id = nl_record_get_id (NL_RECORD (self->persona));

  if (nl_changes_contains (changes, "personas", id))
    nl_fiber_start ("persona", reload_fiber, finding_new (self, id), finding_free);
}

static guint
find_section (NlPersonaPage *self, gpointer section)
{
  guint index = 0;

  g_ptr_array_find (self->sections, section, &index);
  return index;
}

static void
section_saved_cb (NlPersonaPage *self, JsonNode *entries, NlPersonaSection *section)
{
  guint i = find_section (self, section);
  g_autoptr (NlRecord) changed = nl_record_copy (NL_RECORD (self->persona));
  g_autofree char *message = g_strdup_printf (_ ("%s changed"), _ (get_info (i)->title));

  nl_record_set_json (changed, get_info (i)->field, entries);
  nl_persona_save (get_host (self), self->workspace, NL_PERSONA (changed), message);
}

static void
section_rewrite_cb (NlPersonaPage *self, NlPersonaSection *section)
{
  nl_persona_rewrite (get_host (self), self->workspace, self->persona,
                      get_info (find_section (self, section))->field);
}

static void
segment_clicked_cb (NlPersonaPage *self)
{
  nl_window_open_page (GTK_WIDGET (self), "segments",
                       nl_record_get_int64 (NL_RECORD (self->persona), NL_PERSONA_SEGMENT_ID));
}

static void
form_saved_cb (NlPersonaPage *self, NlPersona *changed)
{
  nl_persona_save (get_host (self), self->workspace, changed, _ ("Persona changed"));
}

static void
edit (NlPersonaPage *self)
{
  NlPersonaForm *form = nl_persona_form_new (self->persona);

  g_signal_connect_object (form, "saved", G_CALLBACK (form_saved_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (form), GTK_WIDGET (self));
}

static void
persona_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlPersonaPage *self = NL_PERSONA_PAGE (widget);
  gint64 id = nl_record_get_id (NL_RECORD (self->persona));
  g_autofree char *text = NULL;

  if (g_str_equal (name, "persona.edit")) {
    edit (self);
  } else if (g_str_equal (name, "persona.redraw")) {
    nl_persona_redraw (get_host (self), self->workspace, self->persona);
  } else if (g_str_equal (name, "persona.duplicate")) {
    adw_dialog_present (
        ADW_DIALOG (nl_persona_dialog_new_duplicate (self->workspace, self->persona)), widget);
  } else if (g_str_equal (name, "persona.rewrite")) {
    nl_persona_rewrite (get_host (self), self->workspace, self->persona, NL_PERSONA_N_FIELDS);
  } else if (g_str_equal (name, "persona.rewrite-bio")) {
    nl_persona_rewrite (get_host (self), self->workspace, self->persona, NL_PERSONA_BIO);
  } else if (g_str_equal (name, "persona.compare")) {
    nl_persona_compare (ADW_NAVIGATION_VIEW (
                            gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_VIEW)),
                        self->workspace, self->persona);
  } else if (g_str_equal (name, "persona.save-card")) {
    nl_persona_save_card (get_host (self), self->workspace, self->persona);
  } else if (g_str_equal (name, "persona.save-portrait")) {
    nl_persona_save_portrait (get_host (self), self->workspace, self->persona);
  } else if (g_str_equal (name, "persona.copy-portrait")) {
    if (nl_persona_portrait_copy (self->portrait))
      nl_window_toast (widget, _ ("Portrait copied"));
  } else if (g_str_equal (name, "persona.copy")) {
    text = nl_persona_dup_text (self->persona);
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
    nl_window_toast (widget, _ ("Persona copied as text"));
  } else if (g_str_equal (name, "persona.delete")) {
    nl_persona_delete (get_host (self), self->workspace, self->persona);
  } else if (g_str_equal (name, "persona.create-campaign")) {
    gtk_widget_activate_action (widget, "win.new-campaign", "x", id);
  }
}

/* --- the sections, step by step --- */

static gboolean
add_section (NlPersonaPage *self)
{
  guint n_sections;
  const NlPersonaSectionInfo *infos = nl_persona_sections_list (&n_sections);
  guint i = self->sections->len;
  GtkWidget *section;

  if (i == n_sections)
    return FALSE;
  section = nl_persona_section_new (_ (infos[i].title), infos[i].style);
  g_signal_connect_object (section, "saved", G_CALLBACK (section_saved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (section, "rewrite", G_CALLBACK (section_rewrite_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (infos[i].is_second ? self->second : self->first, section);
  g_ptr_array_add (self->sections, section);
  if (infos[i].field == NL_PERSONA_BEST_HOURS) {
    GtkWidget *hours = nl_bar_plot_new (_ ("When they order"), NULL);

    self->hours = NL_PLOT (hours);
    gtk_widget_set_size_request (hours, -1, 120);
    nl_persona_section_append (NL_PERSONA_SECTION (section), hours);
  }
  show_section (self, i);
  return TRUE;
}

static void
add_some_sections (gpointer data)
{
  for (guint i = 0; i < SECTIONS_AT_ONCE; i++)
    add_section (data);
}

static void
add_other_sections (gpointer data)
{
  NlPersonaPage *self = data;

  while (add_section (self))
    continue;
  show_numbers (self);
}

static const NlStepFunc steps[] = {
  add_some_sections,
  add_some_sections,
  add_some_sections,
  add_other_sections,
};

static void
nl_persona_page_dispose (GObject *object)
{
  NlPersonaPage *self = NL_PERSONA_PAGE (object);

  g_clear_pointer (&self->steps, nl_steps_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PERSONA_PAGE);
  g_clear_object (&self->workspace);
  g_clear_object (&self->persona);
  g_clear_object (&self->portrait);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  G_OBJECT_CLASS (nl_persona_page_parent_class)->dispose (object);
}

/* The navigation view hands the focus on before there is anything to focus. */
static void
nl_persona_page_shown (AdwNavigationPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (page)))
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

static void
nl_persona_page_class_init (NlPersonaPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const actions[] = {
    "persona.edit",          "persona.redraw",  "persona.rewrite",   "persona.rewrite-bio",
    "persona.duplicate",     "persona.compare", "persona.save-card", "persona.save-portrait",
    "persona.copy-portrait", "persona.copy",    "persona.delete",    "persona.create-campaign"
  };

  G_OBJECT_CLASS (klass)->dispose = nl_persona_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = nl_persona_page_shown;
  g_type_ensure (NL_TYPE_IMAGE_VIEW);
  g_type_ensure (NL_TYPE_SEGMENT_FIGURES);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, persona_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-persona-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, banner);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, name);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, tagline);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, details);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, segment_button);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, segment_content);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, campaign);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, bio);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, first);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, second);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, figures);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaPage, numbers);
  gtk_widget_class_bind_template_callback (widget_class, segment_clicked_cb);
}

static void
nl_persona_page_init (NlPersonaPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->sections = g_ptr_array_new ();
}

/**
 * nl_persona_page_new:
 * @workspace: the workspace
 * @persona: a saved persona
 *
 * Returns: (transfer floating): a page that follows @persona, and goes when it is deleted
 */
AdwNavigationPage *
nl_persona_page_new (NlWorkspace *workspace, NlPersona *persona)
{
  NlPersonaPage *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (NL_IS_PERSONA (persona), NULL);

  self = g_object_new (NL_TYPE_PERSONA_PAGE, NULL);
  self->workspace = g_object_ref (workspace);
  self->persona = g_object_ref (persona);
  self->portrait = nl_persona_portrait_new (self->avatar, nl_workspace_get_store (workspace));
  g_signal_connect_object (nl_workspace_get_store (workspace), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_actionable_set_action_target (self->campaign, "x", nl_record_get_id (NL_RECORD (persona)));
  gtk_widget_set_visible (self->numbers, FALSE);
  show_heading (self);
  show_segment (self);
  self->steps = nl_steps_start (steps, G_N_ELEMENTS (steps), self);
  return ADW_NAVIGATION_PAGE (self);
}

/**
 * nl_persona_page_get_persona:
 * @self: a page
 *
 * Returns: (transfer none): the persona, as it is saved
 */
NlPersona *
nl_persona_page_get_persona (NlPersonaPage *self)
{
  g_return_val_if_fail (NL_IS_PERSONA_PAGE (self), NULL);

  return self->persona;
}
