/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-http-error.h"
#include "net/nl-sse.h"
#include "nl-test.h"

static void
note (const char *type, const char *text, gpointer data)
{
  g_string_append_printf (data, "[%s|%s]", type, text);
}

/* What came out of a stream that came in pieces of so many bytes. */
static char *
parse_in_pieces (const char *stream, gsize length, gsize piece)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (NlSseParser) parser = nl_sse_parser_new (note, events);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < length; i += piece) {
    nl_sse_parser_feed (parser, stream + i, MIN (piece, length - i), &error);
    g_assert_no_error (error);
  }
  return g_string_free_and_steal (g_steal_pointer (&events));
}

static const struct {
  const char *stream;
  const char *events;
} STREAMS[] = {
  { "data: a\n\n", "[message|a]" },
  { "data: a\r\n\r\n", "[message|a]" },
  { "data: a\r\r", "[message|a]" },
  { "\r\n\r\ndata: a\r\n\r\n\r\n", "[message|a]" },
  { "data:a\n\ndata:  b\n\n", "[message|a][message| b]" },
  { "data: a\ndata: b\n\n", "[message|a\nb]" },
  { "data\n\n", "[message|]" },
  { "data:\ndata:\n\n", "[message|\n]" },
  { "event: done\ndata: {}\n\ndata: x\n\n", "[done|{}][message|x]" },
  { "event: nothing\n\ndata: x\n\n", "[message|x]" },
  { "id: 7\nretry: 10\nnovel: x\ndata: a\n\n", "[message|a]" },
  { ": ping\n:\n\n: OPENROUTER PROCESSING\ndata: a\n\n", "[message|a]" },
  { "\xef\xbb\xbf"
    "data: a\n\n",
    "[message|a]" },
  { "data: \xef\xbb\xbf"
    "a\n\n",
    "[message|\xef\xbb\xbf"
    "a]" },
  { "data: Grüße, 世界 🎉\n\n", "[message|Grüße, 世界 🎉]" },
  { "data: \xc3(\n\n", "[message|\xef\xbf\xbd(]" },
  { "data: {\"error\":{}}\n\ndata: [DONE]\n\ndata: [DONE]\n\n",
    "[message|{\"error\":{}}][message|[DONE]][message|[DONE]]" },
  /* Cut off: what has no end is no event. */
  { "data: a\n\ndata: b", "[message|a]" },
  { "data: a\n\ndata: b\n", "[message|a]" },
  { "", "" },
};

static void
test_any_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (STREAMS); i++) {
    gsize length = strlen (STREAMS[i].stream);

    for (gsize piece = 1; piece <= length + 1; piece++) {
      g_autofree char *events = parse_in_pieces (STREAMS[i].stream, length, piece);

      g_assert_cmpstr (events, ==, STREAMS[i].events);
    }
  }
}

static void
test_nul (void)
{
  static const char stream[] = "data: a\0b\n\n";
  g_autofree char *events = parse_in_pieces (stream, sizeof stream - 1, 3);

  g_assert_cmpstr (events, ==,
                   "[message|a\xef\xbf\xbd"
                   "b]");
}

static void
test_comments (void)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (NlSseParser) parser = nl_sse_parser_new (note, events);

  g_assert_true (nl_sse_parser_feed (parser, ": ping\n\n:\n", 10, NULL));
  g_assert_cmpuint (nl_sse_parser_get_n_comments (parser), ==, 2);
  g_assert_true (nl_sse_parser_is_between_events (parser));
  g_assert_true (nl_sse_parser_feed (parser, "data: x", 7, NULL));
  g_assert_false (nl_sse_parser_is_between_events (parser));
  g_assert_true (nl_sse_parser_feed (parser, "\n", 1, NULL));
  g_assert_false (nl_sse_parser_is_between_events (parser));
  g_assert_true (nl_sse_parser_feed (parser, "\n", 1, NULL));
  g_assert_true (nl_sse_parser_is_between_events (parser));
}

static void
test_too_large (void)
{
  g_autofree char *much = g_strnfill (NL_SSE_MAX_EVENT / 2, 'x');
  const char *const lines[] = { "", "\ndata: " };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (GString) events = g_string_new (NULL);
    g_autoptr (NlSseParser) parser = nl_sse_parser_new (note, events);
    g_autoptr (GError) error = NULL;

    g_assert_true (nl_sse_parser_feed (parser, "data: ", 6, NULL));
    g_assert_true (nl_sse_parser_feed (parser, much, strlen (much), NULL));
    g_assert_true (nl_sse_parser_feed (parser, lines[i], strlen (lines[i]), NULL));
    g_assert_false (nl_sse_parser_feed (parser, much, strlen (much), &error)
                    && nl_sse_parser_feed (parser, much, strlen (much), &error));
    g_assert_error (error, NL_HTTP_ERROR, NL_HTTP_ERROR_TOO_LARGE);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/net/sse/any-cut", test_any_cut);
  g_test_add_func ("/net/sse/nul", test_nul);
  g_test_add_func ("/net/sse/comments", test_comments);
  g_test_add_func ("/net/sse/too-large", test_too_large);
  return g_test_run ();
}
