/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-form.h"

#include <glib/gi18n-lib.h>

#include "app/segments/nl-builder-view.h"
#include "app/segments/nl-query-view.h"
#include "app/segments/nl-segment-message.h"
#include "app/widgets/nl-row-error.h"

#define KEY_VIEW "segment-view"

/**
 * NlSegmentForm:
 *
 * The name and the query of a segment, as rows or as text, with what is wrong with the query or to
 * know about it.
 */
struct _NlSegmentForm {
  AdwBin parent_instance;
  AdwEntryRow *name;
  AdwViewStack *views;
  NlBuilderView *builder;
  NlQueryView *query;
  GtkWidget *placeholder;
  NlSegmentMessage *message;

  NlSegmentProbe *probe;
  char *initial_name; /* what leaving would not lose */
  char *initial_query;
  gboolean is_building; /* the text follows the rows */
};

G_DEFINE_FINAL_TYPE (NlSegmentForm, nl_segment_form, ADW_TYPE_BIN)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* Says what the probe found out: below the query, at the place, and to a screen reader. */
static void
probe_changed_cb (NlSegmentForm *self)
{
  gboolean is_wrong = nl_segment_probe_get_state (self->probe) == NL_SEGMENT_PROBE_WRONG;
  const GError *error = nl_segment_probe_get_error (self->probe);
  GtkAccessible *query = GTK_ACCESSIBLE (self->query);
  NlSegmentSpan span;

  nl_segment_message_update (self->message, self->probe);
  if (is_wrong) {
    if (nl_segment_error_get_span (error, &span))
      nl_query_view_underline (self->query, &span, error->message);
    gtk_accessible_update_relation (query, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->message,
                                    NULL, -1);
    gtk_accessible_announce (query, error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  }
  gtk_accessible_update_state (query, GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
query_changed_cb (NlSegmentForm *self)
{
  g_autofree char *query = NULL;

  if (self->is_building)
    return;
  query = nl_segment_form_dup_query (self);
  gtk_widget_set_visible (self->placeholder, *query == '\0');
  nl_builder_view_set_query (self->builder, query);
  if (self->probe != NULL)
    nl_segment_probe_set_query (self->probe, query);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
builder_changed_cb (NlSegmentForm *self)
{
  const char *query = nl_builder_view_get_query (self->builder);

  /* It is replaced in two steps; only the end counts. */
  self->is_building = TRUE;
  nl_query_view_replace_query (self->query, query);
  self->is_building = FALSE;
  gtk_widget_set_visible (self->placeholder, *query == '\0');
  if (self->probe != NULL)
    nl_segment_probe_set_query (self->probe, query);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * nl_segment_form_show_query:
 * @self: the form
 *
 * Shows the query as text, for who wants to type it.
 */
void
nl_segment_form_show_query (NlSegmentForm *self)
{
  adw_view_stack_set_visible_child_name (self->views, "query");
  gtk_widget_grab_focus (GTK_WIDGET (self->query));
}

static gboolean
is_query_shown (NlSegmentForm *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "query") == 0;
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NlSegmentForm *self = NL_SEGMENT_FORM (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->query));

  /* It goes back in steps, the first of which empties it; the rows are made of the last one. */
  self->is_building = TRUE;
  if (g_str_equal (name, "form.redo"))
    gtk_text_buffer_redo (buffer);
  else
    gtk_text_buffer_undo (buffer);
  self->is_building = FALSE;
  query_changed_cb (self);
}

/* What there is to undo elsewhere, such as a deletion, is left to the window. */
static gboolean
undo_shortcut (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  GtkTextBuffer *buffer
      = gtk_text_view_get_buffer (GTK_TEXT_VIEW (NL_SEGMENT_FORM (widget)->query));

  if (!gtk_text_buffer_get_can_undo (buffer))
    return GDK_EVENT_PROPAGATE;
  undo_action (widget, "form.undo", NULL);
  return GDK_EVENT_STOP;
}

static void
name_changed_cb (NlSegmentForm *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
name_activated_cb (NlSegmentForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
go_to_cb (NlSegmentForm *self, const NlSegmentSpan *span)
{
  nl_segment_form_show_query (self);
  nl_query_view_go_to (self->query, span);
}

static gboolean
nl_segment_form_grab_focus (GtkWidget *widget)
{
  NlSegmentForm *self = NL_SEGMENT_FORM (widget);

  return gtk_widget_grab_focus (is_query_shown (self) ? GTK_WIDGET (self->query)
                                                      : GTK_WIDGET (self->builder));
}

static void
nl_segment_form_dispose (GObject *object)
{
  NlSegmentForm *self = NL_SEGMENT_FORM (object);

  /* The bin lets go of its child before the template does, which would do it behind its back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_SEGMENT_FORM);
  g_clear_object (&self->probe);
  g_clear_pointer (&self->initial_name, g_free);
  g_clear_pointer (&self->initial_query, g_free);
  G_OBJECT_CLASS (nl_segment_form_parent_class)->dispose (object);
}

static void
nl_segment_form_class_init (NlSegmentFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_segment_form_dispose;
  widget_class->grab_focus = nl_segment_form_grab_focus;

  /**
   * NlSegmentForm::changed:
   * @self: a form
   *
   * The name or the query changed, or more is known about the query.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_SEGMENT_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (NL_TYPE_BUILDER_VIEW);
  g_type_ensure (NL_TYPE_QUERY_VIEW);
  g_type_ensure (NL_TYPE_SEGMENT_MESSAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-segment-form.ui");
  gtk_widget_class_bind_template_child (widget_class, NlSegmentForm, name);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentForm, views);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentForm, builder);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentForm, query);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentForm, placeholder);
  gtk_widget_class_bind_template_child (widget_class, NlSegmentForm, message);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_to_cb);
  gtk_widget_class_bind_template_callback (widget_class, builder_changed_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "show_query",
                                                G_CALLBACK (nl_segment_form_show_query));
  gtk_widget_class_install_action (widget_class, "form.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "form.redo", NULL, undo_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_shortcut, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "form.redo", NULL);
}

static void
nl_segment_form_init (NlSegmentForm *self)
{
  self->initial_name = g_strdup ("");
  self->initial_query = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->query, "notify::query", G_CALLBACK (query_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * nl_segment_form_set_shop:
 * @self: a form, which has no shop yet
 * @workspace: where its customers are
 * @shop: the shop
 *
 * Counts among the customers of @shop, and offers the values that they have.
 */
void
nl_segment_form_set_shop (NlSegmentForm *self, NlWorkspace *workspace, NlShop *shop)
{
  g_autoptr (NlQueryValues) values = NULL;
  NlStore *store;

  g_return_if_fail (NL_IS_SEGMENT_FORM (self));
  g_return_if_fail (self->probe == NULL);

  store = nl_workspace_get_store (workspace);
  values = nl_query_values_new (store, nl_record_get_id (NL_RECORD (shop)));
  nl_query_view_set_values (self->query, values);
  nl_builder_view_set_shop (self->builder, shop, values);
  self->probe = nl_segment_probe_new (store, shop);
  g_signal_connect_object (self->probe, "changed", G_CALLBACK (probe_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (nl_workspace_get_settings (workspace), KEY_VIEW, self->views,
                   "visible-child-name", G_SETTINGS_BIND_DEFAULT);
}

/**
 * nl_segment_form_get_probe:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): what is known about the query, once the shop is set
 */
NlSegmentProbe *
nl_segment_form_get_probe (NlSegmentForm *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_FORM (self), NULL);

  return self->probe;
}

/**
 * nl_segment_form_dup_name:
 * @self: a form
 *
 * Returns: (transfer full): the name, without spaces around it
 */
char *
nl_segment_form_dup_name (NlSegmentForm *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_FORM (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

/**
 * nl_segment_form_dup_query:
 * @self: a form
 *
 * Returns: (transfer full): the query
 */
char *
nl_segment_form_dup_query (NlSegmentForm *self)
{
  g_return_val_if_fail (NL_IS_SEGMENT_FORM (self), NULL);

  return nl_query_view_dup_query (self->query);
}

/**
 * nl_segment_form_fill_in:
 * @self: a form
 * @name: (nullable): a name
 * @query: (nullable): a query
 *
 * Replaces what stands in the form. Leaving loses nothing then.
 */
void
nl_segment_form_fill_in (NlSegmentForm *self, const char *name, const char *query)
{
  g_autofree char *before = NULL;

  g_return_if_fail (NL_IS_SEGMENT_FORM (self));

  nl_segment_form_set_initial (self, name, query);
  gtk_editable_set_text (GTK_EDITABLE (self->name), self->initial_name);
  before = nl_segment_form_dup_query (self);
  if (!g_str_equal (before, self->initial_query))
    nl_query_view_set_query (self->query, self->initial_query);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * nl_segment_form_set_initial:
 * @self: a form
 * @name: (nullable): the name
 * @query: (nullable): the query
 *
 * Says what is saved elsewhere, so that leaving loses only what differs from it.
 */
void
nl_segment_form_set_initial (NlSegmentForm *self, const char *name, const char *query)
{
  g_return_if_fail (NL_IS_SEGMENT_FORM (self));

  g_set_str (&self->initial_name, name != NULL ? name : "");
  g_set_str (&self->initial_query, query != NULL ? query : "");
}

/**
 * nl_segment_form_is_dirty:
 * @self: a form
 *
 * Returns: whether leaving loses something
 */
gboolean
nl_segment_form_is_dirty (NlSegmentForm *self)
{
  g_autofree char *name = NULL;
  g_autofree char *query = NULL;

  g_return_val_if_fail (NL_IS_SEGMENT_FORM (self), FALSE);

  name = nl_segment_form_dup_name (self);
  query = nl_segment_form_dup_query (self);
  return !g_str_equal (name, self->initial_name) || !g_str_equal (query, self->initial_query);
}

/**
 * nl_segment_form_check:
 * @self: a form
 *
 * Looks for what keeps it from being saved, and gives that the keyboard.
 *
 * Returns: (transfer none) (nullable): what to do about it; %NULL when it can be saved
 */
const char *
nl_segment_form_check (NlSegmentForm *self)
{
  g_autofree char *name = NULL;
  g_autofree char *query = NULL;
  g_autoptr (NlSegmentQuery) parsed = NULL;
  g_autoptr (GError) error = NULL;
  NlSegmentSpan span;

  g_return_val_if_fail (NL_IS_SEGMENT_FORM (self), NULL);

  name = nl_segment_form_dup_name (self);
  if (*name == '\0') {
    const char *problem = _ ("Give the segment a name to save it");

    nl_row_set_error (GTK_WIDGET (self->name), problem);
    gtk_widget_grab_focus (GTK_WIDGET (self->name));
    return problem;
  }
  if (!is_query_shown (self) && !nl_builder_view_check (self->builder))
    return _ ("Finish the condition or remove it to save the segment");
  query = nl_segment_form_dup_query (self);
  parsed = nl_segment_query_parse (query, &error);
  if (parsed != NULL && nl_segment_query_check (parsed, &error))
    return NULL;
  nl_segment_form_show_query (self);
  if (nl_segment_error_get_span (error, &span))
    nl_query_view_go_to (self->query, &span);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->query));
  return _ ("Correct the query to save it");
}
