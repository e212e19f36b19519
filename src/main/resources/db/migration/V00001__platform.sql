-- Shared ground of all rooms: first answers to repeated calls, and events on their way out.

-- For constraints that forbid overlaps, and for words that are nearly right.
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE idempotency_key (
    person_id    uuid        NOT NULL,
    key          text        NOT NULL CHECK (length(key) BETWEEN 8 AND 80),
    operation_id text        NOT NULL,
    request_hash text        NOT NULL,
    status       int         NOT NULL,
    version      int,
    headers      jsonb       NOT NULL,
    body         text,
    created_at   timestamptz NOT NULL,
    CONSTRAINT idempotency_key_pk PRIMARY KEY (person_id, key)
);
CREATE INDEX idempotency_key_created ON idempotency_key (created_at);

CREATE TABLE outbox_event (
    id           uuid        NOT NULL CONSTRAINT outbox_event_pk PRIMARY KEY,
    name         text        NOT NULL CHECK (name ~ '^[a-z]+(\.[a-z-]+)+\.v[0-9]+$'),
    payload      jsonb       NOT NULL,
    occurred_at  timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    leased_until timestamptz,
    attempts     int         NOT NULL DEFAULT 0,
    delivered_at timestamptz
);
-- Small however large the table grows: only what still waits.
CREATE INDEX outbox_event_waiting ON outbox_event (id) WHERE delivered_at IS NULL;
CREATE INDEX outbox_event_delivered ON outbox_event (delivered_at) WHERE delivered_at IS NOT NULL;
