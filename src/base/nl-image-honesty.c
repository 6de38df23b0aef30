/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-image-honesty.h"

#include <gio/gio.h>
#include <string.h>

/* PNG, third edition, https://www.w3.org/TR/png-3/ */
#define PNG_SIGNATURE 8
#define PNG_CHUNK_FRAME 12
#define PNG_HEADER_CHUNK 13

typedef struct {
  GConverter *inflater;
  guint64 expected;
  guint64 inflated;
  gboolean finished;
} PngData;

static guint32
read_be32 (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

/* Bytes of one pass of scan lines: each has a filter byte before its pixels. */
static guint64
count_pass (guint64 width, guint64 height, guint bits)
{
  return width == 0 || height == 0 ? 0 : height * (1 + (width * bits + 7) / 8);
}

/* Section 7.2 and, for interlaced images, 8.1: Adam7. */
static guint64
count_scan_lines (guint32 width, guint32 height, guint bits, gboolean interlaced)
{
  static const guint8 adam7[][4] = { { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 },
                                     { 0, 2, 2, 4 }, { 1, 0, 2, 2 }, { 0, 1, 1, 2 } };
  guint64 total = 0;

  if (!interlaced)
    return count_pass (width, height, bits);
  for (guint pass = 0; pass < G_N_ELEMENTS (adam7); pass++) {
    guint64 x = adam7[pass][0];
    guint64 y = adam7[pass][1];
    guint64 across = (width + adam7[pass][2] - 1 - x) / adam7[pass][2];
    guint64 down = (height + adam7[pass][3] - 1 - y) / adam7[pass][3];

    total += count_pass (width > x ? across : 0, height > y ? down : 0, bits);
  }
  return total;
}

static gboolean
read_header (const guint8 *header, PngData *data)
{
  static const guint8 channels[] = { 1, 0, 3, 1, 2, 0, 4 };
  guint32 width = read_be32 (header);
  guint32 height = read_be32 (header + 4);
  guint depth = header[8];
  guint colour = header[9];

  if (width == 0 || height == 0 || width > G_MAXINT32 || height > G_MAXINT32)
    return FALSE;
  if (depth == 0 || depth > 16 || colour >= G_N_ELEMENTS (channels) || channels[colour] == 0)
    return FALSE;
  data->expected = count_scan_lines (width, height, depth * channels[colour], header[12] == 1);
  return TRUE;
}

/* Stops as soon as there is a byte more than the header allows, so that a bomb costs nothing. */
static gboolean
inflate_chunk (PngData *data, const guint8 *chunk, gsize length)
{
  guint8 block[32 * 1024];

  while (length > 0 && !data->finished) {
    g_autoptr (GError) error = NULL;
    gsize n_read;
    gsize n_written;
    GConverterResult result
        = g_converter_convert (data->inflater, chunk, length, block, sizeof block,
                               G_CONVERTER_NO_FLAGS, &n_read, &n_written, &error);

    if (result == G_CONVERTER_ERROR)
      return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
    chunk += n_read;
    length -= n_read;
    data->inflated += n_written;
    data->finished = result == G_CONVERTER_FINISHED;
    if (data->inflated > data->expected)
      return FALSE;
  }
  return TRUE;
}

static gboolean
walk_chunks (const guint8 *png, gsize length, PngData *data)
{
  gsize at = PNG_SIGNATURE;

  while (length - at >= PNG_CHUNK_FRAME) {
    gsize size = read_be32 (png + at);
    const guint8 *type = png + at + 4;

    if (size > length - at - PNG_CHUNK_FRAME)
      return FALSE;
    if (at == PNG_SIGNATURE
        && (memcmp (type, "IHDR", 4) != 0 || size != PNG_HEADER_CHUNK
            || !read_header (type + 4, data)))
      return FALSE;
    if (memcmp (type, "IDAT", 4) == 0 && !inflate_chunk (data, type + 4, size))
      return FALSE;
    if (memcmp (type, "IEND", 4) == 0)
      return data->finished && data->inflated == data->expected;
    at += size + PNG_CHUNK_FRAME;
  }
  return FALSE;
}

/**
 * nl_image_png_is_whole:
 * @data: a file that starts with PNG's signature
 * @length: its length in bytes
 *
 * Checks that a PNG ends where it should and that it holds exactly as many pixels as its header
 * says. Decoders forgive both. Needs no memory for the pixels.
 *
 * Returns: whether it does
 */
gboolean
nl_image_png_is_whole (const guint8 *data, gsize length)
{
  g_autoptr (GConverter) inflater
      = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  PngData png = { .inflater = inflater };

  return length > PNG_SIGNATURE && walk_chunks (data, length, &png);
}

/**
 * nl_image_jpeg_is_whole:
 * @data: a file that starts with JPEG's signature
 * @length: its length in bytes
 *
 * Checks that the end marker follows the picture, which decoders forgive by painting the rest
 * grey. Markers as in ITU-T T.81, annex B.
 *
 * Returns: whether it does
 */
gboolean
nl_image_jpeg_is_whole (const guint8 *data, gsize length)
{
  gsize at = 2;

  /* Segments may hold a thumbnail with an end marker of its own: skip them up to the first scan. */
  while (at + 4 <= length && data[at] == 0xff) {
    guint8 marker = data[at + 1];

    if (marker == 0xff) {
      at++;
      continue;
    }
    at += 2 + ((gsize) data[at + 2] << 8 | data[at + 3]);
    if (marker == 0xda)
      break;
  }
  return at < length && memmem (data + at, length - at, "\xff\xd9", 2) != NULL;
}
