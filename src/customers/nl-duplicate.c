/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-duplicate.h"

#include <glib/gi18n-lib.h>

/**
 * NlDuplicate:
 *
 * Two customers who may be one person.
 */
struct _NlDuplicate {
  GObject parent_instance;

  NlCustomer *first;
  NlCustomer *second;
  NlDuplicateReason reason;
};

G_DEFINE_FINAL_TYPE (NlDuplicate, nl_duplicate, G_TYPE_OBJECT)

static void
nl_duplicate_finalize (GObject *object)
{
  NlDuplicate *self = NL_DUPLICATE (object);

  g_object_unref (self->first);
  g_object_unref (self->second);
  G_OBJECT_CLASS (nl_duplicate_parent_class)->finalize (object);
}

static void
nl_duplicate_class_init (NlDuplicateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_duplicate_finalize;
}

static void
nl_duplicate_init (NlDuplicate *self)
{}

/**
 * nl_duplicate_new:
 * @first: who is longer known
 * @second: who may be the same person
 * @reason: why
 *
 * Returns: (transfer full): the pair
 */
NlDuplicate *
nl_duplicate_new (NlCustomer *first, NlCustomer *second, NlDuplicateReason reason)
{
  NlDuplicate *self = g_object_new (NL_TYPE_DUPLICATE, NULL);

  self->first = g_object_ref (first);
  self->second = g_object_ref (second);
  self->reason = reason;
  return self;
}

/**
 * nl_duplicate_get_first:
 * @self: a pair
 *
 * Returns: (transfer none): who is longer known
 */
NlCustomer *
nl_duplicate_get_first (NlDuplicate *self)
{
  g_return_val_if_fail (NL_IS_DUPLICATE (self), NULL);

  return self->first;
}

/**
 * nl_duplicate_get_second:
 * @self: a pair
 *
 * Returns: (transfer none): the other one
 */
NlCustomer *
nl_duplicate_get_second (NlDuplicate *self)
{
  g_return_val_if_fail (NL_IS_DUPLICATE (self), NULL);

  return self->second;
}

/**
 * nl_duplicate_get_reason:
 * @self: a pair
 *
 * Returns: why they may be one person
 */
NlDuplicateReason
nl_duplicate_get_reason (NlDuplicate *self)
{
  g_return_val_if_fail (NL_IS_DUPLICATE (self), NL_DUPLICATE_NAME);

  return self->reason;
}

/**
 * nl_duplicate_get_reason_text:
 * @self: a pair
 *
 * Returns: (transfer none): why they may be one person, for people
 */
const char *
nl_duplicate_get_reason_text (NlDuplicate *self)
{
  g_return_val_if_fail (NL_IS_DUPLICATE (self), NULL);

  switch (self->reason) {
  case NL_DUPLICATE_EMAIL:
    return _ ("Same mailbox");
  case NL_DUPLICATE_PHONE:
    return _ ("Same telephone number");
  case NL_DUPLICATE_NAME:
  default:
    return _ ("Same name and postal code");
  }
}
