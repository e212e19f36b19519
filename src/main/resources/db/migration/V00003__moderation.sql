-- What waits for a moderator. Content is known only by kind and id; title and text are what was submitted, as the moderator judged it.

CREATE TABLE review_case (
    id           uuid        NOT NULL CONSTRAINT review_case_pk PRIMARY KEY,
    content_kind text        NOT NULL CHECK (content_kind ~ '^[a-z-]+$'),
    content_id   uuid        NOT NULL,
    title        text        NOT NULL,
    text         text        NOT NULL,
    municipality text        CONSTRAINT review_case_municipality_fk REFERENCES municipality (key),
    state        text        NOT NULL CHECK (state IN ('open', 'decided', 'withdrawn')),
    opened_at    timestamptz NOT NULL,
    decision     text        CHECK (decision IN ('publish', 'return', 'decline')),
    reason       text        CHECK (length(reason) BETWEEN 5 AND 1000),
    decided_by   uuid        CONSTRAINT review_case_decided_by_fk REFERENCES staff_account (person_id),
    decided_at   timestamptz,
    version      int         NOT NULL DEFAULT 1,
    -- A decision without a trace, or a trace without a decision, cannot be stored.
    CONSTRAINT review_case_decided CHECK (
        (state = 'decided') = (decision IS NOT NULL) AND
        (decision IS NULL) = (decided_by IS NULL) AND
        (decision IS NULL) = (decided_at IS NULL)),
    CONSTRAINT review_case_reason CHECK (decision IS NULL OR decision = 'publish' OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX review_case_one_open ON review_case (content_kind, content_id) WHERE state = 'open';
CREATE INDEX review_case_queue ON review_case (opened_at, id) WHERE state = 'open';
CREATE INDEX review_case_decided_list ON review_case (decided_at DESC, id DESC) WHERE state = 'decided';
