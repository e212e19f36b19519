-- The Digital-Café: where and when somebody sits down with you, and who has which seat.


CREATE TABLE cafe_topic (
    key      text NOT NULL CONSTRAINT cafe_topic_pk PRIMARY KEY CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name     text NOT NULL CHECK (length(name) BETWEEN 2 AND 120),
    hint     text NOT NULL CHECK (length(hint) <= 500),
    position int  NOT NULL CONSTRAINT cafe_topic_position_once UNIQUE
);

CREATE TABLE venue (
    id           uuid             NOT NULL CONSTRAINT venue_pk PRIMARY KEY,
    name         text             NOT NULL CONSTRAINT venue_name_once UNIQUE CHECK (length(name) BETWEEN 2 AND 120),
    address      text             NOT NULL CHECK (length(address) BETWEEN 2 AND 200),
    municipality text             NOT NULL CONSTRAINT venue_municipality_fk REFERENCES municipality (key),
    latitude     double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude    double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    step_free    boolean          NOT NULL,
    hearing_loop boolean          NOT NULL,
    parking      boolean          NOT NULL,
    access       text CHECK (length(access) <= 2000)
);

CREATE TABLE cafe_day (
    id        uuid        NOT NULL CONSTRAINT cafe_day_pk PRIMARY KEY,
    venue_id  uuid        NOT NULL CONSTRAINT cafe_day_venue_fk REFERENCES venue (id),
    starts_at timestamptz NOT NULL,
    ends_at   timestamptz NOT NULL,
    -- First names only: a helper's number has no place near a public page.
    helpers   text[]      NOT NULL,
    CONSTRAINT cafe_day_forward CHECK (starts_at < ends_at),
    CONSTRAINT cafe_day_once UNIQUE (venue_id, starts_at)
);
CREATE INDEX cafe_day_soonest ON cafe_day (starts_at, id);

CREATE TABLE cafe_day_topic (
    cafe_day_id uuid NOT NULL CONSTRAINT cafe_day_topic_day_fk REFERENCES cafe_day (id),
    topic       text NOT NULL CONSTRAINT cafe_day_topic_topic_fk REFERENCES cafe_topic (key),
    CONSTRAINT cafe_day_topic_pk PRIMARY KEY (cafe_day_id, topic)
);

CREATE TABLE slot (
    id          uuid        NOT NULL CONSTRAINT slot_pk PRIMARY KEY,
    cafe_day_id uuid        NOT NULL CONSTRAINT slot_day_fk REFERENCES cafe_day (id),
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    capacity    int         NOT NULL CHECK (capacity BETWEEN 1 AND 200),
    taken       int         NOT NULL DEFAULT 0,
    CONSTRAINT slot_taken_within_capacity CHECK (taken BETWEEN 0 AND capacity),
    CONSTRAINT slot_forward CHECK (starts_at < ends_at),
    CONSTRAINT slot_once UNIQUE (cafe_day_id, starts_at),
    -- What a booking repeats of its slot.
    CONSTRAINT slot_facts_once UNIQUE (id, cafe_day_id, starts_at, ends_at)
);
CREATE INDEX slot_free_soonest ON slot (starts_at, id) WHERE taken < capacity;

CREATE TABLE booking (
    id             uuid        NOT NULL CONSTRAINT booking_pk PRIMARY KEY,
    -- A secret that stands for the booking on the phone; no two symbols look or sound alike.
    code           text        NOT NULL CONSTRAINT booking_code_once UNIQUE CHECK (code ~ '^[ACDEFHJKMPRTWXY34679]{6}$'),
    state          text        NOT NULL CHECK (state IN ('booked', 'cancelled')),
    slot_id        uuid        NOT NULL,
    cafe_day_id    uuid        NOT NULL,
    starts_at      timestamptz NOT NULL,
    ends_at        timestamptz NOT NULL,
    -- Either the person who booked for themselves, or the member of staff who booked for somebody without a device.
    person_id      uuid CONSTRAINT booking_person_fk REFERENCES person (id),
    desk_person_id uuid CONSTRAINT booking_desk_person_fk REFERENCES person (id),
    -- Each open booking of a person has one of three numbered places: that is the cap. It is given back when the booking is
    -- cancelled, or settled because its slot has begun.
    place          int CHECK (place BETWEEN 1 AND 3),
    settled_at     timestamptz,
    name           text        NOT NULL CHECK (length(name) BETWEEN 2 AND 60),
    topic          text        NOT NULL,
    phone          text CHECK (length(phone) <= 30),
    email          text CHECK (length(email) <= 200),
    needs          text[]      NOT NULL CHECK (needs <@ ARRAY['step-free', 'hearing', 'vision', 'easy-language', 'company']),
    note           text CHECK (length(note) <= 300),
    created_at     timestamptz NOT NULL,
    cancelled_at   timestamptz,
    CONSTRAINT booking_slot_fk FOREIGN KEY (slot_id, cafe_day_id, starts_at, ends_at) REFERENCES slot (id, cafe_day_id, starts_at, ends_at),
    CONSTRAINT booking_topic_offered FOREIGN KEY (cafe_day_id, topic) REFERENCES cafe_day_topic (cafe_day_id, topic),
    CONSTRAINT booking_of_one CHECK (num_nonnulls(person_id, desk_person_id) = 1),
    CONSTRAINT booking_place_while_open CHECK (
        (place IS NOT NULL) = (state = 'booked' AND person_id IS NOT NULL AND settled_at IS NULL)),
    CONSTRAINT booking_place_once UNIQUE (person_id, place),
    CONSTRAINT booking_settled_after_start CHECK (settled_at >= starts_at),
    CONSTRAINT booking_cancelled_when CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL)),
    CONSTRAINT booking_no_overlap EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (state = 'booked' AND person_id IS NOT NULL)
);
CREATE INDEX booking_mine ON booking (person_id, starts_at, id) WHERE person_id IS NOT NULL;
CREATE INDEX booking_of_day ON booking (cafe_day_id, starts_at, id) WHERE state = 'booked';
CREATE INDEX booking_of_slot ON booking (slot_id);
