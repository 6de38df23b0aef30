/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-log.h"

#include "base/nl-clock.h"
#include "base/nl-log-file.h"
#include "base/nl-redact.h"

#include <string.h>
#include <unistd.h>

#define FILE_NAME "ninjalead.log"
#define MAX_SIZE (1024 * 1024)
#define GENERATIONS 4
#define MAX_FIELDS 64

static GMutex lock;
static NlLogFile *file;
static char *path;
static GLogLevelFlags file_levels;

static const struct {
  const char *name;
  GLogLevelFlags level;
} LEVELS[] = {
  { "error", G_LOG_LEVEL_ERROR },     { "critical", G_LOG_LEVEL_CRITICAL },
  { "warning", G_LOG_LEVEL_WARNING }, { "message", G_LOG_LEVEL_MESSAGE },
  { "info", G_LOG_LEVEL_INFO },       { "debug", G_LOG_LEVEL_DEBUG },
};

/* Each level and those above it. */
static GLogLevelFlags
levels_from_environment (void)
{
  const char *wanted = g_getenv ("NINJALEAD_LOG");
  GLogLevelFlags levels = 0;

  if (wanted == NULL || *wanted == '\0')
    wanted = "message";
  for (gsize i = 0; i < G_N_ELEMENTS (LEVELS); i++) {
    levels |= LEVELS[i].level;
    if (g_ascii_strcasecmp (wanted, LEVELS[i].name) == 0)
      break;
  }
  return levels;
}

static const char *
level_name (GLogLevelFlags level)
{
  for (gsize i = 0; i < G_N_ELEMENTS (LEVELS); i++)
    if (level & LEVELS[i].level)
      return LEVELS[i].name;
  return "log";
}

/* What GLib itself says about a message: numbers and places in the source. */
static gboolean
is_own_field (const char *key)
{
  return g_str_has_prefix (key, "GLIB_") || g_str_has_prefix (key, "CODE_")
         || g_str_equal (key, "PRIORITY");
}

static void
append_escaped (GString *line, const char *text)
{
  for (; *text != '\0'; text++) {
    if (*text == '\n')
      g_string_append (line, "\\n");
    else if ((guchar) *text >= ' ' || *text == '\t')
      g_string_append_c (line, *text);
  }
}

static const char *
find_domain (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "GLIB_DOMAIN") && fields[i].length < 0)
      return fields[i].value;
  return NULL;
}

static void
write_line (GLogLevelFlags level, const GLogField *fields, gsize n_fields)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc_usec (nl_clock_now ());
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  g_autoptr (GString) line = g_string_new (NULL);
  const char *domain = find_domain (fields, n_fields);
  const char *message = "";

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      message = fields[i].value;
  g_string_append_printf (line, "%s.%03dZ %-8s %s[%d] ", time,
                          g_date_time_get_microsecond (now) / 1000, level_name (level),
                          domain != NULL ? domain : "-", (int) getpid ());
  append_escaped (line, message);
  for (gsize i = 0; i < n_fields; i++) {
    if (is_own_field (fields[i].key) || g_str_equal (fields[i].key, "MESSAGE"))
      continue;
    g_string_append_printf (line, " %s=", fields[i].key);
    append_escaped (line, fields[i].value);
  }
  g_string_append_c (line, '\n');
  g_mutex_lock (&lock);
  if (file != NULL)
    nl_log_file_write (file, line->str);
  g_mutex_unlock (&lock);
}

static char *
redact_field (const GLogField *field)
{
  g_autofree char *text = NULL;

  if (nl_redact_is_secret_name (field->key))
    return g_strdup ("‹secret›");
  text = field->length < 0 ? g_strdup (field->value)
                           : g_strndup (field->value, (gsize) field->length);
  return is_own_field (field->key) ? g_steal_pointer (&text) : nl_redact_text (text);
}

/* The journal keeps what stderr gets: both see the redacted fields only. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  GLogField redacted[MAX_FIELDS] = { 0 };
  char *values[MAX_FIELDS];
  GLogWriterOutput output;

  if (!(level & file_levels)
      && g_log_writer_default_would_drop (level, find_domain (fields, n_fields)))
    return G_LOG_WRITER_HANDLED;
  n_fields = MIN (n_fields, MAX_FIELDS);
  for (gsize i = 0; i < n_fields; i++) {
    values[i] = redact_field (&fields[i]);
    redacted[i] = (GLogField) { fields[i].key, values[i], -1 };
  }
  if (level & file_levels)
    write_line (level, redacted, n_fields);
  output = g_log_writer_default (level, redacted, n_fields, data);
  for (gsize i = 0; i < n_fields; i++)
    g_free (values[i]);
  return output;
}

/**
 * nl_log_start:
 * @folder: (nullable): where the log is kept; %NULL for the user's state folder
 *
 * From now on messages go to a rotating file (five of 1 MiB each, for the user only) besides
 * where GLib sends them, and secrets and personal data are taken out of all of them. The
 * environment variable NINJALEAD_LOG says down to which level: error, critical, warning, message
 * (the default), info or debug. Can be called again, to log elsewhere.
 */
void
nl_log_start (const char *folder)
{
  static gsize is_installed;
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "ninjalead", NULL);

  nl_log_stop ();
  g_mutex_lock (&lock);
  path = g_build_filename (folder != NULL ? folder : state, FILE_NAME, NULL);
  file = nl_log_file_new (path, MAX_SIZE, GENERATIONS);
  file_levels = levels_from_environment ();
  g_mutex_unlock (&lock);
  /* GLib takes a writer once in the life of a process. */
  if (g_once_init_enter (&is_installed)) {
    g_log_set_writer_func (write_log, NULL, NULL);
    g_once_init_leave (&is_installed, 1);
  }
}

/**
 * nl_log_stop:
 *
 * Closes the file. Messages still are redacted, and go where GLib sends them.
 */
void
nl_log_stop (void)
{
  g_mutex_lock (&lock);
  g_clear_pointer (&file, nl_log_file_free);
  g_clear_pointer (&path, g_free);
  g_mutex_unlock (&lock);
}

/**
 * nl_log_get_path:
 *
 * Returns: (transfer full) (nullable): the file the log is written to
 */
char *
nl_log_get_path (void)
{
  g_autofree char *copy = NULL;

  g_mutex_lock (&lock);
  copy = g_strdup (path);
  g_mutex_unlock (&lock);
  return g_steal_pointer (&copy);
}

/**
 * nl_log_redact_value:
 * @field: the name of a personal or secret field, such as "email"
 * @value: (nullable): its value
 *
 * What a message may say about a value that must not be in it: which field it is, and whether it
 * is there at all.
 *
 * Returns: (transfer none): such as “‹email›”, or “‹no email›”
 */
const char *
nl_log_redact_value (const char *field, const char *value)
{
  g_autofree char *shown = NULL;

  g_return_val_if_fail (field != NULL, "‹›");

  shown = g_strdup_printf (value != NULL && *value != '\0' ? "‹%s›" : "‹no %s›", field);
  /* There are as many as fields have names. */
  return g_intern_string (shown);
}
