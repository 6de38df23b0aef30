/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-question.h"

#include <glib/gi18n-lib.h>

/**
 * nl_segment_question_new:
 * @can_cancel: whether the user may go on editing
 *
 * Asks what to do with changes that leaving would lose.
 *
 * Returns: (transfer floating): a dialog whose response is "save", "discard" or "cancel"
 */
AdwDialog *
nl_segment_question_new (gboolean can_cancel)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Save Changes?"), _ ("The segment was changed. Changes that are not saved will be lost."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  if (can_cancel)
    adw_alert_dialog_add_response (alert, "cancel", _ ("_Cancel"));
  adw_alert_dialog_add_responses (alert, "discard", _ ("_Discard"), "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (alert, "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, "save");
  adw_alert_dialog_set_close_response (alert, can_cancel ? "cancel" : "save");
  return dialog;
}
