/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NlImportField:
 * @NL_IMPORT_IGNORE: the column is left out
 *
 * What a column of a customer file can be.
 */
typedef enum {
  NL_IMPORT_IGNORE,
  NL_IMPORT_EXTERNAL_ID,
  NL_IMPORT_EMAIL,
  NL_IMPORT_FIRST_NAME,
  NL_IMPORT_LAST_NAME,
  NL_IMPORT_FULL_NAME,
  NL_IMPORT_PHONE,
  NL_IMPORT_ADDRESS_PHONE,
  NL_IMPORT_COMPANY,
  NL_IMPORT_ADDRESS1,
  NL_IMPORT_ADDRESS2,
  NL_IMPORT_CITY,
  NL_IMPORT_PROVINCE,
  NL_IMPORT_PROVINCE_CODE,
  NL_IMPORT_COUNTRY,
  NL_IMPORT_ZIP,
  NL_IMPORT_LANGUAGE,
  NL_IMPORT_NOTE,
  NL_IMPORT_TAGS,
  NL_IMPORT_TAX_EXEMPT,
  NL_IMPORT_EMAIL_CONSENT,
  NL_IMPORT_EMAIL_CONSENT_DATE,
  NL_IMPORT_EMAIL_UNSUBSCRIBED,
  NL_IMPORT_SMS_CONSENT,
  NL_IMPORT_AMOUNT_SPENT,
  NL_IMPORT_NUMBER_OF_ORDERS,
  NL_IMPORT_CUSTOMER_ADDED,
  NL_IMPORT_FIRST_ORDER,
  NL_IMPORT_LAST_ORDER,
  NL_IMPORT_N_FIELDS,
} NlImportField;

const char *nl_import_field_get_id (NlImportField field);
const char *nl_import_field_get_label (NlImportField field);
gboolean nl_import_field_find (const char *id, NlImportField *field);
char *nl_import_header_simplify (const char *header) G_GNUC_WARN_UNUSED_RESULT;
NlImportField nl_import_field_guess (const char *header);

G_END_DECLS
