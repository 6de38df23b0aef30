/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A network that comes and goes as the test says. */
#define FAKE_TYPE_NETWORK (fake_network_get_type ())
G_DECLARE_FINAL_TYPE (FakeNetwork, fake_network, FAKE, NETWORK, GObject)

GNetworkMonitor *fake_network_new (gboolean available, gboolean metered);
void fake_network_set (GNetworkMonitor *network, gboolean available, gboolean metered);

G_END_DECLS
