-- Some thousand rows in each table that grows, so that plans are chosen as they are in a used lab.

INSERT INTO person (id, created_at)
SELECT gen_random_uuid(), now() - n * interval '1 minute' FROM generate_series(1, 8000) AS n;
CREATE TEMPORARY TABLE numbered AS SELECT id, row_number() OVER () AS n FROM person;
CREATE INDEX ON numbered (n);
ANALYZE numbered;
INSERT INTO device (id, person_id, token_hash, created_at, last_seen_on)
SELECT gen_random_uuid(), id, uuid_send(id), created_at, current_date - (random() * 300)::int FROM person;
INSERT INTO staff_session (token_hash, person_id, csrf_token, created_at, expires_at)
SELECT uuid_send(gen_random_uuid()), (SELECT person_id FROM staff_account LIMIT 1), 'x', now(), now() + n * interval '1 second'
  FROM generate_series(1, 8000) AS n;
INSERT INTO idempotency_key (person_id, key, operation_id, request_hash, status, headers, body, created_at)
SELECT gen_random_uuid(), gen_random_uuid(), 'createIdea', 'x', 201, '{}', '{}', now() - n * interval '1 second'
  FROM generate_series(1, 8000) AS n;
INSERT INTO outbox_event (id, name, payload, occurred_at, due_at, delivered_at)
SELECT gen_random_uuid(), 'idea.supported.v1', '{}', now() - n * interval '1 second', now(), CASE WHEN n % 1000 > 0 THEN now() END
  FROM generate_series(1, 8000) AS n;
INSERT INTO review_case (id, content_kind, content_id, title, text, municipality, state, opened_at, decision, decided_by, decided_at)
SELECT gen_random_uuid(), 'idea', gen_random_uuid(), 'Titel', 'Text', 'merseburg', state, now() - n * interval '1 minute',
       CASE WHEN state = 'decided' THEN 'publish' END,
       CASE WHEN state = 'decided' THEN (SELECT person_id FROM staff_account LIMIT 1) END,
       CASE WHEN state = 'decided' THEN now() END
  FROM generate_series(1, 8000) AS n, LATERAL (SELECT CASE WHEN n % 20 = 0 THEN 'open' ELSE 'decided' END AS state) AS made;
INSERT INTO idea (id, call_id, author, title, text, category, municipality, latitude, longitude, status, created_at, published_at)
SELECT gen_random_uuid(), CASE WHEN n % 3 = 0 THEN (SELECT id FROM idea_call ORDER BY id LIMIT 1) END, numbered.id,
       'Titel ' || n, 'Ein Text über Radwege und Bäume, Nummer ' || n,
       (ARRAY['mobility', 'leisure', 'digital', 'education'])[1 + n % 4], (ARRAY['merseburg', 'schkopau', 'leuna'])[1 + n % 3],
       51 + random(), 11 + random(), 'published', now() - n * interval '1 minute', now() - n * interval '1 minute'
  FROM numbered;
INSERT INTO idea_tally (idea_id, supports)
SELECT id, (random() * 500)::int FROM idea WHERE published_at IS NOT NULL
ON CONFLICT DO NOTHING;
INSERT INTO idea_support (idea_id, person_id, supported_at)
SELECT idea.id, numbered.id, now()
  FROM (SELECT id, row_number() OVER () AS n FROM idea) AS idea JOIN numbered USING (n)
ON CONFLICT DO NOTHING;
INSERT INTO ballot (id, marks_per_person, opens_at)
SELECT gen_random_uuid(), 5, now() FROM generate_series(1, 160);
INSERT INTO ballot_option (ballot_id, option_id, title)
SELECT ballot.id, gen_random_uuid(), 'Option' FROM ballot, generate_series(1, 50);
INSERT INTO ballot_mark (ballot_id, voter, number, marks_per_person, option_id, cast_at)
SELECT ballot_id, numbered.id, 1, marks_per_person, option_id, now()
  FROM (SELECT ballot_id, option_id, row_number() OVER () AS n FROM ballot_option) AS option
  JOIN ballot ON ballot.id = ballot_id JOIN numbered USING (n)
ON CONFLICT DO NOTHING;
INSERT INTO event (id, kind, title, summary, text, starts_at, ends_at, municipality, place, ballot_id)
SELECT gen_random_uuid(), 'barcamp', 'Barcamp', 'x', 'x', now() + interval '1 day', now() + interval '2 days', 'merseburg', 'x', ballot.id
  FROM ballot WHERE ballot.id NOT IN (SELECT ballot_id FROM event WHERE ballot_id IS NOT NULL);
INSERT INTO event_pitch (id, event_id, ballot_id, person_id, number, title, text, pitched_by, created_at)
SELECT option_id, event.id, event.ballot_id, numbered.id, 1, 'Eine Session', 'Ein Text, der lang genug ist.', 'Jana', now()
  FROM event JOIN (SELECT ballot_id, option_id, row_number() OVER () AS n FROM ballot_option) AS option USING (ballot_id) JOIN numbered USING (n)
ON CONFLICT DO NOTHING;
INSERT INTO cafe_day (id, venue_id, starts_at, ends_at, helpers)
SELECT gen_random_uuid(), venue.id, day, day + interval '4 hours', '{}'
  FROM venue, generate_series(now() - interval '400 days', now() + interval '400 days', interval '1 day') AS day;
INSERT INTO cafe_day_topic (cafe_day_id, topic)
SELECT cafe_day.id, cafe_topic.key FROM cafe_day, cafe_topic ON CONFLICT DO NOTHING;
INSERT INTO slot (id, cafe_day_id, starts_at, ends_at, capacity)
SELECT gen_random_uuid(), cafe_day.id, starts_at + n * interval '1 hour', starts_at + (n + 1) * interval '1 hour', 2
  FROM cafe_day, generate_series(0, 3) AS n ON CONFLICT DO NOTHING;
INSERT INTO booking (id, code, state, slot_id, cafe_day_id, starts_at, ends_at, desk_person_id, name, topic, needs, created_at)
SELECT gen_random_uuid(),
       (SELECT string_agg(substr('ACDEFHJKMPRTWXY34679', 1 + (abs(hashtext(slot.id::text || digit)) % 20), 1), '')
          FROM generate_series(1, 6) AS digit),
       'booked', slot.id, slot.cafe_day_id, slot.starts_at, slot.ends_at, (SELECT id FROM numbered WHERE numbered.n = 1), 'Frau X', 'smartphone', '{}', now()
  FROM slot
ON CONFLICT DO NOTHING;
INSERT INTO inbox_message (id, person_id, event_id, kind, arguments, subject_kind, subject_id, sent_at)
SELECT gen_random_uuid(), numbered.id, gen_random_uuid(), 'idea-published', '{x}', 'idea', gen_random_uuid(), now()
  FROM numbered, generate_series(1, 300)
 WHERE numbered.n <= 40;

ANALYZE;
