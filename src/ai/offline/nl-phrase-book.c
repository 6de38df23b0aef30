/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-phrase-book.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-error.h"
#include "base/nl-language.h"

#define FOLDER "/ai/ninjalead/phrases/"

struct _NlPhraseBook {
  char *language;
  /* Key to array of #NlPhrase. */
  GHashTable *phrases;
  /* Word to array of #NlNode. */
  GHashTable *words;
  JsonNode *conventions;
};

static GMutex books_lock;
static GHashTable *books;

static void
phrase_free (gpointer data)
{
  NlPhrase *phrase = data;

  g_free (phrase->topic);
  nl_condition_free (phrase->condition);
  g_ptr_array_unref (phrase->texts);
  g_ptr_array_unref (phrase->templates);
  g_free (phrase);
}

static gboolean
fail (GError **error, const char *key, const char *what)
{
  g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST, "%s: %s", key, what);
  return FALSE;
}

static gboolean
node_shows_no_figure (const NlNode *node, gpointer data)
{
  const NlSlotKind *kind;

  if (node->kind != NL_NODE_SLOT)
    return TRUE;
  kind = nl_slot_kind_lookup (node->text);
  return kind == NULL || !kind->figure;
}

static gboolean
add_variant (NlPhrase *phrase, JsonNode *node, const char *key, GError **error)
{
  const char *text;
  GPtrArray *template;

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (error, key, "a variant is not a text");
  text = json_node_get_string (node);
  template = nl_template_parse (text, error);
  if (template == NULL) {
    g_prefix_error (error, "%s: ", key);
    return FALSE;
  }
  g_ptr_array_add (phrase->texts, g_strdup (text));
  g_ptr_array_add (phrase->templates, template);
  return TRUE;
}

static gboolean
read_members (NlPhrase *phrase, JsonObject *object, const char *key, GError **error)
{
  JsonNode *say = json_object_get_member (object, "say");
  const char *condition = json_object_get_string_member_with_default (object, "if", NULL);

  if (condition != NULL) {
    phrase->condition = nl_condition_parse (condition, error);
    if (phrase->condition == NULL) {
      g_prefix_error (error, "%s: ", key);
      return FALSE;
    }
  }
  phrase->topic = g_strdup (json_object_get_string_member_with_default (object, "topic", NULL));
  phrase->priority = (int) json_object_get_int_member_with_default (object, "priority",
                                                                    condition != NULL ? 1 : 0);
  phrase->weight = (guint) json_object_get_int_member_with_default (object, "weight", 1);
  if (say == NULL)
    return fail (error, key, "“say” is missing");
  if (!JSON_NODE_HOLDS_ARRAY (say))
    return add_variant (phrase, say, key, error);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (say)); i++)
    if (!add_variant (phrase, json_array_get_element (json_node_get_array (say), i), key, error))
      return FALSE;
  return phrase->texts->len > 0 || fail (error, key, "“say” is empty");
}

static gboolean
add_phrase (GPtrArray *phrases, JsonNode *node, const char *key, GError **error)
{
  NlPhrase *phrase = g_new0 (NlPhrase, 1);
  gboolean good;

  phrase->texts = g_ptr_array_new_with_free_func (g_free);
  phrase->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  phrase->weight = 1;
  g_ptr_array_add (phrases, phrase);
  if (JSON_NODE_HOLDS_OBJECT (node))
    good = read_members (phrase, json_node_get_object (node), key, error);
  else
    good = add_variant (phrase, node, key, error);
  if (good)
    phrase->figure = !nl_template_foreach (phrase->templates->pdata[0], node_shows_no_figure, NULL);
  return good;
}

static gboolean
add_key (NlPhraseBook *self, const char *key, JsonNode *node, GError **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObjectIter iter;
    const char *name;
    JsonNode *member;

    json_object_iter_init (&iter, json_node_get_object (node));
    while (json_object_iter_next (&iter, &name, &member)) {
      g_autofree char *inner = g_strconcat (key, ".", name, NULL);

      if (!add_key (self, inner, member, error))
        return FALSE;
    }
    return TRUE;
  }
  if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);
    GPtrArray *phrases = g_ptr_array_new_with_free_func (phrase_free);

    g_hash_table_insert (self->phrases, g_strdup (key), phrases);
    for (guint i = 0; i < json_array_get_length (array); i++)
      if (!add_phrase (phrases, json_array_get_element (array, i), key, error))
        return FALSE;
    return TRUE;
  }
  return fail (error, key, "neither an object nor an array");
}

static gboolean
add_words (NlPhraseBook *self, GError **error)
{
  JsonObject *conventions = json_node_get_object (self->conventions);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (!json_object_has_member (conventions, "words"))
    return TRUE;
  json_object_iter_init (&iter, json_object_get_object_member (conventions, "words"));
  while (json_object_iter_next (&iter, &name, &member)) {
    GPtrArray *nodes = nl_template_parse (json_node_get_string (member), error);

    if (nodes == NULL) {
      g_prefix_error (error, "word %s: ", name);
      return FALSE;
    }
    g_hash_table_insert (self->words, g_strdup (name), nodes);
  }
  return TRUE;
}

static gboolean
add_file (NlPhraseBook *self, const char *file, JsonNode *node, GError **error)
{
  g_autofree char *key = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, file, "not an object");
  if (g_str_equal (file, "language.json")) {
    self->conventions = json_node_ref (node);
    return add_words (self, error);
  }
  key = g_strdup (g_str_has_prefix (file, "campaign-") ? file + strlen ("campaign-") : file);
  if (g_str_has_suffix (key, ".json"))
    key[strlen (key) - strlen (".json")] = '\0';
  if (!add_key (self, key, node, error)) {
    g_prefix_error (error, "%s/%s: ", self->language, file);
    return FALSE;
  }
  return TRUE;
}

/**
 * nl_phrase_load_json:
 * @name: a file below data/phrases
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what is in it
 */
JsonNode *
nl_phrase_load_json (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, error);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (bytes == NULL)
    return NULL;
  if (!json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                   error)) {
    g_prefix_error (error, "%s: ", name);
    return NULL;
  }
  return json_parser_steal_root (parser);
}

/**
 * nl_phrase_book_list_languages:
 *
 * Returns: (transfer none) (array zero-terminated=1): the tags of the languages there is a book for
 */
const char *const *
nl_phrase_book_list_languages (void)
{
  static GStrv languages;

  if (g_once_init_enter_pointer (&languages)) {
    g_auto (GStrv) children = g_resources_enumerate_children (FOLDER, 0, NULL);
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

    for (guint i = 0; children != NULL && children[i] != NULL; i++) {
      if (g_str_has_suffix (children[i], "/")) {
        children[i][strlen (children[i]) - 1] = '\0';
        g_strv_builder_add (builder, children[i]);
      }
    }
    g_once_init_leave_pointer (&languages, g_strv_builder_end (builder));
  }
  return (const char *const *) languages;
}

/**
 * nl_phrase_book_new:
 * @language: tag of the language, without a region
 * @files: for each file of the folder, what is in it
 * @error: return location: what is wrong with the files, and where
 *
 * Returns: (transfer full) (nullable): a book of these files
 */
NlPhraseBook *
nl_phrase_book_new (const char *language, JsonObject *files, GError **error)
{
  g_autoptr (NlPhraseBook) self = g_new0 (NlPhraseBook, 1);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  self->language = g_strdup (language);
  self->phrases
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->words
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  json_object_iter_init_ordered (&iter, files);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!add_file (self, name, node, error))
      return NULL;
  if (self->conventions == NULL) {
    fail (error, language, "language.json is missing");
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * nl_phrase_book_load:
 * @language: one of nl_phrase_book_list_languages()
 * @error: return location: what is wrong with the files, and where
 *
 * Reads a book anew. Others call nl_phrase_book_get().
 *
 * Returns: (transfer full) (nullable): the book
 */
NlPhraseBook *
nl_phrase_book_load (const char *language, GError **error)
{
  g_autoptr (JsonObject) files = json_object_new ();
  g_autofree char *folder = g_strconcat (FOLDER, language, NULL);
  g_auto (GStrv) names = g_resources_enumerate_children (folder, 0, error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    g_autofree char *path = g_strconcat (language, "/", names[i], NULL);
    JsonNode *node = nl_phrase_load_json (path, error);

    if (node == NULL)
      return NULL;
    json_object_set_member (files, names[i], node);
  }
  return names != NULL ? nl_phrase_book_new (language, files, error) : NULL;
}

/**
 * nl_phrase_book_get:
 * @language: a BCP 47 tag; of "fr-CA" the book of "fr" is taken
 * @error: return location for %NL_AI_ERROR_UNSUPPORTED
 *
 * May be called on any thread. A book is read once and never changes.
 *
 * Returns: (transfer none) (nullable): the book of the language
 */
NlPhraseBook *
nl_phrase_book_get (const char *language, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autofree char *primary = g_ascii_strdown (language, strcspn (language, "-_"));
  NlPhraseBook *book;

  if (!g_strv_contains (nl_phrase_book_list_languages (), primary)) {
    g_autofree char *name = nl_language_name (language, NULL);

    g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED,
                 _ ("Drafts cannot be written in “%s” without a network. Set up a provider for it, "
                    "or choose another language."),
                 name);
    return NULL;
  }

  locker = g_mutex_locker_new (&books_lock);
  if (books == NULL)
    books = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                   (GDestroyNotify) nl_phrase_book_free);
  book = g_hash_table_lookup (books, primary);
  if (book == NULL) {
    book = nl_phrase_book_load (primary, error);
    if (book != NULL)
      g_hash_table_insert (books, g_steal_pointer (&primary), book);
  }
  return book;
}

/**
 * nl_phrase_book_free:
 * @self: (nullable): a book
 */
void
nl_phrase_book_free (NlPhraseBook *self)
{
  if (self == NULL)
    return;
  g_free (self->language);
  g_clear_pointer (&self->phrases, g_hash_table_unref);
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_clear_pointer (&self->conventions, json_node_unref);
  g_free (self);
}

/**
 * nl_phrase_book_get_language:
 * @self: a book
 *
 * Returns: the tag of its language, without a region
 */
const char *
nl_phrase_book_get_language (NlPhraseBook *self)
{
  return self->language;
}

/**
 * nl_phrase_book_choose_locale:
 * @self: a book
 * @language: the tag that was asked for
 *
 * Returns: (transfer none): the tag that decides how numbers look: @language when it names a
 * region, else the region this book is written for
 */
const char *
nl_phrase_book_choose_locale (NlPhraseBook *self, const char *language)
{
  if (strchr (language, '-') != NULL)
    return language;
  return json_object_get_string_member_with_default (nl_phrase_book_get_conventions (self),
                                                     "locale", self->language);
}

/**
 * nl_phrase_book_lookup:
 * @self: a book
 * @key: a whole key, such as "persona.goals"
 *
 * Returns: (transfer none) (nullable) (element-type NlPhrase): the phrases under it
 */
GPtrArray *
nl_phrase_book_lookup (NlPhraseBook *self, const char *key)
{
  return g_hash_table_lookup (self->phrases, key);
}

/**
 * nl_phrase_book_get_word:
 * @self: a book
 * @word: a name that language.json gives under "words"
 *
 * Returns: (transfer none) (nullable) (element-type NlNode): what it stands for
 */
GPtrArray *
nl_phrase_book_get_word (NlPhraseBook *self, const char *word)
{
  return g_hash_table_lookup (self->words, word);
}

/**
 * nl_phrase_book_get_conventions:
 * @self: a book
 *
 * Returns: (transfer none): what is in language.json
 */
JsonObject *
nl_phrase_book_get_conventions (NlPhraseBook *self)
{
  return json_node_get_object (self->conventions);
}

/**
 * nl_phrase_book_list_keys:
 * @self: a book
 *
 * Returns: (transfer full) (array zero-terminated=1): every key, sorted
 */
char **
nl_phrase_book_list_keys (NlPhraseBook *self)
{
  g_autoptr (GPtrArray) keys = g_hash_table_get_keys_as_ptr_array (self->phrases);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_ptr_array_sort_values (keys, (GCompareFunc) g_strcmp0);
  for (guint i = 0; i < keys->len; i++)
    g_strv_builder_add (builder, keys->pdata[i]);
  return g_strv_builder_end (builder);
}
