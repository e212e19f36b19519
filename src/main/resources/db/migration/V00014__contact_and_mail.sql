-- Contacts that somebody has proved to be theirs, and mails on their way. Addresses are sealed (AES-256-GCM) and found again by a keyed hash, both with
-- keys that lie outside the database: a copy of it alone tells nobody's address.

-- Which key: a server with another one must not write a word.
CREATE TABLE lab_key (
    one         boolean NOT NULL DEFAULT true CONSTRAINT lab_key_one PRIMARY KEY CHECK (one),
    fingerprint bytea   NOT NULL
);

CREATE TABLE contact (
    id          uuid        NOT NULL CONSTRAINT contact_pk PRIMARY KEY,
    person_id   uuid        NOT NULL CONSTRAINT contact_person_fk REFERENCES person (id),
    kind        text        NOT NULL CHECK (kind IN ('email')),
    fingerprint bytea       NOT NULL,
    sealed      bytea       NOT NULL,
    verified_at timestamptz NOT NULL,
    CONSTRAINT contact_one_of_a_kind UNIQUE (person_id, kind),
    -- One account per contact, however many devices sign in with it at the same moment.
    CONSTRAINT contact_of_one_person UNIQUE (kind, fingerprint)
);

-- The code that a person waits for; asking again replaces it.
CREATE TABLE email_code (
    person_id   uuid        NOT NULL CONSTRAINT email_code_pk PRIMARY KEY CONSTRAINT email_code_person_fk REFERENCES person (id) ON DELETE CASCADE,
    fingerprint bytea       NOT NULL,
    sealed      bytea       NOT NULL,
    code_hash   bytea       NOT NULL,
    tries       int         NOT NULL DEFAULT 0 CONSTRAINT email_code_tries CHECK (tries BETWEEN 0 AND 5),
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX email_code_expires ON email_code (expires_at);

-- At most three codes an hour go to one address, whoever asks: each takes a numbered place, which is free again after an hour.
CREATE TABLE email_code_place (
    fingerprint bytea       NOT NULL,
    place       int         NOT NULL CONSTRAINT email_code_place_within_cap CHECK (place BETWEEN 1 AND 3),
    taken_at    timestamptz NOT NULL,
    CONSTRAINT email_code_place_pk PRIMARY KEY (fingerprint, place)
);
CREATE INDEX email_code_place_taken ON email_code_place (taken_at);

CREATE TABLE mail (
    id           uuid        NOT NULL CONSTRAINT mail_pk PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
    -- Address and words, as long as they are needed.
    sealed       bytea,
    created_at   timestamptz NOT NULL,
    -- Of no use to anybody later.
    useful_until timestamptz NOT NULL,
    due_at       timestamptz NOT NULL,
    leased_until timestamptz,
    attempts     int         NOT NULL DEFAULT 0,
    -- It was given to the mail server and no answer is known yet. Whoever takes it up like that may send it twice, which is counted.
    handed_over  boolean     NOT NULL DEFAULT false,
    unsure       int         NOT NULL DEFAULT 0,
    state        text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    ended_at     timestamptz,
    CONSTRAINT mail_keeps_nothing_once_ended CHECK ((state = 'waiting') = (sealed IS NOT NULL) AND (state = 'waiting') = (ended_at IS NULL))
);
CREATE INDEX mail_waiting ON mail (due_at, id) WHERE state = 'waiting';
CREATE INDEX mail_ended ON mail (ended_at) WHERE state <> 'waiting';
