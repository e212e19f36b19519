-- Calls for ideas, ideas, and who supports them.

CREATE TABLE idea_call (
    id           uuid        NOT NULL CONSTRAINT idea_call_pk PRIMARY KEY,
    title        text        NOT NULL CHECK (length(title) BETWEEN 5 AND 120),
    summary      text        NOT NULL CHECK (length(summary) BETWEEN 5 AND 400),
    text         text        NOT NULL CHECK (length(text) BETWEEN 20 AND 8000),
    phase        text        NOT NULL CHECK (phase IN ('collect', 'review', 'vote', 'decide', 'implement')),
    municipality text        CONSTRAINT idea_call_municipality_fk REFERENCES municipality (key),
    opens_at     timestamptz NOT NULL,
    closes_at    timestamptz,
    ideas        int         NOT NULL DEFAULT 0 CONSTRAINT idea_call_ideas CHECK (ideas >= 0),
    CONSTRAINT idea_call_times CHECK (closes_at > opens_at)
);
CREATE INDEX idea_call_newest ON idea_call (opens_at DESC, id DESC);

CREATE TABLE idea (
    id           uuid             NOT NULL CONSTRAINT idea_pk PRIMARY KEY,
    call_id      uuid             CONSTRAINT idea_call_fk REFERENCES idea_call (id),
    author       uuid             NOT NULL CONSTRAINT idea_author_fk REFERENCES person (id),
    title        text             NOT NULL CHECK (length(title) BETWEEN 5 AND 120),
    text         text             NOT NULL CHECK (length(text) BETWEEN 20 AND 4000),
    category     text             NOT NULL CHECK (category IN ('mobility', 'leisure', 'digital', 'education', 'environment', 'community', 'economy')),
    municipality text             NOT NULL CONSTRAINT idea_municipality_fk REFERENCES municipality (key),
    latitude     double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude    double precision CHECK (longitude BETWEEN -180 AND 180),
    place        text             CHECK (length(place) BETWEEN 2 AND 120),
    status       text             NOT NULL CHECK (status IN ('draft', 'submitted', 'returned', 'declined', 'published', 'accepted', 'rejected', 'implemented')),
    reason       text,
    -- Of the ideas that wait for their author or a moderator, one person has at most ten: each takes a numbered place.
    open_place   int              CONSTRAINT idea_open_place CHECK (open_place BETWEEN 1 AND 10),
    supports     int              NOT NULL DEFAULT 0 CONSTRAINT idea_supports CHECK (supports >= 0),
    version      int              NOT NULL DEFAULT 1,
    created_at   timestamptz      NOT NULL,
    published_at timestamptz,
    search       tsvector         GENERATED ALWAYS AS (
        setweight(to_tsvector('german', title), 'A') || setweight(to_tsvector('german', text), 'B')) STORED,
    -- Flat coordinates for "nearest first": a degree of longitude is about 0.62 degrees of latitude long in the middle of Germany.
    position     point            GENERATED ALWAYS AS (point(longitude * 0.62, latitude)) STORED,
    CONSTRAINT idea_open_place_once UNIQUE (author, open_place),
    CONSTRAINT idea_open CHECK ((status IN ('draft', 'submitted', 'returned')) = (open_place IS NOT NULL)),
    CONSTRAINT idea_published CHECK ((status IN ('published', 'accepted', 'rejected', 'implemented')) = (published_at IS NOT NULL)),
    CONSTRAINT idea_reason CHECK (status NOT IN ('returned', 'declined') OR reason IS NOT NULL),
    CONSTRAINT idea_place_whole CHECK ((latitude IS NULL) = (longitude IS NULL) AND (place IS NULL OR latitude IS NOT NULL))
);
CREATE INDEX idea_newest ON idea (published_at DESC, id DESC) WHERE published_at IS NOT NULL;
CREATE INDEX idea_most_supported ON idea (supports DESC, id DESC) WHERE published_at IS NOT NULL;
CREATE INDEX idea_by_call ON idea (call_id, published_at DESC, id DESC) WHERE published_at IS NOT NULL;
CREATE INDEX idea_by_author ON idea (author, created_at DESC, id DESC);
CREATE INDEX idea_search ON idea USING gin (search) WHERE published_at IS NOT NULL;
CREATE INDEX idea_position ON idea USING gist (position) WHERE published_at IS NOT NULL;

CREATE TABLE idea_support (
    idea_id      uuid        NOT NULL CONSTRAINT idea_support_idea_fk REFERENCES idea (id) ON DELETE CASCADE,
    person_id    uuid        NOT NULL CONSTRAINT idea_support_person_fk REFERENCES person (id),
    supported_at timestamptz NOT NULL,
    -- Once per person, whatever is sent at the same time (CVE-2023-47634 elsewhere).
    CONSTRAINT idea_support_once PRIMARY KEY (idea_id, person_id)
);
CREATE INDEX idea_support_person ON idea_support (person_id);
