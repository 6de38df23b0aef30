-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where a consent came from, and what it was before: a history that can only grow.

ALTER TABLE customers ADD COLUMN email_subscription_source TEXT;
ALTER TABLE customers ADD COLUMN sms_subscription_source TEXT;

CREATE TABLE customer_consents (
  id INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  channel TEXT NOT NULL,
  status TEXT,
  source TEXT,
  changed_at INTEGER
) STRICT;
CREATE INDEX customer_consents_customer ON customer_consents (customer_id, channel);

-- A consent that never changed stands in customers alone: its first state is written down here
-- together with the second.
CREATE TRIGGER customers_email_consent AFTER UPDATE OF email_subscription_status ON customers
  WHEN OLD.email_subscription_status IS NOT NEW.email_subscription_status BEGIN
  INSERT INTO customer_consents (id, created_at, updated_at, customer_id, channel, status, source, changed_at)
    SELECT nl_id (), OLD.updated_at, OLD.updated_at, OLD.id, 'email', OLD.email_subscription_status,
           OLD.email_subscription_source, OLD.email_subscription_changed_at
    WHERE OLD.email_subscription_status IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM customer_consents WHERE customer_id = OLD.id AND channel = 'email');
  INSERT INTO customer_consents (id, created_at, updated_at, customer_id, channel, status, source, changed_at)
    VALUES (nl_id (), NEW.updated_at, NEW.updated_at, NEW.id, 'email', NEW.email_subscription_status,
            NEW.email_subscription_source, NEW.email_subscription_changed_at);
END;
CREATE TRIGGER customers_sms_consent AFTER UPDATE OF sms_subscription_status ON customers
  WHEN OLD.sms_subscription_status IS NOT NEW.sms_subscription_status BEGIN
  INSERT INTO customer_consents (id, created_at, updated_at, customer_id, channel, status, source, changed_at)
    SELECT nl_id (), OLD.updated_at, OLD.updated_at, OLD.id, 'sms', OLD.sms_subscription_status,
           OLD.sms_subscription_source, OLD.sms_subscription_changed_at
    WHERE OLD.sms_subscription_status IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM customer_consents WHERE customer_id = OLD.id AND channel = 'sms');
  INSERT INTO customer_consents (id, created_at, updated_at, customer_id, channel, status, source, changed_at)
    VALUES (nl_id (), NEW.updated_at, NEW.updated_at, NEW.id, 'sms', NEW.sms_subscription_status,
            NEW.sms_subscription_source, NEW.sms_subscription_changed_at);
END;

-- What was agreed to is evidence: it goes only with the customer, or with them to whom they are merged.
CREATE TRIGGER customer_consents_update
  BEFORE UPDATE OF created_at, channel, status, source, changed_at ON customer_consents BEGIN
  SELECT RAISE (ABORT, 'consents are only added');
END;
CREATE TRIGGER customer_consents_delete BEFORE DELETE ON customer_consents
  WHEN EXISTS (SELECT 1 FROM customers WHERE id = OLD.customer_id) BEGIN
  SELECT RAISE (ABORT, 'consents are only added');
END;

-- Pairs somebody looked at and said: these are two people.
CREATE TABLE customer_distinct_pairs (
  first_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  second_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  PRIMARY KEY (first_id, second_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_distinct_pairs_second ON customer_distinct_pairs (second_id);
