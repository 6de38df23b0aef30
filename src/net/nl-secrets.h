/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

#define NL_SECRETS_ERROR (nl_secrets_error_quark ())

/**
 * NlSecretsError:
 * @NL_SECRETS_ERROR_UNAVAILABLE: this session has no keyring
 * @NL_SECRETS_ERROR_LOCKED: the keyring is locked, and nobody unlocked it
 * @NL_SECRETS_ERROR_NOT_FOUND: no secret has that name
 * @NL_SECRETS_ERROR_INVALID: that is no name, or no secret
 * @NL_SECRETS_ERROR_FAILED: the keyring's service could not do it
 *
 * Why a secret could not be kept or read.
 */
typedef enum {
  NL_SECRETS_ERROR_UNAVAILABLE,
  NL_SECRETS_ERROR_LOCKED,
  NL_SECRETS_ERROR_NOT_FOUND,
  NL_SECRETS_ERROR_INVALID,
  NL_SECRETS_ERROR_FAILED,
} NlSecretsError;

GQuark nl_secrets_error_quark (void);

gboolean nl_secrets_check_name (const char *name, GError **error);

DexFuture *nl_secrets_store (const char *profile,
                             const char *name,
                             const char *secret,
                             GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_secrets_lookup (const char *profile,
                              const char *name,
                              GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_secrets_clear (const char *profile,
                             const char *name,
                             GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_secrets_list (const char *profile,
                            GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_secrets_check (const char *profile,
                             GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
