/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaigns/nl-channel.h"
#include "campaigns/nl-message-parts.h"

G_BEGIN_DECLS

/**
 * NlPartState:
 * @NL_PART_STATE_OK: nothing to say
 * @NL_PART_STATE_WARNING: goes through, but is cut off or costs more
 * @NL_PART_STATE_ERROR: the channel refuses it
 *
 * How a part stands towards the limits of its channel.
 */
typedef enum {
  NL_PART_STATE_OK,
  NL_PART_STATE_WARNING,
  NL_PART_STATE_ERROR,
} NlPartState;

/**
 * NlPartCheck:
 * @part: what was checked
 * @state: how it stands
 * @length: how long it is in the part's unit; of a list, how many texts it has
 * @max: the most the channel takes; 0: no limit
 * @recommended: the most that is shown everywhere, or costs one message; 0: no such limit
 * @segments: how many messages an SMS is paid as; else 0
 * @message: (nullable): what to tell the person, translated
 *
 * What the limits of a channel say about a text.
 */
typedef struct {
  const NlPart *part;
  NlPartState state;
  guint length;
  guint max;
  guint recommended;
  guint segments;
  char *message;
} NlPartCheck;

void nl_part_check_free (NlPartCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlPartCheck, nl_part_check_free)

guint nl_part_measure (const NlPart *part, const char *text);
guint nl_text_count_hashtags (const char *text);

NlPartCheck *nl_message_check (const NlChannel *channel, const NlPart *part, const char *text);
NlPartCheck *nl_message_check_list (const NlChannel *channel,
                                    const NlPart *part,
                                    const char *const *list);
GPtrArray *nl_message_check_parts (const NlChannel *channel, NlMessageParts *parts);
NlPartState nl_message_check_worst (GPtrArray *checks);

G_END_DECLS
