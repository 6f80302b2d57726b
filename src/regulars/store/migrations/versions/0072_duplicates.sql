-- Members who may be one person. A pair is found once and stays: what staff decided about it is not asked again.
CREATE TABLE duplicate_pair (
    first_id      uuid         NOT NULL REFERENCES member,
    second_id     uuid         NOT NULL REFERENCES member,
    score         integer      NOT NULL,                -- 0 to 100: how likely it is
    reasons       text         NOT NULL,                -- JSON: codes of features/duplicates/contracts.py
    found_at      timestamptz  NOT NULL,
    dismissed_at  timestamptz,
    dismissed_by  text,
    PRIMARY KEY (first_id, second_id),
    CHECK (first_id < second_id)
);
CREATE INDEX duplicate_pair_second ON duplicate_pair (second_id);
CREATE INDEX duplicate_pair_open ON duplicate_pair (score DESC, first_id, second_id) WHERE dismissed_at IS NULL;

-- Up to which member the search has come: everybody is compared once with those who were there before.
CREATE TABLE duplicate_search (
    only_row   boolean  PRIMARY KEY DEFAULT true CHECK (only_row),
    looked_to  bigint   NOT NULL                        -- member_no
);
INSERT INTO duplicate_search (looked_to) VALUES (0);
