/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-workspace.h"

#include "ai/nl-provider-accounts.h"
#include "ai/nl-provider-chain.h"
#include "campaigns/nl-generation.h"
#include "jobs/nl-jobs.h"
#include "shops/nl-shops.h"

#define KEY_LAST_SHOP "last-shop"

/**
 * NlWorkspace:
 *
 * What every view is given: the open store, its shops, and which of them the user works in.
 */
struct _NlWorkspace {
  GObject parent_instance;
  NlStore *store;
  GSettings *settings;
  GListStore *shops;
  GListStore *operations;
  NlProviderRegistry *providers;
  NlJobRunner *runner; /* once there is somebody to ask, or something to be done */
  NlShop *shop;
  guint reload_serial;
  DexFuture *reloading; /* the newest one */
  gboolean is_loading_providers;
  gboolean has_newer_providers;
};

G_DEFINE_FINAL_TYPE (NlWorkspace, nl_workspace, G_TYPE_OBJECT)

enum {
  PROP_STORE = 1,
  PROP_SHOPS,
  PROP_SHOP,
  PROP_OPERATIONS,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

typedef struct {
  NlWorkspace *self;
  guint serial;
} Reload;

static void
reload_free (gpointer data)
{
  Reload *reload = data;

  g_object_unref (reload->self);
  g_free (reload);
}

static NlShop *
find_shop (GListModel *shops, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (shops); i++) {
    g_autoptr (NlShop) shop = g_list_model_get_item (shops, i);

    if (nl_record_get_id (NL_RECORD (shop)) == id)
      return g_steal_pointer (&shop);
  }
  return NULL;
}

/* Keeps to the shop that was current, as it is now; else takes the one of last time, or the first.
 */
static void
choose_shop (NlWorkspace *self)
{
  GListModel *shops = G_LIST_MODEL (self->shops);
  g_autoptr (NlShop) shop = NULL;

  if (self->shop != NULL)
    shop = find_shop (shops, nl_record_get_id (NL_RECORD (self->shop)));
  if (shop == NULL)
    shop = find_shop (shops, g_settings_get_int64 (self->settings, KEY_LAST_SHOP));
  if (shop == NULL)
    shop = g_list_model_get_item (shops, 0);
  if (g_set_object (&self->shop, shop))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOP]);
}

static DexFuture *
reload_fiber (gpointer data)
{
  Reload *reload = data;
  NlWorkspace *self = reload->self;
  g_autoptr (GListStore) shops = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  shops = dex_await_object (nl_shops_list (self->store), &error);
  if (shops == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  /* Who waits for the shops waits for those that are read now. */
  if (reload->serial != self->reload_serial)
    return dex_ref (self->reloading);

  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (shops)); i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (shops), i));
  g_list_store_splice (self->shops, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shops)),
                       items->pdata, items->len);
  choose_shop (self);
  return dex_future_new_true ();
}

static DexFuture *
reload_shops (NlWorkspace *self)
{
  Reload *reload = g_new0 (Reload, 1);

  reload->self = g_object_ref (self);
  reload->serial = ++self->reload_serial;
  dex_clear (&self->reloading);
  self->reloading = nl_fiber_spawn (reload_fiber, reload, reload_free);
  return dex_ref (self->reloading);
}

/* The one that was chosen in the preferences, as soon as it is there. */
static void
choose_provider (NlWorkspace *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "provider");

  nl_provider_registry_set_default (self->providers, id);
}

static DexFuture *
load_providers_fiber (gpointer data)
{
  NlWorkspace *self = data;
  g_autoptr (GError) error = NULL;

  self->is_loading_providers = TRUE;
  do {
    self->has_newer_providers = FALSE;
    g_clear_error (&error);
    if (dex_await (nl_provider_accounts_load (self->store, self->providers), &error))
      choose_provider (self);
  } while (self->has_newer_providers);
  self->is_loading_providers = FALSE;
  return error == NULL ? dex_future_new_true ()
                       : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
load_providers (NlWorkspace *self)
{
  return nl_fiber_spawn (load_providers_fiber, g_object_ref (self), g_object_unref);
}

static void
store_changed_cb (NlWorkspace *self, NlChanges *changes)
{
  if (nl_changes_touches (changes, "shops"))
    dex_future_disown (reload_shops (self));
  if (!nl_changes_touches (changes, "providers"))
    return;
  self->has_newer_providers = TRUE;
  if (!self->is_loading_providers)
    dex_future_disown (load_providers (self));
}

/* Works on the queue from now on; another program that does so already is left to it. */
static void
start_runner (NlWorkspace *self)
{
  if (self->runner != NULL)
    return;
  self->runner = nl_generation_runner_new (self->store, self->providers);
  dex_future_disown (nl_job_runner_start (self->runner));
}

/* A workspace without providers has nothing to wait for. */
static void
providers_changed_cb (NlWorkspace *self)
{
  choose_provider (self);
  if (self->store != NULL
      && nl_provider_registry_get (self->providers, NL_PROVIDER_CHAIN_ID) != NULL)
    start_runner (self);
}

static gboolean
resume_queue_await (NlWorkspace *self, GError **error)
{
  g_autoptr (NlJobSummary) summary = dex_await_boxed (nl_jobs_summarise (self->store, 0, 0), error);

  if (summary != NULL && nl_job_summary_get_n_open (summary) > 0)
    start_runner (self);
  return summary != NULL;
}

static void
nl_workspace_dispose (GObject *object)
{
  NlWorkspace *self = NL_WORKSPACE (object);

  if (self->runner != NULL && nl_job_runner_is_working (self->runner))
    dex_future_disown (nl_job_runner_stop (self->runner));
  g_clear_object (&self->runner);
  G_OBJECT_CLASS (nl_workspace_parent_class)->dispose (object);
}

static void
nl_workspace_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NlWorkspace *self = NL_WORKSPACE (object);

  switch (id) {
  case PROP_STORE:
    g_value_set_object (value, self->store);
    break;
  case PROP_SHOPS:
    g_value_set_object (value, self->shops);
    break;
  case PROP_SHOP:
    g_value_set_object (value, self->shop);
    break;
  case PROP_OPERATIONS:
    g_value_set_object (value, self->operations);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_workspace_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NlWorkspace *self = NL_WORKSPACE (object);

  if (id == PROP_SHOP)
    nl_workspace_set_shop (self, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_workspace_finalize (GObject *object)
{
  NlWorkspace *self = NL_WORKSPACE (object);

  g_clear_object (&self->shop);
  g_clear_object (&self->shops);
  g_clear_object (&self->operations);
  g_clear_object (&self->providers);
  dex_clear (&self->reloading);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nl_workspace_parent_class)->finalize (object);
}

static void
nl_workspace_class_init (NlWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = nl_workspace_get_property;
  object_class->set_property = nl_workspace_set_property;
  object_class->dispose = nl_workspace_dispose;
  object_class->finalize = nl_workspace_finalize;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, NL_TYPE_STORE, read_only);
  properties[PROP_SHOPS] = g_param_spec_object ("shops", NULL, NULL, G_TYPE_LIST_MODEL, read_only);
  properties[PROP_OPERATIONS]
      = g_param_spec_object ("operations", NULL, NULL, G_TYPE_LIST_MODEL, read_only);
  properties[PROP_SHOP]
      = g_param_spec_object ("shop", NULL, NULL, NL_TYPE_SHOP,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nl_workspace_init (NlWorkspace *self)
{
  self->shops = g_list_store_new (NL_TYPE_SHOP);
  self->operations = g_list_store_new (NL_TYPE_OPERATION);
  self->providers = nl_provider_registry_new ();
}

typedef struct {
  char *folder;
  GSettings *settings;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->folder);
  g_object_unref (opening->settings);
  g_free (opening);
}

static DexFuture *
nl_workspace_open_fiber (gpointer data)
{
  Opening *opening = data;
  g_autoptr (NlWorkspace) self = g_object_new (NL_TYPE_WORKSPACE, NULL);
  g_autoptr (GError) error = NULL;

  self->settings = g_object_ref (opening->settings);
  choose_provider (self);
  g_signal_connect_object (self->providers, "items-changed", G_CALLBACK (providers_changed_cb),
                           self, G_CONNECT_SWAPPED);
  self->store = dex_await_object (nl_store_open (opening->folder), &error);
  if (self->store == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  nl_store_watch (self->store);
  if (!dex_await (reload_shops (self), &error) || !dex_await (load_providers (self), &error)
      || !resume_queue_await (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_object (g_steal_pointer (&self));
}

/**
 * nl_workspace_open:
 * @folder: where the workspace is; made when it is missing
 * @settings: of this machine: remembers the current shop
 *
 * Opens the store and loads its shops and providers.
 *
 * Returns: (transfer full): a future of an #NlWorkspace; rejects with %NL_STORE_ERROR
 */
DexFuture *
nl_workspace_open (const char *folder, GSettings *settings)
{
  Opening *opening;

  dex_return_error_if_fail (folder != NULL);
  dex_return_error_if_fail (G_IS_SETTINGS (settings));

  opening = g_new0 (Opening, 1);
  opening->folder = g_strdup (folder);
  opening->settings = g_object_ref (settings);
  return nl_fiber_spawn (nl_workspace_open_fiber, opening, opening_free);
}

/**
 * nl_workspace_get_store:
 * @self: a workspace
 *
 * Returns: (transfer none): where everything is kept
 */
NlStore *
nl_workspace_get_store (NlWorkspace *self)
{
  g_return_val_if_fail (NL_IS_WORKSPACE (self), NULL);

  return self->store;
}

/**
 * nl_workspace_get_settings:
 * @self: a workspace
 *
 * Returns: (transfer none): what is remembered about this machine rather than the workspace
 */
GSettings *
nl_workspace_get_settings (NlWorkspace *self)
{
  g_return_val_if_fail (NL_IS_WORKSPACE (self), NULL);

  return self->settings;
}

/**
 * nl_workspace_get_shops:
 * @self: a workspace
 *
 * Returns: (transfer none): every #NlShop by name, kept up to date. A shop that was edited becomes
 *   another object with the same id.
 */
GListModel *
nl_workspace_get_shops (NlWorkspace *self)
{
  g_return_val_if_fail (NL_IS_WORKSPACE (self), NULL);

  return G_LIST_MODEL (self->shops);
}

/**
 * nl_workspace_get_shop:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): the shop the user works in; %NULL when there is none. Don't
 *   change it: edit a copy.
 */
NlShop *
nl_workspace_get_shop (NlWorkspace *self)
{
  g_return_val_if_fail (NL_IS_WORKSPACE (self), NULL);

  return self->shop;
}

/**
 * nl_workspace_get_shop_id:
 * @self: a workspace
 *
 * Returns: the id of the shop the user works in, or 0
 */
gint64
nl_workspace_get_shop_id (NlWorkspace *self)
{
  g_return_val_if_fail (NL_IS_WORKSPACE (self), 0);

  return self->shop != NULL ? nl_record_get_id (NL_RECORD (self->shop)) : 0;
}

/**
 * nl_workspace_set_shop:
 * @self: a workspace
 * @shop: (nullable): one of nl_workspace_get_shops()
 *
 * Goes to another shop, and remembers it for the next start.
 */
void
nl_workspace_set_shop (NlWorkspace *self, NlShop *shop)
{
  g_return_if_fail (NL_IS_WORKSPACE (self));
  g_return_if_fail (shop == NULL || NL_IS_SHOP (shop));

  if (!g_set_object (&self->shop, shop))
    return;
  g_settings_set_int64 (self->settings, KEY_LAST_SHOP, nl_workspace_get_shop_id (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOP]);
}

typedef struct {
  NlWorkspace *self;
  gint64 shop_id;
} Going;

static void
going_free (gpointer data)
{
  Going *going = data;

  g_object_unref (going->self);
  g_free (going);
}

static DexFuture *
nl_workspace_go_to_shop_fiber (gpointer data)
{
  Going *going = data;
  g_autoptr (NlShop) shop = NULL;
  g_autoptr (GError) error = NULL;

  if (!dex_await (reload_shops (going->self), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  shop = find_shop (G_LIST_MODEL (going->self->shops), going->shop_id);
  if (shop != NULL)
    nl_workspace_set_shop (going->self, shop);
  return dex_future_new_true ();
}

/**
 * nl_workspace_go_to_shop:
 * @self: a workspace
 * @shop_id: a shop that was just saved
 *
 * Makes a shop the current one that may be newer than nl_workspace_get_shops().
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_workspace_go_to_shop (NlWorkspace *self, gint64 shop_id)
{
  Going *going;

  dex_return_error_if_fail (NL_IS_WORKSPACE (self));

  going = g_new0 (Going, 1);
  going->self = g_object_ref (self);
  going->shop_id = shop_id;
  return nl_fiber_spawn (nl_workspace_go_to_shop_fiber, going, going_free);
}

/**
 * nl_workspace_get_runner:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): who works on the queue; %NULL while there is nobody to ask
 */
NlJobRunner *
nl_workspace_get_runner (NlWorkspace *self)
{
  g_return_val_if_fail (NL_IS_WORKSPACE (self), NULL);

  return self->runner;
}

/**
 * nl_workspace_get_providers:
 * @self: a workspace
 *
 * Returns: (transfer none): who can be asked for texts and images
 */
NlProviderRegistry *
nl_workspace_get_providers (NlWorkspace *self)
{
  g_return_val_if_fail (NL_IS_WORKSPACE (self), NULL);

  return self->providers;
}

/**
 * nl_workspace_get_operations:
 * @self: a workspace
 *
 * Returns: (transfer none): the #NlOperation objects in progress
 */
GListModel *
nl_workspace_get_operations (NlWorkspace *self)
{
  g_return_val_if_fail (NL_IS_WORKSPACE (self), NULL);

  return G_LIST_MODEL (self->operations);
}

static void
operation_changed_cb (NlWorkspace *self, GParamSpec *pspec, NlOperation *operation)
{
  guint position;

  if (nl_operation_get_state (operation) != NL_OPERATION_RUNNING
      && g_list_store_find (self->operations, operation, &position))
    g_list_store_remove (self->operations, position);
}

/**
 * nl_workspace_add_operation:
 * @self: a workspace
 * @operation: something long that has begun
 *
 * Shows an operation, with its progress and a way to cancel it, in the sidebar until it ends.
 */
void
nl_workspace_add_operation (NlWorkspace *self, NlOperation *operation)
{
  g_return_if_fail (NL_IS_WORKSPACE (self));
  g_return_if_fail (NL_IS_OPERATION (operation));

  if (nl_operation_get_state (operation) != NL_OPERATION_RUNNING)
    return;
  g_list_store_append (self->operations, operation);
  g_signal_connect_object (operation, "notify::state", G_CALLBACK (operation_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
