/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-random.h"

/**
 * nl_random_init:
 * @self: the generator
 * @seed: the same seed and @stream give the same numbers
 * @stream: what the numbers are for, so that two purposes never share a sequence
 */
void
nl_random_init (NlRandom *self, guint64 seed, const char *stream)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  /* FNV-1a, whose constants are from its authors' IETF draft. */
  for (const guchar *c = (const guchar *) stream; *c != '\0'; c++)
    hash = (hash ^ *c) * G_GUINT64_CONSTANT (0x100000001b3);
  self->state = seed ^ hash;
  nl_random_next (self);
}

/**
 * nl_random_next:
 * @self: the generator
 *
 * SplitMix64, as published by Steele, Lea and Flood in 2014.
 *
 * Returns: 64 random bits
 */
guint64
nl_random_next (NlRandom *self)
{
  guint64 z = self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/**
 * nl_random_below:
 * @self: the generator
 * @limit: more than 0
 *
 * Returns: a number from 0 to @limit − 1
 */
guint
nl_random_below (NlRandom *self, guint limit)
{
  g_return_val_if_fail (limit > 0, 0);

  return (guint) ((nl_random_next (self) >> 32) * limit >> 32);
}

/**
 * nl_random_shuffle:
 * @self: the generator
 * @array: gets a random order
 */
void
nl_random_shuffle (NlRandom *self, GPtrArray *array)
{
  for (guint i = array->len; i > 1; i--) {
    guint j = nl_random_below (self, i);
    gpointer swap = array->pdata[i - 1];

    array->pdata[i - 1] = array->pdata[j];
    array->pdata[j] = swap;
  }
}
