/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-accessible.h"

#include "nl-test.h"

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define ACTION "org.a11y.atspi.Action"
#define REGISTRY "org.a11y.atspi.Registry"
#define MOST_MILLISECONDS (NL_TEST_PATIENCE / 1000)

static NlAccessible *
accessible_new (GDBusConnection *bus, const char *owner, const char *path)
{
  NlAccessible *self = g_new0 (NlAccessible, 1);

  self->bus = g_object_ref (bus);
  self->owner = g_strdup (owner);
  self->path = g_strdup (path);
  return self;
}

static GVariant *
call (NlAccessible *self, const char *interface, const char *method, GVariant *arguments)
{
  return g_dbus_connection_call_sync (self->bus, self->owner, self->path, interface, method,
                                      arguments, NULL, G_DBUS_CALL_FLAGS_NONE, MOST_MILLISECONDS,
                                      NULL, NULL);
}

/* The first value of an answer, when it is of that type. */
static GVariant *
take_value (GVariant *answer, const GVariantType *type)
{
  g_autoptr (GVariant) owned = answer;
  g_autoptr (GVariant) value = NULL;

  if (answer == NULL || g_variant_n_children (answer) == 0)
    return NULL;
  value = g_variant_get_child_value (answer, 0);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT)) {
    GVariant *inner = g_variant_get_variant (value);

    g_variant_unref (value);
    value = inner;
  }
  return g_variant_is_of_type (value, type) ? g_steal_pointer (&value) : NULL;
}

static GVariant *
get_property (NlAccessible *self,
              const char *interface,
              const char *property,
              const GVariantType *type)
{
  return take_value (call (self, "org.freedesktop.DBus.Properties", "Get",
                           g_variant_new ("(ss)", interface, property)),
                     type);
}

/* The bus of assistive technologies, which the session's bus knows. */
GDBusConnection *
nl_accessible_bus_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = NULL;
  GDBusConnection *bus;
  const char *address;

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                        "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                        G_DBUS_CALL_FLAGS_NONE, MOST_MILLISECONDS, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(&s)", &address);
  bus = g_dbus_connection_new_for_address_sync (
      address,
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  return bus;
}

static gboolean
is_of_process (NlAccessible *self, guint32 pid)
{
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                     "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                     g_variant_new ("(s)", self->owner), G_VARIANT_TYPE ("(u)"),
                                     G_DBUS_CALL_FLAGS_NONE, MOST_MILLISECONDS, NULL, NULL);
  guint32 found = 0;

  if (answer != NULL)
    g_variant_get (answer, "(u)", &found);
  return found == pid;
}

/* Returns: the root of a process's tree, once there is one. */
NlAccessible *
nl_accessible_find_program (GDBusConnection *bus, guint32 pid)
{
  g_autoptr (NlAccessible) desktop
      = accessible_new (bus, REGISTRY, "/org/a11y/atspi/accessible/root");
  g_autoptr (GPtrArray) programs = nl_accessible_list_children (desktop);

  for (guint i = 0; i < programs->len; i++)
    if (is_of_process (programs->pdata[i], pid))
      return nl_accessible_copy (programs->pdata[i]);
  return NULL;
}

NlAccessible *
nl_accessible_copy (const NlAccessible *self)
{
  return accessible_new (self->bus, self->owner, self->path);
}

void
nl_accessible_free (NlAccessible *self)
{
  g_object_unref (self->bus);
  g_free (self->owner);
  g_free (self->path);
  g_free (self);
}

char *
nl_accessible_dup_name (NlAccessible *self)
{
  g_autoptr (GVariant) name = get_property (self, ACCESSIBLE, "Name", G_VARIANT_TYPE_STRING);

  return name != NULL ? g_variant_dup_string (name, NULL) : g_strdup ("");
}

char *
nl_accessible_dup_role (NlAccessible *self)
{
  g_autoptr (GVariant) role
      = take_value (call (self, ACCESSIBLE, "GetRoleName", NULL), G_VARIANT_TYPE_STRING);

  return role != NULL ? g_variant_dup_string (role, NULL) : g_strdup ("");
}

/* Returns: one bit for each NlAccessibleState. */
guint64
nl_accessible_get_states (NlAccessible *self)
{
  g_autoptr (GVariant) states
      = take_value (call (self, ACCESSIBLE, "GetState", NULL), G_VARIANT_TYPE ("au"));
  const guint32 *words;
  gsize n = 0;

  if (states == NULL)
    return 0;
  words = g_variant_get_fixed_array (states, &n, sizeof *words);
  return (n > 0 ? words[0] : 0) | (n > 1 ? (guint64) words[1] << 32 : 0);
}

gboolean
nl_accessible_has_state (NlAccessible *self, NlAccessibleState state)
{
  return (nl_accessible_get_states (self) >> state & 1) != 0;
}

GPtrArray *
nl_accessible_list_children (NlAccessible *self)
{
  GPtrArray *children = g_ptr_array_new_with_free_func ((GDestroyNotify) nl_accessible_free);
  g_autoptr (GVariant) answer
      = take_value (call (self, ACCESSIBLE, "GetChildren", NULL), G_VARIANT_TYPE ("a(so)"));
  GVariantIter iter;
  const char *owner;
  const char *path;

  if (answer == NULL)
    return children;
  g_variant_iter_init (&iter, answer);
  while (g_variant_iter_next (&iter, "(&s&o)", &owner, &path))
    g_ptr_array_add (children, accessible_new (self->bus, owner, path));
  return children;
}

static void
walk (NlAccessible *self, guint depth, NlAccessibleFunc func, gpointer data)
{
  g_autoptr (GPtrArray) children = NULL;

  if (!func (self, depth, data))
    return;
  children = nl_accessible_list_children (self);
  for (guint i = 0; i < children->len; i++)
    walk (children->pdata[i], depth + 1, func, data);
}

/* Calls a function for an object, and for what is in it, parents first. */
void
nl_accessible_walk (NlAccessible *self, NlAccessibleFunc func, gpointer data)
{
  walk (self, 0, func, data);
}

typedef struct {
  const char *role;
  const char *name;
  NlAccessible *found;
} Search;

static gboolean
search_cb (NlAccessible *accessible, guint depth, gpointer data)
{
  Search *search = data;
  g_autofree char *role = NULL;
  g_autofree char *name = NULL;

  if (search->found != NULL)
    return FALSE;
  /* A program itself is not “showing”; its windows are. */
  if (depth > 0 && !nl_accessible_has_state (accessible, NL_ACCESSIBLE_SHOWING))
    return FALSE;
  role = nl_accessible_dup_role (accessible);
  if (!g_str_equal (role, search->role))
    return TRUE;
  name = nl_accessible_dup_name (accessible);
  if (!g_pattern_match_simple (search->name, name))
    return TRUE;
  search->found = nl_accessible_copy (accessible);
  return FALSE;
}

/* Returns: the first object on the screen with that role, and a name like @name ("Sample*"). */
NlAccessible *
nl_accessible_find (NlAccessible *self, const char *role, const char *name)
{
  Search search = { .role = role, .name = name };

  nl_accessible_walk (self, search_cb, &search);
  return search.found;
}

static gboolean
describe_cb (NlAccessible *accessible, guint depth, gpointer data)
{
  guint64 states = nl_accessible_get_states (accessible);
  g_autofree char *role = NULL;
  g_autofree char *name = NULL;

  if (depth > 0 && (states >> NL_ACCESSIBLE_SHOWING & 1) == 0)
    return FALSE;
  role = nl_accessible_dup_role (accessible);
  name = nl_accessible_dup_name (accessible);
  if (*name != '\0')
    g_string_append_printf (data, "%*s%s “%s”%s%s\n", (int) depth, "", role, name,
                            (states >> NL_ACCESSIBLE_SENSITIVE & 1) != 0 ? "" : ", off",
                            (states >> NL_ACCESSIBLE_FOCUSED & 1) != 0 ? ", has the focus" : "");
  return TRUE;
}

/* Returns: what a person would be told is on the screen, one object a line. */
char *
nl_accessible_describe_tree (NlAccessible *self)
{
  GString *tree = g_string_new (NULL);

  nl_accessible_walk (self, describe_cb, tree);
  return g_string_free_and_steal (tree);
}

static int
find_action (NlAccessible *self, const char *action)
{
  g_autoptr (GVariant) number = get_property (self, ACTION, "NActions", G_VARIANT_TYPE_INT32);
  int n = number != NULL ? g_variant_get_int32 (number) : 0;

  for (int i = 0; i < n; i++) {
    g_autoptr (GVariant) name
        = take_value (call (self, ACTION, "GetName", g_variant_new ("(i)", i)),
                      G_VARIANT_TYPE_STRING);

    if (name != NULL && g_str_equal (g_variant_get_string (name, NULL), action))
      return i;
  }
  return -1;
}

/* Does what the object offers to do: "click" for a button, the actions of its widget class else. */
gboolean
nl_accessible_act (NlAccessible *self, const char *action)
{
  int index = find_action (self, action);
  g_autoptr (GVariant) done = NULL;

  if (index < 0)
    return FALSE;
  done = take_value (call (self, ACTION, "DoAction", g_variant_new ("(i)", index)),
                     G_VARIANT_TYPE_BOOLEAN);
  return done != NULL && g_variant_get_boolean (done);
}

/* Replaces the text of an entry or a text view. */
gboolean
nl_accessible_type (NlAccessible *self, const char *text)
{
  g_autoptr (GVariant) done = take_value (call (self, "org.a11y.atspi.EditableText",
                                                "SetTextContents", g_variant_new ("(s)", text)),
                                          G_VARIANT_TYPE_BOOLEAN);

  return done != NULL && g_variant_get_boolean (done);
}
