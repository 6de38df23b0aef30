/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  NL_OPERATION_RUNNING,
  NL_OPERATION_DONE,
  NL_OPERATION_FAILED,
  NL_OPERATION_CANCELLED,
} NlOperationState;

#define NL_TYPE_OPERATION_STATE (nl_operation_state_get_type ())
GType nl_operation_state_get_type (void);

#define NL_TYPE_OPERATION (nl_operation_get_type ())
G_DECLARE_FINAL_TYPE (NlOperation, nl_operation, NL, OPERATION, GObject)

NlOperation *nl_operation_new (const char *title);

/* For the one who works, from any thread. */
void nl_operation_report (NlOperation *self, guint64 done, guint64 total);
void nl_operation_set_detail (NlOperation *self, const char *detail);
void nl_operation_finish (NlOperation *self, const GError *error);
GCancellable *nl_operation_get_cancellable (NlOperation *self);

/* For the one who shows it, in the thread that made it. */
void nl_operation_cancel (NlOperation *self);
const char *nl_operation_get_title (NlOperation *self);
const char *nl_operation_get_detail (NlOperation *self);
NlOperationState nl_operation_get_state (NlOperation *self);
const GError *nl_operation_get_error (NlOperation *self);
guint64 nl_operation_get_done (NlOperation *self);
guint64 nl_operation_get_total (NlOperation *self);
double nl_operation_get_fraction (NlOperation *self);
double nl_operation_get_rate (NlOperation *self);
double nl_operation_get_seconds_left (NlOperation *self);
char *nl_operation_dup_progress_text (NlOperation *self) G_GNUC_WARN_UNUSED_RESULT;
char *nl_operation_dup_time_left_text (NlOperation *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
