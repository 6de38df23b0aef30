/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-formats.h"

#include <cmark.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-html.h"
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

/* Leaves the text of a link or an image without what it leads to. */
static void
unwrap (cmark_node *node)
{
  cmark_node *child;

  while ((child = cmark_node_first_child (node)) != NULL) {
    cmark_node_unlink (child);
    cmark_node_insert_before (node, child);
  }
  cmark_node_unlink (node);
  cmark_node_free (node);
}

/* The same addresses leave as in every other format. */
static void
mend_link (cmark_node *node, NlCampaignBundle *bundle, NlMessage *message)
{
  const char *url = cmark_node_get_url (node);
  gboolean is_image = cmark_node_get_type (node) == CMARK_NODE_IMAGE;
  g_autofree char *checked = url != NULL ? nl_html_check_link (url) : NULL;
  g_autofree char *tagged = NULL;

  if (checked == NULL || (is_image && !g_str_has_prefix (checked, "http"))) {
    unwrap (node);
    return;
  }
  tagged = is_image ? g_strdup (checked) : nl_campaign_bundle_tag_link (bundle, message, checked);
  cmark_node_set_url (node, tagged);
}

/* HTML in a text becomes text, as in every other format. */
static void
disarm_html (cmark_node *node)
{
  gboolean is_block = cmark_node_get_type (node) == CMARK_NODE_HTML_BLOCK;
  cmark_node *stand_in = cmark_node_new (is_block ? CMARK_NODE_PARAGRAPH : CMARK_NODE_TEXT);

  if (is_block)
    append_text (stand_in, cmark_node_get_literal (node));
  else
    cmark_node_set_literal (stand_in, cmark_node_get_literal (node));
  cmark_node_replace (node, stand_in);
  cmark_node_free (node);
}

/* A body is in Markdown already; its headings go below those of the document. */
static void
append_body (cmark_node *document, NlCampaignBundle *bundle, NlMessage *message, const char *body)
{
  cmark_node *tree
      = cmark_parse_document (body, strlen (body), CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
  cmark_node *child;
  cmark_iter *iter = cmark_iter_new (tree);
  g_autoptr (GPtrArray) html = g_ptr_array_new ();
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  for (cmark_event_type event; (event = cmark_iter_next (iter)) != CMARK_EVENT_DONE;) {
    cmark_node *node = cmark_iter_get_node (iter);
    int type = (int) cmark_node_get_type (node);

    if (event == CMARK_EVENT_ENTER && type == CMARK_NODE_HEADING)
      cmark_node_set_heading_level (node, CLAMP (cmark_node_get_heading_level (node) + 2, 4, 6));
    else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
      g_ptr_array_add (html, node);
    else if (event == CMARK_EVENT_EXIT && (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE))
      g_ptr_array_add (links, node);
  }
  cmark_iter_free (iter);
  for (guint i = 0; i < html->len; i++)
    disarm_html (html->pdata[i]);
  /* Inner ones come first: an image may stand in a link. */
  for (guint i = 0; i < links->len; i++)
    mend_link (links->pdata[i], bundle, message);
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
      append_body (document, bundle, message, text);
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
