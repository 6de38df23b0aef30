/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/overview/nl-recent-list.h"

#include "app/shell/nl-pages.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-image-avatar.h"
#include "base/nl-format.h"
#include "campaigns/nl-campaign.h"
#include "personas/nl-persona.h"

/**
 * NlRecentList:
 *
 * The personas or campaigns that were changed last; hidden when there are none.
 */
struct _NlRecentList {
  AdwPreferencesGroup parent_instance;
  char *page;
  GPtrArray *rows;
};

#define MOST 3
#define RECORD_KEY "nl-record"

G_DEFINE_FINAL_TYPE (NlRecentList, nl_recent_list, ADW_TYPE_PREFERENCES_GROUP)

enum {
  PROP_PAGE = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

typedef struct {
  GWeakRef self;
  NlWorkspace *workspace;
  char *page;
  gint64 shop_id;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->workspace);
  g_free (loading->page);
  g_free (loading);
}

static void
row_activated_cb (NlRecentList *self, GtkWidget *row)
{
  NlRecord *record = g_object_get_data (G_OBJECT (row), RECORD_KEY);

  nl_window_open_page (row, self->page, nl_record_get_id (record));
}

static char *
dup_date (NlRecord *record, NlShop *shop)
{
  return nl_date_format (nl_record_get_updated_at (record),
                         nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE), NULL,
                         NL_DATE_MEDIUM);
}

static GtkWidget *
create_row (NlRecentList *self, NlWorkspace *workspace, NlRecord *record)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean is_persona = NL_IS_PERSONA (record);
  const char *name = nl_record_get_text (record, is_persona ? NL_PERSONA_NAME : NL_CAMPAIGN_NAME);
  const char *tagline = is_persona ? nl_record_get_text (record, NL_PERSONA_TAGLINE) : NULL;
  g_autofree char *date = dup_date (record, nl_workspace_get_shop (workspace));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), tagline != NULL ? tagline : date);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  if (is_persona) {
    GtkWidget *avatar = adw_avatar_new (40, name, TRUE);

    nl_image_avatar_load (ADW_AVATAR (avatar), nl_workspace_get_store (workspace),
                          nl_record_get_int64 (record, NL_PERSONA_AVATAR_IMAGE_ID));
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), RECORD_KEY, g_object_ref (record), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
show_records (NlRecentList *self, NlWorkspace *workspace, GListModel *records)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++) {
    g_autoptr (NlRecord) record = g_list_model_get_item (records, i);
    GtkWidget *row = create_row (self, workspace, record);

    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    g_ptr_array_add (self->rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static NlQuery *
create_query (const char *page, gint64 shop_id)
{
  gboolean is_personas = g_str_equal (page, "personas");
  NlQuery *query = nl_query_new (is_personas ? NL_TYPE_PERSONA : NL_TYPE_CAMPAIGN);

  nl_query_where_int64 (query, is_personas ? NL_PERSONA_SHOP_ID : NL_CAMPAIGN_SHOP_ID, shop_id);
  nl_query_order_by_sql (query, "updated_at DESC");
  nl_query_limit (query, MOST);
  return query;
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (NlQuery) query = create_query (loading->page, loading->shop_id);
  g_autoptr (GListModel) records = NULL;
  g_autoptr (NlRecentList) self = NULL;

  records
      = dex_await_object (nl_store_list (nl_workspace_get_store (loading->workspace), query), NULL);
  self = g_weak_ref_get (&loading->self);
  if (self != NULL && records != NULL
      && nl_workspace_get_shop_id (loading->workspace) == loading->shop_id)
    show_records (self, loading->workspace, records);
  return dex_future_new_true ();
}

static void
nl_recent_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PAGE)
    g_value_set_string (value, NL_RECENT_LIST (object)->page);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_recent_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PAGE)
    NL_RECENT_LIST (object)->page = g_value_dup_string (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_recent_list_finalize (GObject *object)
{
  NlRecentList *self = NL_RECENT_LIST (object);

  g_ptr_array_unref (self->rows);
  g_free (self->page);
  G_OBJECT_CLASS (nl_recent_list_parent_class)->finalize (object);
}

static void
nl_recent_list_class_init (NlRecentListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nl_recent_list_get_property;
  object_class->set_property = nl_recent_list_set_property;
  object_class->finalize = nl_recent_list_finalize;

  properties[PROP_PAGE]
      = g_param_spec_string ("page", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nl_recent_list_init (NlRecentList *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * nl_recent_list_load:
 * @self: the list
 * @workspace: what to read from
 *
 * Reads the current shop's newest again.
 */
void
nl_recent_list_load (NlRecentList *self, NlWorkspace *workspace)
{
  Loading *loading;

  g_return_if_fail (NL_IS_RECENT_LIST (self));
  g_return_if_fail (NL_IS_WORKSPACE (workspace));

  if (nl_pages_find (self->page) == NULL)
    return;
  loading = g_new0 (Loading, 1);
  g_weak_ref_init (&loading->self, self);
  loading->workspace = g_object_ref (workspace);
  loading->page = g_strdup (self->page);
  loading->shop_id = nl_workspace_get_shop_id (workspace);
  nl_fiber_start ("recent", load_fiber, loading, loading_free);
}
