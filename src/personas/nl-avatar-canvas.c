/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-avatar-canvas.h"

#include <string.h>

static void
append_number (GString *svg, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  gsize length;

  g_ascii_formatd (text, sizeof text, "%.2f", number);
  length = strlen (text);
  while (text[length - 1] == '0')
    length--;
  if (text[length - 1] == '.')
    length--;
  text[length] = '\0';
  g_string_append (svg, g_str_equal (text, "-0") ? "0" : text);
}

typedef struct {
  const double *numbers;
  gsize n_numbers;
  gsize used;
} Numbers;

static void draw_part (NlAvatarCanvas *self, const char *start, const char *end, Numbers *numbers);

static const char *
draw_mirrored (NlAvatarCanvas *self, const char *start, const char *end, Numbers *numbers)
{
  const char *close = memchr (start, '}', (gsize) (end - start));
  Numbers again = *numbers;

  g_assert (close != NULL);
  draw_part (self, start, close, numbers);
  g_string_append (self->svg, "<g transform=\"scale(-1 1)\">");
  draw_part (self, start, close, &again);
  g_string_append (self->svg, "</g>");
  return close;
}

static void
draw_part (NlAvatarCanvas *self, const char *start, const char *end, Numbers *numbers)
{
  for (const char *at = start; at < end; at++) {
    switch (*at) {
    case '$':
      at++;
      g_string_append_printf (self->svg, "#%06x", self->colours[*at & 127]);
      break;
    case '@':
      at++;
      g_string_append_printf (self->svg, "%c%s", *at, self->id);
      break;
    case '?':
      g_assert (numbers->used < numbers->n_numbers);
      append_number (self->svg, numbers->numbers[numbers->used++]);
      break;
    case '{':
      at = draw_mirrored (self, at + 1, end, numbers);
      break;
    case '\'':
      g_string_append_c (self->svg, '"');
      break;
    default:
      g_string_append_c (self->svg, *at);
      break;
    }
  }
}

/**
 * nl_avatar_canvas_draw_with:
 * @self: a canvas
 * @artwork: SVG with marks; attributes may be in single quotes
 * @numbers: (array length=n_numbers): one for each `?`
 * @n_numbers: how many
 *
 * Adds artwork on top of what is drawn. Numbers have two decimals at most
 * and always a point.
 */
void
nl_avatar_canvas_draw_with (NlAvatarCanvas *self,
                            const char *artwork,
                            const double *numbers,
                            gsize n_numbers)
{
  Numbers state = { numbers, n_numbers, 0 };

  g_return_if_fail (self != NULL);

  if (artwork == NULL)
    return;
  draw_part (self, artwork, artwork + strlen (artwork), &state);
  g_assert (state.used == n_numbers);
}

/**
 * nl_avatar_canvas_draw:
 * @self: a canvas
 * @artwork: (nullable): SVG with marks, none of them a `?`
 *
 * Adds artwork on top of what is drawn.
 */
void
nl_avatar_canvas_draw (NlAvatarCanvas *self, const char *artwork)
{
  nl_avatar_canvas_draw_with (self, artwork, NULL, 0);
}

/**
 * nl_avatar_mix:
 * @from: 0xrrggbb
 * @to: 0xrrggbb
 * @percent: 0 is all of @from, 100 all of @to
 *
 * Returns: the colour between the two, in whole steps so that it is the same on every machine
 */
guint32
nl_avatar_mix (guint32 from, guint32 to, guint percent)
{
  guint32 result = 0;

  for (guint shift = 0; shift <= 16; shift += 8) {
    guint one = from >> shift & 255;
    guint other = to >> shift & 255;

    result |= ((one * (100 - percent) + other * percent + 50) / 100) << shift;
  }
  return result;
}

/**
 * nl_avatar_luma:
 * @colour: 0xrrggbb
 *
 * Returns: how light it looks, 0 to 255, with the weights of ITU-R BT.601
 */
guint
nl_avatar_luma (guint32 colour)
{
  return (299 * (colour >> 16 & 255) + 587 * (colour >> 8 & 255) + 114 * (colour & 255)) / 1000;
}

/**
 * nl_avatar_difference:
 * @one: 0xrrggbb
 * @other: 0xrrggbb
 *
 * Returns: how far apart two colours look, about 0 to 765: lightness counts most, as it is what
 *   separates shapes
 */
guint
nl_avatar_difference (guint32 one, guint32 other)
{
  int luma = (int) nl_avatar_luma (one) - (int) nl_avatar_luma (other);
  int hue = 0;

  for (guint shift = 0; shift <= 16; shift += 8)
    hue += ABS ((int) (one >> shift & 255) - (int) (other >> shift & 255));
  return (guint) (ABS (luma) * 2 + hue / 3);
}
