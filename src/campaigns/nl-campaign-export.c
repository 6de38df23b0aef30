/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-export.h"

#include <glib/gi18n-lib.h>

#include "campaigns/nl-campaign-bundle.h"
#include "campaigns/nl-campaign-formats.h"
#include "shops/nl-shops.h"

/* How many exports of one campaign a folder takes. */
#define MAX_ATTEMPTS 999

static const struct {
  const char *word;
  const char *name;
  void (*add_files) (NlCampaignBundle *bundle, NlExportFiles *files);
} FORMATS[] = {
  [NL_EXPORT_HTML] = { "html", N_ ("Web Pages (HTML)"), nl_campaign_format_html },
  [NL_EXPORT_EML] = { "eml", N_ ("Email Drafts (EML)"), nl_campaign_format_eml },
  [NL_EXPORT_MARKDOWN] = { "markdown", N_ ("Text (Markdown)"), nl_campaign_format_markdown },
  [NL_EXPORT_CSV] = { "csv", N_ ("Table (CSV)"), nl_campaign_format_csv },
  [NL_EXPORT_JSON] = { "json", N_ ("Data (JSON)"), nl_campaign_format_json },
};
G_STATIC_ASSERT (G_N_ELEMENTS (FORMATS) == NL_EXPORT_N_FORMATS);

typedef struct {
  NlStore *store;
  gint64 campaign_id;
  guint formats; /* 1 << NlExportFormat of each */
  char *folder;
  char *unsubscribe_url;
  GCancellable *cancellable;
  NlCampaignBundle *bundle;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->bundle, nl_campaign_bundle_free);
  g_free (self->folder);
  g_free (self->unsubscribe_url);
  g_free (self);
}

/**
 * nl_export_format_to_string:
 * @format: a format
 *
 * Returns: (transfer none): its word on the command line, such as "html"
 */
const char *
nl_export_format_to_string (NlExportFormat format)
{
  g_return_val_if_fail (format < NL_EXPORT_N_FORMATS, NULL);

  return FORMATS[format].word;
}

/**
 * nl_export_format_get_name:
 * @format: a format
 *
 * Returns: (transfer none): what people call it, translated
 */
const char *
nl_export_format_get_name (NlExportFormat format)
{
  g_return_val_if_fail (format < NL_EXPORT_N_FORMATS, NULL);

  return _ (FORMATS[format].name);
}

/**
 * nl_export_format_parse:
 * @word: a word from the command line
 * @format: (out): the format it means
 *
 * Returns: whether it means one
 */
gboolean
nl_export_format_parse (const char *word, NlExportFormat *format)
{
  g_return_val_if_fail (word != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  for (guint i = 0; i < NL_EXPORT_N_FORMATS; i++) {
    if (g_str_equal (FORMATS[i].word, word)) {
      *format = i;
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * nl_campaign_bundle_lacks_unsubscribe:
 * @bundle: a campaign
 * @formats: what it is to be saved as: `1 << format` of each #NlExportFormat
 * @unsubscribe_url: (nullable): the address that the export is given
 *
 * The law of most countries wants a way out in every email that advertises (in the EU: Directive
 * 2002/58/EC, article 13; in the USA: CAN-SPAM Act, § 5(a)(3)).
 *
 * Returns: whether files ready to send would be emails without a link to unsubscribe
 */
gboolean
nl_campaign_bundle_lacks_unsubscribe (NlCampaignBundle *bundle,
                                      guint formats,
                                      const char *unsubscribe_url)
{
  g_return_val_if_fail (bundle != NULL, FALSE);

  if ((formats & (1u << NL_EXPORT_HTML | 1u << NL_EXPORT_EML)) == 0 || unsubscribe_url != NULL
      || !nl_record_is_null (NL_RECORD (bundle->shop), NL_SHOP_UNSUBSCRIBE_URL))
    return FALSE;
  for (guint i = 0; i < bundle->messages->len; i++)
    if (g_strcmp0 (nl_record_get_text (bundle->messages->pdata[i], NL_MESSAGE_CHANNEL), "email")
        == 0)
      return TRUE;
  return FALSE;
}

/* Names that are taken are left to whoever has them: the whole set gets a number instead. */
static gpointer
write_thread (gpointer data, GCancellable *cancellable, GError **error)
{
  Export *self = data;

  for (guint attempt = 1;; attempt++) {
    g_autoptr (NlExportFiles) files = nl_export_files_new ();
    g_autoptr (GError) failure = NULL;
    char **paths;

    g_free (self->bundle->suffix);
    self->bundle->suffix = attempt == 1 ? g_strdup ("") : g_strdup_printf ("-%u", attempt);
    for (guint i = 0; i < NL_EXPORT_N_FORMATS; i++)
      if ((self->formats & (1u << i)) != 0)
        FORMATS[i].add_files (self->bundle, files);
    if (nl_export_files_get_count (files) == 0) {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           self->formats == 1u << NL_EXPORT_EML
                               ? _ ("This campaign has no email. Choose another format.")
                               : _ ("This campaign has no messages."));
      return NULL;
    }
    paths = nl_export_files_write (files, self->folder, cancellable, &failure);
    if (paths != NULL)
      return paths;
    if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_EXISTS) || attempt >= MAX_ATTEMPTS) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  }
}

static gpointer
load (NlConnection *connection, gpointer data, GError **error)
{
  return nl_campaign_bundle_load (*(gint64 *) data, connection, error);
}

static DexFuture *
nl_campaign_export_fiber (gpointer data)
{
  Export *self = data;
  Export *work;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlCampaignBundle) bundle
      = dex_await_boxed (nl_store_read (self->store, load,
                                        g_memdup2 (&self->campaign_id, sizeof (gint64)), g_free,
                                        NL_TYPE_CAMPAIGN_BUNDLE, self->cancellable),
                         &error);

  if (bundle == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  bundle->unsubscribe_url
      = self->unsubscribe_url != NULL
            ? g_steal_pointer (&self->unsubscribe_url)
            : g_strdup (nl_record_get_text (NL_RECORD (bundle->shop), NL_SHOP_UNSUBSCRIBE_URL));
  /* Records belong to one thread at a time: from here on, to the one that writes. */
  work = g_new0 (Export, 1);
  work->formats = self->formats;
  work->folder = g_strdup (self->folder);
  work->bundle = g_steal_pointer (&bundle);
  return nl_future_blocking ("export", write_thread, work, export_free, G_TYPE_STRV,
                             self->cancellable);
}

/**
 * nl_campaign_export:
 * @store: a store
 * @campaign_id: a campaign
 * @format: what to save it as
 * @folder: where to; made when it is not there
 * @unsubscribe_url: (nullable): where people unsubscribe; else where the shop says
 * @cancellable: (nullable): stops it, with nothing written
 *
 * Saves a campaign as files of one format, as nl_campaign_export_formats() does.
 *
 * Returns: (transfer full): a future of a #GStrv of the paths
 */
DexFuture *
nl_campaign_export (NlStore *store,
                    gint64 campaign_id,
                    NlExportFormat format,
                    const char *folder,
                    const char *unsubscribe_url,
                    GCancellable *cancellable)
{
  dex_return_error_if_fail (format < NL_EXPORT_N_FORMATS);

  return nl_campaign_export_formats (store, campaign_id, 1u << format, folder, unsubscribe_url,
                                     cancellable);
}

/**
 * nl_campaign_export_formats:
 * @store: a store
 * @campaign_id: a campaign
 * @formats: what to save it as: `1 << format` of each #NlExportFormat, one at least
 * @folder: where to; made when it is not there
 * @unsubscribe_url: (nullable): where people unsubscribe: an https:, http: or mailto: address; else
 *   where the shop says. Without either, emails have no such link, because a placeholder could be
 *   sent by mistake; nl_campaign_bundle_lacks_unsubscribe() tells
 * @cancellable: (nullable): stops it, with nothing written
 *
 * Saves a campaign as files: all of them, or none. No file that is there is replaced: names get a
 * number.
 *
 * Returns: (transfer full): a future of a #GStrv of the paths; rejects with
 *   %NL_STORE_ERROR_NOT_FOUND when the campaign is gone, %NL_STORE_ERROR_INVALID for an
 *   @unsubscribe_url that is none, or a %G_IO_ERROR that says what is wrong with @folder
 */
DexFuture *
nl_campaign_export_formats (NlStore *store,
                            gint64 campaign_id,
                            guint formats,
                            const char *folder,
                            const char *unsubscribe_url,
                            GCancellable *cancellable)
{
  g_autofree char *checked = NULL;
  GError *error = NULL;
  Export *self;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (formats != 0 && formats < 1u << NL_EXPORT_N_FORMATS);
  dex_return_error_if_fail (folder != NULL);

  if (unsubscribe_url != NULL) {
    checked = nl_shop_check_unsubscribe_url (unsubscribe_url, &error);
    if (checked == NULL)
      return dex_future_new_for_error (error);
  }
  self = g_new0 (Export, 1);
  self->store = g_object_ref (store);
  self->campaign_id = campaign_id;
  self->formats = formats;
  self->folder = g_strdup (folder);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->unsubscribe_url = g_steal_pointer (&checked);
  return nl_fiber_spawn (nl_campaign_export_fiber, self, export_free);
}
