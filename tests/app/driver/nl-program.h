/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nl-accessible.h"

G_BEGIN_DECLS

/* The application as a process of its own, driven from outside. What is waited for and does not
 * come ends the test, and says what was on the screen instead. */
typedef struct NlProgram NlProgram;

NlProgram *nl_program_start (const char *program, const char *folder);
void nl_program_quit (NlProgram *self);

NlAccessible *nl_program_get_root (NlProgram *self);
NlAccessible *nl_program_wait_for (NlProgram *self, const char *role, const char *name);
void nl_program_wait_gone (NlProgram *self, const char *role, const char *name);
void nl_program_act (NlProgram *self, const char *role, const char *name, const char *action);
void nl_program_click (NlProgram *self, const char *name);
void nl_program_type (NlProgram *self, const char *role, const char *name, const char *text);
void nl_program_activate (NlProgram *self, const char *action, GVariant *parameter);
void nl_program_open_page (NlProgram *self, const char *id);
void nl_program_fail (NlProgram *self, const char *format, ...) G_GNUC_PRINTF (2, 3) G_NORETURN;

G_END_DECLS
