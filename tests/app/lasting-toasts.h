/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

void make_toasts_last (void);
