-- What conditions ask of a document, in the places where it stands there; all else is null. A row follows its document a moment
-- later, by the outbox. It stays whole and unpacked in its page, so that a walk over the whole base opens nothing.
CREATE TABLE member_extract (
    member_id  uuid   PRIMARY KEY REFERENCES member,
    parts      jsonb  NOT NULL
) WITH (fillfactor = 80, toast_tuple_target = 8160);

-- How far each member is in each contest, the furthest first.
CREATE TABLE member_score (
    member_id  uuid     NOT NULL REFERENCES member,
    contest    text     NOT NULL,                       -- the honour that is won
    score      bigint   NOT NULL,
    member_no  bigint   NOT NULL,                       -- of two alike the one who has been a member longer comes first
    is_frozen  boolean  NOT NULL,                       -- who is frozen wins nothing
    PRIMARY KEY (member_id, contest)
);
CREATE INDEX member_score_by_contest ON member_score (contest, score DESC, member_no);

CREATE TEMPORARY TABLE opened ON COMMIT DROP AS SELECT member_id, member_document.whole::jsonb AS state FROM member_document;
INSERT INTO member_extract
SELECT member_id, jsonb_build_array(
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, state->7, state->8, NULL, NULL,
    (SELECT coalesce(jsonb_object_agg(ladder, jsonb_build_array(held->0)), '{}') FROM jsonb_each(
        CASE jsonb_typeof(state->11) WHEN 'object' THEN state->11 ELSE '{}' END) AS each (ladder, held)),
    NULL, NULL,
    jsonb_build_object('birthday', state->14->'birthday', 'attributes', state->14->'attributes'))
FROM opened;
INSERT INTO member_score
SELECT member_id, contest, (score->>'0')::bigint, member_no, coalesce(state->14->>'frozen' IN ('spend', 'all'), false)
FROM opened JOIN member USING (member_id)
CROSS JOIN LATERAL jsonb_each(
    CASE jsonb_typeof(state->14->'scores') WHEN 'object' THEN state->14->'scores' ELSE '{}' END) AS each (contest, score)
WHERE merged_into IS NULL AND score->>'0' IS NOT NULL;
INSERT INTO outbox_reader (name, read_to) SELECT 'extracts', relayed_to FROM outbox_relay;
