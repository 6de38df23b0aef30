/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-condition.h"

#include <string.h>

#include "ai/nl-ai-error.h"

typedef enum { OP_AND, OP_OR, OP_NOT, OP_IS, OP_EQ, OP_NE, OP_GT, OP_GE, OP_LT, OP_LE } Operator;

struct _NlCondition {
  Operator op;
  NlCondition *left;
  NlCondition *right;
  char *slot;
  double number;
  char *word;
};

typedef struct {
  const char *at;
  const char *text;
  guint depth;
  GError **error;
} Parser;

#define MAX_DEPTH 20

static NlCondition *parse_or (Parser *parser);

static NlCondition *
fail (Parser *parser, const char *what)
{
  if (parser->error != NULL && *parser->error == NULL)
    g_set_error (parser->error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST,
                 "Condition “%s”: %s at character %d", parser->text, what,
                 (int) (parser->at - parser->text) + 1);
  return NULL;
}

static NlCondition *
condition_new (Operator op, NlCondition *left, NlCondition *right)
{
  NlCondition *self = g_new0 (NlCondition, 1);

  self->op = op;
  self->left = left;
  self->right = right;
  return self;
}

static void
skip_spaces (Parser *parser)
{
  while (*parser->at == ' ')
    parser->at++;
}

static gsize
word_length (const char *at)
{
  gsize n = 0;

  while (g_ascii_isalnum (at[n]) || at[n] == '_' || at[n] == '-' || at[n] == '.')
    n++;
  return n;
}

static gboolean
take_word (Parser *parser, const char *word)
{
  skip_spaces (parser);
  if (word_length (parser->at) != strlen (word) || strncmp (parser->at, word, strlen (word)) != 0)
    return FALSE;
  parser->at += strlen (word);
  return TRUE;
}

static gboolean
take_operator (Parser *parser, Operator *op)
{
  static const struct {
    const char *text;
    Operator op;
  } OPERATORS[] = {
    { ">=", OP_GE }, { "<=", OP_LE }, { "!=", OP_NE },
    { ">", OP_GT },  { "<", OP_LT },  { "=", OP_EQ },
  };

  skip_spaces (parser);
  for (guint i = 0; i < G_N_ELEMENTS (OPERATORS); i++) {
    if (g_str_has_prefix (parser->at, OPERATORS[i].text)) {
      parser->at += strlen (OPERATORS[i].text);
      *op = OPERATORS[i].op;
      return TRUE;
    }
  }
  return FALSE;
}

static NlCondition *
parse_comparison (Parser *parser)
{
  g_autoptr (NlCondition) self = NULL;
  Operator op;
  gsize length;
  const NlSlotKind *kind;

  skip_spaces (parser);
  length = word_length (parser->at);
  if (length == 0)
    return fail (parser, "a slot is missing");
  self = condition_new (OP_IS, NULL, NULL);
  self->slot = g_strndup (parser->at, length);
  kind = nl_slot_kind_lookup (self->slot);
  if (kind == NULL)
    return fail (parser, "there is no such slot");
  parser->at += length;
  if (!take_operator (parser, &op))
    return g_steal_pointer (&self);

  self->op = op;
  skip_spaces (parser);
  length = word_length (parser->at);
  if (length == 0)
    return fail (parser, "a value is missing");
  self->word = g_strndup (parser->at, length);
  self->number = g_ascii_strtod (self->word, NULL);
  parser->at += length;
  return g_steal_pointer (&self);
}

static NlCondition *
parse_group (Parser *parser)
{
  NlCondition *inner;

  parser->at++;
  inner = parse_or (parser);
  if (inner == NULL)
    return NULL;
  skip_spaces (parser);
  if (*parser->at != ')') {
    nl_condition_free (inner);
    return fail (parser, "a “)” is missing");
  }
  parser->at++;
  return inner;
}

static NlCondition *
parse_not (Parser *parser)
{
  NlCondition *self;

  if (++parser->depth > MAX_DEPTH)
    return fail (parser, "too deep");
  if (take_word (parser, "not")) {
    NlCondition *inner = parse_not (parser);

    self = inner != NULL ? condition_new (OP_NOT, inner, NULL) : NULL;
  } else {
    skip_spaces (parser);
    self = *parser->at == '(' ? parse_group (parser) : parse_comparison (parser);
  }
  parser->depth--;
  return self;
}

static NlCondition *
parse_chain (Parser *parser, const char *word, Operator op, NlCondition *(*parse) (Parser *) )
{
  NlCondition *left = parse (parser);

  while (left != NULL && take_word (parser, word)) {
    NlCondition *right = parse (parser);

    if (right == NULL) {
      nl_condition_free (left);
      return NULL;
    }
    left = condition_new (op, left, right);
  }
  return left;
}

static NlCondition *
parse_and (Parser *parser)
{
  return parse_chain (parser, "and", OP_AND, parse_not);
}

static NlCondition *
parse_or (Parser *parser)
{
  return parse_chain (parser, "or", OP_OR, parse_and);
}

/**
 * nl_condition_parse:
 * @text: a condition; docs/offline.md has the grammar
 * @error: return location for %NL_AI_ERROR_BAD_REQUEST with the place of the mistake
 *
 * Returns: (transfer full) (nullable): the condition
 */
NlCondition *
nl_condition_parse (const char *text, GError **error)
{
  Parser parser = { .at = text, .text = text, .error = error };
  g_autoptr (NlCondition) self = parse_or (&parser);

  if (self == NULL)
    return NULL;
  skip_spaces (&parser);
  if (*parser.at != '\0')
    return fail (&parser, "“and” or “or” is missing");
  return g_steal_pointer (&self);
}

/**
 * nl_condition_free:
 * @self: (nullable): a condition
 */
void
nl_condition_free (NlCondition *self)
{
  if (self == NULL)
    return;
  nl_condition_free (self->left);
  nl_condition_free (self->right);
  g_free (self->slot);
  g_free (self->word);
  g_free (self);
}

static gboolean
compare (NlCondition *self, const NlSlot *slot)
{
  gboolean equal
      = slot->text != NULL ? g_str_equal (slot->text, self->word) : slot->number == self->number;

  switch (self->op) {
  case OP_EQ:
    return equal;
  case OP_NE:
    return !equal;
  case OP_GT:
    return slot->number > self->number;
  case OP_GE:
    return slot->number >= self->number;
  case OP_LT:
    return slot->number < self->number;
  case OP_LE:
    return slot->number <= self->number;
  case OP_AND:
  case OP_OR:
  case OP_NOT:
  case OP_IS:
  default:
    g_assert_not_reached ();
  }
}

/**
 * nl_condition_holds:
 * @self: (nullable): a condition; none always holds
 * @slots: what is known. A comparison with something unknown does not hold
 *
 * Returns: whether it holds
 */
gboolean
nl_condition_holds (NlCondition *self, NlSlots *slots)
{
  const NlSlot *slot;

  if (self == NULL)
    return TRUE;
  if (self->op == OP_AND)
    return nl_condition_holds (self->left, slots) && nl_condition_holds (self->right, slots);
  if (self->op == OP_OR)
    return nl_condition_holds (self->left, slots) || nl_condition_holds (self->right, slots);
  if (self->op == OP_NOT)
    return !nl_condition_holds (self->left, slots);

  slot = nl_slots_get (slots, self->slot);
  if (slot == NULL)
    return FALSE;
  if (self->op == OP_IS)
    return slot->kind->type != NL_SLOT_FLAG || slot->number != 0;
  return compare (self, slot);
}
