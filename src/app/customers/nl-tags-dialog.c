/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-tags-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-customer-text.h"
#include "base/nl-text.h"
#include "segments/nl-segment-values.h"

/* As many as one looks through; typing finds the others. */
#define MAX_SUGGESTIONS 24
#define TAG_KEY "nl-tag"

/**
 * NlTagsDialog:
 *
 * Asks which tags to add to customers, or to remove from them, and completes those the shop has.
 */
struct _NlTagsDialog {
  AdwDialog parent_instance;
  AdwWindowTitle *title;
  GtkButton *apply;
  AdwToggleGroup *modes;
  GtkEditable *entry;
  GtkWidget *known;
  AdwWrapBox *suggestions;

  GPtrArray *values;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (NlTagsDialog, nl_tags_dialog, ADW_TYPE_DIALOG)

enum {
  CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static gboolean
is_adding (NlTagsDialog *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->modes), "remove") != 0;
}

/* What stands between the commas; the last one may still be typed. */
static char **
dup_tags (NlTagsDialog *self, gboolean without_last)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (self->entry), ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL && (!without_last || parts[i + 1] != NULL); i++) {
    const char *tag = g_strstrip (parts[i]);

    if (*tag != '\0')
      g_strv_builder_add (builder, tag);
  }
  return g_strv_builder_end (builder);
}

static char *
dup_last_folded (NlTagsDialog *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  const char *comma = strrchr (text, ',');
  g_autofree char *last = g_strstrip (g_strdup (comma != NULL ? comma + 1 : text));

  return nl_text_fold (last);
}

static gboolean
contains_folded (char **tags, const char *folded)
{
  for (guint i = 0; tags[i] != NULL; i++) {
    g_autofree char *other = nl_text_fold (tags[i]);

    if (g_str_equal (folded, other))
      return TRUE;
  }
  return FALSE;
}

static void
suggestion_clicked_cb (NlTagsDialog *self, GtkWidget *button)
{
  g_auto (GStrv) before = dup_tags (self, TRUE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *text = NULL;

  g_strv_builder_addv (builder, (const char **) before);
  g_strv_builder_add (builder, g_object_get_data (G_OBJECT (button), TAG_KEY));
  tags = g_strv_builder_end (builder);
  joined = g_strjoinv (", ", tags);
  text = g_strconcat (joined, ", ", NULL);
  /* Before the button goes, which has the focus. */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_text (self->entry, text);
  gtk_editable_set_position (self->entry, -1);
}

static GtkWidget *
create_suggestion (NlTagsDialog *self, const NlSegmentValueCount *value)
{
  GtkWidget *label = gtk_label_new (value->text);
  GtkWidget *button = gtk_button_new ();
  g_autofree char *count = nl_customer_dup_count (value->customer_count);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, count);
  gtk_widget_add_css_class (button, "suggestion");
  g_object_set_data_full (G_OBJECT (button), TAG_KEY, g_strdup (value->text), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (suggestion_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
update_suggestions (NlTagsDialog *self)
{
  g_auto (GStrv) before = dup_tags (self, TRUE);
  g_autofree char *last = dup_last_folded (self);
  GtkWidget *child;
  guint n_shown = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->suggestions))) != NULL)
    adw_wrap_box_remove (self->suggestions, child);
  for (guint i = 0; self->values != NULL && i < self->values->len && n_shown < MAX_SUGGESTIONS;
       i++) {
    const NlSegmentValueCount *value = g_ptr_array_index (self->values, i);
    g_autofree char *folded = nl_text_fold (value->text);

    if (strstr (folded, last) == NULL || contains_folded (before, folded))
      continue;
    adw_wrap_box_append (self->suggestions, create_suggestion (self, value));
    n_shown++;
  }
  gtk_widget_set_visible (self->known, n_shown > 0);
}

static void
entry_changed_cb (NlTagsDialog *self)
{
  g_auto (GStrv) tags = dup_tags (self, FALSE);

  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), tags[0] != NULL);
  update_suggestions (self);
}

static void
mode_changed_cb (NlTagsDialog *self)
{
  gtk_button_set_label (self->apply, is_adding (self) ? _ ("_Add") : _ ("_Remove"));
}

static void
apply_clicked_cb (NlTagsDialog *self)
{
  g_auto (GStrv) tags = dup_tags (self, FALSE);

  if (tags[0] == NULL)
    return;
  g_signal_emit (self, signals[CHOSEN], 0, tags, is_adding (self));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_clicked_cb (NlTagsDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- the tags of the shop --- */

typedef struct {
  GWeakRef dialog;
  NlStore *store;
  gint64 shop_id;
  GCancellable *cancellable;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_weak_ref_clear (&load->dialog);
  g_object_unref (load->store);
  g_object_unref (load->cancellable);
  g_free (load);
}

static DexFuture *
load_fiber (gpointer data)
{
  Load *load = data;
  const NlSegmentAttribute *attribute = nl_segment_vocabulary_find_attribute ("customer_tags");
  g_autoptr (GPtrArray) values = dex_await_boxed (
      nl_segment_values_load (load->store, load->shop_id, attribute, load->cancellable), NULL);
  g_autoptr (NlTagsDialog) self = g_weak_ref_get (&load->dialog);

  if (self == NULL || self->suggestions == NULL || values == NULL)
    return dex_future_new_true ();
  self->values = g_steal_pointer (&values);
  update_suggestions (self);
  return dex_future_new_true ();
}

static void
nl_tags_dialog_dispose (GObject *object)
{
  NlTagsDialog *self = NL_TAGS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_TAGS_DIALOG);
  G_OBJECT_CLASS (nl_tags_dialog_parent_class)->dispose (object);
}

static void
nl_tags_dialog_finalize (GObject *object)
{
  NlTagsDialog *self = NL_TAGS_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  G_OBJECT_CLASS (nl_tags_dialog_parent_class)->finalize (object);
}

static void
nl_tags_dialog_class_init (NlTagsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_tags_dialog_dispose;
  object_class->finalize = nl_tags_dialog_finalize;

  /**
   * NlTagsDialog::chosen:
   * @self: the dialog
   * @tags: (array zero-terminated=1): the tags
   * @adds: whether to add them rather than to remove them
   */
  signals[CHOSEN] = g_signal_new ("chosen", NL_TYPE_TAGS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRV, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-tags-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NlTagsDialog, title);
  gtk_widget_class_bind_template_child (widget_class, NlTagsDialog, apply);
  gtk_widget_class_bind_template_child (widget_class, NlTagsDialog, modes);
  gtk_widget_class_bind_template_child (widget_class, NlTagsDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, NlTagsDialog, known);
  gtk_widget_class_bind_template_child (widget_class, NlTagsDialog, suggestions);
  gtk_widget_class_bind_template_callback (widget_class, apply_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
}

static void
nl_tags_dialog_init (NlTagsDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_tags_dialog_new:
 * @workspace: a workspace with a shop
 * @n_customers: for how many customers
 *
 * Returns: (transfer floating): a dialog that asks for tags
 */
NlTagsDialog *
nl_tags_dialog_new (NlWorkspace *workspace, guint n_customers)
{
  NlTagsDialog *self;
  g_autofree char *count = nl_customer_dup_count (n_customers);
  Load *load;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (NL_TYPE_TAGS_DIALOG, NULL);
  adw_window_title_set_subtitle (self->title, count);
  load = g_new0 (Load, 1);
  g_weak_ref_init (&load->dialog, self);
  load->store = g_object_ref (nl_workspace_get_store (workspace));
  load->shop_id = nl_workspace_get_shop_id (workspace);
  load->cancellable = g_object_ref (self->cancellable);
  nl_fiber_start ("shop-tags", load_fiber, load, load_free);
  return self;
}
