-- What was erased for good. A backup restored to an earlier moment brings it back for the time of the restore; this list takes it away again.
-- It names kind and id, and nothing of what was erased.

CREATE TABLE erasure (
    kind       text        NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
    subject_id uuid        NOT NULL,
    erased_at  timestamptz NOT NULL,
    CONSTRAINT erasure_once PRIMARY KEY (kind, subject_id)
);
