/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-email-phrases.h"

#include <string.h>

/* English first: it stands in for languages that are not here. */
static const NlEmailPhrases PHRASES[] = {
  { "en", "This email is sent to people who asked for news from %s.", "Unsubscribe", ": " },
  { "fr",
    "Cet e-mail est envoyé aux personnes qui ont choisi de recevoir les actualités de la boutique "
    "%s.",
    "Se désabonner", "\u00a0: " },
  { "es", "Este correo se envía a quienes han elegido recibir las novedades de %s.",
    "Darse de baja", ": " },
  { "de", "Diese E-Mail geht an alle, die Neuigkeiten von %s abonniert haben.", "Abmelden", ": " },
  { "it", "Questa e-mail viene inviata a chi ha scelto di ricevere le novità di %s.",
    "Annulla l’iscrizione", ": " },
  { "pt", "Este e-mail é enviado a quem escolheu receber as novidades da loja %s.",
    "Cancelar a subscrição", ": " },
  { "nl", "Deze e-mail gaat naar iedereen die zich heeft aangemeld voor nieuws van %s.", "Afmelden",
    ": " },
};

/**
 * nl_email_phrases_get:
 * @language: a BCP 47 tag
 *
 * Returns: (transfer none): the phrases in that language, or else in English
 */
const NlEmailPhrases *
nl_email_phrases_get (const char *language)
{
  gsize length;

  g_return_val_if_fail (language != NULL, &PHRASES[0]);

  length = strcspn (language, "-_");
  for (gsize i = 0; i < G_N_ELEMENTS (PHRASES); i++)
    if (strlen (PHRASES[i].language) == length
        && g_ascii_strncasecmp (PHRASES[i].language, language, length) == 0)
      return &PHRASES[i];
  return &PHRASES[0];
}

/**
 * nl_email_phrases_dup_reason:
 * @self: phrases
 * @shop: a shop's name
 *
 * Returns: (transfer full): why somebody gets the email
 */
char *
nl_email_phrases_dup_reason (const NlEmailPhrases *self, const char *shop)
{
  g_autoptr (GString) reason = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (shop != NULL, NULL);

  reason = g_string_new (self->reason);
  g_string_replace (reason, "%s", shop, 1);
  return g_string_free_and_steal (g_steal_pointer (&reason));
}
