/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

char *nl_elision_apply (const char *text, const char *language);
