-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where a shop's readers unsubscribe: every email that is exported says so.
ALTER TABLE shops ADD COLUMN unsubscribe_url TEXT;
