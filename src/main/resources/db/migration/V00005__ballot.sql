-- Counted choices under rules. The rows make the wrong thing impossible; the code only explains it.

CREATE TABLE ballot (
    id               uuid        NOT NULL CONSTRAINT ballot_pk PRIMARY KEY,
    marks_per_person int         NOT NULL CONSTRAINT ballot_marks_bounded CHECK (marks_per_person BETWEEN 1 AND 100),
    opens_at         timestamptz NOT NULL,
    closes_at        timestamptz,
    closed_at        timestamptz,
    -- Grows with every change of a count, of the options, of the state.
    version          bigint      NOT NULL DEFAULT 0,
    -- The version at closing, for ever.
    final_version    bigint,
    voters           int         NOT NULL DEFAULT 0 CONSTRAINT ballot_voters_counted CHECK (voters >= 0),
    CONSTRAINT ballot_closes_after_opening CHECK (closes_at > opens_at),
    -- Each change of a count raises the version in its own transaction, so nothing counts once this row is closed, however close the race was.
    CONSTRAINT ballot_closed_is_final CHECK ((closed_at IS NULL) = (final_version IS NULL) AND (closed_at IS NULL OR version = final_version)),
    -- What the marks refer to: a mark cannot claim another cap than its ballot's.
    CONSTRAINT ballot_cap UNIQUE (id, marks_per_person)
) WITH (fillfactor = 50);
CREATE INDEX ballot_due ON ballot (closes_at) WHERE closed_at IS NULL;

CREATE TABLE ballot_option (
    ballot_id uuid NOT NULL CONSTRAINT ballot_option_ballot_fk REFERENCES ballot (id),
    option_id uuid NOT NULL,
    title     text NOT NULL CONSTRAINT ballot_option_title_bounded CHECK (length(title) BETWEEN 1 AND 200),
    -- Not in any index: the counter changes with every mark, and a page of it stays in place (HOT). All options of a ballot are read together by the key.
    marks     int  NOT NULL DEFAULT 0 CONSTRAINT ballot_option_marks_counted CHECK (marks >= 0),
    CONSTRAINT ballot_option_pk PRIMARY KEY (ballot_id, option_id)
) WITH (fillfactor = 50);

-- The cap is this table: a person's marks bear the numbers 1 to marks_per_person, each once.
CREATE TABLE ballot_mark (
    ballot_id        uuid        NOT NULL,
    voter            uuid        NOT NULL CONSTRAINT ballot_mark_voter_fk REFERENCES person (id),
    number           int         NOT NULL,
    marks_per_person int         NOT NULL,
    option_id        uuid        NOT NULL,
    cast_at          timestamptz NOT NULL,
    CONSTRAINT ballot_mark_pk PRIMARY KEY (ballot_id, voter, number),
    CONSTRAINT ballot_mark_once_per_option UNIQUE (ballot_id, voter, option_id),
    CONSTRAINT ballot_mark_within_cap CHECK (number BETWEEN 1 AND marks_per_person),
    CONSTRAINT ballot_mark_cap_fk FOREIGN KEY (ballot_id, marks_per_person) REFERENCES ballot (id, marks_per_person),
    CONSTRAINT ballot_mark_option_fk FOREIGN KEY (ballot_id, option_id) REFERENCES ballot_option (ballot_id, option_id)
);
