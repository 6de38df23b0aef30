/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"

#include <glib/gstdio.h>

#include "base/nl-future.h"
#include "customers/nl-customers.h"
#include "lasting-toasts.h"
#include "nl-test.h"
#include "shops/nl-shops.h"

/* FALSE without a display. */
gboolean
app_test_init (int *argc, char ***argv)
{
  /* Not nl_test_init(), which hides the system's settings schemas that GTK needs. */
  g_test_init (argc, argv, NULL);
  dex_init ();
  if (!gtk_init_check ())
    return FALSE;
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  make_toasts_last ();
  return TRUE;
}

gpointer
await_object (DexFuture *future)
{
  g_autoptr (DexFuture) waited = dex_ref (future);
  g_autoptr (GError) error = NULL;

  nl_future_wait (future, &error);
  g_assert_no_error (error);
  return g_value_dup_object (dex_future_get_value (waited, NULL));
}

void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  nl_future_wait (future, &error);
  g_assert_no_error (error);
}

/* One for all tests: there can't be two on one bus. */
static AdwApplication *
get_application (void)
{
  static AdwApplication *application;
  g_autoptr (GError) error = NULL;

  if (application == NULL) {
    application = adw_application_new ("ai.ninjalead.NinjaLead.Test", G_APPLICATION_NON_UNIQUE);
    g_application_register (G_APPLICATION (application), NULL, &error);
    g_assert_no_error (error);
  }
  return application;
}

void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("ai.ninjalead.NinjaLead");
  g_autoptr (NlShop) shop = g_object_new (NL_TYPE_SHOP, NULL);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("ninjalead-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->application = get_application ();

  self->workspace = await_object (nl_workspace_open (self->folder, settings));
  self->store = nl_workspace_get_store (self->workspace);
  nl_record_set_text (NL_RECORD (shop), NL_SHOP_NAME, "Atelier");
  nl_record_set_text (NL_RECORD (shop), NL_SHOP_LANGUAGE, "fr");
  nl_record_set_text (NL_RECORD (shop), NL_SHOP_TIMEZONE, "Europe/Paris");
  await (nl_shops_save (self->store, shop));
  wait_until (nl_workspace_get_shop (self->workspace) != NULL);

  self->window = nl_window_new (self->application, settings);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 800);
  nl_window_set_workspace (self->window, self->workspace);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer n_frames)
{
  return ++*(guint *) n_frames < 3 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* AdwBreakpointBin forgets to free what it drew before a breakpoint when it goes before the next
 * frame. */
static void
finish_frames (Fixture *self)
{
  guint n_frames = 0;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->window)))
    return;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->window), count_frame, &n_frames, NULL);
  wait_until (n_frames == 3);
}

void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  finish_frames (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  nl_test_settle ();
  await (nl_store_close (self->store));
  g_clear_object (&self->workspace);
  remove_tree (self->folder);
  g_free (self->folder);
}

gint64
fixture_add_customer (Fixture *self, const char *first, const char *last, const char *email)
{
  g_autoptr (NlCustomer) customer = g_object_new (NL_TYPE_CUSTOMER, NULL);
  NlRecord *record = NL_RECORD (customer);

  nl_record_set_int64 (record, NL_CUSTOMER_SHOP_ID, nl_workspace_get_shop_id (self->workspace));
  nl_record_set_text (record, NL_CUSTOMER_FIRST_NAME, first);
  nl_record_set_text (record, NL_CUSTOMER_LAST_NAME, last);
  nl_record_set_text (record, NL_CUSTOMER_EMAIL, email);
  await (nl_customers_save (self->store, customer));
  return nl_record_get_id (record);
}

gint64
fixture_count (Fixture *self)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CUSTOMER);
  g_autoptr (DexFuture) count = nl_store_count (self->store, query);

  await (dex_ref (count));
  return g_value_get_int64 (dex_future_get_value (count, NULL));
}

GtkWidget *
fixture_show_page (Fixture *self, const char *id)
{
  g_autofree char *type = g_strdup_printf ("Nl%c%sPage", g_ascii_toupper (id[0]), id + 1);

  nl_window_open_page (GTK_WIDGET (self->window), id, 0);
  return find_widget (GTK_WIDGET (self->window), g_type_from_name (type));
}

char *
fixture_write_file (Fixture *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

gpointer
get_child (gpointer widget, const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);
  return child;
}

GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  if (root == NULL)
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *w = gtk_widget_get_first_child (root); w != NULL;
       w = gtk_widget_get_next_sibling (w)) {
    GtkWidget *found = find_widget (w, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* The first visible widget in @root, which may not be there yet, of a type whose property, a text,
 * is @value. */
GtkWidget *
find_named (GtkWidget *root, GType type, const char *property, const char *value)
{
  if (root == NULL || !gtk_widget_get_visible (root))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type)) {
    g_autofree char *text = NULL;

    g_object_get (root, property, &text, NULL);
    if (g_strcmp0 (text, value) == 0)
      return root;
  }
  for (GtkWidget *w = gtk_widget_get_first_child (root); w != NULL;
       w = gtk_widget_get_next_sibling (w)) {
    GtkWidget *found = find_named (w, type, property, value);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* The first visible button with a label, whether the button or a label in it has it. */
GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *found = find_named (root, GTK_TYPE_LABEL, "label", label);

  return found != NULL ? gtk_widget_get_ancestor (found, GTK_TYPE_BUTTON) : NULL;
}
