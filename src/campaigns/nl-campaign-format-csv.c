/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-formats.h"

#include "base/nl-csv-writer.h"
#include "campaigns/nl-channel-limits.h"

static const char *const HEADER[] = {
  "campaign", "channel", "language", "variant", "part", "position",
  "text",     "length",  "max",      "unit",    "link", NULL,
};

typedef struct {
  NlCampaignBundle *bundle;
  NlMessage *message;
  NlCsvWriter *writer;
  const char *link;
} Table;

static void
write_row (Table *self, const NlPart *part, guint position, const char *text)
{
  g_autoptr (NlPartCheck) check
      = nl_message_check (nl_message_get_channel (self->message), part, text);
  g_autofree char *place = g_strdup_printf ("%u", position);
  g_autofree char *length = g_strdup_printf ("%u", check->length);
  g_autofree char *max = check->max > 0 ? g_strdup_printf ("%u", check->max) : NULL;
  const char *cells[] = {
    nl_record_get_text (NL_RECORD (self->bundle->campaign), NL_CAMPAIGN_NAME),
    nl_record_get_text (NL_RECORD (self->message), NL_MESSAGE_CHANNEL),
    nl_message_get_language (self->message),
    nl_record_get_text (NL_RECORD (self->message), NL_MESSAGE_VARIANT),
    part->name,
    place,
    text,
    length,
    max,
    nl_part_unit_to_string (part->unit),
    self->link,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    nl_csv_writer_add (self->writer, cells[i], -1);
  /* A stream in memory takes everything. */
  nl_csv_writer_end_row (self->writer, NULL, NULL);
}

static void
write_message (Table *self)
{
  const NlChannel *channel = nl_message_get_channel (self->message);
  g_autoptr (NlMessageParts) parts = nl_message_parts_new_from_message (self->message);
  g_autofree char *link = nl_campaign_bundle_dup_link (self->bundle, self->message);

  self->link = link;
  for (guint i = 0; channel != NULL && i < channel->n_parts; i++) {
    const NlPart *part = &channel->parts[i];
    const char *const *list = nl_message_parts_get_list (parts, part->name);

    if ((part->flags & NL_PART_LIST) == 0)
      write_row (self, part, 1, nl_message_parts_get_text (parts, part->name));
    for (guint n = 0; list[n] != NULL; n++)
      write_row (self, part, n + 1, list[n]);
  }
}

/**
 * nl_campaign_format_csv:
 * @bundle: a campaign
 * @files: where the files go
 *
 * Adds one CSV file with a row for each text. RFC 4180, with a byte order mark because spreadsheets
 * take UTF-8 for something else without; a text that a spreadsheet would calculate is disarmed.
 */
void
nl_campaign_format_csv (NlCampaignBundle *bundle, NlExportFiles *files)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (NlCsvWriter) writer = nl_csv_writer_new (
      stream, ',', NL_CSV_WRITER_CRLF | NL_CSV_WRITER_BYTE_ORDER_MARK | NL_CSV_WRITER_NO_FORMULAS);
  g_autofree char *name = nl_campaign_bundle_dup_file_name (bundle, NULL, "csv");
  g_autoptr (GBytes) contents = NULL;
  Table self = { .bundle = bundle, .writer = writer };

  nl_csv_writer_write_row (writer, HEADER, NULL, NULL);
  for (guint i = 0; i < bundle->messages->len; i++) {
    self.message = bundle->messages->pdata[i];
    write_message (&self);
  }
  nl_csv_writer_close (writer, NULL, NULL);
  contents = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  nl_export_files_add (files, name, contents);
}
