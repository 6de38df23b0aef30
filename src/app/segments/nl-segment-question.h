/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwDialog *nl_segment_question_new (gboolean can_cancel);

G_END_DECLS
