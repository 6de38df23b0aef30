/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/shell/nl-page.h"
#include "store/nl-rows-model.h"

G_BEGIN_DECLS

#define NL_TYPE_RECORDS_PAGE (nl_records_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (NlRecordsPage, nl_records_page, NL, RECORDS_PAGE, NlPage)

struct _NlRecordsPageClass {
  NlPageClass parent_class;

  /* What is listed: the records whose field @shop_field is the current shop. */
  GType record_type;
  guint shop_field;
  /* What is searched: a text, in SQL. */
  const char *searched;
  /* Puts the records in order. */
  void (*sort) (NlQuery *query);

  /* Shows the details of a record. */
  void (*open) (NlRecordsPage *self, NlRecord *record);
  /* What to say when there is no such record: a title, marked with N_(). */
  const char *open_failed;

  /* Goes back to the list, since another shop is current. */
  void (*leave) (NlRecordsPage *self);
  /* Shows the stage that fits: there are records, none, or none that are searched for. */
  void (*update_stage) (NlRecordsPage *self);

  /* Reads what else of the shop the list shows. By default that is what list_related() returns, a
   * future of a #GListModel, which take_related() is given; read again when @related_table changes.
   */
  void (*load) (NlRecordsPage *self);
  const char *related_table;
  DexFuture *(*list_related) (NlStore *store, gint64 shop_id);
  void (*take_related) (NlRecordsPage *self, GListModel *related);
};

AdwNavigationView *nl_records_page_get_views (NlRecordsPage *self);
GListModel *nl_records_page_get_shown (NlRecordsPage *self);
gboolean nl_records_page_has_rows (NlRecordsPage *self);
gboolean nl_records_page_is_searching (NlRecordsPage *self);

G_END_DECLS
