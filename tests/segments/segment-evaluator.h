/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segment-sample.h"
#include "segments/nl-segment-query.h"

gboolean segment_evaluate (NlSegmentQuery *query, Sample *sample, const SampleCustomer *customer);
