/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/prompts/nl-prompt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-error.h"

typedef enum {
  PART_NONE = -1,
  PART_INSTRUCTIONS,
  PART_PROMPT,
  N_PARTS,
} Part;

static const char *const PART_LINES[N_PARTS] = { "[instructions]", "[prompt]" };

/* A piece of a line: a text as it is, or the name of a slot. */
typedef struct {
  gboolean is_slot;
  char *text;
} Piece;

struct _NlPrompt {
  GPtrArray *lines[N_PARTS]; /* of GArray of Piece */
};

static void
piece_clear (gpointer data)
{
  g_free (((Piece *) data)->text);
}

static gboolean
fail (GError **error, guint line, const char *what)
{
  g_autofree char *message
      /* Translators: a line of a text, then what is wrong with it. */
      = line > 0 ? g_strdup_printf (_ ("Line %u: %s"), line, what) : g_strdup (what);

  g_propagate_error (error, nl_ai_error_new (NL_AI_ERROR_BAD_REQUEST, message));
  return FALSE;
}

static void
take_piece (GArray *pieces, gboolean is_slot, char *text)
{
  Piece piece = { .is_slot = is_slot, .text = text };

  if (!is_slot && *text == '\0')
    g_free (text);
  else
    g_array_append_val (pieces, piece);
}

static gboolean
read_slot (const char *task, GArray *pieces, const char **c, guint line, GError **error)
{
  const char *end = strchr (*c + 1, '}');
  g_autofree char *name = NULL;
  g_autofree char *what = NULL;
  g_autofree char *known = NULL;

  if (end == NULL)
    return fail (error, line, _ ("“{” without “}”. Write “{{” for a brace that is meant so."));
  name = g_strndup (*c + 1, (gsize) (end - *c - 1));
  if (!nl_prompt_slots_is_known (task, name)) {
    known = nl_prompt_slots_dup_names (task);
    /* Translators: the second is a list of words such as “shop, tone, language”. */
    what = g_strdup_printf (_ ("there is nothing called “%s” to fill in. There are: %s."), name,
                            known);
    return fail (error, line, what);
  }
  take_piece (pieces, TRUE, g_steal_pointer (&name));
  *c = end + 1;
  return TRUE;
}

static GArray *
read_line (const char *task, const char *text, guint line, GError **error)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GString) plain = g_string_new (NULL);

  g_array_set_clear_func (pieces, piece_clear);
  for (const char *c = text; *c != '\0';) {
    if ((*c == '{' || *c == '}') && c[1] == c[0]) {
      g_string_append_c (plain, *c);
      c += 2;
    } else if (*c == '}') {
      fail (error, line, _ ("“}” without “{”. Write “}}” for a brace that is meant so."));
      return NULL;
    } else if (*c == '{') {
      take_piece (pieces, FALSE, g_strdup (plain->str));
      g_string_truncate (plain, 0);
      if (!read_slot (task, pieces, &c, line, error))
        return NULL;
    } else {
      g_string_append_c (plain, *c++);
    }
  }
  take_piece (pieces, FALSE, g_strdup (plain->str));
  return g_steal_pointer (&pieces);
}

static Part
find_part (const char *line)
{
  g_autofree char *word = g_strstrip (g_strdup (line));

  for (Part part = 0; part < N_PARTS; part++)
    if (g_str_equal (word, PART_LINES[part]))
      return part;
  return PART_NONE;
}

static gboolean
read_lines (NlPrompt *self, const char *task, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Part part = PART_NONE;

  for (guint i = 0; lines[i] != NULL; i++) {
    Part begun = find_part (g_strchomp (lines[i]));
    GArray *pieces;

    if (begun != PART_NONE && self->lines[begun]->len > 0)
      return fail (error, i + 1, _ ("this part is there twice."));
    if (begun != PART_NONE) {
      part = begun;
      continue;
    }
    if (*lines[i] == '#' || (part == PART_NONE && *lines[i] == '\0'))
      continue;
    if (part == PART_NONE)
      return fail (error, i + 1, _ ("a text begins with “[instructions]” or “[prompt]”."));
    pieces = read_line (task, lines[i], i + 1, error);
    if (pieces == NULL)
      return FALSE;
    g_ptr_array_add (self->lines[part], pieces);
  }
  return TRUE;
}

/**
 * nl_prompt_parse:
 * @task: what it is for, such as "persona"
 * @text: lines of text under “[instructions]” and “[prompt]”, with slots in braces; a line that
 *   begins with “#” is a remark
 * @error: return location for %NL_AI_ERROR_BAD_REQUEST, which names the line
 *
 * Reads a prompt. Only the slots of @task may be used: nothing else of what is known of a shop and
 * its customers can get into a prompt, whoever writes it.
 *
 * Returns: (transfer full) (nullable): the prompt
 */
NlPrompt *
nl_prompt_parse (const char *task, const char *text, GError **error)
{
  g_autoptr (NlPrompt) self = NULL;

  g_return_val_if_fail (task != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (strnlen (text, NL_PROMPT_MAX_SIZE + 1) > NL_PROMPT_MAX_SIZE) {
    fail (error, 0, _ ("This text is too long for a prompt: 32 KiB is the most."));
    return NULL;
  }
  if (!g_utf8_validate (text, -1, NULL)) {
    fail (error, 0, _ ("A prompt has to be UTF-8 text."));
    return NULL;
  }
  self = g_new0 (NlPrompt, 1);
  for (Part part = 0; part < N_PARTS; part++)
    self->lines[part] = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  if (!read_lines (self, task, text, error))
    return NULL;
  if (self->lines[PART_PROMPT]->len == 0) {
    fail (error, 0, _ ("A prompt needs a part “[prompt]” with what is asked for."));
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * nl_prompt_free:
 * @self: (transfer full): a prompt
 *
 * Frees it.
 */
void
nl_prompt_free (NlPrompt *self)
{
  for (Part part = 0; part < N_PARTS; part++)
    g_clear_pointer (&self->lines[part], g_ptr_array_unref);
  g_free (self);
}

/* A line that speaks of something unknown says nothing. */
static gboolean
append_line (GString *text, GArray *pieces, NlPromptSlots *slots)
{
  gsize before = text->len;

  for (guint i = 0; i < pieces->len; i++) {
    const Piece *piece = &g_array_index (pieces, Piece, i);
    const char *value = piece->is_slot ? nl_prompt_slots_get (slots, piece->text) : piece->text;

    if (value == NULL) {
      g_string_truncate (text, before);
      return FALSE;
    }
    g_string_append (text, value);
  }
  return TRUE;
}

static char *
fill (NlPrompt *self, Part part, NlPromptSlots *slots)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->lines[part]->len; i++) {
    GArray *pieces = self->lines[part]->pdata[i];

    /* What is left out leaves no gap. */
    if (pieces->len == 0 && (text->len == 0 || g_str_has_suffix (text->str, "\n\n")))
      continue;
    if (append_line (text, pieces, slots))
      g_string_append_c (text, '\n');
  }
  g_strchomp (text->str);
  return g_string_free (text, FALSE);
}

/**
 * nl_prompt_fill_instructions:
 * @self: a prompt
 * @slots: what is known
 *
 * Returns: (transfer full): how the provider is to write; perhaps empty
 */
char *
nl_prompt_fill_instructions (NlPrompt *self, NlPromptSlots *slots)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (slots != NULL, NULL);

  return fill (self, PART_INSTRUCTIONS, slots);
}

/**
 * nl_prompt_fill:
 * @self: a prompt
 * @slots: what is known
 *
 * Puts in what is known. A line with a slot that nothing is known about is left out.
 *
 * Returns: (transfer full): what is asked for
 */
char *
nl_prompt_fill (NlPrompt *self, NlPromptSlots *slots)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (slots != NULL, NULL);

  return fill (self, PART_PROMPT, slots);
}
