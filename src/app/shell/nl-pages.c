/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-pages.h"

#include <glib/gi18n-lib.h>

#include "app/activity/nl-activity-page.h"
#include "app/campaigns/nl-campaigns-page.h"
#include "app/customers/nl-customers-page.h"
#include "app/overview/nl-overview-page.h"
#include "app/personas/nl-personas-page.h"
#include "app/segments/nl-segments-page.h"

/* In the order of the sidebar, and of Ctrl+1, Ctrl+2…. */
static const NlPageInfo pages[] = {
  { "overview", N_ ("Overview"), "nl-overview-symbolic", nl_overview_page_get_type, NL_PAGE_PLAIN },
  { "customers", N_ ("Customers"), "nl-customers-symbolic", nl_customers_page_get_type,
    NL_PAGE_SEARCHES | NL_PAGE_IMPORTS },
  { "segments", N_ ("Segments"), "nl-segments-symbolic", nl_segments_page_get_type, NL_PAGE_PLAIN },
  { "personas", N_ ("Personas"), "nl-personas-symbolic", nl_personas_page_get_type, NL_PAGE_PLAIN },
  { "campaigns", N_ ("Campaigns"), "nl-campaigns-symbolic", nl_campaigns_page_get_type,
    NL_PAGE_PLAIN },
  { "activity", N_ ("Activity"), "nl-activity-symbolic", nl_activity_page_get_type, NL_PAGE_PLAIN },
};

/**
 * nl_pages_list:
 * @n_pages: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_pages): every page the sidebar leads to
 */
const NlPageInfo *
nl_pages_list (guint *n_pages)
{
  *n_pages = G_N_ELEMENTS (pages);
  return pages;
}

/**
 * nl_pages_find:
 * @id: (nullable): "customers"
 *
 * Returns: (transfer none) (nullable): the page of that id
 */
const NlPageInfo *
nl_pages_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].id, id) == 0)
      return &pages[i];
  return NULL;
}

/**
 * nl_pages_find_with:
 * @flag: what it must do
 *
 * Returns: (transfer none) (nullable): the first page that does
 */
const NlPageInfo *
nl_pages_find_with (NlPageFlags flag)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if ((pages[i].flags & flag) != 0)
      return &pages[i];
  return NULL;
}
