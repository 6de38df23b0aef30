/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-record.h"

#include <glib/gi18n-lib.h>

#include "store/nl-record-private.h"
#include "store/nl-store-error.h"

enum {
  PROP_ID = 1,
  PROP_CREATED_AT,
  PROP_UPDATED_AT,
  FIRST_FIELD,
};

/**
 * NlRecord:
 *
 * A row of the workspace: base of everything a merchant would name. A subclass is a static table
 * of fields; SQL, GObject properties, JSON and redaction come from it. A record belongs to the
 * thread that works with it; the store reads and writes copies.
 */
G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NlRecord, nl_record, G_TYPE_OBJECT)

NlRecordPrivate *
nl_record_get_private (NlRecord *self)
{
  return nl_record_get_instance_private (self);
}

const NlField *
nl_record_get_field (NlRecord *self, guint field)
{
  const NlRecordDescription *description = nl_record_get_description (self);

  g_assert (field < description->n_fields);
  return &description->fields[field];
}

static void
nl_record_constructed (GObject *object)
{
  NlRecord *self = NL_RECORD (object);
  NlRecordPrivate *priv = nl_record_get_private (self);
  const NlRecordDescription *description = nl_record_get_description (self);

  G_OBJECT_CLASS (nl_record_parent_class)->constructed (object);
  priv->cells = g_new0 (NlRecordCell, description->n_fields);
  for (guint i = 0; i < description->n_fields; i++) {
    const NlField *field = &description->fields[i];

    if (nl_field_is_text (field->type) && field->initial != NULL)
      priv->cells[i] = (NlRecordCell) { .is_set = TRUE, .text = g_strdup (field->initial) };
    else if (!nl_field_is_text (field->type) && field->type != NL_FIELD_TYPE_STRV
             && (field->flags & NL_FIELD_REQUIRED) != 0)
      priv->cells[i] = (NlRecordCell) { .is_set = TRUE, .int64 = 0 };
  }
}

static void
nl_record_finalize (GObject *object)
{
  NlRecord *self = NL_RECORD (object);
  NlRecordPrivate *priv = nl_record_get_private (self);
  const NlRecordDescription *description = nl_record_get_description (self);

  for (guint i = 0; i < description->n_fields; i++)
    nl_record_clear_cell (&priv->cells[i], description->fields[i].type);
  g_free (priv->cells);
  G_OBJECT_CLASS (nl_record_parent_class)->finalize (object);
}

static void
get_field_property (NlRecord *self, guint field, GValue *value)
{
  switch (nl_record_get_field (self, field)->type) {
  case NL_FIELD_TYPE_INT64:
    g_value_set_int64 (value, nl_record_get_int64 (self, field));
    break;
  case NL_FIELD_TYPE_DOUBLE:
    g_value_set_double (value, nl_record_get_double (self, field));
    break;
  case NL_FIELD_TYPE_BOOLEAN:
    g_value_set_boolean (value, nl_record_get_boolean (self, field));
    break;
  case NL_FIELD_TYPE_TEXT:
  case NL_FIELD_TYPE_JSON:
    g_value_set_string (value, nl_record_get_text (self, field));
    break;
  case NL_FIELD_TYPE_STRV:
    g_value_set_boxed (value, nl_record_get_strv (self, field));
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
nl_record_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  NlRecord *self = NL_RECORD (object);
  NlRecordPrivate *priv = nl_record_get_private (self);

  if (property == PROP_ID)
    g_value_set_int64 (value, priv->id);
  else if (property == PROP_CREATED_AT)
    g_value_set_int64 (value, priv->created_at);
  else if (property == PROP_UPDATED_AT)
    g_value_set_int64 (value, priv->updated_at);
  else
    get_field_property (self, property - FIRST_FIELD, value);
}

static void
nl_record_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  NlRecord *self = NL_RECORD (object);
  guint field = property - FIRST_FIELD;

  g_return_if_fail (property >= FIRST_FIELD);
  switch (nl_record_get_field (self, field)->type) {
  case NL_FIELD_TYPE_INT64:
    nl_record_set_int64 (self, field, g_value_get_int64 (value));
    break;
  case NL_FIELD_TYPE_DOUBLE:
    nl_record_set_double (self, field, g_value_get_double (value));
    break;
  case NL_FIELD_TYPE_BOOLEAN:
    nl_record_set_boolean (self, field, g_value_get_boolean (value));
    break;
  case NL_FIELD_TYPE_TEXT:
  case NL_FIELD_TYPE_JSON:
    nl_record_set_text (self, field, g_value_get_string (value));
    break;
  case NL_FIELD_TYPE_STRV:
    nl_record_set_strv (self, field, g_value_get_boxed (value));
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
nl_record_class_init (NlRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = nl_record_constructed;
  object_class->finalize = nl_record_finalize;
}

static void
nl_record_init (NlRecord *self)
{}

static GParamSpec *
field_to_pspec (const NlField *field)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  switch (field->type) {
  case NL_FIELD_TYPE_INT64:
    return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  case NL_FIELD_TYPE_DOUBLE:
    return g_param_spec_double (field->name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  case NL_FIELD_TYPE_BOOLEAN:
    return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
  case NL_FIELD_TYPE_TEXT:
  case NL_FIELD_TYPE_JSON:
    return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
  case NL_FIELD_TYPE_STRV:
    return g_param_spec_boxed (field->name, NULL, NULL, G_TYPE_STRV, flags);
  default:
    g_assert_not_reached ();
  }
}

/**
 * nl_record_class_install:
 * @klass: the class of a record type
 * @description: (transfer none): its static description
 *
 * Gives @klass its fields and one GObject property for each. Called by %NL_DEFINE_RECORD.
 */
void
nl_record_class_install (NlRecordClass *klass, const NlRecordDescription *description)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_assert (description->n_fields <= MAX_FIELDS);
  klass->description = description;
  /* GObject does not hand these two down. */
  object_class->get_property = nl_record_get_property;
  object_class->set_property = nl_record_set_property;
  g_object_class_install_property (object_class, PROP_ID,
                                   g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags));
  g_object_class_install_property (object_class, PROP_CREATED_AT,
                                   g_param_spec_int64 ("created-at", NULL, NULL, 0, G_MAXINT64, 0,
                                                       flags));
  g_object_class_install_property (object_class, PROP_UPDATED_AT,
                                   g_param_spec_int64 ("updated-at", NULL, NULL, 0, G_MAXINT64, 0,
                                                       flags));
  klass->properties = g_new0 (GParamSpec *, description->n_fields);
  for (guint i = 0; i < description->n_fields; i++) {
    klass->properties[i] = field_to_pspec (&description->fields[i]);
    g_object_class_install_property (object_class, FIRST_FIELD + i, klass->properties[i]);
  }
}

/**
 * nl_record_get_description:
 * @self: a record
 *
 * Returns: (transfer none): the description of its type
 */
const NlRecordDescription *
nl_record_get_description (NlRecord *self)
{
  return NL_RECORD_GET_CLASS (self)->description;
}

/**
 * nl_record_type_get_description:
 * @type: a subclass of #NlRecord
 *
 * Returns: (transfer none): its description
 */
const NlRecordDescription *
nl_record_type_get_description (GType type)
{
  /* Record classes are never unloaded, so the description outlives the reference. */
  g_autoptr (NlRecordClass) klass = g_type_class_ref (type);

  return klass->description;
}

/**
 * nl_record_get_id:
 * @self: a record
 *
 * Returns: its id; 0 while it was never saved
 */
gint64
nl_record_get_id (NlRecord *self)
{
  return nl_record_get_private (self)->id;
}

/**
 * nl_record_get_created_at:
 * @self: a record
 *
 * Returns: when it was first saved, in microseconds since 1970 UTC
 */
gint64
nl_record_get_created_at (NlRecord *self)
{
  return nl_record_get_private (self)->created_at;
}

/**
 * nl_record_get_updated_at:
 * @self: a record
 *
 * Returns: when it was last saved, in microseconds since 1970 UTC
 */
gint64
nl_record_get_updated_at (NlRecord *self)
{
  return nl_record_get_private (self)->updated_at;
}

/**
 * nl_record_is_dirty:
 * @self: a record
 *
 * Returns: whether it changed since it was read or saved
 */
gboolean
nl_record_is_dirty (NlRecord *self)
{
  return nl_record_get_private (self)->dirty != 0;
}

void
nl_record_set_clean (NlRecord *self)
{
  nl_record_get_private (self)->dirty = 0;
}

/**
 * nl_record_is_field_dirty:
 * @self: a record
 * @field: the index of a field
 *
 * Returns: whether that field changed since it was read or saved
 */
gboolean
nl_record_is_field_dirty (NlRecord *self, guint field)
{
  return (nl_record_get_private (self)->dirty >> field & 1) != 0;
}

void
nl_record_set_identity (NlRecord *self, gint64 id, gint64 created_at, gint64 updated_at)
{
  NlRecordPrivate *priv = nl_record_get_private (self);

  priv->id = id;
  priv->created_at = created_at;
  priv->updated_at = updated_at;
}

static gboolean
check_field (NlRecord *self, guint index, GError **error)
{
  const NlField *field = nl_record_get_field (self, index);
  const char *label = _ (field->label != NULL ? field->label : field->name);

  if ((field->flags & NL_FIELD_REQUIRED) != 0 && field->type != NL_FIELD_TYPE_STRV
      && nl_record_is_null (self, index)) {
    /* Translators: a field such as “Name”. */
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID, _ ("“%s” can’t be empty."), label);
    return FALSE;
  }
  if (field->choices != NULL && !nl_record_is_null (self, index)
      && !g_strv_contains (field->choices, nl_record_get_text (self, index))) {
    g_autofree char *choices = g_strjoinv (", ", (char **) field->choices);

    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID,
                 _ ("“%s” can’t be “%s”: it is one of %s."), label,
                 nl_record_get_text (self, index), choices);
    return FALSE;
  }
  return TRUE;
}

/**
 * nl_record_check:
 * @self: a record
 * @error: return location
 *
 * Looks whether every field has a value it may have.
 *
 * Returns: %FALSE with an error that names the first field that has not
 */
gboolean
nl_record_check (NlRecord *self, GError **error)
{
  const NlRecordDescription *description = nl_record_get_description (self);

  for (guint i = 0; i < description->n_fields; i++)
    if (!check_field (self, i, error))
      return FALSE;
  return TRUE;
}

/**
 * nl_record_copy:
 * @self: a record
 *
 * Returns: (transfer full): another one with the same values, the same id and the same dirty fields
 */
NlRecord *
nl_record_copy (NlRecord *self)
{
  NlRecordPrivate *priv = nl_record_get_private (self);
  NlRecord *copy = g_object_new (G_OBJECT_TYPE (self), NULL);
  NlRecordPrivate *copy_priv = nl_record_get_private (copy);
  const NlRecordDescription *description = nl_record_get_description (self);

  for (guint i = 0; i < description->n_fields; i++) {
    NlFieldType type = description->fields[i].type;

    nl_record_clear_cell (&copy_priv->cells[i], type);
    copy_priv->cells[i] = priv->cells[i];
    if (nl_field_is_text (type))
      copy_priv->cells[i].text = g_strdup (priv->cells[i].text);
    else if (type == NL_FIELD_TYPE_STRV)
      copy_priv->cells[i].strv = g_strdupv (priv->cells[i].strv);
  }
  nl_record_set_identity (copy, priv->id, priv->created_at, priv->updated_at);
  copy_priv->dirty = priv->dirty;
  return copy;
}

/**
 * nl_record_to_log:
 * @self: a record
 *
 * Returns: (transfer full): what a log may say about it: the values of fields that are not personal
 */
char *
nl_record_to_log (NlRecord *self)
{
  const NlRecordDescription *description = nl_record_get_description (self);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %" G_GINT64_FORMAT, description->noun, nl_record_get_id (self));
  for (guint i = 0; i < description->n_fields; i++) {
    const NlField *field = &description->fields[i];

    if (nl_record_is_null (self, i) || field->type == NL_FIELD_TYPE_STRV)
      continue;
    if ((field->flags & NL_FIELD_PERSONAL) != 0)
      g_string_append_printf (text, " %s=‹redacted›", field->name);
    else if (nl_field_is_text (field->type))
      g_string_append_printf (text, " %s=“%s”", field->name, nl_record_get_text (self, i));
    else if (field->type == NL_FIELD_TYPE_INT64)
      g_string_append_printf (text, " %s=%" G_GINT64_FORMAT, field->name,
                              nl_record_get_int64 (self, i));
  }
  return g_string_free_and_steal (text);
}
