/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-template.h"
#include "campaigns/nl-channel-limits.h"
#include "base/nl-sms.h"
#include "nl-test.h"

static const NlPart *
part_of (const char *channel, const char *name)
{
  return nl_channel_lookup_part (nl_channel_lookup (channel), name);
}

static void
test_table (const char *folder)
{
  guint n_channels;
  const NlChannel *channels = nl_channel_list (&n_channels);

  g_assert_cmpuint (n_channels, >=, 6);
  for (guint i = 0; i < n_channels; i++) {
    const NlChannel *channel = &channels[i];

    g_assert_true (nl_channel_lookup (channel->id) == channel);
    g_assert_cmpstr (nl_channel_get_name (channel), !=, "");
    g_assert_cmpuint (channel->n_parts, >, 0);
    for (guint j = 0; j < channel->n_parts; j++) {
      const NlPart *part = &channel->parts[j];

      g_assert_true (nl_channel_lookup_part (channel, part->name) == part);
      g_assert_cmpstr (nl_part_get_label (part), !=, "");
      g_assert_cmpuint (part->list_min, <=, part->list_max);
      if (part->max > 0)
        g_assert_cmpuint (part->recommended, <=, part->max);
      g_assert_true (((part->flags & NL_PART_LIST) != 0) == (part->list_max > 0));
    }
  }
  g_assert_null (nl_channel_lookup ("fax"));
  g_assert_null (part_of ("email", "caption"));
  g_assert_cmpstr (nl_part_unit_to_string (part_of ("sms", "text")->unit), ==, "septets");
  g_assert_cmpstr (nl_part_unit_to_string (part_of ("google-ads", "paths")->unit), ==, "width");
}

static void
test_templates (const char *folder)
{
  guint n_templates;
  const NlCampaignTemplate *templates = nl_campaign_template_list (&n_templates);

  g_assert_cmpuint (n_templates, ==, 10);
  for (guint i = 0; i < n_templates; i++) {
    g_assert_true (nl_campaign_template_lookup (templates[i].id) == &templates[i]);
    g_assert_cmpstr (nl_campaign_template_get_title (&templates[i]), !=, "");
    g_assert_cmpstr (nl_campaign_template_get_goal (&templates[i]), !=, "");
    g_assert_cmpstr (nl_campaign_template_get_description (&templates[i]), !=, "");
    for (const char *const *channel = templates[i].channels; *channel != NULL; channel++)
      g_assert_nonnull (nl_channel_lookup (*channel));
  }
  g_assert_null (nl_campaign_template_lookup ("welcom"));
}

static char *
repeat (const char *text, guint n)
{
  GString *all = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (all, text);
  return g_string_free_and_steal (all);
}

static const struct {
  const char *text;
  guint times;
  guint units;
  guint segments;
  gboolean is_ucs2;
} SMS[] = {
  { "", 1, 0, 0, FALSE },
  { "a", 160, 160, 1, FALSE },
  { "a", 161, 161, 2, FALSE },
  { "a", 306, 306, 2, FALSE },
  { "a", 307, 307, 3, FALSE },
  { "é", 160, 160, 1, FALSE },
  { "€", 1, 2, 1, FALSE },
  { "{}[]~^|\\\f", 1, 18, 1, FALSE },
  { "€", 80, 160, 1, FALSE },
  /* 153 is odd: the 77th € goes whole into the second message, so two hold 152 septets each. */
  { "€", 152, 304, 2, FALSE },
  { "€", 153, 306, 3, FALSE },
  { "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ", 1, 29, 1, FALSE },
  { "ê", 1, 1, 1, TRUE },
  { "ç", 1, 1, 1, TRUE },
  { "`", 1, 1, 1, TRUE },
  { "\t", 1, 1, 1, TRUE },
  { "’", 70, 70, 1, TRUE },
  { "’", 71, 71, 2, TRUE },
  { "’", 134, 134, 2, TRUE },
  { "’", 135, 135, 3, TRUE },
  { "😀", 1, 2, 1, TRUE },
  { "😀", 35, 70, 1, TRUE },
  /* 67 is odd, and a surrogate pair stays together. */
  { "😀", 66, 132, 2, TRUE },
  { "😀", 67, 134, 3, TRUE },
};

static void
test_sms (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SMS); i++) {
    g_autofree char *text = repeat (SMS[i].text, SMS[i].times);
    NlSmsSize size;

    nl_sms_measure (text, &size);
    g_test_message ("%s × %u", SMS[i].text, SMS[i].times);
    g_assert_cmpuint (size.units, ==, SMS[i].units);
    g_assert_cmpuint (size.segments, ==, SMS[i].segments);
    g_assert_cmpint (size.is_ucs2, ==, SMS[i].is_ucs2);
    g_assert_cmpint (size.culprit != 0, ==, SMS[i].is_ucs2);
  }
}

static const struct {
  const char *channel;
  const char *part;
  const char *text;
  guint times;
  guint length;
  NlPartState state;
  const char *says; /* in the message */
} CHECKS[] = {
  { "email", "subject", "a", 60, 60, NL_PART_STATE_OK, NULL },
  { "email", "subject", "a", 61, 61, NL_PART_STATE_WARNING, "60" },
  { "email", "subject", "a", 151, 151, NL_PART_STATE_ERROR, "1 character too long" },
  { "email", "subject", "a", 153, 153, NL_PART_STATE_ERROR, "3 characters too long" },
  { "email", "subject", "👩‍👩‍👧‍👦", 60, 60, NL_PART_STATE_OK, NULL },
  { "email", "subject", "e\u0301", 60, 60, NL_PART_STATE_OK, NULL },
  { "email", "subject", "", 1, 0, NL_PART_STATE_ERROR, "empty" },
  { "email", "subject", " \t", 1, 2, NL_PART_STATE_ERROR, "empty" },
  { "email", "subject", "a\nb", 1, 3, NL_PART_STATE_ERROR, "single line" },
  { "email", "preheader", "", 1, 0, NL_PART_STATE_OK, NULL },
  { "email", "body", "a\n\nb", 1, 4, NL_PART_STATE_OK, NULL },
  { "sms", "text", "a", 160, 160, NL_PART_STATE_OK, NULL },
  { "sms", "text", "a", 161, 161, NL_PART_STATE_WARNING, "2 messages" },
  { "sms", "text", "a", 1530, 1530, NL_PART_STATE_WARNING, "10 messages" },
  { "sms", "text", "a", 1531, 1531, NL_PART_STATE_ERROR, "11" },
  { "sms", "text", "ê", 70, 70, NL_PART_STATE_OK, "“ê”" },
  { "sms", "text", "ê", 71, 71, NL_PART_STATE_WARNING, "“ê”" },
  { "sms", "text", "ê", 670, 670, NL_PART_STATE_WARNING, "10 messages" },
  { "sms", "text", "ê", 671, 671, NL_PART_STATE_ERROR, "11" },
  { "instagram", "caption", "é", 2200, 2200, NL_PART_STATE_OK, NULL },
  { "instagram", "caption", "é", 2201, 2201, NL_PART_STATE_ERROR, "1 character" },
  { "instagram", "hashtags", "#été2026_🙂", 1, 10, NL_PART_STATE_ERROR, "one word" },
  { "instagram", "hashtags", "#été2026_", 1, 9, NL_PART_STATE_OK, NULL },
  { "instagram", "hashtags", "two words", 1, 9, NL_PART_STATE_ERROR, "one word" },
  { "instagram", "hashtags", "#", 1, 1, NL_PART_STATE_ERROR, "one word" },
  { "instagram", "hashtags", "été", 1, 3, NL_PART_STATE_OK, NULL },
  { "facebook", "text", "a", 63206, 63206, NL_PART_STATE_WARNING, "600" },
  { "facebook", "text", "a", 63207, 63207, NL_PART_STATE_ERROR, "63206" },
  { "google-ads", "headlines", "a", 30, 30, NL_PART_STATE_OK, NULL },
  { "google-ads", "headlines", "a", 31, 31, NL_PART_STATE_ERROR, "Google Ads takes 30" },
  { "google-ads", "headlines", "茶", 15, 30, NL_PART_STATE_OK, NULL },
  { "google-ads", "headlines", "茶", 16, 32, NL_PART_STATE_ERROR, "2 characters" },
  { "google-ads", "headlines", "e\u0301", 30, 30, NL_PART_STATE_OK, NULL },
  { "google-ads", "headlines", "Buy!", 1, 4, NL_PART_STATE_ERROR, "“!”" },
  { "google-ads", "descriptions", "Buy!", 1, 4, NL_PART_STATE_OK, NULL },
  { "google-ads", "paths", "a", 16, 16, NL_PART_STATE_ERROR, "15" },
  { "blog", "description", "a", 155, 155, NL_PART_STATE_OK, NULL },
  { "blog", "description", "a", 156, 156, NL_PART_STATE_WARNING, "155" },
  { "blog", "slug", "été-2026", 1, 8, NL_PART_STATE_OK, NULL },
  { "blog", "slug", "Été 2026", 1, 8, NL_PART_STATE_ERROR, "“été-2026”" },
  { "blog", "body", "a", 100000, 100000, NL_PART_STATE_OK, NULL },
};

static void
test_checks (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CHECKS); i++) {
    g_autofree char *text = repeat (CHECKS[i].text, CHECKS[i].times);
    g_autoptr (NlPartCheck) check = NULL;

    g_test_message ("%s, %s, %s × %u", CHECKS[i].channel, CHECKS[i].part, CHECKS[i].text,
                    CHECKS[i].times);
    check = nl_message_check (nl_channel_lookup (CHECKS[i].channel),
                              part_of (CHECKS[i].channel, CHECKS[i].part), text);
    g_assert_cmpuint (check->length, ==, CHECKS[i].length);
    g_assert_cmpint (check->state, ==, CHECKS[i].state);
    if (CHECKS[i].says == NULL)
      g_assert_null (check->message);
    else
      g_assert_nonnull (strstr (check->message, CHECKS[i].says));
  }
}

static void
test_sms_limits (const char *folder)
{
  g_autoptr (NlPartCheck) gsm
      = nl_message_check (nl_channel_lookup ("sms"), part_of ("sms", "text"), "Hello");
  g_autoptr (NlPartCheck) ucs2
      = nl_message_check (nl_channel_lookup ("sms"), part_of ("sms", "text"), "Noël ❄");

  g_assert_cmpuint (gsm->recommended, ==, 160);
  g_assert_cmpuint (gsm->max, ==, 1530);
  g_assert_cmpuint (gsm->segments, ==, 1);
  g_assert_cmpuint (ucs2->recommended, ==, 70);
  g_assert_cmpuint (ucs2->max, ==, 670);
  g_assert_nonnull (strstr (ucs2->message, "“ë”"));
}

static NlPartState
check_headlines (const char *const *headlines, const char *says)
{
  g_autoptr (NlPartCheck) check
      = nl_message_check_list (nl_channel_lookup ("google-ads"),
                               part_of ("google-ads", "headlines"), headlines);

  if (says != NULL)
    g_assert_nonnull (strstr (check->message, says));
  return check->state;
}

static void
test_lists (const char *folder)
{
  const char *const good[] = { "Tea", "Fresh tea", "Green tea", NULL };
  const char *const few[] = { "Tea", "Fresh tea", NULL };
  const char *const twice[] = { "Tea", "Fresh tea", "TEA", NULL };
  const char *const long_one[]
      = { "Tea", "Fresh tea", "The freshest tea of the whole world", NULL };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) many = NULL;

  for (guint i = 0; i < 16; i++)
    g_strv_builder_take (builder, g_strdup_printf ("Tea %u", i));
  many = g_strv_builder_end (builder);
  g_assert_cmpint (check_headlines (good, NULL), ==, NL_PART_STATE_OK);
  g_assert_cmpint (check_headlines (few, "at least 3"), ==, NL_PART_STATE_ERROR);
  g_assert_cmpint (check_headlines (twice, "twice"), ==, NL_PART_STATE_ERROR);
  g_assert_cmpint (check_headlines (long_one, "5 characters too long"), ==, NL_PART_STATE_ERROR);
  g_assert_cmpint (check_headlines ((const char *const *) many, "at most 15"), ==,
                   NL_PART_STATE_ERROR);
}

static void
test_hashtags_count (const char *folder)
{
  g_assert_cmpuint (nl_text_count_hashtags (""), ==, 0);
  g_assert_cmpuint (nl_text_count_hashtags ("#thé #café"), ==, 2);
  g_assert_cmpuint (nl_text_count_hashtags ("(#a)#b c#d # e ##f &#39;"), ==, 2);
  g_assert_cmpuint (nl_text_count_hashtags ("#"), ==, 0);
}

static NlPartState
check_instagram (const char *caption, const char *const *tags, const char *says)
{
  g_autoptr (NlMessageParts) parts = nl_message_parts_new (NULL);
  g_autoptr (GPtrArray) checks = NULL;

  nl_message_parts_set_text (parts, "caption", caption);
  nl_message_parts_set_list (parts, "hashtags", tags);
  checks = nl_message_check_parts (nl_channel_lookup ("instagram"), parts);
  g_assert_cmpuint (checks->len, ==, 2);
  if (says != NULL)
    g_assert_nonnull (strstr (((NlPartCheck *) checks->pdata[0])->message, says));
  return nl_message_check_worst (checks);
}

static void
test_whole_message (const char *folder)
{
  const char *const tags[] = { "#thé", "#café", "#matin", "#bio", NULL };
  const char *const six[] = { "#a", "#b", "#c", "#d", "#e", "#f", NULL };
  g_autofree char *full = repeat ("a", 2199);

  g_assert_cmpint (check_instagram ("Bonjour", tags, NULL), ==, NL_PART_STATE_OK);
  g_assert_cmpint (check_instagram ("Bonjour #un", tags, NULL), ==, NL_PART_STATE_OK);
  g_assert_cmpint (check_instagram ("Bonjour #un #deux", tags, "there are 6"), ==,
                   NL_PART_STATE_ERROR);
  g_assert_cmpint (check_instagram ("Bonjour", six, "at most 5"), ==, NL_PART_STATE_ERROR);
  g_assert_cmpint (check_instagram (full, tags, "With the hashtags, 22"), ==, NL_PART_STATE_ERROR);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/channel/table", test_table);
  nl_test_add ("/channel/templates", test_templates);
  nl_test_add ("/channel/sms", test_sms);
  nl_test_add ("/channel/checks", test_checks);
  nl_test_add ("/channel/sms-limits", test_sms_limits);
  nl_test_add ("/channel/lists", test_lists);
  nl_test_add ("/channel/hashtags", test_hashtags_count);
  nl_test_add ("/channel/whole-message", test_whole_message);
  return g_test_run ();
}
