/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NlPartUnit:
 * @NL_PART_UNIT_CHARACTERS: what a person calls characters
 * @NL_PART_UNIT_SEPTETS: what an SMS is paid by
 * @NL_PART_UNIT_WIDTH: characters, those of double width (Chinese, Japanese, Korean) twice
 *
 * What the limits of a part count.
 */
typedef enum {
  NL_PART_UNIT_CHARACTERS,
  NL_PART_UNIT_SEPTETS,
  NL_PART_UNIT_WIDTH,
} NlPartUnit;

/**
 * NlPartFlags:
 * @NL_PART_MULTILINE: may have line breaks
 * @NL_PART_MARKDOWN: is CommonMark
 * @NL_PART_LIST: is a list of texts
 * @NL_PART_OPTIONAL: may be left empty
 *
 * What a part of a message is like.
 */
typedef enum {
  NL_PART_DEFAULT = 0,
  NL_PART_MULTILINE = 1 << 0,
  NL_PART_MARKDOWN = 1 << 1,
  NL_PART_LIST = 1 << 2,
  NL_PART_OPTIONAL = 1 << 3,
} NlPartFlags;

/* One text, or list of texts, that a message of a channel consists of. */
typedef struct {
  const char *name; /* the member in the message's parts */
  const char *label;
  NlPartFlags flags;
  NlPartUnit unit;
  guint max;         /* the channel refuses more; 0: it never does. Of a list: each of its texts */
  guint recommended; /* more is cut off, or costs more; 0: no such limit */
  guint list_min;
  guint list_max;
} NlPart;

/* A way to reach people. */
typedef struct {
  const char *id;
  const char *name;
  const char *icon_name;
  const char *utm_source;
  const char *utm_medium;
  const NlPart *parts;
  guint n_parts;
} NlChannel;

const NlChannel *nl_channel_list (guint *n_channels);
const NlChannel *nl_channel_lookup (const char *id);
const char *nl_channel_get_name (const NlChannel *self);
const NlPart *nl_channel_lookup_part (const NlChannel *self, const char *name);
const char *nl_part_get_label (const NlPart *self);
const char *nl_part_unit_to_string (NlPartUnit unit);

G_END_DECLS
