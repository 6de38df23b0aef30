/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libspelling.h>

G_BEGIN_DECLS

SpellingChecker *nl_spelling_await_checker (const char *language);

G_END_DECLS
