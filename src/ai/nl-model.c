/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-model.h"

struct _NlModel {
  GObject parent_instance;

  char *id;
  char *name;
  char *shutdown_date;
};

G_DEFINE_FINAL_TYPE (NlModel, nl_model, G_TYPE_OBJECT)

enum { PROP_0, PROP_ID, PROP_NAME, PROP_SHUTDOWN_DATE, N_PROPERTIES };

static GParamSpec *properties[N_PROPERTIES];

static void
nl_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NlModel *self = NL_MODEL (object);

  switch (id) {
  case PROP_ID:
    g_value_set_string (value, self->id);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_SHUTDOWN_DATE:
    g_value_set_string (value, self->shutdown_date);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
nl_model_finalize (GObject *object)
{
  NlModel *self = NL_MODEL (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->shutdown_date);
  G_OBJECT_CLASS (nl_model_parent_class)->finalize (object);
}

static void
nl_model_class_init (NlModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nl_model_get_property;
  object_class->finalize = nl_model_finalize;

  properties[PROP_ID]
      = g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME]
      = g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHUTDOWN_DATE] = g_param_spec_string ("shutdown-date", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
nl_model_init (NlModel *self)
{}

/**
 * nl_model_new:
 * @id: what the provider calls the model in a request
 * @name: (nullable): what people call it; @id when %NULL
 * @shutdown_date: (nullable): `YYYY-MM-DD`, the day from which it no longer answers
 *
 * Returns: (transfer full): a model of a provider
 */
NlModel *
nl_model_new (const char *id, const char *name, const char *shutdown_date)
{
  NlModel *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (NL_TYPE_MODEL, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name != NULL ? name : id);
  self->shutdown_date = g_strdup (shutdown_date);
  return self;
}

/**
 * nl_model_get_id:
 * @self: a model
 *
 * Returns: what the provider calls it in a request
 */
const char *
nl_model_get_id (NlModel *self)
{
  g_return_val_if_fail (NL_IS_MODEL (self), NULL);

  return self->id;
}

/**
 * nl_model_get_name:
 * @self: a model
 *
 * Returns: what people call it
 */
const char *
nl_model_get_name (NlModel *self)
{
  g_return_val_if_fail (NL_IS_MODEL (self), NULL);

  return self->name;
}

/**
 * nl_model_get_shutdown_date:
 * @self: a model
 *
 * Returns: (nullable): the day from which it no longer answers, `YYYY-MM-DD`
 */
const char *
nl_model_get_shutdown_date (NlModel *self)
{
  g_return_val_if_fail (NL_IS_MODEL (self), NULL);

  return self->shutdown_date;
}
