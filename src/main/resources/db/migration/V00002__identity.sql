-- Who takes part. A person is nothing but an id; a device or a staff account gives it a way in.

CREATE TABLE municipality (
    key       text             NOT NULL CONSTRAINT municipality_pk PRIMARY KEY CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name      text             NOT NULL CONSTRAINT municipality_name_once UNIQUE,
    latitude  double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180)
);

CREATE TABLE person (
    id         uuid        NOT NULL CONSTRAINT person_pk PRIMARY KEY,
    created_at timestamptz NOT NULL
);

CREATE TABLE device (
    id           uuid        NOT NULL CONSTRAINT device_pk PRIMARY KEY,
    person_id    uuid        NOT NULL CONSTRAINT device_person_fk REFERENCES person (id),
    -- SHA-256 of the token: it has 256 random bits, so a slow hash would protect nothing more.
    token_hash   bytea       NOT NULL CONSTRAINT device_token_once UNIQUE,
    created_at   timestamptz NOT NULL,
    last_seen_on date        NOT NULL
);
CREATE INDEX device_person ON device (person_id);

CREATE TABLE staff_account (
    person_id     uuid        NOT NULL CONSTRAINT staff_account_pk PRIMARY KEY CONSTRAINT staff_account_person_fk REFERENCES person (id),
    login         text        NOT NULL CONSTRAINT staff_account_login_once UNIQUE CHECK (login = lower(login) AND length(login) BETWEEN 2 AND 80),
    display_name  text        NOT NULL CHECK (length(display_name) BETWEEN 2 AND 80),
    password_hash text        NOT NULL,
    active        boolean     NOT NULL DEFAULT true,
    created_at    timestamptz NOT NULL
);

CREATE TABLE staff_role (
    person_id uuid NOT NULL CONSTRAINT staff_role_account_fk REFERENCES staff_account (person_id),
    role      text NOT NULL CHECK (role IN ('helper', 'desk', 'moderator', 'editor', 'lab-admin')),
    CONSTRAINT staff_role_pk PRIMARY KEY (person_id, role)
);

CREATE TABLE staff_session (
    token_hash bytea       NOT NULL CONSTRAINT staff_session_pk PRIMARY KEY,
    person_id  uuid        NOT NULL CONSTRAINT staff_session_account_fk REFERENCES staff_account (person_id),
    csrf_token text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX staff_session_expires ON staff_session (expires_at);
CREATE INDEX staff_session_person ON staff_session (person_id);
