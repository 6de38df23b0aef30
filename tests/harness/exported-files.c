/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exported-files.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

/* Returns: the paths of the files in a folder whose names end like that, in order. */
GPtrArray *
nl_test_list_files (const char *folder, const char *suffix)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare);
  return paths;
}

static char *
replace (const char *text, const char *pattern)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DOTALL, 0, &error);
  char *replaced;

  g_assert_no_error (error);
  replaced = g_regex_replace_literal (regex, text, -1, 0, "", 0, &error);
  g_assert_no_error (error);
  return replaced;
}

/* Fails when a brace of a template is left in the texts of an exported file: one that belongs
 * neither to a style sheet nor to the JSON around the texts. */
void
nl_test_assert_no_placeholder (const char *path)
{
  g_autofree char *contents = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *texts = NULL;
  g_autoptr (GError) error = NULL;
  const char *brace;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, !=, "");
  /* Quoted-printable breaks lines with a “=” at the end. */
  joined = g_str_has_suffix (path, ".eml") ? replace (contents, "=\r?\n") : g_strdup (contents);
  texts
      = replace (joined, g_str_has_suffix (path, ".json") ? "\\{(?=\n|\\})" : "<style.*?</style>");
  brace = strchr (texts, '{');
  if (brace != NULL)
    g_error ("%s: “%.60s”", path, brace);
}
