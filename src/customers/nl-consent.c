/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-consent.h"

#include <glib/gi18n-lib.h>

static const char *const channels[] = { "email", "sms", NULL };

static const NlField fields[] = { NL_CONSENT_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "customer_consents",
  .noun = N_ ("consent"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlConsent:
 *
 * One state of a customer's consent to be written to. The database adds them by itself whenever the
 * state in #NlCustomer changes, and refuses to change or delete them.
 */
NL_DEFINE_RECORD (NlConsent, nl_consent, &description)

/**
 * nl_consent_dup_source_text:
 * @source: (nullable): a consent's source, as stored
 *
 * Returns: (transfer full): where the consent is known from, for people
 */
char *
nl_consent_dup_source_text (const char *source)
{
  if (source == NULL)
    return g_strdup (_ ("Source not known"));
  if (g_str_equal (source, NL_CONSENT_SOURCE_MANUAL))
    return g_strdup (_ ("Entered by hand"));
  if (g_str_has_prefix (source, NL_CONSENT_SOURCE_IMPORT))
    return g_strdup_printf (_ ("Imported from “%s”"), source + strlen (NL_CONSENT_SOURCE_IMPORT));
  return g_strdup (source);
}
