/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Prints what the offline provider writes, for those who write its phrases. */

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "ai/offline/nl-offline-provider.h"
#include "facts-fixture.h"

static void
print_value (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    g_print ("\n");
    for (guint i = 0; i < json_array_get_length (array); i++) {
      g_print ("  - ");
      print_value (json_array_get_element (array, i));
    }
  } else if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObject *entry = json_node_get_object (node);
    const char *figure = json_object_get_string_member_with_default (entry, "figure", NULL);

    g_print ("%s", json_object_get_string_member (entry, "text"));
    g_print (figure != NULL ? "   [%s]\n" : "\n", figure);
  } else if (json_node_get_value_type (node) == G_TYPE_STRING) {
    g_print ("%s\n", json_node_get_string (node));
  } else {
    g_print ("%" G_GINT64_FORMAT "\n", json_node_get_int (node));
  }
}

static int
dump (NlAiRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlAiResult) result = nl_offline_provider_write (request, &error);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (result == NULL) {
    g_printerr ("%s\n", error->message);
    return EXIT_FAILURE;
  }
  json_object_iter_init_ordered (&iter, json_node_get_object (nl_ai_result_get_node (result)));
  while (json_object_iter_next_ordered (&iter, &name, &member)) {
    g_print ("\033[1m%s\033[0m: ", name);
    print_value (member);
  }
  for (guint i = 0; nl_ai_result_get_notes (result)[i] != NULL; i++)
    g_print ("note: %s\n", nl_ai_result_get_notes (result)[i]);
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  g_autoptr (NlAiRequest) request = NULL;
  g_autofree char *facts = NULL;
  guint64 seed;

  setlocale (LC_ALL, "C.UTF-8");
  if (argc != 4 && argc != 6) {
    g_printerr ("Usage: dump-offline LANGUAGE FACTS SEED [TEMPLATE CHANNEL]\n"
                "FACTS is a file, with a slash in its name, or one of tests/fixtures/facts.\n"
                "Without TEMPLATE and CHANNEL, a persona is written.\n");
    return 2;
  }
  seed = g_ascii_strtoull (argv[3], NULL, 10);
  facts = strchr (argv[2], '/') != NULL ? g_strdup (argv[2])
                                        : g_strconcat (FACTS_FOLDER "/", argv[2], ".json", NULL);
  request = argc == 4 ? fixture_persona_request (facts, argv[1], seed)
                      : fixture_message_request (facts, argv[1], seed, argv[4], argv[5]);
  return dump (request);
}
