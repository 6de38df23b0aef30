/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-customer.h"

G_BEGIN_DECLS

/**
 * NlDuplicateReason:
 * @NL_DUPLICATE_EMAIL: both emails reach one mailbox
 * @NL_DUPLICATE_PHONE: they have one telephone number
 * @NL_DUPLICATE_NAME: they have one name and one postal code
 *
 * Why two customers may be one person, the surest first.
 */
typedef enum {
  NL_DUPLICATE_EMAIL,
  NL_DUPLICATE_PHONE,
  NL_DUPLICATE_NAME,
} NlDuplicateReason;

#define NL_TYPE_DUPLICATE (nl_duplicate_get_type ())
G_DECLARE_FINAL_TYPE (NlDuplicate, nl_duplicate, NL, DUPLICATE, GObject)

NlDuplicate *nl_duplicate_new (NlCustomer *first, NlCustomer *second, NlDuplicateReason reason);
NlCustomer *nl_duplicate_get_first (NlDuplicate *self);
NlCustomer *nl_duplicate_get_second (NlDuplicate *self);
NlDuplicateReason nl_duplicate_get_reason (NlDuplicate *self);
const char *nl_duplicate_get_reason_text (NlDuplicate *self);

G_END_DECLS
