/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas-fixture.h"

#include "customers/nl-customer.h"
#include "nl-test.h"
#include "segments/nl-segment.h"
#include "shops/nl-shop.h"

gint64
sample_save (Sample *self, gpointer record)
{
  nl_test_await_ok (nl_store_save (self->store, record));
  return nl_record_get_id (record);
}

static gint64
add_segment (Sample *self, const char *name, const char *query)
{
  g_autoptr (NlRecord) segment = g_object_new (NL_TYPE_SEGMENT, "shop-id", self->shop_id, "name",
                                               name, "query", query, NULL);

  return sample_save (self, segment);
}

void
sample_clear (Sample *self)
{
  if (self->store != NULL)
    nl_test_await_ok (nl_store_close (self->store));
  g_clear_object (&self->store);
}
void
sample_open (Sample *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlRecord) shop = NULL;

  self->store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "en", NULL);
  self->shop_id = sample_save (self, shop);
  for (gint64 i = 1; i <= 20; i++) {
    g_autofree char *name = g_strdup_printf ("Secret%" G_GINT64_FORMAT, i);
    g_autofree char *email = g_strdup_printf ("secret%" G_GINT64_FORMAT "@x.example", i);
    g_autoptr (NlRecord) customer
        = g_object_new (NL_TYPE_CUSTOMER, "shop-id", self->shop_id, "first-name", name, "email",
                        email, "amount-spent", i * 1000, "number-of-orders", 1 + i / 5,
                        "country-code", i > 10 ? "DE" : "FR", "last-order-at",
                        G_GINT64_CONSTANT (1700000000000000), NULL);

    sample_save (self, customer);
  }
  self->rich_id = add_segment (self, "Rich", "amount_spent > 100");
  self->poor_id = add_segment (self, "Poor", "amount_spent <= 100");
}

NlPersona *
sample_create (Sample *self, NlProvider *provider, gint64 segment_id, gint64 seed)
{
  const NlPersonaWish wish
      = { .shop_id = self->shop_id, .segment_id = segment_id, .seed = seed, .wants_avatar = TRUE };
  g_autoptr (GError) error = NULL;
  NlPersona *persona
      = dex_await_object (nl_personas_create (self->store, provider, &wish, NULL), &error);

  g_assert_no_error (error);
  return persona;
}

gint64
sample_count (Sample *self, GType type)
{
  g_autoptr (NlQuery) query = nl_query_new (type);

  return dex_await_int64 (nl_store_count (self->store, query), NULL);
}

/* As it is stored now. */
NlPersona *
sample_load (Sample *self, NlPersona *persona)
{
  g_autoptr (GError) error = NULL;
  NlPersona *found
      = dex_await_object (nl_personas_load (self->store, nl_record_get_id (NL_RECORD (persona))),
                          &error);

  g_assert_no_error (error);
  return found;
}
