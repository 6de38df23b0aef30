/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers of /chat/completions, whole and in pieces, without any server. */

#include "ai/nl-openai-answer.h"

#include <string.h>

#include "nl-test.h"

/* Takes one JSON, with single quotes for double ones, and returns what was new of the text. */
static const char *
take (NlOpenaiAnswer *answer, const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  const char *news;

  g_assert_no_error (error);
  news = nl_openai_answer_take (answer, node, &error);
  g_assert_no_error (error);
  return news;
}

static const char *
take_delta (NlOpenaiAnswer *answer, const char *content)
{
  g_autoptr (JsonNode) node
      = json_from_string ("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"}}]}", NULL);
  JsonObject *choice = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (node), "choices"), 0);
  g_autoptr (GError) error = NULL;
  const char *news;

  json_object_set_string_member (json_object_get_object_member (choice, "delta"), "content",
                                 content);
  news = nl_openai_answer_take (answer, node, &error);
  g_assert_no_error (error);
  return news;
}

static void
test_whole_answers (void)
{
  static const struct {
    const char *json;
    const char *text;
    const char *refusal;
    NlAiFinish finish;
  } ANSWERS[] = {
    { "{'model':'m-1','choices':[{'index':0,'message':{'content':'Hello'},"
      "'finish_reason':'stop'}]}",
      "Hello", "", NL_AI_FINISH_COMPLETE },
    { "{'choices':[{'message':{'content':'Hel'},'finish_reason':'length'}]}", "Hel", "",
      NL_AI_FINISH_LENGTH },
    { "{'choices':[{'message':{'content':''},'finish_reason':'content_filter'}]}", "", "",
      NL_AI_FINISH_FILTERED },
    { "{'choices':[{'message':{'content':null,'refusal':'No.'},'finish_reason':'stop'}]}", "",
      "No.", NL_AI_FINISH_COMPLETE },
    { "{'choices':[{'message':{'content':[{'type':'text','text':'Hel'},{'type':'image'},7,"
      "{'type':'text','text':'lo'}]}}]}",
      "Hello", "", NL_AI_FINISH_UNKNOWN },
    /* The first choice counts, by its number. */
    { "{'choices':[{'index':1,'message':{'content':'B'}},{'index':0,'message':{'content':'A'}}]}",
      "A", "", NL_AI_FINISH_UNKNOWN },
    { "{'choices':[{'index':0,'message':{'content':'x'},'finish_reason':'novelty'}]}", "x", "",
      NL_AI_FINISH_UNKNOWN },
    { "{'choices':[]}", "", "", NL_AI_FINISH_UNKNOWN },
    { "{'choices':{}}", "", "", NL_AI_FINISH_UNKNOWN },
    { "{'choices':[null,7,'x',[]]}", "", "", NL_AI_FINISH_UNKNOWN },
    { "{'choices':[{'message':'x','delta':7,'finish_reason':{}}]}", "", "", NL_AI_FINISH_UNKNOWN },
    { "[]", "", "", NL_AI_FINISH_UNKNOWN },
    { "'x'", "", "", NL_AI_FINISH_UNKNOWN },
    { "null", "", "", NL_AI_FINISH_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ANSWERS); i++) {
    g_autoptr (NlOpenaiAnswer) answer = nl_openai_answer_new ();

    g_test_message ("%s", ANSWERS[i].json);
    g_assert_cmpstr (take (answer, ANSWERS[i].json), ==, ANSWERS[i].text);
    g_assert_cmpstr (nl_openai_answer_end (answer), ==, "");
    g_assert_cmpstr (nl_openai_answer_get_text (answer), ==, ANSWERS[i].text);
    g_assert_cmpstr (nl_openai_answer_get_refusal (answer), ==, ANSWERS[i].refusal);
    g_assert_cmpint (nl_openai_answer_get_finish (answer), ==, ANSWERS[i].finish);
    g_assert_cmpstr (nl_openai_answer_get_model (answer), ==, i == 0 ? "m-1" : NULL);
  }
}

/* What a model thinks aloud before it speaks is not part of what it says. */
static const struct {
  const char *stream;
  const char *text;
} THOUGHTS[] = {
  { "Hello", "Hello" },
  { "<think>Hm.</think>Hello", "Hello" },
  { " \n<think>\nHm <b>.\n</think>\n\n Hello ", "Hello " },
  { "<think></think>Hello", "Hello" },
  { "<think>Hm.", "" },
  { "<think>Hm.</thin", "" },
  { "<think>Hm.</think>", "" },
  { "<think>a</think> b <think>c</think>", "b <think>c</think>" },
  { "<thinker>", "<thinker>" },
  { "<thi", "<thi" },
  { "<", "<" },
  { "  <b>Hi</b>", "  <b>Hi</b>" },
  { "Hello <think>", "Hello <think>" },
  { "<think>a</think</think>Hi", "Hi" },
  { "<think>Grüße 🎉</think>Grüße 🎉", "Grüße 🎉" },
};

/* The same, however it is cut, and each piece is handed out once. */
static void
test_thoughts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (THOUGHTS); i++) {
    glong length = g_utf8_strlen (THOUGHTS[i].stream, -1);

    for (glong piece = 1; piece <= length; piece++) {
      g_autoptr (NlOpenaiAnswer) answer = nl_openai_answer_new ();
      g_autoptr (GString) handed = g_string_new (NULL);

      for (glong at = 0; at < length; at += piece) {
        g_autofree char *part = g_utf8_substring (THOUGHTS[i].stream, at, MIN (at + piece, length));

        g_string_append (handed, take_delta (answer, part));
      }
      g_string_append (handed, nl_openai_answer_end (answer));
      g_test_message ("“%s” by %ld", THOUGHTS[i].stream, piece);
      g_assert_cmpstr (handed->str, ==, THOUGHTS[i].text);
      g_assert_cmpstr (nl_openai_answer_get_text (answer), ==, THOUGHTS[i].text);
    }
  }
}

/* Whoever thinks for long does not slow the rest down: what was thought is forgotten. */
static void
test_long_thoughts (void)
{
  g_autoptr (NlOpenaiAnswer) answer = nl_openai_answer_new ();
  g_autofree char *much = g_strnfill (60, 'x');

  take_delta (answer, "<think>");
  for (guint i = 0; i < 20000; i++)
    g_assert_cmpstr (take_delta (answer, much), ==, "");
  take_delta (answer, "</thi");
  g_assert_cmpstr (take_delta (answer, "nk>Done"), ==, "Done");
}

static void
test_too_long (void)
{
  static const char *const MEMBERS[] = { "content", "refusal" };
  g_autofree char *much = g_strnfill (NL_OPENAI_MAX_TEXT / 4, 'x');

  for (gsize m = 0; m < G_N_ELEMENTS (MEMBERS); m++) {
    g_autoptr (NlOpenaiAnswer) answer = nl_openai_answer_new ();
    g_autofree char *json
        = g_strdup_printf ("{\"choices\":[{\"delta\":{\"%s\":\"%s\"}}]}", MEMBERS[m], much);
    g_autoptr (JsonNode) node = json_from_string (json, NULL);

    for (guint i = 0; i < 5; i++) {
      g_autoptr (GError) error = NULL;
      const char *news = nl_openai_answer_take (answer, node, &error);

      g_assert_true ((news == NULL) == (i == 4));
      if (i == 4)
        g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER);
    }
  }
}

static void
test_usage (void)
{
  static const struct {
    const char *json;
    gboolean known;
    gint64 input, cached, output, reasoning;
  } USAGES[] = {
    { "{}", FALSE, 0, 0, 0, 0 },
    { "{'usage':null}", FALSE, 0, 0, 0, 0 },
    { "{'usage':{}}", TRUE, 0, 0, 0, 0 },
    { "{'usage':{'prompt_tokens':10,'completion_tokens':7,'prompt_tokens_details':"
      "{'cached_tokens':4},'completion_tokens_details':{'reasoning_tokens':5}}}",
      TRUE, 10, 4, 7, 5 },
    { "{'usage':{'input_tokens':10,'output_tokens':7}}", TRUE, 10, 0, 7, 0 },
    { "{'usage':{'prompt_tokens':-10,'completion_tokens':'7','prompt_tokens_details':[]}}", TRUE, 0,
      0, 0, 0 },
    { "{'usage':{'prompt_tokens':1e300,'completion_tokens':2.0}}", TRUE, 0, 0, 2, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (USAGES); i++) {
    g_autoptr (NlOpenaiAnswer) answer = nl_openai_answer_new ();
    const NlAiUsage *usage;

    take (answer, USAGES[i].json);
    usage = nl_openai_answer_get_usage (answer);
    g_test_message ("%s", USAGES[i].json);
    g_assert_cmpint (usage->known, ==, USAGES[i].known);
    g_assert_cmpint (usage->input_tokens, ==, USAGES[i].input);
    g_assert_cmpint (usage->cached_tokens, ==, USAGES[i].cached);
    g_assert_cmpint (usage->output_tokens, ==, USAGES[i].output);
    g_assert_cmpint (usage->reasoning_tokens, ==, USAGES[i].reasoning);
  }
}

/* A stream says what it used once, at its end or all along; the last word counts, and a frame
 * without any takes none back. */
static void
test_usage_in_a_stream (void)
{
  g_autoptr (NlOpenaiAnswer) answer = nl_openai_answer_new ();

  take (answer, "{'model':'m-1','choices':[{'delta':{'content':'a'}}],'usage':null}");
  g_assert_false (nl_openai_answer_get_usage (answer)->known);
  take (answer, "{'model':'m-2','choices':[],'usage':{'prompt_tokens':3,'completion_tokens':1}}");
  take (answer, "{'choices':[],'usage':{'prompt_tokens':3,'completion_tokens':9}}");
  take (answer, "{'choices':[{'delta':{},'finish_reason':'stop'}]}");
  g_assert_cmpint (nl_openai_answer_get_usage (answer)->output_tokens, ==, 9);
  g_assert_cmpstr (nl_openai_answer_get_model (answer), ==, "m-1");
  g_assert_true (nl_openai_answer_has_finished (answer));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/openai-answer/whole", test_whole_answers);
  g_test_add_func ("/openai-answer/thoughts", test_thoughts);
  g_test_add_func ("/openai-answer/long-thoughts", test_long_thoughts);
  g_test_add_func ("/openai-answer/too-long", test_too_long);
  g_test_add_func ("/openai-answer/usage", test_usage);
  g_test_add_func ("/openai-answer/usage-in-a-stream", test_usage_in_a_stream);
  return g_test_run ();
}
