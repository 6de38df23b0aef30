/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lasting-toasts.h"

#include <adwaita.h>

static void (*construct_toast) (GObject *object);

static void
stay (AdwToast *toast)
{
  if (adw_toast_get_timeout (toast) != 0)
    adw_toast_set_timeout (toast, 0);
}

static void
lasting_toast_constructed (GObject *object)
{
  construct_toast (object);
  g_signal_connect (object, "notify::timeout", G_CALLBACK (stay), NULL);
  stay (ADW_TOAST (object));
}

/* Toasts stay until they are dismissed: on a slow machine they would be gone before a test gets to
 * what they say, and with them what they undo. */
void
make_toasts_last (void)
{
  GObjectClass *klass = g_type_class_ref (ADW_TYPE_TOAST);

  construct_toast = klass->constructed;
  klass->constructed = lasting_toast_constructed;
}
