-- What a person has been told. Words are made when they are read, in the reader's language.

CREATE TABLE inbox_message (
    id           uuid        NOT NULL CONSTRAINT inbox_message_pk PRIMARY KEY,
    person_id    uuid        NOT NULL CONSTRAINT inbox_message_person_fk REFERENCES person (id),
    -- The event that it tells of: an event that is delivered again finds its message here.
    event_id     uuid        NOT NULL,
    kind         text        NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)+$'),
    arguments    text[]      NOT NULL,
    -- The moment that it tells of, if it tells of one; words for it are made when it is read.
    moment       timestamptz,
    subject_kind text        NOT NULL,
    subject_id   uuid        NOT NULL,
    sent_at      timestamptz NOT NULL,
    read_at      timestamptz,
    CONSTRAINT inbox_message_once UNIQUE (event_id, person_id)
);
CREATE INDEX inbox_message_newest ON inbox_message (person_id, sent_at DESC, id DESC);
CREATE INDEX inbox_message_unread ON inbox_message (person_id) WHERE read_at IS NULL;
