/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Without a keyring, or with one that nobody unlocks: it is explained, and nothing is lost. */

#include "net/nl-secrets.h"
#include "providers-test.h"

static void
test_add (Providers *self, gconstpointer data)
{
  g_autoptr (NlProviderAccount) account = NULL;
  GtkWidget *page;
  GtkWidget *entry;
  GtkWidget *complaint;

  providers_begin_adding (self);
  gtk_widget_activate (
      find_named (providers_find (self, "NlPresetPage"), ADW_TYPE_ACTION_ROW, "title", "OpenAI"));
  wait_until (providers_find (self, "NlProviderPage") != NULL);
  page = providers_find (self, "NlProviderPage");
  entry = get_child (get_child (page, "key"), "entry");
  complaint = get_child (get_child (page, "key"), "complaint");
  gtk_editable_set_text (GTK_EDITABLE (entry), PROVIDERS_KEY);
  g_signal_emit_by_name (get_child (page, "add"), "clicked");
  wait_until (gtk_widget_get_visible (complaint)
              && g_strcmp0 (providers_get_title (complaint), "The Key Is Not Saved Yet") == 0);
  g_assert_cmpstr (providers_get_subtitle (complaint), !=, "");
  /* The provider is there, and the key can be saved with one click once there is a keyring. */
  account = providers_read (self, "OpenAI");
  g_assert_nonnull (account);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, PROVIDERS_KEY);
  g_assert_true (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  g_signal_emit_by_name (find_named (complaint, GTK_TYPE_BUTTON, "label", "_Try Again"), "clicked");
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  wait_until (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  g_assert_true (gtk_widget_get_visible (complaint));
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
#define ADD(path, func)                                                            \
  g_test_add ("/providers-keyring/" path, Providers, NULL, providers_set_up, func, \
              providers_tear_down)
  ADD ("add", test_add);
  return g_test_run ();
}
