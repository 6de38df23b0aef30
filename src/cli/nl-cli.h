/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-operation.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_CLI_ERROR (nl_cli_error_quark ())
GQuark nl_cli_error_quark (void);

/**
 * NlCliError:
 * @NL_CLI_ERROR_USAGE: wrong words on the command line: exit status 2 instead of 1
 * @NL_CLI_ERROR_AMBIGUOUS: a name that several records have
 *
 * What only a command line can get wrong.
 */
typedef enum {
  NL_CLI_ERROR_USAGE,
  NL_CLI_ERROR_AMBIGUOUS,
} NlCliError;

/* One run of the program, which is one command. */
typedef struct {
  char *data_dir;
  gboolean json;
  gboolean quiet;
  char **words;    /* of the command, without its name; nl_cli_parse() takes the options out */
  char *shop_name; /* what --shop says */
  NlStore *store;  /* after nl_cli_open() */
  NlShop *shop;    /* after nl_cli_open_shop() */
  NlOperation *operation; /* what runs, and Ctrl+C cancels */
  gboolean shows_progress;
  guint signal_sources[2];
  int signal; /* that cancelled it; 0: none */
} NlCli;

/* A command: runs in a fiber, prints, and says whether it succeeded. */
typedef gboolean (*NlCliFunc) (NlCli *cli, GError **error);

typedef struct {
  const char *noun;
  const char *verb; /* NULL: the noun is the whole command */
  const char *usage;
  NlCliFunc func;
} NlCliCommand;

extern const NlCliCommand nl_cli_shop_commands[];
extern const NlCliCommand nl_cli_customer_commands[];
extern const NlCliCommand nl_cli_order_commands[];
extern const NlCliCommand nl_cli_segment_commands[];
extern const NlCliCommand nl_cli_persona_commands[];
extern const NlCliCommand nl_cli_campaign_commands[];
extern const NlCliCommand nl_cli_job_commands[];
extern const NlCliCommand nl_cli_secret_commands[];
extern const NlCliCommand nl_cli_provider_commands[];
extern const NlCliCommand nl_cli_usage_commands[];
extern const NlCliCommand nl_cli_backup_commands[];
extern const NlCliCommand nl_cli_workspace_commands[];

void nl_cli_clear (NlCli *self);
gboolean nl_cli_parse (NlCli *self, const GOptionEntry *options, int n_words, GError **error);
gboolean nl_cli_parse_with_shop (NlCli *self,
                                 const GOptionEntry *options,
                                 int n_words,
                                 GError **error);
gboolean nl_cli_check_text (const char *word, GError **error);
gboolean nl_cli_open (NlCli *self, GError **error);
gboolean nl_cli_open_shop (NlCli *self, GError **error);
gint64 nl_cli_get_shop_id (NlCli *self);

NlRecord *nl_cli_find (NlCli *self, GType type, const char *name_or_id, GError **error);
NlRecord *nl_cli_pick (
    NlCli *self, GType type, const char *condition, const char *word, GError **error);
gboolean nl_cli_show (NlCli *self, GType type, GError **error);
gboolean nl_cli_remove (NlCli *self, GType type, GError **error);

char *nl_cli_read_secret (int fd, GError **error);

NlOperation *nl_cli_begin_operation (NlCli *self, const char *title);
void nl_cli_end_operation (NlCli *self);

G_END_DECLS
