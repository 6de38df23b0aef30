/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-formats.h"

#include <cmark.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-language.h"
#include "campaigns/nl-message-parts.h"

/* The document is built as cmark's tree and written by it, which escapes whatever in a text would
 * be markup. */

static cmark_node *
append_block (cmark_node *parent, cmark_node_type type)
{
  cmark_node *block = cmark_node_new (type);

  cmark_node_append_child (parent, block);
  return block;
}

static void
append_text (cmark_node *parent, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++) {
    cmark_node *node = cmark_node_new (CMARK_NODE_TEXT);

    if (line != lines)
      append_block (parent, CMARK_NODE_LINEBREAK);
    cmark_node_set_literal (node, *line);
    cmark_node_append_child (parent, node);
  }
}

static void
append_heading (cmark_node *document, int level, const char *text)
{
  cmark_node *heading = append_block (document, CMARK_NODE_HEADING);
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n", ' ');

  cmark_node_set_heading_level (heading, level);
  append_text (heading, line);
}

static void
append_paragraphs (cmark_node *document, const char *text)
{
  g_auto (GStrv) blocks = g_strsplit (text, "\n\n", -1);

  for (char **block = blocks; *block != NULL; block++) {
    g_strstrip (*block);
    if (**block != '\0')
      append_text (append_block (document, CMARK_NODE_PARAGRAPH), *block);
  }
}

static void
append_list (cmark_node *document, const char *const *items)
{
  cmark_node *list = append_block (document, CMARK_NODE_LIST);

  cmark_node_set_list_type (list, CMARK_BULLET_LIST);
  cmark_node_set_list_tight (list, 1);
  for (; *items != NULL; items++)
    append_text (append_block (append_block (list, CMARK_NODE_ITEM), CMARK_NODE_PARAGRAPH), *items);
}

/* A body is in Markdown already; its headings go below those of the document, and HTML in it
 * becomes text, as in every other format. */
static void
append_body (cmark_node *document, const char *body)
{
  cmark_node *tree
      = cmark_parse_document (body, strlen (body), CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
  cmark_node *child;
  cmark_iter *iter = cmark_iter_new (tree);
  g_autoptr (GPtrArray) html = g_ptr_array_new ();

  for (cmark_event_type event; (event = cmark_iter_next (iter)) != CMARK_EVENT_DONE;) {
    cmark_node *node = cmark_iter_get_node (iter);
    int type = (int) cmark_node_get_type (node);

    if (event == CMARK_EVENT_ENTER && type == CMARK_NODE_HEADING)
      cmark_node_set_heading_level (node, CLAMP (cmark_node_get_heading_level (node) + 2, 4, 6));
    else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
      g_ptr_array_add (html, node);
  }
  cmark_iter_free (iter);
  for (guint i = 0; i < html->len; i++) {
    gboolean is_block = cmark_node_get_type (html->pdata[i]) == CMARK_NODE_HTML_BLOCK;
    cmark_node *stand_in = cmark_node_new (is_block ? CMARK_NODE_PARAGRAPH : CMARK_NODE_TEXT);

    if (is_block)
      append_text (stand_in, cmark_node_get_literal (html->pdata[i]));
    else
      cmark_node_set_literal (stand_in, cmark_node_get_literal (html->pdata[i]));
    cmark_node_replace (html->pdata[i], stand_in);
    cmark_node_free (html->pdata[i]);
  }
  while ((child = cmark_node_first_child (tree)) != NULL) {
    cmark_node_unlink (child);
    cmark_node_append_child (document, child);
  }
  cmark_node_free (tree);
}

static void
append_message (cmark_node *document, NlCampaignBundle *bundle, NlMessage *message)
{
  const NlChannel *channel = nl_message_get_channel (message);
  const char *variant = nl_record_get_text (NL_RECORD (message), NL_MESSAGE_VARIANT);
  g_autoptr (NlMessageParts) parts = nl_message_parts_new_from_message (message);
  g_autofree char *link = nl_campaign_bundle_dup_link (bundle, message);
  g_autofree char *title = NULL;

  /* Translators: a channel and a letter, such as “Email, variant B”. */
  title = g_strdup_printf (_ ("%s, variant %s"), nl_channel_get_name (channel), variant);
  append_heading (document, 2,
                  g_strcmp0 (variant, "A") == 0 ? nl_channel_get_name (channel) : title);
  for (guint i = 0; i < channel->n_parts; i++) {
    const NlPart *part = &channel->parts[i];
    const char *text = nl_message_parts_get_text (parts, part->name);
    const char *const *list = nl_message_parts_get_list (parts, part->name);

    if (*text == '\0' && *list == NULL)
      continue;
    append_heading (document, 3, nl_part_get_label (part));
    if ((part->flags & NL_PART_MARKDOWN) != 0)
      append_body (document, text);
    else if (*list != NULL)
      append_list (document, list);
    else
      append_paragraphs (document, text);
  }
  if (link != NULL) {
    cmark_node *paragraph;
    cmark_node *anchor;

    append_heading (document, 3, _ ("Link"));
    paragraph = append_block (document, CMARK_NODE_PARAGRAPH);
    anchor = append_block (paragraph, CMARK_NODE_LINK);
    cmark_node_set_url (anchor, link);
    append_text (anchor, link);
  }
}

static void
add_language (NlCampaignBundle *bundle, const char *language, NlExportFiles *files)
{
  cmark_node *document = cmark_node_new (CMARK_NODE_DOCUMENT);
  g_autofree char *language_name = nl_language_name (language, NULL);
  g_autofree char *name = nl_campaign_bundle_dup_file_name (bundle, language, "md");
  g_autofree char *title
      = g_strdup_printf ("%s (%s)",
                         nl_record_get_text (NL_RECORD (bundle->campaign), NL_CAMPAIGN_NAME),
                         language_name);
  char *text;

  append_heading (document, 1, title);
  for (guint i = 0; i < bundle->messages->len; i++) {
    NlMessage *message = bundle->messages->pdata[i];

    if (g_str_equal (nl_message_get_language (message), language)
        && nl_message_get_channel (message) != NULL)
      append_message (document, bundle, message);
  }
  text = cmark_render_commonmark (document, CMARK_OPT_DEFAULT, 0);
  nl_export_files_add_text (files, name, g_strdup (text));
  free (text);
  cmark_node_free (document);
}

/**
 * nl_campaign_format_markdown:
 * @bundle: a campaign
 * @files: where the files go
 *
 * Adds one CommonMark file for each language, with every channel.
 */
void
nl_campaign_format_markdown (NlCampaignBundle *bundle, NlExportFiles *files)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < bundle->messages->len; i++) {
    const char *language = nl_message_get_language (bundle->messages->pdata[i]);

    if (g_hash_table_add (seen, (gpointer) language))
      add_language (bundle, language, files);
  }
}
