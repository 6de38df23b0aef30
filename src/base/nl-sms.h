/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NlSmsSize:
 * @units: septets of the GSM alphabet or units of UCS-2
 * @segments: how many messages it is sent and paid as; 0 for an empty text
 * @single: the units that fit into one message
 * @segment: the units in each of several
 * @is_ucs2: whether a character is not in the GSM alphabet
 * @culprit: the first such character, or 0
 *
 * What a text takes as an SMS.
 */
typedef struct {
  guint units;
  guint segments;
  guint single;
  guint segment;
  gboolean is_ucs2;
  gunichar culprit;
} NlSmsSize;

void nl_sms_measure (const char *text, NlSmsSize *size);
int nl_sms_count_septets (const char *text);

G_END_DECLS
