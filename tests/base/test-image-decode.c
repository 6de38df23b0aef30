/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/nl-image-decode.h"
#include "base/nl-image-honesty.h"
#include "nl-test.h"

#define MAX_PIXELS (1000 * 1000)
#define MAX_BYTES (1000 * 1000)

static guint32
compute_crc (const guint8 *data, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++) {
    crc ^= data[i];
    for (guint bit = 0; bit < 8; bit++)
      crc = crc & 1 ? 0xedb88320 ^ crc >> 1 : crc >> 1;
  }
  return ~crc;
}

static void
append_be32 (GByteArray *array, guint32 value)
{
  value = GUINT32_TO_BE (value);
  g_byte_array_append (array, (const guint8 *) &value, 4);
}

static void
append_chunk (GByteArray *png, const char *type, const guint8 *data, gsize length)
{
  gsize start;

  append_be32 (png, (guint32) length);
  start = png->len;
  g_byte_array_append (png, (const guint8 *) type, 4);
  g_byte_array_append (png, data, (guint) length);
  append_be32 (png, compute_crc (png->data + start, png->len - start));
}

static GBytes *
deflate_zeros (gsize length)
{
  g_autofree guint8 *zeros = g_malloc0 (MAX (length, 1));
  g_autoptr (GConverter) deflater
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  gsize room = length + 1024;
  g_autofree guint8 *out = g_malloc (room);
  gsize n_read;
  gsize n_written;
  g_autoptr (GError) error = NULL;

  g_converter_convert (deflater, zeros, length, out, room, G_CONVERTER_INPUT_AT_END, &n_read,
                       &n_written, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_read, ==, length);
  return g_bytes_new (out, n_written);
}

/* An RGB PNG that claims @width × @height and holds @n_raw bytes of scan lines. */
static GBytes *
make_png (guint32 width, guint32 height, gsize n_raw, gboolean with_end)
{
  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_autoptr (GByteArray) header = g_byte_array_new ();
  g_autoptr (GBytes) data = deflate_zeros (n_raw);
  gsize length;
  const guint8 *deflated = g_bytes_get_data (data, &length);

  g_byte_array_append (png, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  append_be32 (header, width);
  append_be32 (header, height);
  g_byte_array_append (header, (const guint8 *) "\x08\x02\0\0\0", 5);
  append_chunk (png, "IHDR", header->data, header->len);
  /* Two chunks, as encoders do. */
  append_chunk (png, "IDAT", deflated, length / 2);
  append_chunk (png, "IDAT", deflated + length / 2, length - length / 2);
  if (with_end)
    append_chunk (png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}

static gsize
count_raw (guint32 width, guint32 height)
{
  return (gsize) height * (1 + (gsize) width * 3);
}

static void
assert_refused (GBytes *bytes, NlImageError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = nl_image_decode (bytes, MAX_PIXELS, MAX_BYTES, &error);

  g_assert_null (pixbuf);
  g_assert_error (error, NL_IMAGE_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static void
assert_decoded (GBytes *bytes, int width, int height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = nl_image_decode (bytes, MAX_PIXELS, MAX_BYTES, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
}

static GdkPixbuf *
make_picture (int width, int height)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);
  guint32 noise = 1;

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (pixbuf); i++) {
    noise = noise * 1664525 + 1013904223;
    pixels[i] = (guchar) (noise >> 24);
  }
  return pixbuf;
}

static GBytes *
encode (GdkPixbuf *pixbuf, const char *type)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, type, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static void
test_honest_png (void)
{
  g_autoptr (GBytes) small = make_png (1, 1, count_raw (1, 1), TRUE);
  g_autoptr (GBytes) large = make_png (1000, 1000, count_raw (1000, 1000), TRUE);

  assert_decoded (small, 1, 1);
  assert_decoded (large, 1000, 1000);
}

static void
test_png_claims_too_much (void)
{
  g_autoptr (GBytes) huge = make_png (65535, 65535, 20, TRUE);
  g_autoptr (GBytes) wide = make_png (0x7fffffff, 0x7fffffff, 20, TRUE);
  g_autoptr (GBytes) just = make_png (1000, 1001, count_raw (1000, 1001), TRUE);

  g_assert_cmpuint (g_bytes_get_size (huge), <, 110);
  assert_refused (huge, NL_IMAGE_ERROR_TOO_LARGE);
  assert_refused (just, NL_IMAGE_ERROR_TOO_LARGE);
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (nl_image_decode (wide, MAX_PIXELS, MAX_BYTES, &error));
    g_assert_true (error->domain == NL_IMAGE_ERROR);
  }
}

/* Within the limit, but no file that short can hold so many pixels. */
static void
test_png_claims_the_impossible (void)
{
  g_autoptr (GBytes) bytes = make_png (1000, 1000, 20, TRUE);

  assert_refused (bytes, NL_IMAGE_ERROR_CORRUPT);
}

static void
test_png_hides_pixels (void)
{
  g_autoptr (GBytes) row = make_png (1, 1, count_raw (1, 1) + 1, TRUE);
  g_autoptr (GBytes) many = make_png (1, 1, count_raw (3000, 3000), TRUE);

  assert_refused (row, NL_IMAGE_ERROR_CORRUPT);
  assert_refused (many, NL_IMAGE_ERROR_CORRUPT);
}

static void
test_png_lacks_pixels (void)
{
  g_autoptr (GBytes) bytes = make_png (40, 40, count_raw (40, 39), TRUE);
  g_autoptr (GBytes) nothing = make_png (0, 40, 40, TRUE);
  g_autoptr (GBytes) without_end = make_png (4, 4, count_raw (4, 4), FALSE);

  assert_refused (bytes, NL_IMAGE_ERROR_CORRUPT);
  assert_refused (nothing, NL_IMAGE_ERROR_CORRUPT);
  assert_refused (without_end, NL_IMAGE_ERROR_CORRUPT);
}

static void
assert_every_cut_is_refused (GBytes *bytes)
{
  gsize length = g_bytes_get_size (bytes);

  for (gsize kept = 12; kept < length; kept += MAX (length / 60, 1)) {
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, kept);

    assert_refused (cut, NL_IMAGE_ERROR_CORRUPT);
  }
}

static void
test_truncated (void)
{
  g_autoptr (GdkPixbuf) picture = make_picture (60, 50);
  g_autoptr (GBytes) png = encode (picture, "png");
  g_autoptr (GBytes) jpeg = encode (picture, "jpeg");

  assert_decoded (png, 60, 50);
  assert_decoded (jpeg, 60, 50);
  assert_every_cut_is_refused (png);
  assert_every_cut_is_refused (jpeg);
}

static void
test_damaged (void)
{
  g_autoptr (GdkPixbuf) picture = make_picture (60, 50);
  g_autoptr (GBytes) png = encode (picture, "png");
  gsize length;
  const guint8 *data = g_bytes_get_data (png, &length);

  for (gsize at = 12; at < length; at += 97) {
    g_autofree guint8 *copy = g_memdup2 (data, length);
    g_autoptr (GBytes) damaged = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GdkPixbuf) pixbuf = NULL;

    copy[at] ^= 0x5a;
    damaged = g_bytes_new (copy, length);
    pixbuf = nl_image_decode (damaged, MAX_PIXELS, MAX_BYTES, &error);
    g_assert_true ((pixbuf == NULL) == (error != NULL));
    g_assert_true (error == NULL || error->domain == NL_IMAGE_ERROR);
  }
}

static void
test_jpeg_claims_too_much (void)
{
  g_autoptr (GdkPixbuf) picture = make_picture (16, 16);
  g_autoptr (GBytes) jpeg = encode (picture, "jpeg");
  gsize length;
  const guint8 *data = g_bytes_get_data (jpeg, &length);
  g_autofree guint8 *copy = g_memdup2 (data, length);
  guint8 *frame = memmem (copy, length, "\xff\xc0\x00\x11\x08", 5);
  g_autoptr (GBytes) lying = NULL;

  g_assert_nonnull (frame);
  /* A little less than what the decoder itself refuses. */
  memcpy (frame + 5, "\xff\x00\xff\x00", 4);
  lying = g_bytes_new (copy, length);
  assert_refused (lying, NL_IMAGE_ERROR_TOO_LARGE);
}

static void
test_gif (void)
{
  /* One white pixel. */
  static const guint8 gif[]
      = "GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;";
  guint8 lying[sizeof gif - 1];
  g_autoptr (GBytes) honest = g_bytes_new_static (gif, sizeof gif - 1);
  g_autoptr (GBytes) bytes = NULL;

  assert_decoded (honest, 1, 1);
  memcpy (lying, gif, sizeof lying);
  memset (lying + 6, 0xff, 4);
  bytes = g_bytes_new_static (lying, sizeof lying);
  assert_refused (bytes, NL_IMAGE_ERROR_TOO_LARGE);
}

static void
test_too_many_bytes (void)
{
  g_autoptr (GBytes) bytes = make_png (4, 4, count_raw (4, 4), TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_null (nl_image_decode (bytes, MAX_PIXELS, g_bytes_get_size (bytes) - 1, &error));
  g_assert_error (error, NL_IMAGE_ERROR, NL_IMAGE_ERROR_TOO_LARGE);
}

static void
test_unknown_types (void)
{
  const char *const texts[] = {
    "",
    "x",
    "email,name\n",
    "<html><body></body></html>",
    "BM\x10\x10\x10\x10\x10\x10",
    "%PDF-1.7",
    "\x89PNG",
    "GIF88a",
    "RIFF\x10\x10\x10\x10WAVE",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

    g_assert_null (nl_image_sniff (bytes));
    assert_refused (bytes, NL_IMAGE_ERROR_UNKNOWN_TYPE);
  }
}

static void
test_svg_only_when_allowed (void)
{
  const char *text = "\xef\xbb\xbf<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" "
                     "width=\"20\" height=\"10\"><path d=\"M0 0h20v10H0z\"/></svg>";
  const char *huge = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60000\" height=\"60000\"/>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) huge_bytes = g_bytes_new_static (huge, strlen (huge));
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_assert_cmpstr (nl_image_sniff (bytes), ==, "image/svg+xml");
  assert_refused (bytes, NL_IMAGE_ERROR_UNKNOWN_TYPE);
  pixbuf = nl_image_decode_full (bytes, MAX_PIXELS, MAX_BYTES, NL_IMAGE_ALLOW_SVG, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 20);
  g_assert_null (
      nl_image_decode_full (huge_bytes, MAX_PIXELS, MAX_BYTES, NL_IMAGE_ALLOW_SVG, &error));
  g_assert_error (error, NL_IMAGE_ERROR, NL_IMAGE_ERROR_TOO_LARGE);
}

static void
test_webp_is_known (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("RIFF\x10\0\0\0WEBPVP8 \0\0\0\0", 20);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (nl_image_sniff (bytes), ==, "image/webp");
  g_assert_null (nl_image_decode (bytes, MAX_PIXELS, MAX_BYTES, &error));
  /* Without a loader for it the type is unknown, with one the file is corrupt. */
  g_assert_true (error->domain == NL_IMAGE_ERROR && error->code != NL_IMAGE_ERROR_TOO_LARGE);
}

static void
test_jpeg_with_thumbnail_is_not_whole (void)
{
  /* The end marker is inside an application segment: the picture itself has none. */
  static const guint8 data[]
      = "\xff\xd8\xff\xe1\x00\x06\x00\xff\xd9\x00\xff\xda\x00\x03\x01\x55\x55";
  static const guint8 whole[] = "\xff\xd8\xff\xff\xda\x00\x03\x01\x55\x55\xff\xd9";

  g_assert_false (nl_image_jpeg_is_whole (data, sizeof data - 1));
  g_assert_true (nl_image_jpeg_is_whole (whole, sizeof whole - 1));
  g_assert_false (nl_image_jpeg_is_whole (whole, 2));
}

static void
test_interlaced_png (void)
{
  static const struct {
    guint32 width, height;
    gsize raw;
  } images[] = { { 1, 1, 4 }, { 8, 8, 15 + 64 * 3 }, { 2, 3, 4 + 4 + 8 + 7 } };

  for (guint i = 0; i < G_N_ELEMENTS (images); i++) {
    g_autoptr (GBytes) plain = make_png (images[i].width, images[i].height, images[i].raw, TRUE);
    gsize length;
    const guint8 *data = g_bytes_get_data (plain, &length);
    g_autofree guint8 *copy = g_memdup2 (data, length);
    g_autoptr (GBytes) interlaced = NULL;
    guint32 crc;

    copy[8 + 8 + 12] = 1;
    crc = GUINT32_TO_BE (compute_crc (copy + 12, 17));
    memcpy (copy + 8 + 8 + 13, &crc, 4);
    interlaced = g_bytes_new (copy, length);
    assert_decoded (interlaced, (int) images[i].width, (int) images[i].height);
  }
}

static void
test_thumbnail (void)
{
  static const int sizes[][5] = { { 800, 400, 64, 64, 32 },
                                  { 400, 800, 64, 32, 64 },
                                  { 50, 20, 64, 50, 20 },
                                  { 2000, 1, 100, 100, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GdkPixbuf) picture = make_picture (sizes[i][0], sizes[i][1]);
    g_autoptr (GdkPixbuf) thumbnail = nl_image_thumbnail (picture, sizes[i][2]);

    g_assert_cmpint (gdk_pixbuf_get_width (thumbnail), ==, sizes[i][3]);
    g_assert_cmpint (gdk_pixbuf_get_height (thumbnail), ==, sizes[i][4]);
  }
}

static void
test_encoded_png_decodes (void)
{
  g_autoptr (GdkPixbuf) picture = make_picture (31, 17);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = nl_image_encode_png (picture, &error);
  g_autoptr (GdkPixbuf) again = NULL;

  g_assert_no_error (error);
  again = nl_image_decode (bytes, MAX_PIXELS, MAX_BYTES, &error);
  g_assert_no_error (error);
  for (int y = 0; y < 17; y++) {
    g_assert_cmpmem (gdk_pixbuf_read_pixels (picture) + y * gdk_pixbuf_get_rowstride (picture), 93,
                     gdk_pixbuf_read_pixels (again) + y * gdk_pixbuf_get_rowstride (again), 93);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/image-decode/honest", test_honest_png);
  g_test_add_func ("/image-decode/claims-too-much", test_png_claims_too_much);
  g_test_add_func ("/image-decode/claims-the-impossible", test_png_claims_the_impossible);
  g_test_add_func ("/image-decode/hides-pixels", test_png_hides_pixels);
  g_test_add_func ("/image-decode/lacks-pixels", test_png_lacks_pixels);
  g_test_add_func ("/image-decode/truncated", test_truncated);
  g_test_add_func ("/image-decode/damaged", test_damaged);
  g_test_add_func ("/image-decode/jpeg-claims-too-much", test_jpeg_claims_too_much);
  g_test_add_func ("/image-decode/gif", test_gif);
  g_test_add_func ("/image-decode/too-many-bytes", test_too_many_bytes);
  g_test_add_func ("/image-decode/unknown", test_unknown_types);
  g_test_add_func ("/image-decode/svg", test_svg_only_when_allowed);
  g_test_add_func ("/image-decode/webp", test_webp_is_known);
  g_test_add_func ("/image-decode/jpeg-thumbnail", test_jpeg_with_thumbnail_is_not_whole);
  g_test_add_func ("/image-decode/interlaced", test_interlaced_png);
  g_test_add_func ("/image-decode/thumbnail", test_thumbnail);
  g_test_add_func ("/image-decode/encode", test_encoded_png_decodes);
  return g_test_run ();
}
