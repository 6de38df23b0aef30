/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What servers say went wrong, in every shape they say it, and in none. */

#include "ai/nl-openai-fault.h"

#include <string.h>

#include "ai/nl-openai-error.h"
#include "nl-test.h"

static NlOpenaiFault *
read_fault (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  return nl_openai_fault_new_from_bytes (bytes);
}

static void
test_shapes (void)
{
  static const struct {
    const char *body;
    const char *code, *type, *param, *message;
    gboolean is_bare;
  } FAULTS[] = {
    /* OpenAI's own. */
    { "{'error':{'message':'M','type':'T','param':'P','code':'C'}}", "C", "T", "P", "M", FALSE },
    { "{'error':{'message':'M','type':'T','param':null,'code':null}}", NULL, "T", NULL, "M",
      FALSE },
    /* A code as a number: llama.cpp, vLLM, Mistral. */
    { "{'error':{'code':400,'message':'M','type':'T'}}", "400", "T", NULL, "M", FALSE },
    { "{'object':'error','message':'M','type':'T','code':404}", "404", "T", NULL, "M", FALSE },
    /* In an array: Google. */
    { "[{'error':{'code':400,'message':'M','status':'INVALID'}}]", "400", NULL, NULL, "M", FALSE },
    /* A text alone: Ollama, LM Studio, xAI. */
    { "{'error':'M'}", NULL, NULL, NULL, "M", TRUE },
    { "{'error':'100%25 full'}", NULL, NULL, NULL, "100% full", TRUE },
    { "{'error':'100% full'}", NULL, NULL, NULL, "100% full", TRUE },
    { "{'code':'C','error':'M'}", "C", NULL, NULL, "M", FALSE },
    /* Pydantic's. */
    { "{'detail':[{'type':'T','loc':['body','P'],'msg':'M'}]}", NULL, "T", "P", "M", FALSE },
    { "{'detail':[{'type':'T','loc':['body',7],'msg':'M'}]}", NULL, "T", NULL, "M", FALSE },
    { "{'detail':[{'type':'T','loc':['body'],'msg':'M'}]}", NULL, "T", NULL, "M", FALSE },
    { "{'detail':'Not Found'}", NULL, NULL, NULL, "Not Found", TRUE },
    { "{'message':{'detail':[{'type':'T','loc':['body','P'],'msg':'M'}]}}", NULL, "T", "P", "M",
      FALSE },
    { "{'message':'M'}", NULL, NULL, NULL, "M", TRUE },
    /* None of them. */
    { "{}", NULL, NULL, NULL, NULL, TRUE },
    { "[]", NULL, NULL, NULL, NULL, TRUE },
    { "[7]", NULL, NULL, NULL, NULL, TRUE },
    { "null", NULL, NULL, NULL, NULL, TRUE },
    { "'M'", NULL, NULL, NULL, NULL, TRUE },
    { "{'error':null}", NULL, NULL, NULL, NULL, TRUE },
    { "{'error':[]}", NULL, NULL, NULL, NULL, TRUE },
    { "{'error':{}}", NULL, NULL, NULL, NULL, FALSE },
    { "{'error':{'message':{},'type':[],'code':-7,'param':7}}", NULL, NULL, NULL, NULL, FALSE },
    { "<html><h1>502 Bad Gateway</h1></html>", NULL, NULL, NULL, NULL, TRUE },
    { "", NULL, NULL, NULL, NULL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (FAULTS); i++) {
    g_autoptr (NlOpenaiFault) fault = read_fault (FAULTS[i].body);

    g_test_message ("%s", FAULTS[i].body);
    g_assert_cmpstr (fault->code, ==, FAULTS[i].code);
    g_assert_cmpstr (fault->type, ==, FAULTS[i].type);
    g_assert_cmpstr (fault->param, ==, FAULTS[i].param);
    g_assert_cmpstr (fault->message, ==, FAULTS[i].message);
    g_assert_cmpint (fault->is_bare, ==, FAULTS[i].is_bare);
  }
  {
    g_autoptr (NlOpenaiFault) nothing = nl_openai_fault_new_from_bytes (NULL);

    g_assert_true (nothing->is_bare);
  }
}

static void
test_words (void)
{
  static const char *const words[] = { "a", "b", NULL };
  g_autoptr (NlOpenaiFault) by_code = read_fault ("{'error':{'code':'a','type':'x'}}");
  g_autoptr (NlOpenaiFault) by_type = read_fault ("{'error':{'code':'x','type':'b'}}");
  g_autoptr (NlOpenaiFault) neither = read_fault ("{'error':{'code':'ab','message':'a'}}");

  g_assert_true (nl_openai_fault_is (by_code, words));
  g_assert_true (nl_openai_fault_is (by_type, words));
  g_assert_false (nl_openai_fault_is (neither, words));
}

/* Anything cut anywhere is a fault that says little, never an end of the program. */
static void
test_cut (void)
{
  static const char body[] = "[{\"error\":{\"message\":\"Gr\xc3\xbc\xc3\x9f\",\"code\":400,"
                             "\"detail\":[{\"loc\":[\"body\",\"p\"]}]}}]";

  for (gsize length = 0; length < sizeof body; length++) {
    g_autofree char *copy = g_memdup2 (body, length);
    g_autoptr (GBytes) bytes = g_bytes_new (copy, length);
    g_autoptr (NlOpenaiFault) fault = nl_openai_fault_new_from_bytes (bytes);

    g_assert_true (fault->message == NULL || g_utf8_validate (fault->message, -1, NULL));
  }
}

/* What is shown of a server's words has no key in it, one line, and an end. */
static void
test_tidy (void)
{
  static const char *const PIECES[] = { "sk-secret-7",
                                        "sk-",
                                        "a",
                                        " ",
                                        "\n",
                                        "\t",
                                        "\x01",
                                        "\x7f",
                                        "\u202E",
                                        "\u200B",
                                        "é",
                                        "🎉",
                                        "\xff",
                                        "<b>",
                                        "%s",
                                        "secret-7",
                                        "words and more words " };

  for (guint i = 0; i < nl_test_rounds (3000, 300); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *tidy = NULL;

    for (int n = g_test_rand_int_range (0, 60); n > 0; n--)
      g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
    tidy = nl_openai_tidy_message (text->str, "sk-secret-7");
    g_assert_true (g_utf8_validate (tidy, -1, NULL));
    g_assert_null (strstr (tidy, "sk-secret-7"));
    g_assert_cmpint ((int) g_utf8_strlen (tidy, -1), <=, 301);
    for (const char *c = tidy; *c != '\0'; c = g_utf8_next_char (c)) {
      GUnicodeType type = g_unichar_type (g_utf8_get_char (c));

      g_assert_true (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT);
    }
  }
  {
    g_autofree char *nothing = nl_openai_tidy_message (NULL, NULL);
    g_autofree char *no_key = nl_openai_tidy_message (" Plain words. ", "");

    g_assert_cmpstr (nothing, ==, "");
    g_assert_cmpstr (no_key, ==, "Plain words.");
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/openai-fault/shapes", test_shapes);
  g_test_add_func ("/openai-fault/words", test_words);
  g_test_add_func ("/openai-fault/cut", test_cut);
  g_test_add_func ("/openai-fault/tidy", test_tidy);
  return g_test_run ();
}
