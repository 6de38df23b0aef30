/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segment-sample.h"

char *segment_generate_query (Sample *sample);
