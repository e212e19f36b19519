-- The count of an idea's supports stands apart from the idea: it changes with every support, and the idea's row is wide and stands in eight indexes,
-- all of which a changed row would be entered in again.

CREATE TABLE idea_tally (
    idea_id  uuid NOT NULL CONSTRAINT idea_tally_pk PRIMARY KEY CONSTRAINT idea_tally_idea_fk REFERENCES idea (id) ON DELETE CASCADE,
    supports int  NOT NULL DEFAULT 0 CONSTRAINT idea_tally_supports CHECK (supports >= 0)
) WITH (fillfactor = 70);

INSERT INTO idea_tally (idea_id, supports)
SELECT id, supports
  FROM idea
 WHERE published_at IS NOT NULL;

CREATE INDEX idea_tally_most_supported ON idea_tally (supports DESC, idea_id DESC);

DROP INDEX idea_most_supported;
ALTER TABLE idea DROP COLUMN supports;
