/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-records-page.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "app/widgets/nl-stepped-rows.h"
#include "base/nl-text.h"

/**
 * NlRecordsPage:
 *
 * The base of a page that lists the records of the current shop: with a search, what to show when
 * there are none, and a navigation view that has the list, tagged "list", and what is opened from
 * it. The class says what is listed; the template gives the list, and what stands in its place
 * when it is empty.
 */
typedef struct {
  AdwNavigationView *views;
  AdwNavigationPage *list_page;
  GtkWidget *create;
  GtkWidget *search_button;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkStack *stages;
  AdwBin *empty;
  AdwStatusPage *nothing;
  AdwBin *list;

  NlRowsModel *rows;
  NlSteppedRows *shown;
  gint64 shop_id;
  guint load_serial;
  guint open_serial;
} NlRecordsPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NlRecordsPage, nl_records_page, NL_TYPE_PAGE)

enum {
  PROP_TITLE = 1,
  PROP_CREATE_LABEL,
  PROP_SEARCH_LABEL,
  PROP_NOTHING_LABEL,
  PROP_EMPTY,
  PROP_LIST,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

static NlRecordsPagePrivate *
get_private (NlRecordsPage *self)
{
  return nl_records_page_get_instance_private (self);
}

static NlStore *
get_store (NlRecordsPage *self)
{
  return nl_workspace_get_store (nl_page_get_workspace (NL_PAGE (self)));
}

static void
update_stage (NlRecordsPage *self)
{
  NL_RECORDS_PAGE_GET_CLASS (self)->update_stage (self);
}

/* While it reads, what was there stays. */
static void
nl_records_page_update_stage (NlRecordsPage *self)
{
  NlRecordsPagePrivate *priv = get_private (self);
  const char *stage = NULL;

  if (nl_records_page_has_rows (self))
    stage = "list";
  else if (!nl_rows_model_get_loading (priv->rows))
    stage = nl_records_page_is_searching (self) ? "nothing" : "empty";
  if (g_strcmp0 (stage, "empty") == 0 && adw_bin_get_child (priv->empty) == NULL)
    stage = "list";
  if (stage != NULL)
    gtk_stack_set_visible_child_name (priv->stages, stage);
}

static void
nl_records_page_update_query (NlRecordsPage *self)
{
  NlRecordsPagePrivate *priv = get_private (self);
  NlRecordsPageClass *klass = NL_RECORDS_PAGE_GET_CLASS (self);
  g_autofree char *search = nl_text_fold (gtk_editable_get_text (priv->search_entry));
  g_autoptr (NlQuery) query = nl_query_new (klass->record_type);

  nl_query_where_int64 (query, klass->shop_field, priv->shop_id);
  klass->sort (query);
  if (*search != '\0') {
    g_autofree char *condition = g_strdup_printf ("instr (nl_fold (%s), ?) > 0", klass->searched);
    g_autoptr (GArray) values = nl_value_array_new ();
    NlValue value = nl_value_text (search);

    g_array_append_val (values, value);
    nl_query_where_sql (query, condition, values);
  }
  nl_rows_model_set_query (priv->rows, query);
}

static void
create_clicked_cb (NlRecordsPage *self)
{
  nl_page_create_new (NL_PAGE (self));
}

typedef struct {
  GWeakRef self;
  DexFuture *read;
  guint serial;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_weak_ref_clear (&reading->self);
  dex_clear (&reading->read);
  g_free (reading);
}

static Reading *
reading_new (NlRecordsPage *self, DexFuture *read, guint serial)
{
  Reading *reading = g_new0 (Reading, 1);

  g_weak_ref_init (&reading->self, self);
  reading->read = read;
  reading->serial = serial;
  return reading;
}

/* --- what else is shown --- */

static DexFuture *
load_fiber (gpointer data)
{
  Reading *reading = data;
  g_autoptr (GListModel) related = dex_await_object (g_steal_pointer (&reading->read), NULL);
  g_autoptr (NlRecordsPage) self = g_weak_ref_get (&reading->self);

  if (self != NULL && related != NULL && get_private (self)->load_serial == reading->serial)
    NL_RECORDS_PAGE_GET_CLASS (self)->take_related (self, related);
  return dex_future_new_true ();
}

static void
nl_records_page_load (NlRecordsPage *self)
{
  NlRecordsPagePrivate *priv = get_private (self);
  DexFuture *related
      = NL_RECORDS_PAGE_GET_CLASS (self)->list_related (get_store (self), priv->shop_id);

  nl_fiber_start ("related-records", load_fiber, reading_new (self, related, ++priv->load_serial),
                  reading_free);
}

static void
store_changed_cb (NlRecordsPage *self, NlChanges *changes)
{
  NlRecordsPageClass *klass = NL_RECORDS_PAGE_GET_CLASS (self);

  if (klass->related_table != NULL && nl_changes_touches (changes, klass->related_table))
    klass->load (self);
}

/* Who edits the shop goes on where they were. */
static void
shop_changed_cb (NlRecordsPage *self)
{
  NlRecordsPagePrivate *priv = get_private (self);
  gint64 shop_id = nl_workspace_get_shop_id (nl_page_get_workspace (NL_PAGE (self)));

  if (shop_id != priv->shop_id) {
    priv->shop_id = shop_id;
    priv->open_serial++;
    NL_RECORDS_PAGE_GET_CLASS (self)->leave (self);
    gtk_editable_set_text (priv->search_entry, "");
    nl_records_page_update_query (self);
  }
  NL_RECORDS_PAGE_GET_CLASS (self)->load (self);
}

static void
nl_records_page_leave (NlRecordsPage *self)
{
  adw_navigation_view_pop_to_tag (get_private (self)->views, "list");
}

/* --- what the window asks for --- */

static void
nl_records_page_start_search (NlPage *page)
{
  NlRecordsPagePrivate *priv = get_private (NL_RECORDS_PAGE (page));

  if (adw_navigation_view_get_visible_page (priv->views) != priv->list_page)
    return;
  gtk_search_bar_set_search_mode (priv->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (priv->search_entry));
}

/* The focus does not stay in an entry that is hidden, where nobody would find it. The list comes
 * anew when it was searched, so that it can't take the focus yet. */
static void
search_mode_changed_cb (NlRecordsPage *self)
{
  NlRecordsPagePrivate *priv = get_private (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (gtk_search_bar_get_search_mode (priv->search_bar) || focus == NULL
      || !gtk_widget_is_ancestor (focus, GTK_WIDGET (priv->search_bar)))
    return;
  if (nl_rows_model_get_loading (priv->rows)
      || g_strcmp0 (gtk_stack_get_visible_child_name (priv->stages), "list") != 0
      || !gtk_widget_child_focus (GTK_WIDGET (priv->list), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (priv->search_button);
}

/* Escape, wherever the focus is on the list's page. */
static gboolean
close_search (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  NlRecordsPagePrivate *priv = get_private (NL_RECORDS_PAGE (widget));

  if (adw_navigation_view_get_visible_page (priv->views) != priv->list_page
      || !gtk_search_bar_get_search_mode (priv->search_bar))
    return GDK_EVENT_PROPAGATE;
  gtk_search_bar_set_search_mode (priv->search_bar, FALSE);
  return GDK_EVENT_STOP;
}

static DexFuture *
open_fiber (gpointer data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlRecord) record = dex_await_object (g_steal_pointer (&reading->read), &error);
  g_autoptr (NlRecordsPage) self = g_weak_ref_get (&reading->self);

  if (self == NULL || get_private (self)->open_serial != reading->serial)
    return dex_future_new_true ();
  if (record != NULL)
    NL_RECORDS_PAGE_GET_CLASS (self)->open (self, record);
  else
    nl_window_show_error (GTK_WIDGET (self), _ (NL_RECORDS_PAGE_GET_CLASS (self)->open_failed),
                          error);
  return dex_future_new_true ();
}

static void
nl_records_page_open_record (NlPage *page, gint64 id)
{
  NlRecordsPage *self = NL_RECORDS_PAGE (page);
  DexFuture *record
      = nl_store_find (get_store (self), NL_RECORDS_PAGE_GET_CLASS (self)->record_type, id);

  nl_fiber_start ("open-record", open_fiber,
                  reading_new (self, record, ++get_private (self)->open_serial), reading_free);
}

/* --- the object --- */

static void
set_search_label (NlRecordsPage *self, const char *label)
{
  NlRecordsPagePrivate *priv = get_private (self);

  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (priv->search_entry), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->search_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
nl_records_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NlRecordsPage *self = NL_RECORDS_PAGE (object);
  NlRecordsPagePrivate *priv = get_private (self);

  switch (id) {
  case PROP_TITLE:
    adw_navigation_page_set_title (priv->list_page, g_value_get_string (value));
    break;
  case PROP_CREATE_LABEL:
    gtk_widget_set_tooltip_text (priv->create, g_value_get_string (value));
    break;
  case PROP_SEARCH_LABEL:
    set_search_label (self, g_value_get_string (value));
    break;
  case PROP_NOTHING_LABEL:
    adw_status_page_set_title (priv->nothing, g_value_get_string (value));
    break;
  case PROP_EMPTY:
    adw_bin_set_child (priv->empty, g_value_get_object (value));
    break;
  case PROP_LIST:
    adw_bin_set_child (priv->list, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_records_page_constructed (GObject *object)
{
  NlRecordsPage *self = NL_RECORDS_PAGE (object);
  NlRecordsPagePrivate *priv = get_private (self);
  NlWorkspace *workspace = nl_page_get_workspace (NL_PAGE (self));

  G_OBJECT_CLASS (nl_records_page_parent_class)->constructed (object);

  priv->shop_id = nl_workspace_get_shop_id (workspace);
  priv->rows = nl_rows_model_new (get_store (self), NULL);
  priv->shown = nl_stepped_rows_new (priv->rows, 0);
  g_signal_connect_object (priv->rows, "notify::n-items", G_CALLBACK (update_stage), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->rows, "notify::loading", G_CALLBACK (update_stage), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::shop", G_CALLBACK (shop_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_store (self), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  nl_records_page_update_query (self);
  NL_RECORDS_PAGE_GET_CLASS (self)->load (self);
}

static void
nl_records_page_dispose (GObject *object)
{
  NlRecordsPagePrivate *priv = get_private (NL_RECORDS_PAGE (object));

  /* The bin lets go of its child before the template does, which would do it behind its back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_RECORDS_PAGE);
  g_clear_object (&priv->shown);
  g_clear_object (&priv->rows);
  G_OBJECT_CLASS (nl_records_page_parent_class)->dispose (object);
}

static void
nl_records_page_class_init (NlRecordsPageClass *klass)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NlPageClass *page_class = NL_PAGE_CLASS (klass);

  object_class->set_property = nl_records_page_set_property;
  object_class->constructed = nl_records_page_constructed;
  object_class->dispose = nl_records_page_dispose;
  page_class->start_search = nl_records_page_start_search;
  page_class->open_record = nl_records_page_open_record;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_search, NULL);
  klass->leave = nl_records_page_leave;
  klass->update_stage = nl_records_page_update_stage;
  klass->load = nl_records_page_load;

  /**
   * NlRecordsPage:title:
   *
   * What the records are.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  /**
   * NlRecordsPage:create-label:
   *
   * What the button that makes a new one does.
   */
  properties[PROP_CREATE_LABEL] = g_param_spec_string ("create-label", NULL, NULL, NULL, flags);
  /**
   * NlRecordsPage:search-label:
   *
   * What is searched.
   */
  properties[PROP_SEARCH_LABEL] = g_param_spec_string ("search-label", NULL, NULL, NULL, flags);
  /**
   * NlRecordsPage:nothing-label:
   *
   * What to say when nothing is found: a title.
   */
  properties[PROP_NOTHING_LABEL] = g_param_spec_string ("nothing-label", NULL, NULL, NULL, flags);
  /**
   * NlRecordsPage:empty:
   *
   * What to show while there are no records; without it, the list.
   */
  properties[PROP_EMPTY] = g_param_spec_object ("empty", NULL, NULL, GTK_TYPE_WIDGET, flags);
  /**
   * NlRecordsPage:list:
   *
   * Where the records are.
   */
  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-records-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, NlRecordsPage, views);
  gtk_widget_class_bind_template_child_private (widget_class, NlRecordsPage, list_page);
  gtk_widget_class_bind_template_child_private (widget_class, NlRecordsPage, create);
  gtk_widget_class_bind_template_child_private (widget_class, NlRecordsPage, search_button);
  gtk_widget_class_bind_template_child_private (widget_class, NlRecordsPage, search_bar);
  gtk_widget_class_bind_template_child_private (widget_class, NlRecordsPage, search_entry);
  gtk_widget_class_bind_template_child_private (widget_class, NlRecordsPage, stages);
  gtk_widget_class_bind_template_child_private (widget_class, NlRecordsPage, empty);
  gtk_widget_class_bind_template_child_private (widget_class, NlRecordsPage, nothing);
  gtk_widget_class_bind_template_child_private (widget_class, NlRecordsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, nl_records_page_update_query);
}

static void
nl_records_page_init (NlRecordsPage *self)
{
  NlRecordsPagePrivate *priv = get_private (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (priv->search_bar, priv->search_entry);
}

/**
 * nl_records_page_get_views:
 * @self: a page
 *
 * Returns: (transfer none): where the list is, and what is opened from it
 */
AdwNavigationView *
nl_records_page_get_views (NlRecordsPage *self)
{
  g_return_val_if_fail (NL_IS_RECORDS_PAGE (self), NULL);

  return get_private (self)->views;
}

/**
 * nl_records_page_get_shown:
 * @self: a page
 *
 * Returns: (transfer none): the #NlRow of each record that is listed
 */
GListModel *
nl_records_page_get_shown (NlRecordsPage *self)
{
  g_return_val_if_fail (NL_IS_RECORDS_PAGE (self), NULL);

  return G_LIST_MODEL (get_private (self)->shown);
}

/**
 * nl_records_page_has_rows:
 * @self: a page
 *
 * Returns: whether any record is listed
 */
gboolean
nl_records_page_has_rows (NlRecordsPage *self)
{
  g_return_val_if_fail (NL_IS_RECORDS_PAGE (self), FALSE);

  return g_list_model_get_n_items (G_LIST_MODEL (get_private (self)->rows)) > 0;
}

/**
 * nl_records_page_is_searching:
 * @self: a page
 *
 * Returns: whether only records with certain words are listed
 */
gboolean
nl_records_page_is_searching (NlRecordsPage *self)
{
  g_return_val_if_fail (NL_IS_RECORDS_PAGE (self), FALSE);

  return *gtk_editable_get_text (get_private (self)->search_entry) != '\0';
}
