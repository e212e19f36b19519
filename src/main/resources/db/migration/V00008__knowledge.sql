-- Who answers for what, and where: offices and when they are open, services, and the exceptions to the rule.


CREATE TABLE office (
    key          text    NOT NULL CONSTRAINT office_pk PRIMARY KEY CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    kind         text    NOT NULL CHECK (kind ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    -- Null: for the whole county.
    municipality text             CONSTRAINT office_municipality_fk REFERENCES municipality (key),
    name         text    NOT NULL CHECK (length(name) BETWEEN 2 AND 200),
    address      text    NOT NULL CHECK (length(address) BETWEEN 2 AND 400),
    latitude     double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude    double precision CHECK (longitude BETWEEN -180 AND 180),
    phone        text,
    email        text,
    link         text             CHECK (link ~ '^https?://'),
    step_free    boolean NOT NULL,
    access       text,
    hours_note   text,
    CONSTRAINT office_whole_position CHECK ((latitude IS NULL) = (longitude IS NULL)),
    -- Responsibility is by kind and place, so there must not be two answers.
    CONSTRAINT office_once_per_place UNIQUE NULLS NOT DISTINCT (kind, municipality)
);
CREATE INDEX office_municipality ON office (municipality, kind);

-- Wall-clock times at the office; midnight is crossed by no office.
CREATE TABLE office_hours (
    office_key text     NOT NULL CONSTRAINT office_hours_office_fk REFERENCES office (key) ON DELETE CASCADE,
    day        smallint NOT NULL CHECK (day BETWEEN 1 AND 7),
    opens_at   time     NOT NULL,
    closes_at  time     NOT NULL CHECK (closes_at < '24:00'),
    CONSTRAINT office_hours_pk PRIMARY KEY (office_key, day, opens_at),
    CONSTRAINT office_hours_forward CHECK (opens_at < closes_at),
    CONSTRAINT office_hours_apart EXCLUDE USING gist (
        office_key WITH =,
        day WITH =,
        tsrange(date '2000-01-01' + opens_at, date '2000-01-01' + closes_at) WITH &&)
);

-- What people type into a search: with umlauts, and in the spelling of keyboards that have none.
CREATE FUNCTION without_umlauts(words text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN replace(replace(replace(replace(lower(words), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss');

CREATE TABLE service (
    key           text    NOT NULL CONSTRAINT service_pk PRIMARY KEY CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name          text    NOT NULL CHECK (length(name) BETWEEN 2 AND 200),
    name_en       text             CHECK (length(name_en) BETWEEN 2 AND 200),
    official_name text,
    summary       text    NOT NULL,
    summary_en    text,
    steps         text[]  NOT NULL,
    documents     text[]  NOT NULL,
    documents_en  text[]  NOT NULL,
    fee           text,
    duration      text,
    deadline      text,
    link          text             CHECK (link ~ '^https?://'),
    online        boolean NOT NULL,
    level         text    NOT NULL CHECK (level IN ('county', 'municipality')),
    office_kind   text    NOT NULL CHECK (office_kind ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    -- True while nobody at the office has confirmed the data.
    sample        boolean NOT NULL,
    words         tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('german', name || ' ' || without_umlauts(name) || ' '
            || coalesce(official_name, '') || ' ' || without_umlauts(coalesce(official_name, ''))), 'A')
        || setweight(to_tsvector('german', summary || ' ' || without_umlauts(summary)), 'C')
        || setweight(to_tsvector('english', coalesce(name_en, '')), 'A')
        || setweight(to_tsvector('english', coalesce(summary_en, '')), 'C')) STORED
);
CREATE INDEX service_by_name ON service (name, key);
CREATE INDEX service_by_english_name ON service ((coalesce(name_en, name)), key);
CREATE INDEX service_words ON service USING gin (words);
CREATE INDEX service_name_parts ON service USING gin (name gin_trgm_ops);

-- Where the rule of kind and place does not hold.
CREATE TABLE responsibility (
    service_key  text NOT NULL CONSTRAINT responsibility_service_fk REFERENCES service (key) ON DELETE CASCADE,
    municipality text NOT NULL CONSTRAINT responsibility_municipality_fk REFERENCES municipality (key),
    office_key   text NOT NULL CONSTRAINT responsibility_office_fk REFERENCES office (key) ON DELETE CASCADE,
    CONSTRAINT responsibility_pk PRIMARY KEY (service_key, municipality)
);
CREATE INDEX responsibility_office ON responsibility (office_key);
