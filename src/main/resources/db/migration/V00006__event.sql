-- Events with their rooms and slots, and the sessions that people pitch.

CREATE TABLE event (
    id           uuid        NOT NULL CONSTRAINT event_pk PRIMARY KEY,
    kind         text        NOT NULL CONSTRAINT event_kind_known
                             CHECK (kind IN ('barcamp', 'workshop', 'round-table', 'world-cafe', 'training', 'conference')),
    title        text        NOT NULL CONSTRAINT event_title_bounded CHECK (length(title) BETWEEN 3 AND 200),
    summary      text        NOT NULL,
    text         text        NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    municipality text        NOT NULL CONSTRAINT event_municipality_fk REFERENCES municipality (key),
    place        text        NOT NULL,
    ballot_id    uuid        CONSTRAINT event_ballot_fk REFERENCES ballot (id) CONSTRAINT event_ballot_once UNIQUE,
    CONSTRAINT event_ends_after_start CHECK (ends_at > starts_at),
    -- What the pitches refer to: a pitch cannot stand in another event's ballot.
    CONSTRAINT event_with_ballot UNIQUE (id, ballot_id)
);
CREATE INDEX event_next ON event (starts_at, id);

CREATE TABLE event_room (
    id        uuid    NOT NULL CONSTRAINT event_room_pk PRIMARY KEY,
    event_id  uuid    NOT NULL CONSTRAINT event_room_event_fk REFERENCES event (id),
    position  int     NOT NULL,
    name      text    NOT NULL CONSTRAINT event_room_name_bounded CHECK (length(name) BETWEEN 1 AND 80),
    capacity  int     NOT NULL CONSTRAINT event_room_capacity_bounded CHECK (capacity BETWEEN 1 AND 100000),
    step_free boolean NOT NULL,
    CONSTRAINT event_room_position_once UNIQUE (event_id, position),
    CONSTRAINT event_room_name_once UNIQUE (event_id, name)
);

CREATE TABLE event_slot (
    id        uuid        NOT NULL CONSTRAINT event_slot_pk PRIMARY KEY,
    event_id  uuid        NOT NULL CONSTRAINT event_slot_event_fk REFERENCES event (id),
    starts_at timestamptz NOT NULL,
    ends_at   timestamptz NOT NULL,
    CONSTRAINT event_slot_ends_after_start CHECK (ends_at > starts_at),
    CONSTRAINT event_slot_no_overlap EXCLUDE USING gist (event_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
);

-- At most five pitches of one person for an event: they bear the numbers 1 to 5, each once.
CREATE TABLE event_pitch (
    id         uuid        NOT NULL CONSTRAINT event_pitch_pk PRIMARY KEY,
    event_id   uuid        NOT NULL,
    ballot_id  uuid        NOT NULL,
    person_id  uuid        NOT NULL CONSTRAINT event_pitch_person_fk REFERENCES person (id),
    number     int         NOT NULL,
    title      text        NOT NULL CONSTRAINT event_pitch_title_bounded CHECK (length(title) BETWEEN 5 AND 120),
    text       text        NOT NULL CONSTRAINT event_pitch_text_bounded CHECK (length(text) BETWEEN 20 AND 2000),
    pitched_by text        NOT NULL CONSTRAINT event_pitch_name_bounded CHECK (length(pitched_by) BETWEEN 2 AND 60),
    created_at timestamptz NOT NULL,
    CONSTRAINT event_pitch_number_once UNIQUE (event_id, person_id, number),
    CONSTRAINT event_pitch_within_cap CHECK (number BETWEEN 1 AND 5),
    CONSTRAINT event_pitch_event_fk FOREIGN KEY (event_id, ballot_id) REFERENCES event (id, ballot_id),
    -- Checked at commit: the pitch comes first, because its number may have to wait, and waiting must not hold the ballot.
    CONSTRAINT event_pitch_option_fk FOREIGN KEY (ballot_id, id) REFERENCES ballot_option (ballot_id, option_id)
        DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX event_pitch_newest ON event_pitch (event_id, created_at DESC, id DESC);
