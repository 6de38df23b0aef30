/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-csv-source.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD_SIZE (256 * 1024)

/* A file is read with read(), never mapped: it may be cut short by another program meanwhile, and
 * a mapping would then kill the process. */
struct _NlCsvSource {
  int fd;
  char *name;
  GBytes *bytes;
  struct stat opened;
  NlCsvEncoding encoding;

  /* Bytes read and not yet handed out. */
  guint8 *head;
  gsize head_length;
  gsize head_start;
  goffset n_read;
  gboolean is_at_end;
};

/* What Windows-1252 has at 0x80 to 0x9f (WHATWG Encoding, index windows-1252). */
static const gunichar2 WINDOWS_1252[32] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

/* Reads until @size bytes are there or the file is at its end: pipes give less than one asks. */
static gssize
read_raw (NlCsvSource *self, void *into, gsize size, GError **error)
{
  gsize length = 0;

  while (length < size && !self->is_at_end) {
    gssize n;

    if (self->bytes != NULL) {
      gsize left = g_bytes_get_size (self->bytes) - (gsize) self->n_read;

      n = (gssize) MIN (left, size - length);
      if (n > 0)
        memcpy ((char *) into + length,
                (const char *) g_bytes_get_data (self->bytes, NULL) + self->n_read, (gsize) n);
    } else
      n = read (self->fd, (char *) into + length, size - length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      g_set_error (error, NL_CSV_ERROR, NL_CSV_ERROR_READ, _ ("“%s” cannot be read: %s"),
                   self->name, g_strerror (errno));
      return -1;
    }
    self->is_at_end = n == 0;
    self->n_read += n;
    length += (gsize) n;
  }
  return (gssize) length;
}

/* At the end of a file, whether it is still the one that was opened. */
static gboolean
check_unchanged (NlCsvSource *self, GError **error)
{
  struct stat now;

  if (self->bytes != NULL || !S_ISREG (self->opened.st_mode) || fstat (self->fd, &now) != 0)
    return TRUE;
  if (now.st_size == self->opened.st_size && now.st_size == self->n_read
      && now.st_mtim.tv_sec == self->opened.st_mtim.tv_sec
      && now.st_mtim.tv_nsec == self->opened.st_mtim.tv_nsec)
    return TRUE;
  g_set_error (error, NL_CSV_ERROR, NL_CSV_ERROR_CHANGED,
               _ ("“%s” was changed by another program while it was read. Wait until it is "
                  "complete, then try again."),
               self->name);
  return FALSE;
}

static NlCsvSource *
read_head (NlCsvSource *self, GError **error)
{
  gssize n;

  self->head = g_malloc (HEAD_SIZE);
  n = read_raw (self, self->head, HEAD_SIZE, error);
  if (n < 0) {
    nl_csv_source_free (self);
    return NULL;
  }
  self->head_length = (gsize) n;
  return self;
}

/**
 * nl_csv_source_open:
 * @path: a file
 * @error: return location for an error of the domain %NL_CSV_ERROR
 *
 * Returns: (transfer full) (nullable): the source
 */
NlCsvSource *
nl_csv_source_open (const char *path, GError **error)
{
  g_autoptr (NlCsvSource) self = g_new0 (NlCsvSource, 1);
  int reason = 0;

  self->name = g_filename_display_basename (path);
  self->encoding = NL_CSV_ENCODING_UTF_8;
  self->fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (self->fd < 0 || fstat (self->fd, &self->opened) != 0)
    reason = errno;
  else if (S_ISDIR (self->opened.st_mode))
    reason = EISDIR;
  if (reason != 0) {
    g_set_error (error, NL_CSV_ERROR, NL_CSV_ERROR_READ, _ ("“%s” cannot be opened: %s"),
                 self->name, g_strerror (reason));
    return NULL;
  }
#ifdef POSIX_FADV_SEQUENTIAL
  posix_fadvise (self->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
#endif
  return read_head (g_steal_pointer (&self), error);
}

/**
 * nl_csv_source_new_for_bytes:
 * @bytes: what a file would hold
 * @error: return location for an error of the domain %NL_CSV_ERROR
 *
 * Returns: (transfer full) (nullable): the source
 */
NlCsvSource *
nl_csv_source_new_for_bytes (GBytes *bytes, GError **error)
{
  NlCsvSource *self = g_new0 (NlCsvSource, 1);

  self->fd = -1;
  self->encoding = NL_CSV_ENCODING_UTF_8;
  self->bytes = g_bytes_ref (bytes);
  return read_head (self, error);
}

void
nl_csv_source_free (NlCsvSource *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self->head);
  g_free (self);
}

/**
 * nl_csv_source_peek:
 * @self: a source nothing was read from yet
 * @length: (out): how many bytes there are
 *
 * Returns: (transfer none): the first bytes of the file as they are in it
 */
const guint8 *
nl_csv_source_peek (NlCsvSource *self, gsize *length)
{
  *length = self->head_length;
  return self->head;
}

/**
 * nl_csv_source_set_encoding:
 * @self: a source nothing was read from yet
 * @encoding: what its bytes mean
 *
 * A byte order mark at the beginning is skipped.
 */
void
nl_csv_source_set_encoding (NlCsvSource *self, NlCsvEncoding encoding)
{
  static const char *const MARKS[] = {
    [NL_CSV_ENCODING_UTF_8] = "\xef\xbb\xbf",
    [NL_CSV_ENCODING_UTF_16_LE] = "\xff\xfe",
    [NL_CSV_ENCODING_UTF_16_BE] = "\xfe\xff",
    [NL_CSV_ENCODING_WINDOWS_1252] = "",
  };
  gsize length = strlen (MARKS[encoding]);

  self->encoding = encoding;
  if (self->head_length >= length && memcmp (self->head, MARKS[encoding], length) == 0)
    self->head_start = length;
}

static gsize
put_character (char *into, gunichar c)
{
  if (c < 0x80) {
    *into = (char) c;
    return 1;
  }
  return (gsize) g_unichar_to_utf8 (c, into);
}

/**
 * nl_csv_source_decode_byte:
 * @byte: a byte of a text in Windows-1252
 *
 * Returns: the character it stands for
 */
gunichar
nl_csv_source_decode_byte (guint8 byte)
{
  return byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252[byte - 0x80] : byte;
}

static gsize
decode_windows_1252 (const guint8 *from, gsize length, char *into)
{
  char *to = into;

  for (gsize i = 0; i < length; i++)
    to += put_character (to, nl_csv_source_decode_byte (from[i]));
  return (gsize) (to - into);
}

static gunichar2
unit_at (const guint8 *from, gboolean is_big_endian)
{
  return (gunichar2) (is_big_endian ? from[0] << 8 | from[1] : from[1] << 8 | from[0]);
}

/* Leaves a unit or half a pair at the end for the next call, unless there is none. */
static gsize
decode_utf_16 (const guint8 *from,
               gsize length,
               gboolean is_big_endian,
               gboolean is_last,
               char *into,
               gsize *used)
{
  char *to = into;
  gsize i = 0;

  while (i + 2 <= length) {
    gunichar c = unit_at (from + i, is_big_endian);

    if (c >= 0xd800 && c < 0xdc00) {
      gunichar low = i + 4 <= length ? unit_at (from + i + 2, is_big_endian) : 0;

      if (i + 4 > length && !is_last)
        break;
      if (low >= 0xdc00 && low < 0xe000) {
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        i += 2;
      } else
        c = 0xfffd;
    } else if (c >= 0xdc00 && c < 0xe000)
      c = 0xfffd;
    to += put_character (to, c);
    i += 2;
  }
  if (is_last && i < length) {
    to += put_character (to, 0xfffd);
    i = length;
  }
  *used = i;
  return (gsize) (to - into);
}

static gssize
read_decoded (NlCsvSource *self, char *into, gsize size, GError **error)
{
  gsize left = self->head_length - self->head_start;
  gsize n;
  gsize used;
  gssize more;
  gsize length;

  memmove (self->head, self->head + self->head_start, left);
  more = read_raw (self, self->head + left, HEAD_SIZE - left, error);
  if (more < 0)
    return -1;
  self->head_length = left + (gsize) more;
  /* A byte becomes at most three (Windows-1252); what does not fit waits in the head. */
  n = used = MIN (self->head_length, size / 3);
  if (self->encoding == NL_CSV_ENCODING_WINDOWS_1252)
    length = decode_windows_1252 (self->head, n, into);
  else
    length = decode_utf_16 (self->head, n, self->encoding == NL_CSV_ENCODING_UTF_16_BE,
                            self->is_at_end && n == self->head_length, into, &used);
  self->head_start = used;
  return (gssize) length;
}

/**
 * nl_csv_source_read:
 * @self: a source
 * @into: where to put the text
 * @size: how many bytes fit there, at least 64
 * @error: return location for an error of the domain %NL_CSV_ERROR
 *
 * Returns: how many bytes of UTF-8 were read, 0 at the end, -1 when it failed. A source in UTF-8
 *   hands out what is in the file, valid or not.
 */
gssize
nl_csv_source_read (NlCsvSource *self, char *into, gsize size, GError **error)
{
  gssize n;

  if (self->encoding == NL_CSV_ENCODING_UTF_8 && self->head_start < self->head_length) {
    n = (gssize) MIN (size, self->head_length - self->head_start);
    memcpy (into, self->head + self->head_start, (gsize) n);
    self->head_start += (gsize) n;
    return n;
  }
  n = self->encoding == NL_CSV_ENCODING_UTF_8 ? read_raw (self, into, size, error)
                                              : read_decoded (self, into, size, error);
  if (n == 0 && !check_unchanged (self, error))
    return -1;
  return n;
}

/**
 * nl_csv_source_get_size:
 * @self: a source
 *
 * Returns: the bytes of the file; 0 when it has no size, such as a pipe
 */
goffset
nl_csv_source_get_size (NlCsvSource *self)
{
  return self->bytes != NULL ? (goffset) g_bytes_get_size (self->bytes) : self->opened.st_size;
}

/**
 * nl_csv_source_get_position:
 * @self: a source
 *
 * Returns: how many bytes of the file were handed out
 */
goffset
nl_csv_source_get_position (NlCsvSource *self)
{
  return self->n_read - (goffset) (self->head_length - self->head_start);
}
