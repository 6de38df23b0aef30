/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-registry.h"

#include "ai/offline/nl-offline-provider.h"

struct _NlProviderRegistry {
  GObject parent_instance;

  GListStore *providers;
  NlProviderHealth *health;
  char *default_id;
};

static GType
get_item_type (GListModel *model)
{
  return NL_TYPE_PROVIDER;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (NL_PROVIDER_REGISTRY (model)->providers));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (NL_PROVIDER_REGISTRY (model)->providers), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (NlProviderRegistry,
                               nl_provider_registry,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
find (NlProviderRegistry *self, const char *id, guint *position)
{
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (NlProvider) provider = get_item (G_LIST_MODEL (self), i);

    if (g_str_equal (nl_provider_get_id (provider), id)) {
      *position = i;
      return TRUE;
    }
  }
  return FALSE;
}

static void
nl_provider_registry_finalize (GObject *object)
{
  NlProviderRegistry *self = NL_PROVIDER_REGISTRY (object);

  g_clear_object (&self->providers);
  g_clear_object (&self->health);
  g_free (self->default_id);
  G_OBJECT_CLASS (nl_provider_registry_parent_class)->finalize (object);
}

static void
nl_provider_registry_class_init (NlProviderRegistryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_provider_registry_finalize;
}

static void
nl_provider_registry_init (NlProviderRegistry *self)
{
  g_autoptr (NlProvider) offline = nl_offline_provider_new ();

  self->health = nl_provider_health_new ();
  self->providers = g_list_store_new (NL_TYPE_PROVIDER);
  g_signal_connect_object (self->providers, "items-changed",
                           G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->providers, offline);
  self->default_id = g_strdup (nl_provider_get_id (offline));
}

/**
 * nl_provider_registry_new:
 *
 * The list of providers, a #GListModel in the order in which they are tried. The offline one is
 * there from the start and is the default.
 *
 * Returns: (transfer full): a registry
 */
NlProviderRegistry *
nl_provider_registry_new (void)
{
  return g_object_new (NL_TYPE_PROVIDER_REGISTRY, NULL);
}

/**
 * nl_provider_registry_add:
 * @self: a registry
 * @provider: (transfer none): takes the place of the one with the same id, or joins at the end
 */
void
nl_provider_registry_add (NlProviderRegistry *self, NlProvider *provider)
{
  guint position = 0;
  gboolean known;

  g_return_if_fail (NL_IS_PROVIDER_REGISTRY (self));
  g_return_if_fail (NL_IS_PROVIDER (provider));

  known = find (self, nl_provider_get_id (provider), &position);
  if (!known)
    position = get_n_items (G_LIST_MODEL (self));
  g_list_store_splice (self->providers, position, known ? 1 : 0, (gpointer *) &provider, 1);
}

/**
 * nl_provider_registry_remove:
 * @self: a registry
 * @id: the provider's id
 *
 * Removes a provider. The offline one stays. When the default goes, offline becomes the default.
 *
 * Returns: whether it was there and went
 */
gboolean
nl_provider_registry_remove (NlProviderRegistry *self, const char *id)
{
  guint position;

  g_return_val_if_fail (NL_IS_PROVIDER_REGISTRY (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (g_str_equal (id, NL_OFFLINE_PROVIDER_ID) || !find (self, id, &position))
    return FALSE;
  g_list_store_remove (self->providers, position);
  if (g_str_equal (self->default_id, id))
    g_set_str (&self->default_id, NL_OFFLINE_PROVIDER_ID);
  return TRUE;
}

/**
 * nl_provider_registry_get:
 * @self: a registry
 * @id: the provider's id
 *
 * Returns: (transfer none) (nullable): the provider
 */
NlProvider *
nl_provider_registry_get (NlProviderRegistry *self, const char *id)
{
  g_autoptr (NlProvider) provider = NULL;
  guint position;

  g_return_val_if_fail (NL_IS_PROVIDER_REGISTRY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (!find (self, id, &position))
    return NULL;
  /* The store holds on to it. */
  provider = get_item (G_LIST_MODEL (self), position);
  return provider;
}

/**
 * nl_provider_registry_get_default:
 * @self: a registry
 *
 * Returns: (transfer none): the provider that is asked when the user names none
 */
NlProvider *
nl_provider_registry_get_default (NlProviderRegistry *self)
{
  g_return_val_if_fail (NL_IS_PROVIDER_REGISTRY (self), NULL);

  return nl_provider_registry_get (self, self->default_id);
}

/**
 * nl_provider_registry_set_default:
 * @self: a registry
 * @id: the id of a provider in the list
 *
 * Returns: whether there is such a provider
 */
gboolean
nl_provider_registry_set_default (NlProviderRegistry *self, const char *id)
{
  g_return_val_if_fail (NL_IS_PROVIDER_REGISTRY (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (nl_provider_registry_get (self, id) == NULL)
    return FALSE;
  g_set_str (&self->default_id, id);
  return TRUE;
}

/**
 * nl_provider_registry_get_health:
 * @self: a registry
 *
 * Returns: (transfer none): what is known of its providers, whether they come and go
 */
NlProviderHealth *
nl_provider_registry_get_health (NlProviderRegistry *self)
{
  g_return_val_if_fail (NL_IS_PROVIDER_REGISTRY (self), NULL);

  return self->health;
}
