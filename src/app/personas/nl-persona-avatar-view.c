/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-avatar-view.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/nl-thumbnail.h"

static void
show (GtkWidget *widget, GdkPaintable *paintable)
{
  nl_image_view_set_loading (NL_IMAGE_VIEW (widget), FALSE);
  nl_image_view_set_paintable (NL_IMAGE_VIEW (widget), paintable);
}

/**
 * nl_persona_avatar_view_load:
 * @view: a view whose size is set
 * @store: where the portrait is
 * @persona: whose portrait
 *
 * Shows a persona's portrait as soon as it is read; the one before stays until then.
 */
void
nl_persona_avatar_view_load (NlImageView *view, NlStore *store, NlPersona *persona)
{
  g_autofree char *label = NULL;

  g_return_if_fail (NL_IS_IMAGE_VIEW (view));
  g_return_if_fail (NL_IS_PERSONA (persona));

  label = g_strdup_printf (_ ("Portrait of %s"),
                           nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));
  nl_image_view_set_label (view, label);
  nl_thumbnail_load (GTK_WIDGET (view), store,
                     nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AVATAR_IMAGE_ID),
                     nl_image_view_get_size (view), show);
}
