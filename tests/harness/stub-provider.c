/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stub-provider.h"

#include "base/nl-future.h"

static void stub_provider_interface_init (NlProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StubProvider,
                               stub_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NL_TYPE_PROVIDER,
                                                      stub_provider_interface_init))

static void
stub_provider_finalize (GObject *object)
{
  g_clear_object (&STUB_PROVIDER (object)->last);
  g_ptr_array_unref (STUB_PROVIDER (object)->sent);
  G_OBJECT_CLASS (stub_provider_parent_class)->finalize (object);
}

static const char *
get_id (NlProvider *provider)
{
  return "stub";
}

static NlProviderCapabilities
get_capabilities (NlProvider *provider)
{
  return NL_PROVIDER_STRUCTURED;
}

static gboolean
is_metered (NlProvider *provider)
{
  return FALSE;
}

static gboolean
is_queued (NlProvider *provider)
{
  return STUB_PROVIDER (provider)->queued;
}

static DexFuture *
generate_fiber (gpointer data)
{
  StubProvider *self = data;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;
  NlAiResult *result;

  if (self->before_answer != NULL) {
    g_autoptr (GError) error = NULL;

    if (!dex_await (self->before_answer (self->before_data), &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
    self->before_answer = NULL;
  }
  /* Words of every channel and of a persona: whoever asked takes its own. */
  json = g_strdup_printf (
      "{\"subject\":\"S%u\",\"body\":\"B\",\"text\":\"T%u\",\"caption\":\"C\",\"title\":\"T\","
      "\"headlines\":[\"A\",\"B\",\"C\"],\"descriptions\":[\"D\",\"E\"],\"surplus\":\"x\","
      "\"name\":\"Nadia Stub %u\",\"gender\":\"f\",\"age_min\":44,\"age_max\":30,"
      "\"tagline\":\"Tag\",\"bio\":\"Bio\","
      "\"goals\":[{\"text\":\"Spends 42 €\",\"source\":\"data\",\"figure\":\"42 €\"},"
      "{\"text\":\"Wants calm\",\"source\":\"inferred\"},\"Plain\",7,{\"text\":\"\"}]}",
      self->n_requests, self->n_requests, self->n_requests);
  node = json_from_string (self->empty ? "{}" : json, NULL);
  result = nl_ai_result_new_node ("stub", "stub-1", g_steal_pointer (&node));
  nl_ai_result_set_draft (result, TRUE);
  nl_ai_result_set_reason (result, self->reason);
  if (self->note != NULL)
    nl_ai_result_add_note (result, self->note);
  return dex_future_new_take_object (result);
}

static DexFuture *
generate_structured (NlProvider *provider, NlAiRequest *request, GCancellable *cancellable)
{
  StubProvider *self = STUB_PROVIDER (provider);

  g_set_object (&self->last, request);
  self->n_requests++;
  g_ptr_array_add (self->sent, g_strconcat (nl_ai_request_get_instructions (request) ?: "", "\n",
                                            nl_ai_request_get_prompt (request), NULL));
  if (self->n_requests == self->cancel_at)
    g_cancellable_cancel (self->cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  if (self->n_requests == self->fail_at)
    return dex_future_new_reject (NL_AI_ERROR, NL_AI_ERROR_SERVER, "on purpose");
  return nl_fiber_spawn (generate_fiber, g_object_ref (self), g_object_unref);
}

static void
stub_provider_interface_init (NlProviderInterface *iface)
{
  iface->get_id = get_id;
  iface->get_name = get_id;
  iface->get_capabilities = get_capabilities;
  iface->is_metered = is_metered;
  iface->is_queued = is_queued;
  iface->generate_structured = generate_structured;
}

static void
stub_provider_class_init (StubProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stub_provider_finalize;
}

static void
stub_provider_init (StubProvider *self)
{
  self->sent = g_ptr_array_new_with_free_func (g_free);
}

StubProvider *
stub_provider_new (void)
{
  return g_object_new (STUB_TYPE_PROVIDER, NULL);
}
