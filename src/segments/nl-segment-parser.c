/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static NlSegmentNode *parse_or (NlSegmentParser *parser);

static const struct {
  const char *wrong;
  const char *right;
} habits[] = {
  { "<>", "!=" }, { "==", "=" }, { "&&", "AND" }, { "||", "OR" }, { "!", "NOT" },
};

static const char *const quotes[] = { "\"", "`", "“", "”", "‘", "’", "«", "»" };

static const char *const statements[] = { "FROM", "SELECT", "SHOW", "WHERE" };

void
nl_segment_parser_advance (NlSegmentParser *parser)
{
  parser->previous = parser->token;
  do
    nl_segment_lexer_next (&parser->lexer, &parser->token);
  while (parser->token.kind == NL_SEGMENT_TOKEN_COMMENT);
}

gpointer
nl_segment_parser_keep (NlSegmentParser *parser, gpointer data)
{
  if (data != NULL)
    g_ptr_array_add (parser->memory, data);
  return data;
}

char *
nl_segment_parser_keep_text (NlSegmentParser *parser, const NlSegmentToken *token)
{
  return nl_segment_parser_keep (parser,
                                 g_strndup (parser->text + token->span.offset, token->span.length));
}

NlSegmentSpan
nl_segment_parser_span_from (NlSegmentParser *parser, const NlSegmentSpan *start)
{
  NlSegmentSpan span = *start;

  span.length = parser->previous.span.offset + parser->previous.span.length - start->offset;
  return span;
}

void
nl_segment_parser_expect (NlSegmentParser *parser, NlSegmentExpected expected)
{
  if (parser->expectation != NULL) {
    parser->expectation->expected = expected;
    parser->expectation->depth = parser->depth;
  }
}

gboolean
nl_segment_parser_at (NlSegmentParser *parser, NlSegmentKeyword keyword)
{
  return parser->token.kind == NL_SEGMENT_TOKEN_KEYWORD && parser->token.keyword == keyword;
}

static void
fail_on_invalid_token (NlSegmentParser *parser, const char *found)
{
  const NlSegmentSpan *span = &parser->token.span;

  if (parser->token.mistake == NL_SEGMENT_ERROR_UNTERMINATED_STRING) {
    nl_segment_error_set (parser->error, parser->token.mistake, span,
                          _ ("This text has no end. Close it with a single quote (')."));
    return;
  }
  if (parser->token.mistake == NL_SEGMENT_ERROR_UNTERMINATED_COMMENT) {
    nl_segment_error_set (parser->error, parser->token.mistake, span,
                          _ ("This comment has no end. Close it with */."));
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (habits); i++)
    if (g_str_equal (found, habits[i].wrong)) {
      nl_segment_error_set (parser->error, parser->token.mistake, span,
                            _ ("“%s” is not part of the language. Use %s instead."), found,
                            habits[i].right);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (g_str_equal (found, quotes[i])) {
      nl_segment_error_set (parser->error, parser->token.mistake, span,
                            _ ("Text stands in straight single quotes, such as 'gmail.com'."));
      return;
    }
  nl_segment_error_set (parser->error, parser->token.mistake, span,
                        _ ("“%s” is not part of the language."), found);
}

static gboolean
is_number (NlSegmentTokenKind kind)
{
  return kind == NL_SEGMENT_TOKEN_INTEGER || kind == NL_SEGMENT_TOKEN_DECIMAL;
}

/* Fails at the current token, where @what was expected. */
gboolean
nl_segment_parser_fail (NlSegmentParser *parser, const char *what)
{
  const NlSegmentToken *token = &parser->token;
  g_autofree char *found = g_strndup (parser->text + token->span.offset, token->span.length);

  if (token->kind == NL_SEGMENT_TOKEN_INVALID)
    fail_on_invalid_token (parser, found);
  else if (token->kind == NL_SEGMENT_TOKEN_END)
    nl_segment_error_set (parser->error, NL_SEGMENT_ERROR_SYNTAX, &token->span,
                          _ ("The query ends too early. Expected: %s."), what);
  else if ((token->kind == NL_SEGMENT_TOKEN_COMMA && is_number (parser->previous.kind))
           || (is_number (token->kind) && parser->previous.kind == NL_SEGMENT_TOKEN_COMMA))
    nl_segment_error_set (parser->error, NL_SEGMENT_ERROR_SYNTAX, &token->span,
                          _ ("Numbers have no thousands separators, and a point before decimals. "
                             "Expected: %s."),
                          what);
  else
    nl_segment_error_set (parser->error, NL_SEGMENT_ERROR_SYNTAX, &token->span,
                          _ ("“%s” can’t stand here. Expected: %s."), found, what);
  return FALSE;
}

gboolean
nl_segment_parser_take (NlSegmentParser *parser, NlSegmentTokenKind kind, const char *what)
{
  if (parser->token.kind != kind)
    return nl_segment_parser_fail (parser, what);
  nl_segment_parser_advance (parser);
  return TRUE;
}

static NlSegmentNode *
new_node (NlSegmentParser *parser, NlSegmentNodeKind kind)
{
  NlSegmentNode *node = nl_segment_parser_keep (parser, g_new0 (NlSegmentNode, 1));

  node->kind = kind;
  return node;
}

static gboolean
enter (NlSegmentParser *parser)
{
  if (parser->depth++ < NL_SEGMENT_MAX_DEPTH)
    return TRUE;
  nl_segment_error_set (parser->error, NL_SEGMENT_ERROR_TOO_DEEP, &parser->token.span,
                        _ ("At most %d parentheses can be open at once."), NL_SEGMENT_MAX_DEPTH);
  return FALSE;
}

static gboolean
parse_truth (NlSegmentParser *parser, NlSegmentNode *node)
{
  const char *sign = parser->text + parser->token.span.offset;
  gboolean is_unequal = *sign == '!';

  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_TRUTH);
  if (parser->token.kind != NL_SEGMENT_TOKEN_COMPARISON || !strchr ("=!", *sign))
    return nl_segment_parser_fail (parser, "= true, = false");
  nl_segment_parser_advance (parser);
  if (!nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_TRUE)
      && !nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_FALSE))
    return nl_segment_parser_fail (parser, "true, false");
  node->is_negated = is_unequal != nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_FALSE);
  nl_segment_parser_advance (parser);
  return TRUE;
}

static gboolean
parse_anniversary (NlSegmentParser *parser, NlSegmentNode *node)
{
  g_autofree char *date = NULL;
  NlSegmentValue name;

  nl_segment_parser_advance (parser);
  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_NOTHING);
  date = g_strndup (parser->text + parser->token.span.offset, parser->token.span.length);
  if (parser->token.kind == NL_SEGMENT_TOKEN_WORD && g_str_equal (date, "date")) {
    nl_segment_parser_advance (parser);
    if (!nl_segment_parser_take (parser, NL_SEGMENT_TOKEN_COLON, ":"))
      return FALSE;
  }
  if (parser->token.kind != NL_SEGMENT_TOKEN_STRING)
    return nl_segment_parser_fail (parser, "'metafields.facts.birth_date'");
  if (!nl_segment_parser_parse_value (parser, &name))
    return FALSE;
  node->kind = NL_SEGMENT_NODE_ANNIVERSARY;
  node->test.name = name.text;
  node->test.name_span = name.span;
  if (!nl_segment_parser_take (parser, NL_SEGMENT_TOKEN_CLOSE, ")"))
    return FALSE;
  if (parser->expectation != NULL)
    parser->expectation->name = "anniversary";
  return nl_segment_parser_parse_comparison (parser, &node->test);
}

static gboolean
is_statement (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (g_ascii_strcasecmp (name, statements[i]) == 0)
      return TRUE;
  return FALSE;
}

/* What follows the name of a clause says what kind of clause it is. */
static gboolean
parse_after_name (NlSegmentParser *parser, NlSegmentNode *node)
{
  NlSegmentToken first = parser->token;

  if (first.kind == NL_SEGMENT_TOKEN_OPEN && g_str_equal (node->name, "anniversary"))
    return parse_anniversary (parser, node);
  if (first.kind == NL_SEGMENT_TOKEN_OPEN) {
    node->kind = NL_SEGMENT_NODE_FUNCTION;
    return nl_segment_parser_parse_old_parameters (parser, node) && parse_truth (parser, node);
  }
  if (nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_NOT)) {
    NlSegmentLexer lexer = parser->lexer;
    NlSegmentToken previous = parser->previous;

    nl_segment_parser_advance (parser);
    nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_AFTER_NOT);
    node->is_negated = nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_MATCHES);
    if (parser->token.kind == NL_SEGMENT_TOKEN_END)
      return nl_segment_parser_fail (parser, "CONTAINS, MATCHES");
    if (!node->is_negated) {
      parser->lexer = lexer;
      parser->token = first;
      parser->previous = previous;
    }
  }
  if (nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_MATCHES)) {
    node->kind = NL_SEGMENT_NODE_FUNCTION;
    nl_segment_parser_advance (parser);
    return nl_segment_parser_parse_parameters (parser, node);
  }
  node->test.name = node->name;
  node->test.name_span = node->name_span;
  return nl_segment_parser_parse_comparison (parser, &node->test);
}

static NlSegmentNode *
parse_clause (NlSegmentParser *parser)
{
  NlSegmentNode *node = new_node (parser, NL_SEGMENT_NODE_ATTRIBUTE);

  if (parser->token.kind != NL_SEGMENT_TOKEN_WORD) {
    nl_segment_parser_fail (parser, _ ("an attribute, a function or a parenthesis"));
    return NULL;
  }
  if (++parser->n_clauses > NL_SEGMENT_MAX_CLAUSES) {
    nl_segment_error_set (parser->error, NL_SEGMENT_ERROR_TOO_LONG, &parser->token.span,
                          _ ("A query can have at most %d clauses."), NL_SEGMENT_MAX_CLAUSES);
    return NULL;
  }
  node->name = nl_segment_parser_keep_text (parser, &parser->token);
  node->name_span = parser->token.span;
  if (is_statement (node->name)) {
    nl_segment_error_set (parser->error, NL_SEGMENT_ERROR_SYNTAX, &parser->token.span,
                          _ ("A segment is only the filter: leave out “%s” and keep what follows "
                             "WHERE, up to ORDER BY."),
                          node->name);
    return NULL;
  }
  nl_segment_parser_advance (parser);
  if (parser->expectation != NULL) {
    parser->expectation->function = NULL;
    parser->expectation->name = node->name;
  }
  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_OPERATOR);
  if (!parse_after_name (parser, node))
    return NULL;
  node->span = nl_segment_parser_span_from (parser, &node->name_span);
  node->test.span = node->span;
  return node;
}

static NlSegmentNode *
parse_group (NlSegmentParser *parser)
{
  NlSegmentNode *node;

  if (!enter (parser))
    return NULL;
  nl_segment_parser_advance (parser);
  node = parse_or (parser);
  if (node == NULL
      || !nl_segment_parser_take (parser, NL_SEGMENT_TOKEN_CLOSE, _ ("AND, OR or “)”")))
    return NULL;
  parser->depth--;
  return node;
}

static NlSegmentNode *
parse_unary (NlSegmentParser *parser)
{
  NlSegmentNode *negation = NULL;
  NlSegmentNode *node;
  NlSegmentSpan start = parser->token.span;

  nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_CLAUSE);
  if (nl_segment_parser_at (parser, NL_SEGMENT_KEYWORD_NOT)) {
    negation = new_node (parser, NL_SEGMENT_NODE_NOT);
    nl_segment_parser_advance (parser);
    nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_CLAUSE_AFTER_NOT);
  }
  node = parser->token.kind == NL_SEGMENT_TOKEN_OPEN ? parse_group (parser) : parse_clause (parser);
  if (node == NULL || negation == NULL)
    return node;
  negation->children = nl_segment_parser_keep (parser, g_new0 (NlSegmentNode *, 1));
  negation->children[0] = node;
  negation->n_children = 1;
  negation->span = nl_segment_parser_span_from (parser, &start);
  return negation;
}

/* A chain of the same word is one node, however its parts were put in parentheses. */
static void
append_flat (GPtrArray *parts, NlSegmentNode *node, NlSegmentNodeKind kind)
{
  if (node->kind != kind)
    g_ptr_array_add (parts, node);
  for (guint i = 0; node->kind == kind && i < node->n_children; i++)
    g_ptr_array_add (parts, node->children[i]);
}

static NlSegmentNode *
parse_chain (NlSegmentParser *parser,
             NlSegmentNodeKind kind,
             NlSegmentKeyword keyword,
             NlSegmentNode *(*parse_part) (NlSegmentParser *) )
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  NlSegmentSpan start = parser->token.span;
  NlSegmentNode *node;
  gsize n_parts;

  for (;;) {
    node = parse_part (parser);
    if (node == NULL)
      return NULL;
    append_flat (parts, node, kind);
    nl_segment_parser_expect (parser, NL_SEGMENT_EXPECTED_JOINER);
    if (!nl_segment_parser_at (parser, keyword))
      break;
    nl_segment_parser_advance (parser);
  }
  if (parts->len == 1)
    return g_ptr_array_index (parts, 0);
  node = new_node (parser, kind);
  node->children = nl_segment_parser_keep (parser, g_ptr_array_steal (parts, &n_parts));
  node->n_children = (guint) n_parts;
  node->span = nl_segment_parser_span_from (parser, &start);
  return node;
}

static NlSegmentNode *
parse_and (NlSegmentParser *parser)
{
  return parse_chain (parser, NL_SEGMENT_NODE_AND, NL_SEGMENT_KEYWORD_AND, parse_unary);
}

static NlSegmentNode *
parse_or (NlSegmentParser *parser)
{
  return parse_chain (parser, NL_SEGMENT_NODE_OR, NL_SEGMENT_KEYWORD_OR, parse_and);
}

static gboolean
check_text (const char *text, GError **error)
{
  NlSegmentSpan start = { 0, 0, 1, 1 };

  if (strlen (text) > NL_SEGMENT_MAX_BYTES) {
    nl_segment_error_set (error, NL_SEGMENT_ERROR_TOO_LONG, &start,
                          _ ("A query can have at most %d characters."), NL_SEGMENT_MAX_BYTES);
    return FALSE;
  }
  if (!g_utf8_validate (text, -1, NULL)) {
    nl_segment_error_set (error, NL_SEGMENT_ERROR_ENCODING, &start,
                          _ ("The query is not valid UTF-8 text."));
    return FALSE;
  }
  return TRUE;
}

/**
 * nl_segment_parser_run:
 * @text: a query
 * @memory: (element-type gpointer): gets all that the tree is made of; frees it with g_free()
 * @expectation: (nullable): gets what could stand where @text ends
 * @error: an error of the domain `NL_SEGMENT_ERROR`
 *
 * Reads a query after the grammar of Shopify's segment query language.
 *
 * Returns: (transfer none) (nullable): the tree, which belongs to @memory; %NULL on error
 */
NlSegmentNode *
nl_segment_parser_run (const char *text,
                       GPtrArray *memory,
                       NlSegmentExpectation *expectation,
                       GError **error)
{
  NlSegmentParser parser = { .text = text, .memory = memory, .expectation = expectation };
  NlSegmentNode *root;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (memory != NULL, NULL);

  if (!check_text (text, error))
    return NULL;
  parser.error = error;
  nl_segment_lexer_init (&parser.lexer, text);
  nl_segment_parser_advance (&parser);
  nl_segment_parser_expect (&parser, NL_SEGMENT_EXPECTED_CLAUSE);
  if (parser.token.kind == NL_SEGMENT_TOKEN_END) {
    nl_segment_error_set (error, NL_SEGMENT_ERROR_EMPTY, &parser.token.span,
                          _ ("The query is empty. Try: amount_spent > 100"));
    return NULL;
  }
  root = parse_or (&parser);
  if (root != NULL && parser.token.kind != NL_SEGMENT_TOKEN_END) {
    nl_segment_parser_fail (&parser, _ ("AND, OR or the end"));
    return NULL;
  }
  return root;
}
