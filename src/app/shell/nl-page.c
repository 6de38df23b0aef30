/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-page.h"

/**
 * NlPage:
 *
 * The base of what the sidebar leads to. A page is made when it is first shown and lives as long as
 * the window; it follows #NlWorkspace:shop by itself. Its child is an #AdwNavigationView when there
 * are details to go to, else an #AdwToolbarView; either has an #AdwHeaderBar at the top, which gets
 * its back button from the window.
 *
 * To add a page, add a line to nl-pages.c.
 */
typedef struct {
  NlWorkspace *workspace;
} NlPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NlPage, nl_page, ADW_TYPE_BIN)

enum {
  PROP_WORKSPACE = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

static void
nl_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NlPagePrivate *priv = nl_page_get_instance_private (NL_PAGE (object));

  if (id == PROP_WORKSPACE)
    g_value_set_object (value, priv->workspace);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NlPagePrivate *priv = nl_page_get_instance_private (NL_PAGE (object));

  if (id == PROP_WORKSPACE)
    g_set_object (&priv->workspace, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_page_finalize (GObject *object)
{
  NlPagePrivate *priv = nl_page_get_instance_private (NL_PAGE (object));

  g_clear_object (&priv->workspace);
  G_OBJECT_CLASS (nl_page_parent_class)->finalize (object);
}

static void
nl_page_class_init (NlPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nl_page_get_property;
  object_class->set_property = nl_page_set_property;
  object_class->finalize = nl_page_finalize;

  properties[PROP_WORKSPACE]
      = g_param_spec_object ("workspace", NULL, NULL, NL_TYPE_WORKSPACE,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nl_page_init (NlPage *self)
{}

/**
 * nl_page_get_workspace:
 * @self: a page
 *
 * Returns: (transfer none): the workspace it shows; set from `constructed()` on
 */
NlWorkspace *
nl_page_get_workspace (NlPage *self)
{
  NlPagePrivate *priv = nl_page_get_instance_private (self);

  g_return_val_if_fail (NL_IS_PAGE (self), NULL);

  return priv->workspace;
}

/**
 * nl_page_can_search:
 * @self: a page
 *
 * Returns: whether the page has a search of its own
 */
gboolean
nl_page_can_search (NlPage *self)
{
  g_return_val_if_fail (NL_IS_PAGE (self), FALSE);

  return NL_PAGE_GET_CLASS (self)->start_search != NULL;
}

/**
 * nl_page_can_create:
 * @self: a page
 *
 * Returns: whether there is anything new to start here
 */
gboolean
nl_page_can_create (NlPage *self)
{
  g_return_val_if_fail (NL_IS_PAGE (self), FALSE);

  return NL_PAGE_GET_CLASS (self)->create_new != NULL;
}

/**
 * nl_page_start_search:
 * @self: a page that can search
 *
 * Puts the cursor into the page's search.
 */
void
nl_page_start_search (NlPage *self)
{
  g_return_if_fail (nl_page_can_search (self));

  NL_PAGE_GET_CLASS (self)->start_search (self);
}

/**
 * nl_page_create_new:
 * @self: a page that can create
 *
 * Starts a new thing of the page's kind.
 */
void
nl_page_create_new (NlPage *self)
{
  g_return_if_fail (nl_page_can_create (self));

  NL_PAGE_GET_CLASS (self)->create_new (self);
}

/**
 * nl_page_open_record:
 * @self: a page
 * @id: a record of its kind
 *
 * Shows the details of a record.
 */
void
nl_page_open_record (NlPage *self, gint64 id)
{
  g_return_if_fail (NL_IS_PAGE (self));
  g_return_if_fail (NL_PAGE_GET_CLASS (self)->open_record != NULL);

  NL_PAGE_GET_CLASS (self)->open_record (self, id);
}

/**
 * nl_page_open_query:
 * @self: a page
 * @query: a segment query
 *
 * Shows what a segment query stands for.
 */
void
nl_page_open_query (NlPage *self, const char *query)
{
  g_return_if_fail (NL_IS_PAGE (self));
  g_return_if_fail (NL_PAGE_GET_CLASS (self)->open_query != NULL);

  NL_PAGE_GET_CLASS (self)->open_query (self, query);
}

/**
 * nl_page_import_file:
 * @self: a page
 * @file: (nullable): what to import; %NULL to ask
 *
 * Imports a file into the current shop.
 */
void
nl_page_import_file (NlPage *self, GFile *file)
{
  g_return_if_fail (NL_IS_PAGE (self));
  g_return_if_fail (NL_PAGE_GET_CLASS (self)->import_file != NULL);

  NL_PAGE_GET_CLASS (self)->import_file (self, file);
}
