/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * NlPersonaSectionStyle:
 * @NL_PERSONA_SECTION_STATEMENTS: one below the other, each with where it comes from
 * @NL_PERSONA_SECTION_QUOTES: as quotations
 * @NL_PERSONA_SECTION_WORDS: as chips
 *
 * How a section shows its entries.
 */
typedef enum {
  NL_PERSONA_SECTION_STATEMENTS,
  NL_PERSONA_SECTION_QUOTES,
  NL_PERSONA_SECTION_WORDS,
} NlPersonaSectionStyle;

/* A section that every persona has. */
typedef struct {
  guint field;
  const char *title; /* for gettext() */
  NlPersonaSectionStyle style;
  gboolean is_second; /* in the second column */
} NlPersonaSectionInfo;

#define NL_TYPE_PERSONA_SECTION (nl_persona_section_get_type ())
G_DECLARE_FINAL_TYPE (NlPersonaSection, nl_persona_section, NL, PERSONA_SECTION, AdwBin)

const NlPersonaSectionInfo *nl_persona_sections_list (guint *n_sections);

GtkWidget *nl_persona_section_new (const char *title, NlPersonaSectionStyle style);
void nl_persona_section_set_entries (NlPersonaSection *self, JsonNode *entries);
void nl_persona_section_set_read_only (NlPersonaSection *self, gboolean read_only);
void nl_persona_section_set_editing (NlPersonaSection *self, gboolean editing);
gboolean nl_persona_section_get_editing (NlPersonaSection *self);
GtkListBox *nl_persona_section_get_editor (NlPersonaSection *self);
void nl_persona_section_append (NlPersonaSection *self, GtkWidget *widget);

G_END_DECLS
