/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-sms.h"

/* 3GPP TS 23.038, section 6.2.1: the GSM 7-bit default alphabet, and its extension table, of which
 * a character is two septets. */
static const char BASIC[] = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                            "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
static const char EXTENSION[] = "\f^{}\\[~]|€";

/* 3GPP TS 23.040, 9.2.3.24.1: the header that joins messages takes 7 of 160 septets or 3 of 70
 * units. */
#define GSM_SINGLE 160
#define GSM_SEGMENT 153
#define UCS2_SINGLE 70
#define UCS2_SEGMENT 67

static guint
septets_of (gunichar c)
{
  if (g_utf8_strchr (BASIC, -1, c) != NULL)
    return 1;
  return g_utf8_strchr (EXTENSION, -1, c) != NULL ? 2 : 0;
}

/* A character is never torn between two messages. */
static guint
count_segments (const char *text, guint segment, gboolean is_ucs2)
{
  guint segments = 1;
  guint used = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);
    guint units = is_ucs2 ? 1 + (letter > 0xffff) : septets_of (letter);

    if (used + units > segment) {
      segments++;
      used = 0;
    }
    used += units;
  }
  return segments;
}

/**
 * nl_sms_count_septets:
 * @text: a text in UTF-8
 *
 * Returns: how many septets of the GSM 7-bit alphabet it takes, or −1 when a character is not in it
 */
int
nl_sms_count_septets (const char *text)
{
  NlSmsSize size;

  g_return_val_if_fail (text != NULL, -1);

  nl_sms_measure (text, &size);
  return size.is_ucs2 ? -1 : (int) size.units;
}

/**
 * nl_sms_measure:
 * @text: a text in UTF-8
 * @size: (out caller-allocates): what it takes
 *
 * Counts as 3GPP TS 23.038 and 23.040 say: septets, with two for each character of the extension
 * table, unless one character is in neither; then UTF-16 units, as telephones do in place of UCS-2.
 */
void
nl_sms_measure (const char *text, NlSmsSize *size)
{
  guint septets = 0;
  guint units = 0;
  gunichar culprit = 0;
  gboolean is_ucs2;

  g_return_if_fail (text != NULL);
  g_return_if_fail (size != NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);
    guint n = septets_of (letter);

    septets += n;
    units += 1 + (letter > 0xffff);
    if (n == 0 && culprit == 0)
      culprit = letter;
  }
  is_ucs2 = culprit != 0;

  size->is_ucs2 = is_ucs2;
  size->culprit = culprit;
  size->units = is_ucs2 ? units : septets;
  size->single = is_ucs2 ? UCS2_SINGLE : GSM_SINGLE;
  size->segment = is_ucs2 ? UCS2_SEGMENT : GSM_SEGMENT;
  size->segments = size->units <= size->single ? size->units > 0
                                               : count_segments (text, size->segment, is_ucs2);
}
