/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-template-fit.h"

#include <glib/gi18n-lib.h>

#include "ai/offline/nl-facts.h"

#define FLAGS(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* A template has its readers: nobody is welcomed “after such a long time”. What a persona says
 * against that is left out, and said to the merchant instead. */
static const struct {
  const char *template;
  const char *const *unset;
  const char *set;
  const char *note;
} FITS[] = {
  { "welcome", FLAGS ("dormant", "active", "loyal", "repeat"), "new",
    N_ ("The template greets newcomers, but this persona stands for customers who have ordered "
        "before.") },
  { "win-back", FLAGS ("never", "new", "active", "loyal"), "dormant",
    N_ ("The template is for customers who stayed away, but this persona stands for others.") },
  { "loyalty", FLAGS ("never", "new", "dormant"), "loyal",
    N_ ("The template thanks regulars, but this persona stands for others.") },
  { "review-request", FLAGS ("never", "dormant"), NULL,
    N_ ("The template asks for a review, but this persona stands for people without a recent "
        "order.") },
};

/**
 * nl_template_fit_apply:
 * @template: (nullable): the word for a template
 * @slots: where flags that speak against the template's readers are unset
 */
void
nl_template_fit_apply (const char *template, NlSlots *slots)
{
  for (guint i = 0; template != NULL && i < G_N_ELEMENTS (FITS); i++) {
    if (!g_str_equal (FITS[i].template, template))
      continue;
    for (const char *const *flag = FITS[i].unset; *flag != NULL; flag++)
      nl_slots_unset (slots, *flag);
    /* Who never ordered may be welcomed as that. */
    if (FITS[i].set != NULL && !nl_slots_get_flag (slots, "never"))
      nl_slots_set_flag (slots, FITS[i].set, TRUE);
  }
}

/**
 * nl_template_fit_explain:
 * @facts: the facts of a "message"
 * @template: (nullable): the word for its template
 *
 * Returns: (nullable): a translated sentence, when the persona is not whom the template is for
 */
const char *
nl_template_fit_explain (JsonObject *facts, const char *template)
{
  JsonObject *statistics = nl_facts_object (nl_facts_object (facts, "persona"), "statistics");
  g_autoptr (NlSlots) slots = nl_slots_new ();

  if (statistics == NULL)
    return NULL;
  nl_facts_fill_segment (statistics, slots);
  for (guint i = 0; template != NULL && i < G_N_ELEMENTS (FITS); i++) {
    if (!g_str_equal (FITS[i].template, template))
      continue;
    for (const char *const *flag = FITS[i].unset; *flag != NULL; flag++)
      if (nl_slots_get_flag (slots, *flag))
        return _ (FITS[i].note);
  }
  return NULL;
}
