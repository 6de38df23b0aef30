/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-channel-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-slug.h"
#include "base/nl-sms.h"
#include "base/nl-text.h"

#define GSM_SEGMENT 153

/**
 * nl_part_check_free:
 * @self: (transfer full): a check
 *
 * Frees @self.
 */
void
nl_part_check_free (NlPartCheck *self)
{
  g_free (self->message);
  g_free (self);
}

/* The worst that was found is what people read. */
static void G_GNUC_PRINTF (3, 4)
    complain (NlPartCheck *self, NlPartState state, const char *format, ...)
{
  va_list args;

  if (self->message != NULL && state <= self->state)
    return;
  self->state = MAX (self->state, state);
  va_start (args, format);
  g_free (self->message);
  self->message = g_strdup_vprintf (format, args);
  va_end (args);
}

static guint
count_width (const char *text)
{
  guint width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (!g_unichar_iszerowidth (letter))
      width += g_unichar_iswide (letter) ? 2 : 1;
  }
  return width;
}

/**
 * nl_part_measure:
 * @part: a part
 * @text: a text for it
 *
 * Returns: how long @text is, in the unit of @part
 */
guint
nl_part_measure (const NlPart *part, const char *text)
{
  NlSmsSize size;

  g_return_val_if_fail (part != NULL, 0);
  g_return_val_if_fail (text != NULL, 0);

  switch (part->unit) {
  case NL_PART_UNIT_SEPTETS:
    nl_sms_measure (text, &size);
    return size.units;
  case NL_PART_UNIT_WIDTH:
    return count_width (text);
  case NL_PART_UNIT_CHARACTERS:
  default:
    return (guint) nl_text_length (text);
  }
}

static gboolean
is_tag_letter (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_';
}

/**
 * nl_text_count_hashtags:
 * @text: a text
 *
 * Returns: how many hashtags stand in it: a “#” that follows no letter, and letters after it
 */
guint
nl_text_count_hashtags (const char *text)
{
  gunichar before = ' ';
  guint n = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    n += letter == '#' && !is_tag_letter (before) && before != '#' && before != '&'
         && is_tag_letter (g_utf8_get_char (g_utf8_next_char (c)));
    before = letter;
  }
  return n;
}

static void
check_length (NlPartCheck *self, const NlChannel *channel, guint length)
{
  if (self->max > 0 && length > self->max)
    complain (self, NL_PART_STATE_ERROR,
              /* Translators: the number is how much too long; then the limit and the channel. */
              ngettext ("%1$u character too long: %3$s takes %2$u.",
                        "%1$u characters too long: %3$s takes %2$u.", length - self->max),
              length - self->max, self->max, nl_channel_get_name (channel));
  else if (self->recommended > 0 && length > self->recommended)
    complain (self, NL_PART_STATE_WARNING,
              ngettext ("Often cut off after %u character.", "Often cut off after %u characters.",
                        self->recommended),
              self->recommended);
}

static void
check_sms (NlPartCheck *self, const char *text)
{
  guint max_segments = self->part->max / GSM_SEGMENT;
  char culprit[8] = "";
  NlSmsSize size;

  nl_sms_measure (text, &size);
  self->segments = size.segments;
  self->max = max_segments * size.segment;
  self->recommended = size.single;
  g_unichar_to_utf8 (size.culprit, culprit);
  if (size.segments > max_segments)
    complain (self, NL_PART_STATE_ERROR,
              ngettext ("Too long: at most %u message can be joined, and this text takes %u.",
                        "Too long: at most %u messages can be joined, and this text takes %u.",
                        max_segments),
              max_segments, size.segments);
  else if (size.segments > 1 && size.is_ucs2)
    complain (self, NL_PART_STATE_WARNING,
              ngettext ("Sent and paid as %u message, because “%s” takes more room.",
                        "Sent and paid as %u messages, because “%s” takes more room.",
                        size.segments),
              size.segments, culprit);
  else if (size.segments > 1)
    complain (self, NL_PART_STATE_WARNING,
              ngettext ("Sent and paid as %u message.", "Sent and paid as %u messages.",
                        size.segments),
              size.segments);
  else if (size.is_ucs2)
    complain (self, NL_PART_STATE_OK,
              /* Translators: %s is a letter or emoji. */
              ngettext ("With “%s”, a message holds only %u character.",
                        "With “%s”, a message holds only %u characters.", size.single),
              culprit, size.single);
}

/* What a channel asks for beside lengths. */
static void
check_rules (NlPartCheck *self, const NlChannel *channel, const char *text)
{
  const char *name = self->part->name;

  if ((self->part->flags & NL_PART_MULTILINE) == 0 && strchr (text, '\n') != NULL)
    complain (self, NL_PART_STATE_ERROR, _ ("This must be a single line."));
  if (g_str_equal (name, "hashtags")) {
    const char *c = text + (*text == '#');

    while (is_tag_letter (g_utf8_get_char (c)))
      c = g_utf8_next_char (c);
    if (*c != '\0' || g_str_equal (text, "#"))
      complain (self, NL_PART_STATE_ERROR,
                _ ("A hashtag is one word of letters and digits, and “%s” is not."), text);
  }
  if (g_str_equal (name, "slug") && *text != '\0') {
    g_autofree char *slug = nl_slug_keep_letters (text, G_MAXSIZE);

    if (!g_str_equal (slug, text))
      complain (self, NL_PART_STATE_ERROR,
                /* Translators: %s is an address made of a title, such as “summer-in-the-city”. */
                _ ("An address has small letters, digits and hyphens only, such as “%s”."), slug);
  }
  /* Google Ads policies, “Editorial”: no exclamation point in a headline. */
  if (g_str_equal (channel->id, "google-ads") && g_str_equal (name, "headlines")
      && (strchr (text, '!') != NULL || strstr (text, "！") != NULL))
    complain (self, NL_PART_STATE_ERROR, _ ("Google Ads refuses headlines with “!”."));
}

/**
 * nl_message_check:
 * @channel: a channel
 * @part: one of its parts
 * @text: the text of it; for a list, one of its texts
 *
 * Holds a text against the limits of its channel. Neither touches the disk nor takes long: it is
 * meant for every key that is pressed.
 *
 * Returns: (transfer full): what is to say about it
 */
NlPartCheck *
nl_message_check (const NlChannel *channel, const NlPart *part, const char *text)
{
  NlPartCheck *self;

  g_return_val_if_fail (channel != NULL, NULL);
  g_return_val_if_fail (part != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (NlPartCheck, 1);
  self->part = part;
  self->max = part->max;
  self->recommended = part->recommended;
  self->length = nl_part_measure (part, text);
  if (text[strspn (text, " \t\n")] == '\0' && (part->flags & NL_PART_OPTIONAL) == 0)
    complain (self, NL_PART_STATE_ERROR, _ ("This can’t be empty."));
  if (part->unit == NL_PART_UNIT_SEPTETS)
    check_sms (self, text);
  else
    check_length (self, channel, self->length);
  check_rules (self, channel, text);
  return self;
}

/**
 * nl_message_check_list:
 * @channel: a channel
 * @part: one of its parts that is a list
 * @list: (array zero-terminated=1): its texts
 *
 * Holds a list against the limits of its channel: how many texts, that none stands there twice, and
 * each of them.
 *
 * Returns: (transfer full): what is to say about it; the length counts texts
 */
NlPartCheck *
nl_message_check_list (const NlChannel *channel, const NlPart *part, const char *const *list)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  NlPartCheck *self;

  g_return_val_if_fail (channel != NULL, NULL);
  g_return_val_if_fail (part != NULL, NULL);
  g_return_val_if_fail (list != NULL, NULL);

  self = g_new0 (NlPartCheck, 1);
  self->part = part;
  self->length = g_strv_length ((char **) list);
  self->max = part->list_max;
  if (self->length < part->list_min)
    complain (self, NL_PART_STATE_ERROR,
              ngettext ("%2$s needs at least %1$u.", "%2$s needs at least %1$u.", part->list_min),
              part->list_min, nl_channel_get_name (channel));
  if (part->list_max > 0 && self->length > part->list_max)
    complain (self, NL_PART_STATE_ERROR,
              ngettext ("%2$s takes at most %1$u.", "%2$s takes at most %1$u.", part->list_max),
              part->list_max, nl_channel_get_name (channel));
  for (; *list != NULL; list++) {
    g_autoptr (NlPartCheck) item = nl_message_check (channel, part, *list);

    if (item->state != NL_PART_STATE_OK)
      complain (self, item->state, /* Translators: a text, and what is wrong with it. */
                _ ("“%s”: %s"), *list, item->message);
    if (!g_hash_table_add (seen, nl_text_fold (*list)))
      complain (self, NL_PART_STATE_ERROR, _ ("“%s” is there twice."), *list);
  }
  return self;
}

/* Hashtags are posted as part of the caption. */
static void
check_caption (NlPartCheck *self, const NlChannel *channel, NlMessageParts *parts)
{
  const NlPart *tags_part = nl_channel_lookup_part (channel, "hashtags");
  const char *const *tags = nl_message_parts_get_list (parts, "hashtags");
  guint n_tags = nl_text_count_hashtags (nl_message_parts_get_text (parts, self->part->name));
  guint length = self->length;

  for (; *tags != NULL; tags++) {
    length += 1 + (**tags != '#') + (guint) nl_text_length (*tags);
    n_tags++;
  }
  if (length > self->max && self->length <= self->max)
    complain (self, NL_PART_STATE_ERROR,
              ngettext ("With the hashtags, %u character too long.",
                        "With the hashtags, %u characters too long.", length - self->max),
              length - self->max);
  if (n_tags > tags_part->list_max)
    complain (self, NL_PART_STATE_ERROR,
              ngettext ("%3$s takes at most %2$u hashtags, and there is %1$u.",
                        "%3$s takes at most %2$u hashtags, and there are %1$u.", n_tags),
              n_tags, tags_part->list_max, nl_channel_get_name (channel));
}

/**
 * nl_message_check_parts:
 * @channel: a channel
 * @parts: the parts of a message for it
 *
 * Checks a whole message, also what concerns several parts at once.
 *
 * Returns: (transfer full) (element-type NlPartCheck): one check for each part of @channel, in
 * order
 */
GPtrArray *
nl_message_check_parts (const NlChannel *channel, NlMessageParts *parts)
{
  g_autoptr (GPtrArray) checks = NULL;

  g_return_val_if_fail (channel != NULL, NULL);
  g_return_val_if_fail (parts != NULL, NULL);

  checks = g_ptr_array_new_with_free_func ((GDestroyNotify) nl_part_check_free);
  for (guint i = 0; i < channel->n_parts; i++) {
    const NlPart *part = &channel->parts[i];
    NlPartCheck *check;

    if ((part->flags & NL_PART_LIST) != 0)
      check = nl_message_check_list (channel, part, nl_message_parts_get_list (parts, part->name));
    else
      check = nl_message_check (channel, part, nl_message_parts_get_text (parts, part->name));
    if (g_str_equal (part->name, "caption"))
      check_caption (check, channel, parts);
    g_ptr_array_add (checks, check);
  }
  return g_steal_pointer (&checks);
}

/**
 * nl_message_check_worst:
 * @checks: (element-type NlPartCheck): from nl_message_check_parts()
 *
 * Returns: the worst state of them
 */
NlPartState
nl_message_check_worst (GPtrArray *checks)
{
  NlPartState worst = NL_PART_STATE_OK;

  g_return_val_if_fail (checks != NULL, worst);

  for (guint i = 0; i < checks->len; i++)
    worst = MAX (worst, ((NlPartCheck *) checks->pdata[i])->state);
  return worst;
}
