/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-preset.h"
#include "nl-test.h"

/* The table is data: what the code takes for granted is checked here. */
static void
test_table (const char *folder)
{
  static const char *const ways[] = { "json_schema", "json_object", "prompt", NULL };
  g_autofree char *when = g_strconcat (nl_provider_presets_get_date (), "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (when, NULL);

  g_assert_nonnull (date);
  g_assert_cmpuint (nl_provider_presets_get_n (), >=, 9);
  for (guint i = 0; i < nl_provider_presets_get_n (); i++) {
    const NlProviderPreset *preset = nl_provider_presets_get (i);

    g_assert_true (nl_provider_preset_find (preset->id) == preset);
    g_assert_cmpstr (nl_provider_preset_get_name (preset), !=, "");
    g_assert_true (g_str_equal (preset->length_field, "max_tokens")
                   || g_str_equal (preset->length_field, "max_completion_tokens"));
    g_assert_nonnull (preset->structured[0]);
    for (guint way = 0; preset->structured[way] != NULL; way++)
      g_assert_true (g_strv_contains (ways, preset->structured[way]));
    /* Everybody can be asked in words. */
    g_assert_cmpstr (preset->structured[g_strv_length (preset->structured) - 1], ==, "prompt");
    if (preset->base_url != NULL) {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = nl_provider_preset_check_base_url (preset, preset->base_url, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, preset->base_url);
    }
    for (guint family = 0; family < preset->image_families->len; family++) {
      const NlImageFamily *images = g_ptr_array_index (preset->image_families, family);
      NlAiImageWish wish = { 1024, 768, NL_AI_IMAGE_QUALITY_AUTO, FALSE };
      g_autofree char *size = nl_image_family_choose_size (images, &wish);

      g_assert_nonnull (images->models);
      g_assert_nonnull (size);
      g_assert_null (images->quality[NL_AI_IMAGE_QUALITY_AUTO]);
    }
  }
  g_assert_null (nl_provider_preset_find ("nobody"));
  g_assert_null (nl_provider_preset_find (NULL));
}

static void
test_base_url (const char *folder)
{
  static const struct {
    const char *preset;
    const char *typed;
    const char *url; /* NULL: refused */
  } cases[] = {
    { "other", "https://ai.example.com", "https://ai.example.com/v1" },
    { "other", " ai.example.com/v1/ ", "https://ai.example.com/v1" },
    { "other", "https://ai.example.com/v1/v1", "https://ai.example.com/v1" },
    { "other", "https://ai.example.com/v1/chat/completions", "https://ai.example.com/v1" },
    { "other", "https://ai.example.com/v1beta/openai/", "https://ai.example.com/v1beta/openai" },
    { "other", "http://ai.example.com/v1", NULL },
    { "other", "https://localhost/v1", NULL },
    { "other", "https://192.168.1.4/v1", NULL },
    { "other", "https://me:pw@ai.example.com/v1", NULL },
    { "other", "https://ai.example.com/v1?key=sk-1", NULL },
    { "other", "https://ai.example.com/v1#x", NULL },
    { "other", "file:///etc/passwd", NULL },
    { "openai", "http://api.openai.com/v1", NULL },
    { "local", "localhost:8080", "http://localhost:8080/v1" },
    { "local", "http://192.168.1.4:8080/v1", "http://192.168.1.4:8080/v1" },
    { "local", "http://[::1]:8080", "http://[::1]:8080/v1" },
    { "local", "http://ai.example.com/v1", NULL },
    { "local", "http://me@localhost/v1", NULL },
    { "local", "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *url
        = nl_provider_preset_check_base_url (nl_provider_preset_find (cases[i].preset),
                                             cases[i].typed, &error);

    g_assert_cmpstr (url, ==, cases[i].url);
    g_assert_true ((url == NULL) == (error != NULL));
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/provider-preset/table", test_table);
  nl_test_add ("/ai/provider-preset/base-url", test_base_url);
  return g_test_run ();
}
