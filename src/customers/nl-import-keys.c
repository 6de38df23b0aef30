/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-keys.h"

#include <string.h>

/* 32 MiB, whatever the size of the file. */
#define SLOTS (1u << 23)
#define MAX_KEYS (SLOTS / 4 * 3)

/* Which emails and customer IDs were seen. It keeps 32 bits of a hash in a place that the other
 * bits choose, so that it may take a new key for a known one (once in hundreds of millions), which
 * costs a look into the database; never the other way round. */
struct _NlImportKeys {
  guint32 *slots; /* 0: free */
  guint n_keys;
};

/**
 * nl_import_keys_new:
 *
 * Returns: (transfer full): no keys
 */
NlImportKeys *
nl_import_keys_new (void)
{
  NlImportKeys *self = g_new0 (NlImportKeys, 1);

  self->slots = g_new0 (guint32, SLOTS);
  return self;
}

/**
 * nl_import_keys_free:
 * @self: (transfer full): keys
 *
 * Frees @self.
 */
void
nl_import_keys_free (NlImportKeys *self)
{
  g_free (self->slots);
  g_free (self);
}

/**
 * nl_import_keys_add:
 * @self: keys, not full
 * @kind: what sort of key; keys of two sorts differ
 * @key: (array length=length): a key
 * @length: its bytes
 *
 * Adds a key.
 *
 * Returns: whether it was not there yet
 */
gboolean
nl_import_keys_add (NlImportKeys *self, char kind, const char *key, gsize length)
{
  guint64 hash = nl_import_hash ((guint64) kind, key, length);
  guint32 mark = MAX ((guint32) (hash >> 32), 1);

  for (guint slot = (guint) hash & (SLOTS - 1);; slot = (slot + 1) & (SLOTS - 1)) {
    if (self->slots[slot] == mark)
      return FALSE;
    if (self->slots[slot] != 0)
      continue;
    self->slots[slot] = mark;
    self->n_keys++;
    return TRUE;
  }
}

/**
 * nl_import_keys_is_full:
 * @self: keys
 *
 * Returns: whether no key may be added
 */
gboolean
nl_import_keys_is_full (NlImportKeys *self)
{
  return self->n_keys >= MAX_KEYS;
}

/**
 * nl_import_hash:
 * @seed: what was hashed before, or a number that tells kinds of texts apart
 * @text: (array length=length): a text
 * @length: its bytes
 *
 * Hashes a text, eight bytes at a time, with the finaliser of MurmurHash3 (Appleby, public domain).
 * The same on every machine of the same byte order; not for secrets.
 *
 * Returns: 64 bits
 */
guint64
nl_import_hash (guint64 seed, const char *text, gsize length)
{
  guint64 hash = seed * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ length;
  guint64 word;

  for (; length > 0;) {
    gsize n = MIN (length, sizeof word);

    word = 0;
    memcpy (&word, text, n);
    hash = (hash ^ word) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
    hash ^= hash >> 33;
    text += n;
    length -= n;
  }
  hash = (hash ^ (hash >> 33)) * G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return hash ^ (hash >> 33);
}
