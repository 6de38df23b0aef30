/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/shell/nl-window.h"

G_BEGIN_DECLS

void nl_sample_open (NlWindow *window);

G_END_DECLS
