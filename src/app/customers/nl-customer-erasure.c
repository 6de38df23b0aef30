/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-erasure.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/customers/nl-customer-text.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-operation-toast.h"
#include "base/nl-format.h"
#include "base/nl-id.h"
#include "customers/nl-customers-bulk.h"
#include "store/nl-backup.h"

/* Erasing people: what goes is said before, and it can be undone for a moment after. */

#define MAX_BACKUPS 5
#define ERASURE_KEY "nl-erasure"

typedef struct {
  GWeakRef widget;
  NlStore *store;
  NlShop *shop;
  GArray *ids;
  char *name; /* of the only one */
} Erasure;

static void
erasure_free (gpointer data)
{
  Erasure *erasure = data;

  g_weak_ref_clear (&erasure->widget);
  g_object_unref (erasure->store);
  g_object_unref (erasure->shop);
  g_array_unref (erasure->ids);
  g_free (erasure->name);
  g_free (erasure);
}

static char *
dup_done_text (Erasure *erasure)
{
  g_autofree char *number = NULL;

  if (erasure->name != NULL)
    /* Translators: a customer’s name. */
    return g_strdup_printf (_ ("“%s” erased"), erasure->name);
  number = nl_number_format (erasure->ids->len, 0, NULL);
  return g_strdup_printf (
      ngettext ("%s customer erased", "%s customers erased", (gulong) erasure->ids->len), number);
}

static DexFuture *
erase_fiber (gpointer data)
{
  Erasure *erasure = data;
  g_autoptr (GtkWidget) widget = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (NlOperation) operation = nl_operation_new (_ ("Erasing Customers"));
  g_autofree char *text = dup_done_text (erasure);
  g_autoptr (GError) error = NULL;

  widget = g_weak_ref_get (&erasure->widget);
  if (widget != NULL)
    nl_operation_toast (widget, operation);
  g_clear_object (&widget);
  changeset
      = dex_await_boxed (nl_customers_erase (erasure->store, erasure->ids, operation), &error);
  widget = g_weak_ref_get (&erasure->widget);
  if (widget == NULL)
    return dex_future_new_true ();
  if (changeset != NULL)
    nl_window_toast_undo (widget, text, changeset);
  else
    nl_window_show_error (widget, _ ("Could Not Erase Customers"), error);
  return dex_future_new_true ();
}

static void
response_cb (AdwAlertDialog *dialog, const char *response)
{
  Erasure *erasure = g_object_steal_data (G_OBJECT (dialog), ERASURE_KEY);

  if (erasure == NULL)
    return;
  if (g_strcmp0 (response, "erase") == 0)
    nl_fiber_start ("erase-customers", erase_fiber, erasure, erasure_free);
  else
    erasure_free (erasure);
}

/* --- backups --- */

/* When the first of them came to the workspace: older backups do not know them. */
static gint64
find_earliest (GArray *ids)
{
  gint64 earliest = G_MAXINT64;

  for (guint i = 0; i < ids->len; i++)
    earliest = MIN (earliest, g_array_index (ids, gint64, i));
  return nl_id_get_time (earliest);
}

static GtkWidget *
create_backup_row (Erasure *erasure, const NlBackup *backup)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_path_get_basename (backup->path);
  g_autofree char *date = nl_customer_dup_date (erasure->shop, backup->made_at);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), date);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_tooltip_text (row, backup->path);
  return row;
}

/* Who erases people must not take it that no backup keeps them when nobody could look. */
static GtkWidget *
create_failure (const GError *error)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   _ ("Could Not Look for Backups That Keep Them"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
  return group;
}

/* NULL when no backup has them. */
static GtkWidget *
create_backups (Erasure *erasure, GPtrArray *backups)
{
  gint64 earliest = find_earliest (erasure->ids);
  GtkWidget *group = NULL;
  g_autofree char *more = NULL;
  guint n_more = 0;
  guint n_shown = 0;

  for (guint i = 0; i < backups->len; i++) {
    const NlBackup *backup = g_ptr_array_index (backups, i);

    if (backup->made_at < earliest)
      continue;
    if (n_shown == MAX_BACKUPS) {
      n_more++;
      continue;
    }
    if (group == NULL)
      group = adw_preferences_group_new ();
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_backup_row (erasure, backup));
    n_shown++;
  }
  if (group == NULL)
    return NULL;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Backups That Keep Them"));
  if (n_more > 0)
    more = g_strdup_printf (ngettext ("And %u older one. Delete the files to forget for good.",
                                      "And %u older ones. Delete the files to forget for good.",
                                      n_more),
                            n_more);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         more != NULL ? more
                                                      : _ ("Delete the files to forget for good."));
  return group;
}

/* --- the question --- */

static char *
dup_heading (Erasure *erasure)
{
  g_autofree char *number = NULL;

  if (erasure->name != NULL)
    /* Translators: a customer’s name. */
    return g_strdup_printf (_ ("Erase “%s”?"), erasure->name);
  number = nl_number_format (erasure->ids->len, 0, NULL);
  return g_strdup_printf (
      ngettext ("Erase %s Customer?", "Erase %s Customers?", (gulong) erasure->ids->len), number);
}

static void
present (Erasure *erasure, GtkWidget *widget, GPtrArray *backups, const GError *error)
{
  g_autofree char *heading = dup_heading (erasure);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      heading, ngettext ("Name, addresses, consents, tags and notes go from everywhere in the "
                         "workspace. The orders keep their amounts, without the person.",
                         "Names, addresses, consents, tags and notes go from everywhere in the "
                         "workspace. The orders keep their amounts, without the people.",
                         (gulong) erasure->ids->len)));

  adw_alert_dialog_set_extra_child (dialog, backups != NULL ? create_backups (erasure, backups)
                                                            : create_failure (error));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "erase", _ ("_Erase"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "erase", ADW_RESPONSE_DESTRUCTIVE);
  /* Enter, pressed once too often, changes nothing. */
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), ERASURE_KEY, erasure, erasure_free);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static DexFuture *
ask_fiber (gpointer data)
{
  gpointer *held = data;
  Erasure *erasure = *held;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups
      = dex_await_boxed (nl_backup_list (nl_store_get_folder (erasure->store)), &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&erasure->widget);

  if (widget != NULL && gtk_widget_get_root (widget) != NULL)
    present (g_steal_pointer (held), widget, backups, error);
  return dex_future_new_true ();
}

static void
held_free (gpointer data)
{
  gpointer *held = data;

  g_clear_pointer (held, erasure_free);
  g_free (held);
}

/**
 * nl_customer_erasure_ask:
 * @widget: a widget in the window
 * @workspace: the workspace
 * @ids: (element-type gint64): who; not to be changed any more
 * @name: (nullable): the name of the only one
 *
 * Says what erasing customers means and which backups keep them, and erases them when the user
 * agrees. Then it can be undone as long as the toast is there.
 */
void
nl_customer_erasure_ask (GtkWidget *widget, NlWorkspace *workspace, GArray *ids, const char *name)
{
  Erasure *erasure;
  gpointer *held;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ids != NULL);

  if (ids->len == 0)
    return;
  erasure = g_new0 (Erasure, 1);
  g_weak_ref_init (&erasure->widget, widget);
  erasure->store = g_object_ref (nl_workspace_get_store (workspace));
  erasure->shop = g_object_ref (nl_workspace_get_shop (workspace));
  erasure->ids = g_array_ref (ids);
  erasure->name = g_strdup (name);
  held = g_new0 (gpointer, 1);
  *held = erasure;
  nl_fiber_start ("ask-to-erase", ask_fiber, held, held_free);
}
