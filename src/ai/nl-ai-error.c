/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-ai-error.h"

G_DEFINE_QUARK (nl - ai - error - quark, nl_ai_error)
