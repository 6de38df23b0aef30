-- SPDX-License-Identifier: GPL-3.0-or-later
-- Released steps never change: what comes later is a step of its own.
--
-- Ids are Snowflake ids (base/nl-id.c), times are microseconds since 1970 UTC, money is integer
-- minor units of the shop's currency, lists are JSON arrays.

CREATE TABLE workspace (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE images (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  media_type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE image_thumbnails (
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (image_id, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE shops (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  url TEXT,
  platform TEXT NOT NULL DEFAULT 'other',
  currency TEXT NOT NULL DEFAULT 'EUR',
  timezone TEXT NOT NULL DEFAULT 'UTC',
  language TEXT NOT NULL,
  further_languages TEXT NOT NULL DEFAULT '[]',
  tone TEXT NOT NULL DEFAULT 'friendly',
  dos TEXT,
  donts TEXT,
  banned_words TEXT NOT NULL DEFAULT '[]',
  emoji_policy TEXT NOT NULL DEFAULT 'sparing',
  logo_image_id INTEGER REFERENCES images (id) ON DELETE SET NULL
) STRICT;

CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  shop_id INTEGER NOT NULL REFERENCES shops (id) ON DELETE CASCADE,
  external_id TEXT,
  email TEXT,
  email_key TEXT,
  email_domain TEXT,
  phone TEXT,
  phone_key TEXT,
  first_name TEXT,
  last_name TEXT,
  company TEXT,
  address1 TEXT,
  address2 TEXT,
  city TEXT,
  province TEXT,
  province_code TEXT,
  country_code TEXT,
  zip TEXT,
  region_key TEXT,
  city_key TEXT,
  latitude REAL,
  longitude REAL,
  language TEXT,
  note TEXT,
  tags TEXT NOT NULL DEFAULT '[]',
  tax_exempt INTEGER NOT NULL DEFAULT 0,
  email_subscription_status TEXT,
  email_subscription_changed_at INTEGER,
  sms_subscription_status TEXT,
  sms_subscription_changed_at INTEGER,
  customer_account_status TEXT NOT NULL DEFAULT 'DISABLED',
  product_subscription_status TEXT,
  amount_spent INTEGER NOT NULL DEFAULT 0,
  number_of_orders INTEGER NOT NULL DEFAULT 0,
  first_order_at INTEGER,
  last_order_at INTEGER,
  customer_added_at INTEGER,
  abandoned_checkout_at INTEGER,
  predicted_spend_tier TEXT,
  rfm_recency INTEGER,
  rfm_frequency INTEGER,
  rfm_monetary INTEGER,
  rfm_group TEXT,
  created_by_app_id INTEGER,
  companies TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE UNIQUE INDEX customers_email ON customers (shop_id, email_key) WHERE email_key IS NOT NULL;
CREATE UNIQUE INDEX customers_external ON customers (shop_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX customers_phone ON customers (shop_id, phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX customers_name ON customers (shop_id, last_name COLLATE NOCASE, first_name COLLATE NOCASE);
CREATE INDEX customers_amount_spent ON customers (shop_id, amount_spent);
CREATE INDEX customers_number_of_orders ON customers (shop_id, number_of_orders);
CREATE INDEX customers_last_order ON customers (shop_id, last_order_at);
CREATE INDEX customers_rfm_group ON customers (shop_id, rfm_group);
CREATE INDEX customers_country ON customers (shop_id, country_code);

-- The tags once more, folded, for segments; kept by the triggers below.
CREATE TABLE customer_tags (
  shop_id INTEGER NOT NULL,
  tag_key TEXT NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  PRIMARY KEY (shop_id, tag_key, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_tags_customer ON customer_tags (customer_id);

CREATE TRIGGER customers_tags_insert AFTER INSERT ON customers WHEN NEW.tags <> '[]' BEGIN
  INSERT OR IGNORE INTO customer_tags (shop_id, tag_key, customer_id)
    SELECT NEW.shop_id, nl_fold (value), NEW.id FROM json_each (NEW.tags);
END;
CREATE TRIGGER customers_tags_update AFTER UPDATE OF tags, shop_id ON customers
  WHEN OLD.tags <> NEW.tags OR OLD.shop_id <> NEW.shop_id BEGIN
  DELETE FROM customer_tags WHERE customer_id = OLD.id;
  INSERT OR IGNORE INTO customer_tags (shop_id, tag_key, customer_id)
    SELECT NEW.shop_id, nl_fold (value), NEW.id FROM json_each (NEW.tags);
END;

-- Addresses beside the default one, which stands in customers.
CREATE TABLE customer_addresses (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  company TEXT,
  address1 TEXT,
  address2 TEXT,
  city TEXT,
  province TEXT,
  province_code TEXT,
  country_code TEXT,
  zip TEXT,
  phone TEXT,
  region_key TEXT,
  city_key TEXT,
  latitude REAL,
  longitude REAL
) STRICT;
CREATE INDEX customer_addresses_customer ON customer_addresses (customer_id);

CREATE TABLE customer_events (
  id INTEGER PRIMARY KEY,
  shop_id INTEGER NOT NULL REFERENCES shops (id) ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  object_id INTEGER,
  occurred_at INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_events_customer ON customer_events (customer_id, kind, occurred_at);
CREATE INDEX customer_events_kind ON customer_events (shop_id, kind, occurred_at);

CREATE TABLE store_credit_accounts (
  id INTEGER PRIMARY KEY,
  shop_id INTEGER NOT NULL REFERENCES shops (id) ON DELETE CASCADE,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  currency TEXT NOT NULL,
  balance INTEGER NOT NULL,
  next_expiry_at INTEGER,
  last_credit_at INTEGER
) STRICT;
CREATE INDEX store_credit_accounts_customer ON store_credit_accounts (customer_id);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  shop_id INTEGER NOT NULL REFERENCES shops (id) ON DELETE CASCADE,
  customer_id INTEGER REFERENCES customers (id) ON DELETE SET NULL,
  external_id TEXT,
  name TEXT,
  ordered_at INTEGER NOT NULL,
  currency TEXT NOT NULL,
  subtotal INTEGER NOT NULL DEFAULT 0,
  shipping INTEGER NOT NULL DEFAULT 0,
  tax INTEGER NOT NULL DEFAULT 0,
  discount INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL,
  refunded INTEGER NOT NULL DEFAULT 0,
  financial_status TEXT NOT NULL DEFAULT 'paid',
  fulfillment_status TEXT,
  cancelled_at INTEGER,
  location_id INTEGER,
  app_id INTEGER,
  tags TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE UNIQUE INDEX orders_external ON orders (shop_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX orders_customer ON orders (customer_id, ordered_at);
CREATE INDEX orders_date ON orders (shop_id, ordered_at);

CREATE TABLE order_lines (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  product_external_id INTEGER,
  title TEXT NOT NULL,
  sku TEXT,
  category TEXT,
  tags TEXT NOT NULL DEFAULT '[]',
  quantity INTEGER NOT NULL,
  price INTEGER NOT NULL
) STRICT;
CREATE INDEX order_lines_order ON order_lines (order_id, position);
CREATE INDEX order_lines_product ON order_lines (product_external_id) WHERE product_external_id IS NOT NULL;

CREATE TABLE segments (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  shop_id INTEGER NOT NULL REFERENCES shops (id) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE,
  query TEXT NOT NULL,
  customer_count INTEGER,
  counted_at INTEGER,
  UNIQUE (shop_id, name)
) STRICT;

CREATE TABLE personas (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  shop_id INTEGER NOT NULL REFERENCES shops (id) ON DELETE CASCADE,
  segment_id INTEGER REFERENCES segments (id) ON DELETE SET NULL,
  language TEXT NOT NULL,
  name TEXT NOT NULL,
  tagline TEXT,
  gender TEXT,
  age_min INTEGER,
  age_max INTEGER,
  bio TEXT,
  goals TEXT NOT NULL DEFAULT '[]',
  frustrations TEXT NOT NULL DEFAULT '[]',
  motivations TEXT NOT NULL DEFAULT '[]',
  objections TEXT NOT NULL DEFAULT '[]',
  channels TEXT NOT NULL DEFAULT '[]',
  quotes TEXT NOT NULL DEFAULT '[]',
  vocabulary TEXT NOT NULL DEFAULT '[]',
  best_hours TEXT NOT NULL DEFAULT '[]',
  facts TEXT NOT NULL DEFAULT '[]',
  statistics TEXT NOT NULL DEFAULT '{}',
  seed INTEGER NOT NULL DEFAULT 0,
  avatar_image_id INTEGER REFERENCES images (id) ON DELETE SET NULL,
  provider TEXT NOT NULL DEFAULT 'offline',
  model TEXT,
  draft INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX personas_shop ON personas (shop_id, name COLLATE NOCASE);

CREATE TABLE campaigns (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  shop_id INTEGER NOT NULL REFERENCES shops (id) ON DELETE CASCADE,
  persona_id INTEGER REFERENCES personas (id) ON DELETE SET NULL,
  segment_id INTEGER REFERENCES segments (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  template TEXT NOT NULL,
  goal TEXT,
  channels TEXT NOT NULL DEFAULT '[]',
  languages TEXT NOT NULL DEFAULT '[]',
  products TEXT NOT NULL DEFAULT '[]',
  offer TEXT,
  landing_url TEXT,
  status TEXT NOT NULL DEFAULT 'draft',
  scheduled_at INTEGER,
  seed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX campaigns_shop ON campaigns (shop_id, updated_at);

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  campaign_id INTEGER NOT NULL REFERENCES campaigns (id) ON DELETE CASCADE,
  channel TEXT NOT NULL,
  language TEXT NOT NULL,
  variant TEXT NOT NULL DEFAULT 'A',
  parts TEXT NOT NULL DEFAULT '{}',
  provider TEXT NOT NULL DEFAULT 'offline',
  model TEXT,
  draft INTEGER NOT NULL DEFAULT 1,
  UNIQUE (campaign_id, channel, language, variant)
) STRICT;

CREATE VIRTUAL TABLE customers_search USING fts5 (
  name, email, company, phone, tags, note,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2",
  prefix = '2 3'
);
CREATE TRIGGER customers_search_insert AFTER INSERT ON customers BEGIN
  INSERT INTO customers_search (rowid, name, email, company, phone, tags, note)
    VALUES (NEW.id, concat_ws (' ', NEW.first_name, NEW.last_name), NEW.email, NEW.company,
            NEW.phone, NEW.tags, NEW.note);
END;
CREATE TRIGGER customers_search_update
  AFTER UPDATE OF first_name, last_name, email, company, phone, tags, note ON customers BEGIN
  INSERT OR REPLACE INTO customers_search (rowid, name, email, company, phone, tags, note)
    VALUES (NEW.id, concat_ws (' ', NEW.first_name, NEW.last_name), NEW.email, NEW.company,
            NEW.phone, NEW.tags, NEW.note);
END;
CREATE TRIGGER customers_search_delete AFTER DELETE ON customers BEGIN
  DELETE FROM customers_search WHERE rowid = OLD.id;
END;
