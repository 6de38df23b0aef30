/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-field.h"

#include <glib/gi18n-lib.h>

#include "base/nl-text.h"

typedef struct {
  const char *id;
  const char *label;
  const char *headers; /* folded, without punctuation, separated by | */
} FieldInfo;

/* The headers of Shopify's customer export of today and of older ones (help.shopify.com,
 * “Customer CSV file”), of WooCommerce's, PrestaShop's, Stripe's and Mailchimp's customer files,
 * and what people write by hand in the languages of the app. */
static const FieldInfo infos[NL_IMPORT_N_FIELDS] = {
  [NL_IMPORT_IGNORE] = { "ignore", N_ ("Leave Out"), "" },
  [NL_IMPORT_EXTERNAL_ID] = { "external_id", N_ ("Customer ID"),
                              "customer id|id|client id|kundennummer|kundennr|kunden "
                              "nr|klantnummer|numero client|id client|"
                              "leid|euid|customer number|customerid|userid|user id" },
  [NL_IMPORT_EMAIL] = { "email", N_ ("Email"),
                        "email|e mail|email address|customer email|mail|adresse email|"
                        "adresse e mail|courriel|correo|correo electronico|e mail adresse|"
                        "indirizzo email|endereco de email|emailadres" },
  [NL_IMPORT_FIRST_NAME] = { "first_name", N_ ("First Name"),
                             "first name|firstname|given name|prenom|vorname|nombre|nome|"
                             "voornaam|fname" },
  [NL_IMPORT_LAST_NAME] = { "last_name", N_ ("Last Name"),
                            "last name|lastname|surname|family name|nom|nom de famille|nachname|"
                            "apellido|apellidos|cognome|apelido|achternaam|lname" },
  [NL_IMPORT_FULL_NAME] = { "full_name", N_ ("Full Name"),
                            "name|full name|customer name|nom complet|nombre completo|"
                            "nome completo|vollstandiger name|volledige naam|naam" },
  [NL_IMPORT_PHONE] = { "phone", N_ ("Phone"),
                        "phone|phone number|telephone|telefon|telefono|telefone|telefoon|mobile|"
                        "mobile phone|portable|handy|billing phone" },
  [NL_IMPORT_ADDRESS_PHONE]
  = { "address_phone", N_ ("Phone of the Address"), "default address phone|shipping phone" },
  [NL_IMPORT_COMPANY] = { "company", N_ ("Company"),
                          "company|default address company|societe|entreprise|firma|empresa|"
                          "azienda|bedrijf|organisation" },
  [NL_IMPORT_ADDRESS1] = { "address1", N_ ("Address Line 1"),
                           "address1|address 1|default address address1|address|street|adresse|"
                           "rue|strasse|direccion|indirizzo|morada|adres|straat" },
  [NL_IMPORT_ADDRESS2] = { "address2", N_ ("Address Line 2"),
                           "address2|address 2|default address address2|complement d adresse|"
                           "adresszusatz" },
  [NL_IMPORT_CITY] = { "city", N_ ("City"),
                       "city|default address city|town|ville|stadt|ort|ciudad|citta|cidade|"
                       "plaats|stad" },
  [NL_IMPORT_PROVINCE] = { "province", N_ ("Province"),
                           "province|state|region|default address province|bundesland|provincia|"
                           "estado|departement" },
  [NL_IMPORT_PROVINCE_CODE] = { "province_code", N_ ("Province Code"),
                                "province code|default address province code|state code|"
                                "region code" },
  [NL_IMPORT_COUNTRY] = { "country", N_ ("Country"),
                          "country|country code|default address country code|country region|"
                          "default address country|pays|code pays|land|pais|paese|cc|"
                          "landercode" },
  [NL_IMPORT_ZIP] = { "zip", N_ ("Postal Code"),
                      "zip|zip code|zipcode|postal code|postcode|default address zip|"
                      "code postal|plz|postleitzahl|codigo postal|cap" },
  [NL_IMPORT_LANGUAGE]
  = { "language", N_ ("Language"), "language|locale|langue|sprache|idioma|lingua|taal" },
  [NL_IMPORT_NOTE]
  = { "note", N_ ("Note"),
      "note|notes|customer note|comment|comments|remarque|notiz|notizen|nota|notas|"
      "opmerking" },
  [NL_IMPORT_TAGS] = { "tags", N_ ("Tags"),
                       "tags|tag|labels|groups x y z|groupes|etiquettes|schlagworte|etiquetas" },
  [NL_IMPORT_TAX_EXEMPT] = { "tax_exempt", N_ ("Tax Exempt"), "tax exempt|exonere de taxe" },
  [NL_IMPORT_EMAIL_CONSENT] = { "email_consent", N_ ("Accepts Email Marketing"),
                                "accepts email marketing|accepts marketing|email consent|"
                                "newsletter|newsletter 0 1|subscribed|opt in|opt in 0 1" },
  [NL_IMPORT_EMAIL_CONSENT_DATE]
  = { "email_consent_date", N_ ("Email Consent Given On"),
      "email consent date|consent date|confirm time|optin time|subscribed at" },
  [NL_IMPORT_EMAIL_UNSUBSCRIBED] = { "email_unsubscribed_date", N_ ("Unsubscribed On"),
                                     "unsub time|unsubscribed at|unsubscribe date" },
  [NL_IMPORT_SMS_CONSENT]
  = { "sms_consent", N_ ("Accepts SMS Marketing"), "accepts sms marketing|sms consent" },
  [NL_IMPORT_AMOUNT_SPENT] = { "amount_spent", N_ ("Amount Spent"),
                               "amount spent|total spent|total spend|lifetime value|ltv|"
                               "montant depense|ca|umsatz|gesamtumsatz|importe gastado|"
                               "totale speso" },
  [NL_IMPORT_NUMBER_OF_ORDERS] = { "number_of_orders", N_ ("Number of Orders"),
                                   "number of orders|total orders|orders|orders count|"
                                   "order count|payment count|commandes|nombre de commandes|"
                                   "bestellungen|pedidos|ordini" },
  [NL_IMPORT_CUSTOMER_ADDED] = { "customer_added_date", N_ ("Customer Since"),
                                 "customer added date|created at|created|created utc|sign up|"
                                 "registration date|registration date yyyy mm dd|date added|"
                                 "date d inscription|registriert am" },
  [NL_IMPORT_FIRST_ORDER] = { "first_order_date", N_ ("First Order"),
                              "first order date|first order|premiere commande|"
                              "erste bestellung" },
  [NL_IMPORT_LAST_ORDER] = { "last_order_date", N_ ("Last Order"),
                             "last order date|last order|last purchase|derniere commande|"
                             "letzte bestellung" },
};

/**
 * nl_import_field_get_id:
 * @field: a field
 *
 * Returns: (transfer none): its name on the command line, as in `--map COLUMN=email`
 */
const char *
nl_import_field_get_id (NlImportField field)
{
  g_return_val_if_fail (field < NL_IMPORT_N_FIELDS, NULL);
  return infos[field].id;
}

/**
 * nl_import_field_get_label:
 * @field: a field
 *
 * Returns: (transfer none): its translated name
 */
const char *
nl_import_field_get_label (NlImportField field)
{
  g_return_val_if_fail (field < NL_IMPORT_N_FIELDS, NULL);
  return _ (infos[field].label);
}

/**
 * nl_import_field_find:
 * @id: a name as of nl_import_field_get_id()
 * @field: (out): the field
 *
 * Returns: whether there is such a field
 */
gboolean
nl_import_field_find (const char *id, NlImportField *field)
{
  for (guint i = 0; i < NL_IMPORT_N_FIELDS; i++) {
    if (g_strcmp0 (infos[i].id, id) == 0) {
      *field = i;
      return TRUE;
    }
  }
  return FALSE;
}

/* "CustomerID" is two words, "NOTES" is one. */
static char *
split_words (const char *header)
{
  GString *words = g_string_new (NULL);
  gboolean was_small = FALSE;

  for (const char *p = header; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (was_small && g_unichar_isupper (c))
      g_string_append_c (words, ' ');
    g_string_append_unichar (words, c);
    was_small = g_unichar_islower (c);
  }
  return g_string_free_and_steal (words);
}

/**
 * nl_import_header_simplify:
 * @header: what stands above a column
 *
 * "Default Address Address1" and "default_address-address1 *" are the same header.
 *
 * Returns: (transfer full): its words, folded, with a blank between them
 */
char *
nl_import_header_simplify (const char *header)
{
  g_autofree char *split = split_words (header);
  g_autofree char *folded = nl_text_fold (split);
  GString *words = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isalnum (c))
      g_string_append_unichar (words, c);
    else if (words->len > 0 && words->str[words->len - 1] != ' ')
      g_string_append_c (words, ' ');
  }
  return g_strchomp (g_string_free_and_steal (words));
}

/**
 * nl_import_field_guess:
 * @header: what stands above a column
 *
 * Returns: what the column probably holds; %NL_IMPORT_IGNORE when nobody knows
 */
NlImportField
nl_import_field_guess (const char *header)
{
  g_autofree char *simple = nl_import_header_simplify (header);
  g_autofree char *wanted = g_strdup_printf ("|%s|", simple);

  if (simple[0] == '\0')
    return NL_IMPORT_IGNORE;
  for (guint i = 1; i < NL_IMPORT_N_FIELDS; i++) {
    g_autofree char *headers = g_strdup_printf ("|%s|", infos[i].headers);

    if (strstr (headers, wanted) != NULL)
      return i;
  }
  return NL_IMPORT_IGNORE;
}
