/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider-account.h"
#include "ai/nl-provider-health.h"

G_BEGIN_DECLS

/**
 * NlKeyState:
 * @NL_KEY_STATE_UNKNOWN: nobody has looked yet
 * @NL_KEY_STATE_MISSING: the keyring has no key
 * @NL_KEY_STATE_SAVED: the keyring has a key
 * @NL_KEY_STATE_KEYRING: the keyring is locked, or there is none
 *
 * Whether a provider has a key.
 */
typedef enum {
  NL_KEY_STATE_UNKNOWN,
  NL_KEY_STATE_MISSING,
  NL_KEY_STATE_SAVED,
  NL_KEY_STATE_KEYRING,
} NlKeyState;

/**
 * NlProviderMood:
 * @NL_PROVIDER_MOOD_GOOD: it can be asked
 * @NL_PROVIDER_MOOD_OFF: the user switched it off
 * @NL_PROVIDER_MOOD_WAITING: it passes by itself
 * @NL_PROVIDER_MOOD_TROUBLE: the user has something to mend
 *
 * How much a state of a provider matters.
 */
typedef enum {
  NL_PROVIDER_MOOD_GOOD,
  NL_PROVIDER_MOOD_OFF,
  NL_PROVIDER_MOOD_WAITING,
  NL_PROVIDER_MOOD_TROUBLE,
} NlProviderMood;

char *nl_provider_status_describe (NlProviderAccount *account,
                                   NlProviderHealth *health,
                                   NlKeyState key,
                                   NlProviderMood *mood) G_GNUC_WARN_UNUSED_RESULT;
char *nl_provider_status_date (const char *date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
