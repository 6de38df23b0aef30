/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exports.h"

#include "base/nl-clock.h"
#include "nl-test.h"

#define NOW G_GINT64_CONSTANT (1795340047000000)

char **
exports_save (Sample *sample, NlExportFormat format, const char *folder)
{
  g_autoptr (GError) error = NULL;
  char **paths = dex_await_boxed (
      nl_campaign_export (sample->store, sample->campaign_id, format, folder, NULL, NULL), &error);

  g_assert_no_error (error);
  g_assert_nonnull (paths[0]);
  for (char **path = paths; *path != NULL; path++)
    g_assert_true (g_file_test (*path, G_FILE_TEST_IS_REGULAR));
  return paths;
}

void
exports_prepare (Sample *sample, const char *folder)
{
  nl_clock_set_for_tests (NOW);
  sample_open (sample, folder);
  sample_add_campaign (sample, "L’été : <b>nouveau</b>");
  sample_add_messages (sample);
}

char *
exports_out_of (const char *folder)
{
  return g_build_filename (folder, "out", NULL);
}

const char *
exports_text_of (JsonObject *object, const char *member)
{
  return json_object_get_string_member (object, member);
}

gboolean
exports_array_has (JsonObject *object, const char *member, const char *text)
{
  JsonArray *array = json_object_get_array_member (object, member);

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_str_equal (json_array_get_string_element (array, i), text))
      return TRUE;
  return FALSE;
}
