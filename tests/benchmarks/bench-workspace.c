/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-workspace.h"

#include "base/nl-future.h"
#include "bench-window.h"
#include "campaigns/nl-campaigns.h"
#include "customers/nl-customer-import.h"
#include "customers/nl-import-preview.h"
#include "personas/nl-personas.h"

/* Much of everything, for a window to show. */

/* Writes a file of customers: (transfer full). */
char *
bench_workspace_write_customers (const char *folder, guint n_customers)
{
  g_autoptr (GString) text = g_string_new ("Email,First Name,Last Name,Country Code,Tags\n");
  char *path = g_build_filename (folder, "many.csv", NULL);

  for (guint i = 0; i < n_customers; i++)
    g_string_append_printf (text, "person%u@example.com,Marie%u,Martin%u,%s,\"vip, n%u\"\n", i,
                            i % 911, i % 7919, i % 3 == 0 ? "FR" : "DE", i % 17);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return path;
}

typedef struct {
  NlWorkspace *workspace;
  const char *path;
} Import;

static DexFuture *
bench_import_fiber (gpointer data)
{
  Import *self = data;
  g_autoptr (NlImportPreview) preview = NULL;
  g_autoptr (NlOperation) operation = nl_operation_new ("Importing");
  g_autoptr (GError) error = NULL;
  NlShop *shop = nl_workspace_get_shop (self->workspace);
  NlImportOptions options = { .path = self->path };

  nl_workspace_add_operation (self->workspace, operation);
  preview = dex_await_object (nl_import_preview_load (options.path, &options.csv, shop), &error);
  g_assert_no_error (error);
  options.csv = *nl_import_preview_get_format (preview);
  options.mapping = nl_import_preview_get_mapping (preview);
  return nl_customers_import (nl_workspace_get_store (self->workspace), shop, &options, operation);
}

/* Imports a file as the window does: a future. @path must outlive it. */
DexFuture *
bench_workspace_import (NlWorkspace *workspace, const char *path)
{
  Import *self = g_new0 (Import, 1);

  self->workspace = workspace;
  self->path = path;
  return nl_fiber_spawn (bench_import_fiber, self, g_free);
}

/* Personas of all customers, each with a portrait. Returns the id of the last. */
gint64
bench_workspace_add_personas (NlWorkspace *workspace, guint n_personas)
{
  NlProvider *provider = nl_provider_registry_get_default (nl_workspace_get_providers (workspace));
  gint64 id = 0;

  for (guint i = 0; i < n_personas; i++) {
    NlPersonaWish wish
        = { .shop_id = nl_workspace_get_shop_id (workspace), .seed = i + 1, .wants_avatar = TRUE };
    g_autoptr (DexFuture) future
        = nl_personas_create (nl_workspace_get_store (workspace), provider, &wish, NULL);

    bench_wait (dex_ref (future));
    id = nl_record_get_id (g_value_get_object (dex_future_get_value (future, NULL)));
  }
  return id;
}

/* A campaign in each language of the shop on six channels. Returns its id. */
gint64
bench_workspace_add_campaign (NlWorkspace *workspace, gint64 persona_id)
{
  static const char *const channels[]
      = { "email", "sms", "instagram", "facebook", "google-ads", "blog", NULL };
  NlProvider *provider = nl_provider_registry_get_default (nl_workspace_get_providers (workspace));
  g_autoptr (NlCampaign) campaign
      = g_object_new (NL_TYPE_CAMPAIGN, "shop-id", nl_workspace_get_shop_id (workspace),
                      "persona-id", persona_id, "template", "welcome", "seed",
                      G_GINT64_CONSTANT (7), NULL);
  g_autoptr (DexFuture) future = NULL;

  nl_record_set_strv (NL_RECORD (campaign), NL_CAMPAIGN_CHANNELS, channels);
  future = nl_campaigns_create (nl_workspace_get_store (workspace), provider, campaign, NULL);
  bench_wait (dex_ref (future));
  return nl_record_get_id (g_value_get_object (dex_future_get_value (future, NULL)));
}
