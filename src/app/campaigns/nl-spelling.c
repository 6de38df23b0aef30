/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-spelling.h"

#include <string.h>

#include "base/nl-future.h"

/* The dictionaries of the texts that are edited. Reading one takes longer than a frame, so a thread
 * does it. The library behind it knows nothing of threads: one is read at a time, and nobody uses
 * the library meanwhile, see nl_spelling_await_checker(). */

/* The provider's name for a language: "fr" is "fr_FR" when there is a dictionary for that. */
static char *
find_dictionary (SpellingProvider *provider, const char *language)
{
  g_autofree char *code = g_strdelimit (g_strdup (language), "-", '_');
  g_autoptr (GListModel) languages = NULL;
  gsize length = strlen (code);
  char *found = NULL;

  if (spelling_provider_supports_language (provider, code))
    return g_steal_pointer (&code);
  languages = spelling_provider_list_languages (provider);
  for (guint i = 0; found == NULL && languages != NULL && i < g_list_model_get_n_items (languages);
       i++) {
    g_autoptr (SpellingLanguage) item = g_list_model_get_item (languages, i);
    const char *other = spelling_language_get_code (item);

    if (g_str_has_prefix (other, code) && (other[length] == '_' || other[length] == '\0'))
      found = g_strdup (other);
  }
  return found;
}

static gpointer
read_thread (gpointer language, GCancellable *cancellable, GError **error)
{
  SpellingProvider *provider = spelling_provider_get_default ();
  g_autofree char *dictionary = find_dictionary (provider, language);

  if (dictionary != NULL)
    return spelling_checker_new (provider, dictionary);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No dictionary for %s", (char *) language);
  return NULL;
}

static GHashTable *checkers; /* (element-type utf8 SpellingChecker) */
static DexFuture *reading;   /* the dictionary that is being read */

static DexFuture *
read_fiber (gpointer language)
{
  gpointer checker
      = dex_await_object (nl_future_blocking ("dictionary", read_thread, g_strdup (language),
                                              g_free, SPELLING_TYPE_CHECKER, NULL),
                          NULL);

  g_hash_table_insert (checkers, g_strdup (language), checker);
  dex_clear (&reading);
  return dex_future_new_true ();
}

/**
 * nl_spelling_await_checker:
 * @language: a BCP 47 tag
 *
 * Gets what checks the spelling of a language: one for all texts, because a dictionary takes
 * megabytes. When it is there, no other dictionary is being read, so that libspelling can be used
 * until the next await. For fibers only.
 *
 * Returns: (transfer none) (nullable): the checker; %NULL when there is no dictionary
 */
SpellingChecker *
nl_spelling_await_checker (const char *language)
{
  g_return_val_if_fail (language != NULL, NULL);

  if (checkers == NULL)
    checkers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (reading != NULL || !g_hash_table_contains (checkers, language)) {
    if (reading == NULL)
      reading = nl_fiber_spawn (read_fiber, g_strdup (language), g_free);
    dex_await (dex_ref (reading), NULL);
  }
  return g_hash_table_lookup (checkers, language);
}
