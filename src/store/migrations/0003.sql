-- SPDX-License-Identifier: GPL-3.0-or-later

-- How many customers a segment had, one row a day: days since 1970 in the shop's zone.
CREATE TABLE segment_sizes (
  segment_id INTEGER NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  customer_count INTEGER NOT NULL,
  PRIMARY KEY (segment_id, day)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER segments_query AFTER UPDATE OF query ON segments WHEN OLD.query <> NEW.query BEGIN
  DELETE FROM segment_sizes WHERE segment_id = OLD.id;
END;

-- Who was in a segment when its snapshot was taken: the snapshot is a segment that names itself.
CREATE TABLE segment_members (
  segment_id INTEGER NOT NULL REFERENCES segments (id) ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  PRIMARY KEY (segment_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_members_customer ON segment_members (customer_id);

-- What segments ask about, beside each other and in the order of the rows: counting by them reads
-- this instead of whole customers, and adding to it is writing at its end.
CREATE INDEX customers_segments ON customers (
  shop_id, id, number_of_orders, amount_spent, last_order_at, first_order_at, customer_added_at,
  email_subscription_status, sms_subscription_status, rfm_group, country_code, language,
  email_domain, abandoned_checkout_at, predicted_spend_tier, product_subscription_status,
  customer_account_status, region_key, city_key, latitude, longitude, created_by_app_id, companies
);
CREATE INDEX customers_abandoned_checkout ON customers (shop_id, abandoned_checkout_at)
  WHERE abandoned_checkout_at IS NOT NULL;

-- The same for orders, instead of the index of their dates alone.
DROP INDEX orders_date;
CREATE INDEX orders_segments
  ON orders (shop_id, ordered_at, customer_id, cancelled_at, total, location_id, app_id);
