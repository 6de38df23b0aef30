/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-duplicates-page.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-merge-page.h"
#include "app/shell/nl-window.h"
#include "base/nl-format.h"
#include "customers/nl-customers.h"
#include "customers/nl-duplicates.h"

/* More than one goes through at a sitting; the next ones come when these are done. */
#define MAX_PAIRS 200
#define PAIR_KEY "nl-pair"
#define AVATAR_SIZE 32

/**
 * NlDuplicatesPage:
 *
 * Customers who may be one person, in pairs. It looks again when customers changed.
 */
struct _NlDuplicatesPage {
  AdwNavigationPage parent_instance;
  AdwWindowTitle *title;
  GtkStack *stages;
  GtkListBox *pairs;
  AdwStatusPage *failure;

  NlWorkspace *workspace;
  gint64 shop_id;
  GCancellable *cancellable;
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (NlDuplicatesPage, nl_duplicates_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- the rows --- */

static char *
dup_contact (NlCustomer *customer)
{
  const char *text = nl_record_get_text (NL_RECORD (customer), NL_CUSTOMER_EMAIL);

  if (text == NULL)
    text = nl_record_get_text (NL_RECORD (customer), NL_CUSTOMER_PHONE);
  return text != NULL ? g_strdup (text) : nl_customer_dup_name (customer);
}

static GtkWidget *
create_row (NlDuplicate *pair)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *first = nl_customer_dup_name (nl_duplicate_get_first (pair));
  g_autofree char *second = nl_customer_dup_name (nl_duplicate_get_second (pair));
  g_autofree char *first_contact = dup_contact (nl_duplicate_get_first (pair));
  g_autofree char *second_contact = dup_contact (nl_duplicate_get_second (pair));
  /* Translators: two customers’ names. */
  g_autofree char *both = g_strdup_printf (_ ("%s and %s"), first, second);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s · %s", nl_duplicate_get_reason_text (pair),
                                               first_contact, second_contact);
  GtkWidget *avatar = adw_avatar_new (AVATAR_SIZE, first, TRUE);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_accessible_update_state (GTK_ACCESSIBLE (avatar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 g_str_equal (first, second) ? first : both);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), PAIR_KEY, g_object_ref (pair), g_object_unref);
  return row;
}

/* The place of the pair that has the keyboard, or -1. */
static int
find_focused (NlDuplicatesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_parent (focus) == GTK_WIDGET (self->pairs)
             ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus))
             : -1;
}

/* The keyboard goes on with what is next after a pair that is done. */
static void
show_pairs (NlDuplicatesPage *self, GListModel *pairs)
{
  guint n_pairs = g_list_model_get_n_items (pairs);
  int focused = find_focused (self);
  g_autofree char *number = nl_number_format (n_pairs, 0, NULL);
  g_autofree char *count = NULL;

  gtk_list_box_remove_all (self->pairs);
  for (guint i = 0; i < n_pairs; i++) {
    g_autoptr (NlDuplicate) pair = g_list_model_get_item (pairs, i);

    gtk_list_box_append (self->pairs, create_row (pair));
  }
  if (n_pairs == MAX_PAIRS)
    count = g_strdup_printf (_ ("The first %s pairs"), number);
  else if (n_pairs > 0)
    count = g_strdup_printf (ngettext ("%s pair", "%s pairs", n_pairs), number);
  adw_window_title_set_subtitle (self->title, count != NULL ? count : "");
  gtk_stack_set_visible_child_name (self->stages, n_pairs > 0 ? "pairs" : "empty");
  if (focused >= 0 && n_pairs > 0)
    gtk_widget_grab_focus (
        GTK_WIDGET (gtk_list_box_get_row_at_index (self->pairs, MIN (focused, (int) n_pairs - 1))));
}

static void
show_failure (NlDuplicatesPage *self, const GError *error)
{
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failure, escaped);
  gtk_stack_set_visible_child_name (self->stages, "failed");
}

static void
row_activated_cb (NlDuplicatesPage *self, GtkListBoxRow *row)
{
  NlDuplicate *pair = g_object_get_data (G_OBJECT (row), PAIR_KEY);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                              ADW_NAVIGATION_PAGE (
                                  nl_merge_page_new (self->workspace, nl_duplicate_get_first (pair),
                                                     nl_duplicate_get_second (pair),
                                                     nl_duplicate_get_reason_text (pair))));
}

/* --- the search --- */

typedef struct {
  GWeakRef page;
  NlStore *store;
  gint64 shop_id;
  GCancellable *cancellable;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_weak_ref_clear (&search->page);
  g_object_unref (search->store);
  g_object_unref (search->cancellable);
  g_free (search);
}

static DexFuture *
search_fiber (gpointer data)
{
  Search *search = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) pairs = dex_await_object (
      nl_duplicates_find (search->store, search->shop_id, MAX_PAIRS, search->cancellable), &error);
  g_autoptr (NlDuplicatesPage) self = g_weak_ref_get (&search->page);

  if (self == NULL || self->stages == NULL || self->cancellable != search->cancellable)
    return dex_future_new_true ();
  if (pairs != NULL)
    show_pairs (self, pairs);
  else
    show_failure (self, error);
  return dex_future_new_true ();
}

static void
find_pairs (NlDuplicatesPage *self)
{
  Search *search = g_new0 (Search, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_stale = FALSE;
  g_weak_ref_init (&search->page, self);
  search->store = g_object_ref (nl_workspace_get_store (self->workspace));
  search->shop_id = self->shop_id;
  search->cancellable = g_object_ref (self->cancellable);
  nl_fiber_start ("find-duplicates", search_fiber, search, search_free);
}

static void
try_again_cb (NlDuplicatesPage *self)
{
  gtk_stack_set_visible_child_name (self->stages, "loading");
  find_pairs (self);
}

static void
store_changed_cb (NlDuplicatesPage *self, NlChanges *changes)
{
  if (!nl_changes_touches (changes, "customers"))
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    find_pairs (self);
  else
    self->is_stale = TRUE;
}

static void
nl_duplicates_page_map (GtkWidget *widget)
{
  NlDuplicatesPage *self = NL_DUPLICATES_PAGE (widget);

  GTK_WIDGET_CLASS (nl_duplicates_page_parent_class)->map (widget);
  if (self->is_stale)
    find_pairs (self);
}

static void
nl_duplicates_page_dispose (GObject *object)
{
  NlDuplicatesPage *self = NL_DUPLICATES_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_DUPLICATES_PAGE);
  G_OBJECT_CLASS (nl_duplicates_page_parent_class)->dispose (object);
}

static void
nl_duplicates_page_class_init (NlDuplicatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_duplicates_page_dispose;
  widget_class->map = nl_duplicates_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-duplicates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlDuplicatesPage, title);
  gtk_widget_class_bind_template_child (widget_class, NlDuplicatesPage, stages);
  gtk_widget_class_bind_template_child (widget_class, NlDuplicatesPage, pairs);
  gtk_widget_class_bind_template_child (widget_class, NlDuplicatesPage, failure);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
nl_duplicates_page_init (NlDuplicatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_duplicates_page_new:
 * @workspace: a workspace with a shop
 *
 * Returns: (transfer floating): a page for an #AdwNavigationView, which looks for the duplicates of
 *   the current shop
 */
NlDuplicatesPage *
nl_duplicates_page_new (NlWorkspace *workspace)
{
  NlDuplicatesPage *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (NL_TYPE_DUPLICATES_PAGE, NULL);
  self->workspace = g_object_ref (workspace);
  self->shop_id = nl_workspace_get_shop_id (workspace);
  g_signal_connect_object (nl_workspace_get_store (workspace), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  find_pairs (self);
  return self;
}
