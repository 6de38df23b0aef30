/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-network.h"

struct _FakeNetwork {
  GObject parent_instance;
  gboolean available;
  gboolean metered;
};

enum {
  PROP_0,
  PROP_AVAILABLE,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static gboolean
fake_network_init_finish (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
initable_init (GInitableIface *iface)
{
  iface->init = fake_network_init_finish;
}

static void
monitor_init (GNetworkMonitorInterface *iface)
{}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeNetwork,
                               fake_network,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_init)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, monitor_init))

static void
fake_network_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FakeNetwork *self = FAKE_NETWORK (object);

  switch (id) {
  case PROP_AVAILABLE:
    g_value_set_boolean (value, self->available);
    break;
  case PROP_METERED:
    g_value_set_boolean (value, self->metered);
    break;
  case PROP_CONNECTIVITY:
    g_value_set_enum (value,
                      self->available ? G_NETWORK_CONNECTIVITY_FULL : G_NETWORK_CONNECTIVITY_LOCAL);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
fake_network_class_init (FakeNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_network_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_network_init (FakeNetwork *self)
{}

GNetworkMonitor *
fake_network_new (gboolean available, gboolean metered)
{
  FakeNetwork *self = g_object_new (FAKE_TYPE_NETWORK, NULL);

  self->available = available;
  self->metered = metered;
  return G_NETWORK_MONITOR (self);
}

void
fake_network_set (GNetworkMonitor *network, gboolean available, gboolean metered)
{
  FakeNetwork *self = FAKE_NETWORK (network);

  self->available = available;
  self->metered = metered;
  g_object_notify (G_OBJECT (self), "network-available");
  g_object_notify (G_OBJECT (self), "network-metered");
}
