/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-timeline-entry.h"

/**
 * NlTimelineEntry:
 *
 * Something that happened to a customer.
 */
struct _NlTimelineEntry {
  GObject parent_instance;

  NlTimelineKind kind;
  gint64 occurred_at;
  char *title;
  char *detail;
};

G_DEFINE_FINAL_TYPE (NlTimelineEntry, nl_timeline_entry, G_TYPE_OBJECT)

static void
nl_timeline_entry_finalize (GObject *object)
{
  NlTimelineEntry *self = NL_TIMELINE_ENTRY (object);

  g_free (self->title);
  g_free (self->detail);
  G_OBJECT_CLASS (nl_timeline_entry_parent_class)->finalize (object);
}

static void
nl_timeline_entry_class_init (NlTimelineEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_timeline_entry_finalize;
}

static void
nl_timeline_entry_init (NlTimelineEntry *self)
{}

/**
 * nl_timeline_entry_new:
 * @kind: what happened
 * @occurred_at: when, in microseconds since 1970 UTC
 * @title: what happened, for people
 * @detail: (nullable): more about it
 *
 * Returns: (transfer full): an entry
 */
NlTimelineEntry *
nl_timeline_entry_new (NlTimelineKind kind,
                       gint64 occurred_at,
                       const char *title,
                       const char *detail)
{
  NlTimelineEntry *self = g_object_new (NL_TYPE_TIMELINE_ENTRY, NULL);

  self->kind = kind;
  self->occurred_at = occurred_at;
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  return self;
}

/**
 * nl_timeline_entry_get_kind:
 * @self: an entry
 *
 * Returns: what happened
 */
NlTimelineKind
nl_timeline_entry_get_kind (NlTimelineEntry *self)
{
  g_return_val_if_fail (NL_IS_TIMELINE_ENTRY (self), NL_TIMELINE_ADDED);

  return self->kind;
}

/**
 * nl_timeline_entry_get_occurred_at:
 * @self: an entry
 *
 * Returns: when it happened, in microseconds since 1970 UTC
 */
gint64
nl_timeline_entry_get_occurred_at (NlTimelineEntry *self)
{
  g_return_val_if_fail (NL_IS_TIMELINE_ENTRY (self), 0);

  return self->occurred_at;
}

/**
 * nl_timeline_entry_get_title:
 * @self: an entry
 *
 * Returns: (transfer none): what happened, for people
 */
const char *
nl_timeline_entry_get_title (NlTimelineEntry *self)
{
  g_return_val_if_fail (NL_IS_TIMELINE_ENTRY (self), NULL);

  return self->title;
}

/**
 * nl_timeline_entry_get_detail:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): more about it
 */
const char *
nl_timeline_entry_get_detail (NlTimelineEntry *self)
{
  g_return_val_if_fail (NL_IS_TIMELINE_ENTRY (self), NULL);

  return self->detail;
}
