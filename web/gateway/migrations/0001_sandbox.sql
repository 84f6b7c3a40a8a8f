-- Times are unix milliseconds, amounts are minor units, and JSON is text: D1's
-- driver knows no other kinds. A semicolon ends a statement wherever it stands,
-- for the tests' sake: no trigger has one inside, and no literal.

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE accounts (
  account           TEXT PRIMARY KEY,
  token_hash        TEXT NOT NULL,
  public_key        TEXT NOT NULL,
  payout_public_key TEXT NOT NULL,
  notification_url  TEXT NOT NULL,
  local             INTEGER NOT NULL,
  creator           TEXT NOT NULL,
  expires_at        INTEGER NOT NULL
);
CREATE INDEX accounts_by_expiry ON accounts (expires_at);

CREATE TABLE payments (
  number      INTEGER PRIMARY KEY,
  uuid        TEXT NOT NULL UNIQUE,
  account     TEXT NOT NULL REFERENCES accounts (account) ON DELETE CASCADE,
  kind        TEXT NOT NULL,
  order_id    TEXT NOT NULL,
  amount      INTEGER NOT NULL,
  service     TEXT NOT NULL,
  description TEXT NOT NULL,
  status      TEXT NOT NULL,
  success_url TEXT NOT NULL,
  fail_url    TEXT NOT NULL,
  notify_url  TEXT NOT NULL,
  local       INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  UNIQUE (account, kind, order_id)
);
CREATE INDEX payments_of_account ON payments (account, number);
CREATE INDEX payments_of_balance ON payments (account, kind, status, amount)
  WHERE kind = 'payment' AND status = 'paid' OR kind = 'payout' AND status IN ('wait', 'paid');

CREATE TABLE requests (
  number   INTEGER PRIMARY KEY,
  account  TEXT NOT NULL REFERENCES accounts (account) ON DELETE CASCADE,
  at       INTEGER NOT NULL,
  path     TEXT NOT NULL,
  headers  TEXT NOT NULL,
  body     TEXT NOT NULL,
  sign     TEXT NOT NULL,
  status   INTEGER NOT NULL,
  answer   TEXT NOT NULL,
  reason   TEXT NOT NULL,
  verdict  TEXT NOT NULL,
  findings TEXT NOT NULL,
  bytes    INTEGER NOT NULL
);
CREATE INDEX requests_of_account ON requests (account, number, bytes);

CREATE TABLE notifications (
  number   INTEGER PRIMARY KEY,
  account  TEXT NOT NULL REFERENCES accounts (account) ON DELETE CASCADE,
  creator  TEXT NOT NULL,
  payment  INTEGER NOT NULL,
  url      TEXT NOT NULL,
  payload  TEXT NOT NULL,
  status   TEXT NOT NULL,
  state    TEXT NOT NULL,
  tried    INTEGER NOT NULL,
  due_at   INTEGER NOT NULL,
  leased   INTEGER NOT NULL,
  attempts TEXT NOT NULL,
  local    INTEGER NOT NULL
);
CREATE INDEX notifications_of_account ON notifications (account, payment);
CREATE INDEX notifications_due ON notifications (creator, due_at) WHERE state = 'pending';
CREATE INDEX notifications_due_of_account ON notifications (account, due_at) WHERE state = 'pending';
CREATE INDEX notifications_leased ON notifications (creator, leased) WHERE state = 'pending';

-- What the relay has sent, by what its sender calls each press on Send.
CREATE TABLE relayed (
  once TEXT PRIMARY KEY,
  at   INTEGER NOT NULL
);
CREATE INDEX relayed_by_time ON relayed (at);

-- Requests a minute, where one process does not see them all.
CREATE TABLE quotas (
  name   TEXT PRIMARY KEY,
  minute INTEGER NOT NULL,
  count  INTEGER NOT NULL
);
CREATE INDEX quotas_by_minute ON quotas (minute);
