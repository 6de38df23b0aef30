/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-operation.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* Wrong words on the command line: exit status 2 instead of 1. */
#define NL_CLI_ERROR (nl_cli_error_quark ())
GQuark nl_cli_error_quark (void);
typedef enum { NL_CLI_ERROR_USAGE } NlCliError;

/* What every command gets. */
typedef struct {
  char *data_dir;
  gboolean json;
  gboolean quiet;
  NlStore *store;
} NlCli;

/* A command: runs in a fiber, gets its own words, prints, and says whether it succeeded. */
typedef gboolean (*NlCliFunc) (NlCli *cli, char **words, GError **error);

typedef struct {
  const char *noun;
  const char *verb; /* NULL: the noun is the whole command */
  const char *usage;
  NlCliFunc func;
} NlCliCommand;

extern const NlCliCommand nl_cli_shop_commands[];
extern const NlCliCommand nl_cli_customer_commands[];
extern const NlCliCommand nl_cli_segment_commands[];
extern const NlCliCommand nl_cli_persona_commands[];
extern const NlCliCommand nl_cli_campaign_commands[];
extern const NlCliCommand nl_cli_workspace_commands[];

gboolean nl_cli_open (NlCli *self, GError **error);
gboolean nl_cli_parse (char ***words, const GOptionEntry *options, int n_words, GError **error);
gboolean nl_cli_check_text (const char *word, GError **error);

NlRecord *nl_cli_find (
    NlCli *self, GType type, gint64 shop_id, const char *name_or_id, GError **error);
NlShop *nl_cli_find_shop (NlCli *self, const char *name_or_id, GError **error);
gboolean nl_cli_remove (NlCli *self, NlRecord *record, GError **error);

NlOperation *nl_cli_operation_new (NlCli *self, const char *title);

G_END_DECLS
