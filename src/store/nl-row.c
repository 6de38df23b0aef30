/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-row.h"

/**
 * NlRow:
 *
 * A place in an #NlRowsModel: known by its id at once, with its record as soon as that was read.
 * Bind to #NlRow:record; it changes when the record does.
 */
struct _NlRow {
  GObject parent_instance;
  gint64 id;
  NlRecord *record;
};

G_DEFINE_FINAL_TYPE (NlRow, nl_row, G_TYPE_OBJECT)

enum {
  PROP_RECORD = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

static void
nl_row_finalize (GObject *object)
{
  NlRow *self = NL_ROW (object);

  g_clear_object (&self->record);
  G_OBJECT_CLASS (nl_row_parent_class)->finalize (object);
}

static void
nl_row_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, NL_ROW (object)->record);
}

static void
nl_row_class_init (NlRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nl_row_finalize;
  object_class->get_property = nl_row_get_property;

  /**
   * NlRow:record: (nullable)
   *
   * The record; %NULL while it is being read, or when it is gone.
   */
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, NL_TYPE_RECORD,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
nl_row_init (NlRow *self)
{}

/**
 * nl_row_new:
 * @id: a record's id
 *
 * Returns: (transfer full): a row without its record
 */
NlRow *
nl_row_new (gint64 id)
{
  NlRow *self = g_object_new (NL_TYPE_ROW, NULL);

  self->id = id;
  return self;
}

/**
 * nl_row_get_id:
 * @self: a row
 *
 * Returns: the id of its record
 */
gint64
nl_row_get_id (NlRow *self)
{
  g_return_val_if_fail (NL_IS_ROW (self), 0);
  return self->id;
}

/**
 * nl_row_get_record:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its record, if it was read
 */
NlRecord *
nl_row_get_record (NlRow *self)
{
  g_return_val_if_fail (NL_IS_ROW (self), NULL);
  return self->record;
}

/**
 * nl_row_set_record:
 * @self: a row
 * @record: (nullable): its record
 *
 * Fills the row in. Only its model does that.
 */
void
nl_row_set_record (NlRow *self, NlRecord *record)
{
  g_return_if_fail (NL_IS_ROW (self));
  if (g_set_object (&self->record, record))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}
