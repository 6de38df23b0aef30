/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-goal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/offline/nl-facts.h"
#include "base/nl-text.h"

#define GOAL_MAX 400

/* What a merchant may want besides what the template is for, by the beginnings of the words that
 * say so in the languages we write, folded. The more special wish comes first. */
static const struct {
  const char *id;
  const char *label;
  const char *beginnings;
} GOALS[] = {
  { "review", N_ ("reviews"),
    "review rating feedback testimonial opinion avis temoignage bewert rezension meinung resena "
    "valoraci recension giudizi avaliac opini beoordeling recensie mening" },
  { "subscribe", N_ ("subscriptions to the newsletter"),
    "subscri newsletter abonn inscri anmeld suscri iscri nieuwsbrief aanmeld inschrijv boletin" },
  { "clear", N_ ("making room in the stock"),
    "clearance overstock surstock destock ecoul liquid raumung abverkauf ausverkauf restposten "
    "agotar existencias smalti svuot escoar opruim restant uitverkoop" },
  { "bundle", N_ ("larger orders"),
    "bundle upsell upselling cross aov larger bigger combin panier warenkorbwert mehrteil "
    "conjunto pack abbina maggior conjunt combina bestelwaarde" },
  { "gift", N_ ("presents"),
    "gift christmas xmas valentin cadeau noel geschenk weihnacht muttertag vatertag regal navidad "
    "natale natal presente prenda kerst sinterklaas moederdag vaderdag" },
  { "reorder", N_ ("a further order"),
    "second repeat reorder deuxieme zweit folge nachbestell wiederkauf segund repet "
    "recompra riacquist ripet tweede herhaal nabestel" },
  { "first", N_ ("a first order"),
    "first premier erste$ ersten erster erstes erstem erstkauf erstbestell primer prime primo "
    "prima eerste convert convers "
    "konvert" },
  { "thank", N_ ("saying thank you"),
    "thank gratitude appreciat remerci merci dank gracias agradec ringrazi grazie obrigad bedank" },
};

/* With a “$” at its end a beginning is the whole word. */
static gboolean
is_begun (const char *word, const char *const *beginnings)
{
  for (; *beginnings != NULL; beginnings++) {
    gsize length = strcspn (*beginnings, "$");

    if (strncmp (word, *beginnings, length) == 0
        && ((*beginnings)[length] == '\0' || word[length] == '\0'))
      return TRUE;
  }
  return FALSE;
}

static gboolean
find_goal (const char *goal, guint *which)
{
  g_autofree char *folded = nl_text_fold (goal);
  g_auto (GStrv) words = g_regex_split_simple ("[^\\p{L}\\p{N}]+", folded, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (GOALS); i++) {
    g_auto (GStrv) beginnings = g_strsplit (GOALS[i].beginnings, " ", -1);

    for (guint w = 0; words != NULL && words[w] != NULL; w++)
      if (is_begun (words[w], (const char *const *) beginnings)) {
        *which = i;
        return TRUE;
      }
  }
  return FALSE;
}

/* What the merchant wrote; the goal that came with the template says nothing the template does
 * not. */
static char *
dup_goal (JsonObject *facts)
{
  const char *goal = nl_facts_string (facts, "goal");
  g_autofree char *valid = NULL;

  if (goal == NULL || g_strcmp0 (nl_facts_string (facts, "goal_source"), "template") == 0)
    return NULL;
  valid = g_utf8_make_valid (goal, -1);
  g_strstrip (valid);
  return *valid != '\0' ? g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), GOAL_MAX))
                        : NULL;
}

/**
 * nl_goal_read:
 * @facts: the facts of a "message"
 *
 * A goal is the merchant's own sentence, in the merchant's language, and no reader should see it.
 * But it may say what to put the weight on.
 *
 * Returns: (transfer none) (nullable): "review", "subscribe", "clear", "bundle", "gift", "reorder",
 *   "first" or "thank"
 */
const char *
nl_goal_read (JsonObject *facts)
{
  g_autofree char *goal = dup_goal (facts);
  guint which;

  return goal != NULL && find_goal (goal, &which) ? GOALS[which].id : NULL;
}

/**
 * nl_goal_explain:
 * @facts: the facts of a "message"
 *
 * Returns: (transfer full) (nullable): a translated sentence about what became of the goal; %NULL
 *   when there is none of the merchant's own
 */
char *
nl_goal_explain (JsonObject *facts)
{
  g_autofree char *goal = dup_goal (facts);
  guint which;

  if (goal == NULL)
    return NULL;
  if (find_goal (goal, &which))
    /* Translators: the second is one of “reviews”, “presents”, “a first order”… */
    return g_strdup_printf (_ ("Your goal “%s” was read as: %s."), goal, _ (GOALS[which].label));
  return g_strdup_printf (_ ("Without a network, your goal “%s” was not understood. The texts "
                             "follow the template."),
                          goal);
}
