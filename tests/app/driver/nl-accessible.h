/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One object of another program's accessibility tree (AT-SPI), as a screen reader sees it. Nothing
 * is remembered: each call asks the program. What has gone meanwhile has no name, state or
 * children. */
typedef struct {
  GDBusConnection *bus;
  char *owner;
  char *path;
} NlAccessible;

/* Of AtspiStateType. */
typedef enum {
  NL_ACCESSIBLE_CHECKED = 4,
  NL_ACCESSIBLE_FOCUSABLE = 11,
  NL_ACCESSIBLE_FOCUSED = 12,
  NL_ACCESSIBLE_SENSITIVE = 24,
  NL_ACCESSIBLE_SHOWING = 25,
} NlAccessibleState;

/* Returns FALSE for what it wants no children of. */
typedef gboolean (*NlAccessibleFunc) (NlAccessible *accessible, guint depth, gpointer data);

GDBusConnection *nl_accessible_bus_new (void);
NlAccessible *nl_accessible_find_program (GDBusConnection *bus, guint32 pid);
NlAccessible *nl_accessible_copy (const NlAccessible *self);
void nl_accessible_free (NlAccessible *self);

char *nl_accessible_dup_name (NlAccessible *self);
char *nl_accessible_dup_role (NlAccessible *self);
guint64 nl_accessible_get_states (NlAccessible *self);
gboolean nl_accessible_has_state (NlAccessible *self, NlAccessibleState state);
GPtrArray *nl_accessible_list_children (NlAccessible *self);
void nl_accessible_walk (NlAccessible *self, NlAccessibleFunc func, gpointer data);
NlAccessible *nl_accessible_find (NlAccessible *self, const char *role, const char *name);
char *nl_accessible_describe_tree (NlAccessible *self);

gboolean nl_accessible_act (NlAccessible *self, const char *action);
gboolean nl_accessible_type (NlAccessible *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlAccessible, nl_accessible_free)

G_END_DECLS
