/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the phrases may speak of: every name is in one table, with its type. A slot that nothing is
 * known about has no value, and a phrase that uses it is never chosen. */

typedef enum {
  NL_SLOT_FLAG,     /* conditions only */
  NL_SLOT_WORD,     /* conditions only: a code such as "win-back" */
  NL_SLOT_COUNT,    /* a whole number */
  NL_SLOT_RATIO,    /* a number with at most one decimal */
  NL_SLOT_PERCENT,  /* kept as a share from 0 to 1, or more */
  NL_SLOT_MONEY,    /* minor units, rounded when shown */
  NL_SLOT_PRICE,    /* minor units, shown exactly */
  NL_SLOT_DAYS,     /* a length of time */
  NL_SLOT_DATE,     /* microseconds since 1970 */
  NL_SLOT_HOURS,    /* the first hour of two */
  NL_SLOT_MONTH,    /* 1 to 12 */
  NL_SLOT_WEEKDAY,  /* 1, a Monday, to 7 */
  NL_SLOT_COUNTRY,  /* ISO 3166 code */
  NL_SLOT_LANGUAGE, /* BCP 47 tag */
  NL_SLOT_TEXT,     /* the shop's own words, cleaned */
  NL_SLOT_LIST,     /* several of them */
} NlSlotType;

typedef struct {
  const char *name;
  NlSlotType type;
  /* Whether a sentence that shows it speaks from the data. */
  gboolean figure;
} NlSlotKind;

typedef struct {
  const NlSlotKind *kind;
  double number;
  char *text;
  GStrv list;
} NlSlot;

typedef struct _NlSlots NlSlots;

const NlSlotKind *nl_slot_kind_lookup (const char *name);
const NlSlotKind *nl_slot_kind_get_all (guint *n_kinds);

NlSlots *nl_slots_new (void);
void nl_slots_free (NlSlots *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlSlots, nl_slots_free)

void nl_slots_set_number (NlSlots *self, const char *name, double number);
void nl_slots_set_flag (NlSlots *self, const char *name, gboolean flag);
void nl_slots_set_text (NlSlots *self, const char *name, const char *text);
void nl_slots_set_list (NlSlots *self, const char *name, const char *const *list);
void nl_slots_set_markup (NlSlots *self, const char *name, const char *text);
void nl_slots_unset (NlSlots *self, const char *name);
const NlSlot *nl_slots_get (NlSlots *self, const char *name);
gboolean nl_slots_get_flag (NlSlots *self, const char *name);
double nl_slots_get_number (NlSlots *self, const char *name, double fallback);
const char *nl_slots_get_text (NlSlots *self, const char *name);
const char *nl_slots_get_currency (NlSlots *self);
void nl_slots_set_currency (NlSlots *self, const char *currency);

char *nl_slots_clean (const char *text, guint max_characters);

G_END_DECLS
