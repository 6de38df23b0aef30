/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * NlTimelineKind:
 * @NL_TIMELINE_ADDED: they became a customer
 * @NL_TIMELINE_ORDER: they ordered
 * @NL_TIMELINE_CANCELLED: an order was cancelled
 * @NL_TIMELINE_CONSENT: what they want to be written to changed
 * @NL_TIMELINE_CHECKOUT: they left a checkout before paying
 *
 * What can happen to a customer.
 */
typedef enum {
  NL_TIMELINE_ADDED,
  NL_TIMELINE_ORDER,
  NL_TIMELINE_CANCELLED,
  NL_TIMELINE_CONSENT,
  NL_TIMELINE_CHECKOUT,
} NlTimelineKind;

#define NL_TYPE_TIMELINE_ENTRY (nl_timeline_entry_get_type ())
G_DECLARE_FINAL_TYPE (NlTimelineEntry, nl_timeline_entry, NL, TIMELINE_ENTRY, GObject)

NlTimelineEntry *nl_timeline_entry_new (NlTimelineKind kind,
                                        gint64 occurred_at,
                                        const char *title,
                                        const char *detail);
NlTimelineKind nl_timeline_entry_get_kind (NlTimelineEntry *self);
gint64 nl_timeline_entry_get_occurred_at (NlTimelineEntry *self);
const char *nl_timeline_entry_get_title (NlTimelineEntry *self);
const char *nl_timeline_entry_get_detail (NlTimelineEntry *self);

G_END_DECLS
