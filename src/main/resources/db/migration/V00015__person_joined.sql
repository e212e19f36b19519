-- Two persons turn out to be one: a guest on a device signs in, and what the guest did goes over to the person whose account it is.

-- Who a guest is now, for events that still name the guest. Kept as long as the outbox keeps what was delivered.
CREATE TABLE person_joined (
    from_id   uuid        NOT NULL CONSTRAINT person_joined_pk PRIMARY KEY,
    into_id   uuid        NOT NULL CONSTRAINT person_joined_into_person_fk REFERENCES person (id) ON DELETE CASCADE,
    joined_at timestamptz NOT NULL
);
CREATE INDEX person_joined_into ON person_joined (into_id);
CREATE INDEX person_joined_at ON person_joined (joined_at);

-- Numbered places hold the caps, and each of two persons may have filled theirs. Nothing is lost: who joins may hold places above the cap.
-- Whatever is new takes a place within it, and none while there are as many as the cap allows.
ALTER TABLE idea DROP CONSTRAINT idea_open_place;
ALTER TABLE idea ADD CONSTRAINT idea_open_place CHECK (open_place BETWEEN 1 AND 1000);

ALTER TABLE event_pitch DROP CONSTRAINT event_pitch_within_cap;
ALTER TABLE event_pitch ADD CONSTRAINT event_pitch_within_cap CHECK (number BETWEEN 1 AND 1000);

ALTER TABLE booking DROP CONSTRAINT booking_place_check;
ALTER TABLE booking ADD CONSTRAINT booking_place_numbered CHECK (place BETWEEN 1 AND 1000);

-- Two bookings at the same time, each made by one of the two persons, stay until one of them is cancelled.
ALTER TABLE booking ADD COLUMN joined boolean NOT NULL DEFAULT false;
ALTER TABLE booking DROP CONSTRAINT booking_no_overlap;
ALTER TABLE booking ADD CONSTRAINT booking_no_overlap EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (state = 'booked' AND person_id IS NOT NULL AND NOT joined);

-- A person's row goes when its history has gone over, and then everything that could refer to it is looked at. Not so the marks: they are many, and
-- stand in two indexes already. PostgreSQL 18 finds a person's marks there by skipping from ballot to ballot; before 18 it reads an index through.
CREATE INDEX event_pitch_person ON event_pitch (person_id);
CREATE INDEX booking_desk_person ON booking (desk_person_id) WHERE desk_person_id IS NOT NULL;
