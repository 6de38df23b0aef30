/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-comparison.h"

#include <glib/gi18n-lib.h>

#include "app/personas/nl-comparison-row.h"
#include "app/personas/nl-persona-avatar-view.h"
#include "app/personas/nl-persona-chooser.h"
#include "app/personas/nl-persona-section.h"
#include "app/personas/nl-persona-words.h"
#include "app/segments/nl-figure.h"
#include "base/nl-language.h"
#include "base/nl-place.h"
#include "customers/nl-rfm.h"

#define AVATAR_SIZE 96

/**
 * NlPersonaComparison:
 *
 * Two personas side by side: the numbers they were made from, with the differences pointed out, and
 * what each of them wants and says. Where there is no room, one stands below the other.
 */
struct _NlPersonaComparison {
  AdwNavigationPage parent_instance;
  GtkBox *heads;
  GtkBox *figures;
  GtkBox *sections;

  NlWorkspace *workspace;
  NlPersona *personas[2];
  gboolean is_narrow;
};

G_DEFINE_FINAL_TYPE (NlPersonaComparison, nl_persona_comparison, ADW_TYPE_NAVIGATION_PAGE)

static const char *
get_name (NlPersonaComparison *self, guint i)
{
  return nl_record_get_text (NL_RECORD (self->personas[i]), NL_PERSONA_NAME);
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
create_head (NlPersonaComparison *self, guint i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *avatar
      = g_object_new (NL_TYPE_IMAGE_VIEW, "size", AVATAR_SIZE, "shape", NL_IMAGE_SHAPE_CIRCLE,
                      "icon-name", "avatar-default-symbolic", "halign", GTK_ALIGN_CENTER, NULL);
  const char *tagline = nl_record_get_text (NL_RECORD (self->personas[i]), NL_PERSONA_TAGLINE);
  g_autofree char *details = nl_persona_dup_details (self->personas[i]);
  g_autofree char *segment = nl_persona_dup_segment_name (self->personas[i]);

  nl_persona_avatar_view_load (NL_IMAGE_VIEW (avatar), nl_workspace_get_store (self->workspace),
                               self->personas[i]);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), create_label (get_name (self, i), "title-3"));
  if (tagline != NULL)
    gtk_box_append (GTK_BOX (box), create_label (tagline, "dimmed"));
  gtk_box_append (GTK_BOX (box), create_label (details, "caption"));
  gtk_box_append (GTK_BOX (box), create_label (segment, "caption"));
  return box;
}

static void
add_row (NlPersonaComparison *self,
         const char *title,
         const char *first,
         const char *second,
         NlComparisonOutcome outcome)
{
  const char *const names[] = { get_name (self, 0), get_name (self, 1) };
  const char *const values[] = { first != NULL ? first : "–", second != NULL ? second : "–" };

  if (first == NULL && second == NULL)
    return;
  gtk_box_append (self->figures, nl_comparison_row_new (title, names, values, outcome));
}

static void
add_figure (NlPersonaComparison *self, NlFigure figure, JsonObject *statistics[2])
{
  g_autofree char *first = nl_figure_dup_text (figure, statistics[0]);
  g_autofree char *second = nl_figure_dup_text (figure, statistics[1]);
  NlComparisonOutcome outcome = NL_COMPARISON_ALIKE;
  double numbers[2];

  if (nl_figure_get_number (figure, statistics[0], &numbers[0])
      && nl_figure_get_number (figure, statistics[1], &numbers[1]))
    outcome = nl_comparison_of_numbers (numbers[0], numbers[1]);
  add_row (self, nl_figure_get_title (figure), first, second, outcome);
}

/* The first of a list of the statistics, which is the most frequent. */
static char *
dup_first (JsonObject *statistics, const char *part, const char *key)
{
  JsonNode *node = json_object_get_member (statistics, part);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  const char *code = NULL;

  if (array != NULL && json_array_get_length (array) > 0
      && JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, 0)))
    code = json_object_get_string_member_with_default (json_array_get_object_element (array, 0),
                                                       key, NULL);
  if (code == NULL)
    return NULL;
  if (g_str_equal (part, "countries"))
    return nl_country_name (code, nl_language_get_ui ());
  return g_strdup (g_str_equal (part, "rfm") ? nl_rfm_get_group_name (code) : code);
}

static void
add_first (NlPersonaComparison *self,
           const char *title,
           const char *part,
           const char *key,
           JsonObject *statistics[2])
{
  g_autofree char *first = dup_first (statistics[0], part, key);
  g_autofree char *second = dup_first (statistics[1], part, key);

  add_row (self, title, first, second,
           g_strcmp0 (first, second) == 0 ? NL_COMPARISON_ALIKE : NL_COMPARISON_DIFFERENT);
}

static void
show_figures (NlPersonaComparison *self)
{
  g_autoptr (JsonObject) first = nl_persona_dup_statistics (self->personas[0]);
  g_autoptr (JsonObject) second = nl_persona_dup_statistics (self->personas[1]);
  JsonObject *statistics[] = { first, second };

  if (first != NULL && second != NULL) {
    for (NlFigure i = 0; i < NL_N_FIGURES; i++)
      add_figure (self, i, statistics);
    add_first (self, _ ("Live Most in"), "countries", "code", statistics);
    add_first (self, _ ("Buy Most"), "products", "title", statistics);
    add_first (self, _ ("How They Buy"), "rfm", "group", statistics);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->figures),
                          gtk_widget_get_first_child (GTK_WIDGET (self->figures)) != NULL);
}

static void
add_section (NlPersonaComparison *self, const NlPersonaSectionInfo *info)
{
  GtkWidget *heading = gtk_label_new (_ (info->title));
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "title-4");
  gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
  for (guint i = 0; i < 2; i++) {
    GtkWidget *section = nl_persona_section_new (get_name (self, i), info->style);
    g_autoptr (JsonNode) entries = nl_record_dup_json (NL_RECORD (self->personas[i]), info->field);

    nl_persona_section_set_read_only (NL_PERSONA_SECTION (section), TRUE);
    nl_persona_section_set_entries (NL_PERSONA_SECTION (section), entries);
    gtk_box_append (GTK_BOX (pair), section);
  }
  gtk_box_append (self->sections, heading);
  gtk_box_append (self->sections, pair);
}

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
update_width (NlPersonaComparison *self)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->figures)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    nl_comparison_row_set_narrow (NL_COMPARISON_ROW (child), self->is_narrow);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->sections)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (!GTK_IS_BOX (child))
      continue;
    gtk_orientable_set_orientation (GTK_ORIENTABLE (child), self->is_narrow
                                                                ? GTK_ORIENTATION_VERTICAL
                                                                : GTK_ORIENTATION_HORIZONTAL);
    gtk_box_set_homogeneous (GTK_BOX (child), !self->is_narrow);
  }
}

static void
show_personas (NlPersonaComparison *self)
{
  guint n_sections;
  const NlPersonaSectionInfo *infos = nl_persona_sections_list (&n_sections);

  clear (self->heads);
  clear (self->figures);
  clear (self->sections);
  for (guint i = 0; i < 2; i++)
    gtk_box_append (self->heads, create_head (self, i));
  show_figures (self);
  for (guint i = 0; i < n_sections; i++)
    add_section (self, &infos[i]);
  update_width (self);
}

static void
narrow_cb (NlPersonaComparison *self)
{
  self->is_narrow = TRUE;
  update_width (self);
}

static void
wide_cb (NlPersonaComparison *self)
{
  self->is_narrow = FALSE;
  update_width (self);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 id;
} Reloading;

static void
reloading_free (gpointer data)
{
  Reloading *reloading = data;

  g_weak_ref_clear (&reloading->self);
  g_object_unref (reloading->store);
  g_free (reloading);
}

static void
take_persona (NlPersonaComparison *self, NlPersona *persona)
{
  gint64 id = nl_record_get_id (NL_RECORD (persona));

  for (guint i = 0; i < 2; i++)
    if (nl_record_get_id (NL_RECORD (self->personas[i])) == id)
      g_set_object (&self->personas[i], persona);
  show_personas (self);
}

static void
pop (NlPersonaComparison *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL
      && adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view))
             == ADW_NAVIGATION_PAGE (self))
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (view));
}

static DexFuture *
reload_fiber (gpointer data)
{
  Reloading *reloading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlPersona) persona
      = dex_await_object (nl_store_find (reloading->store, NL_TYPE_PERSONA, reloading->id), &error);
  g_autoptr (NlPersonaComparison) self = g_weak_ref_get (&reloading->self);

  if (self == NULL || self->figures == NULL)
    return dex_future_new_true ();
  if (persona != NULL)
    take_persona (self, persona);
  else if (g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND))
    pop (self);
  return dex_future_new_true ();
}

static void
store_changed_cb (NlPersonaComparison *self, NlChanges *changes)
{
  for (guint i = 0; i < 2; i++) {
    gint64 id = nl_record_get_id (NL_RECORD (self->personas[i]));
    Reloading *reloading;

    if (!nl_changes_contains (changes, "personas", id))
      continue;
    reloading = g_new0 (Reloading, 1);
    g_weak_ref_init (&reloading->self, self);
    reloading->store = g_object_ref (nl_workspace_get_store (self->workspace));
    reloading->id = id;
    nl_fiber_start ("compared-persona", reload_fiber, reloading, reloading_free);
  }
}

static void
nl_persona_comparison_dispose (GObject *object)
{
  NlPersonaComparison *self = NL_PERSONA_COMPARISON (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PERSONA_COMPARISON);
  g_clear_object (&self->workspace);
  for (guint i = 0; i < 2; i++)
    g_clear_object (&self->personas[i]);
  G_OBJECT_CLASS (nl_persona_comparison_parent_class)->dispose (object);
}

/* The dialog that led here gives the focus back to what is no longer shown. */
static void
nl_persona_comparison_shown (AdwNavigationPage *page)
{
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

static void
nl_persona_comparison_class_init (NlPersonaComparisonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_persona_comparison_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = nl_persona_comparison_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/ai/ninjalead/NinjaLead/ui/nl-persona-comparison.ui");
  gtk_widget_class_bind_template_child (widget_class, NlPersonaComparison, heads);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaComparison, figures);
  gtk_widget_class_bind_template_child (widget_class, NlPersonaComparison, sections);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
}

static void
nl_persona_comparison_init (NlPersonaComparison *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_persona_comparison_new:
 * @workspace: the workspace
 * @first: a saved persona
 * @second: another one
 *
 * Returns: (transfer floating): a page that follows both, and goes when one of them is deleted
 */
AdwNavigationPage *
nl_persona_comparison_new (NlWorkspace *workspace, NlPersona *first, NlPersona *second)
{
  NlPersonaComparison *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (NL_IS_PERSONA (first), NULL);
  g_return_val_if_fail (NL_IS_PERSONA (second), NULL);

  self = g_object_new (NL_TYPE_PERSONA_COMPARISON, NULL);
  self->workspace = g_object_ref (workspace);
  self->personas[0] = g_object_ref (first);
  self->personas[1] = g_object_ref (second);
  g_signal_connect_object (nl_workspace_get_store (workspace), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  show_personas (self);
  return ADW_NAVIGATION_PAGE (self);
}

typedef struct {
  GWeakRef view;
  NlWorkspace *workspace;
  NlPersona *persona;
} Comparing;

static void
comparing_free (gpointer data, GClosure *closure)
{
  Comparing *comparing = data;

  g_weak_ref_clear (&comparing->view);
  g_object_unref (comparing->workspace);
  g_object_unref (comparing->persona);
  g_free (comparing);
}

static void
chosen_cb (NlPersonaChooser *chooser, NlPersona *other, Comparing *comparing)
{
  g_autoptr (AdwNavigationView) view = g_weak_ref_get (&comparing->view);

  if (view != NULL)
    adw_navigation_view_push (view, nl_persona_comparison_new (comparing->workspace,
                                                               comparing->persona, other));
}

/**
 * nl_persona_compare:
 * @view: the #AdwNavigationView that shows the comparison
 * @workspace: the workspace
 * @persona: a saved persona
 *
 * Asks which other persona to compare with, and shows both.
 */
void
nl_persona_compare (AdwNavigationView *view, NlWorkspace *workspace, NlPersona *persona)
{
  NlPersonaChooser *chooser;
  Comparing *comparing;

  g_return_if_fail (ADW_IS_NAVIGATION_VIEW (view));
  g_return_if_fail (NL_IS_PERSONA (persona));

  chooser = nl_persona_chooser_new (workspace, persona);
  comparing = g_new0 (Comparing, 1);
  g_weak_ref_init (&comparing->view, view);
  comparing->workspace = g_object_ref (workspace);
  comparing->persona = g_object_ref (persona);
  g_signal_connect_data (chooser, "chosen", G_CALLBACK (chosen_cb), comparing, comparing_free, 0);
  adw_dialog_present (ADW_DIALOG (chooser), GTK_WIDGET (view));
}
