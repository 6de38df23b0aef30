/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-csv.h"

G_BEGIN_DECLS

/* Words are read whole: so many bytes behind the data must be readable. */
#define NL_CSV_PADDING 16

typedef enum {
  NL_CSV_SCAN_ROW,
  NL_CSV_SCAN_MORE,
  NL_CSV_SCAN_OPEN_QUOTE,
  NL_CSV_SCAN_FIELD_TOO_LONG,
  NL_CSV_SCAN_TOO_MANY_COLUMNS,
} NlCsvScan;

/* Finds the fields of one row in a piece of text, without copying any. */
typedef struct {
  /* Given. The scanner writes a line end at @end, and unescapes in place. */
  char *start;
  char *end;
  gboolean is_complete; /* nothing follows @end */
  char delimiter;
  gsize max_field;
  guint max_columns;

  /* Found. */
  NlCsvField *fields;
  guint n_fields;
  char *next; /* the start of the following row */
  gboolean has_quotes;

  guint n_allocated;
  GArray *escaped; /* indices of the fields nl_csv_scanner_unescape() works on */
} NlCsvScanner;

void nl_csv_scanner_init (NlCsvScanner *self);
void nl_csv_scanner_clear (NlCsvScanner *self);
NlCsvScan nl_csv_scanner_scan (NlCsvScanner *self);
void nl_csv_scanner_unescape (NlCsvScanner *self);
gboolean nl_csv_scanner_is_blank (const NlCsvScanner *self);
guint64 nl_csv_scanner_count_lines (const NlCsvScanner *self);

G_END_DECLS
