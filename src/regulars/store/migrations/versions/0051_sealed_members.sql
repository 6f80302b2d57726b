-- What is personal of a member is sealed under the member's own key. An identity is found by the keyed hash of its value, a name by
-- keyed hashes of its letters and pairs of letters; no table holds the values themselves.

ALTER TABLE member RENAME COLUMN display_name TO plain_name;
ALTER TABLE member
    ADD COLUMN sealed_name  bytea,                      -- NULL: has none, or was erased
    ADD COLUMN name_grams   integer[],
    ADD COLUMN erased_at    timestamptz;
CREATE INDEX member_by_name ON member USING gin (name_grams);

ALTER TABLE member_identity RENAME TO plain_identity;
ALTER TABLE plain_identity RENAME CONSTRAINT member_identity_pkey TO plain_identity_pkey;
DROP INDEX member_identity_by_member;
DROP INDEX member_identity_by_prefix;

CREATE TABLE member_identity (
    token      bytea        NOT NULL,                   -- HMAC of the normalised value
    kind       text         NOT NULL,
    member_id  uuid         NOT NULL REFERENCES member,
    sealed     bytea        NOT NULL,                   -- the value
    tail       integer,                                 -- of phones: HMAC of the last four digits
    added_at   timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (token, kind)
);
CREATE INDEX member_identity_by_member ON member_identity (member_id);
CREATE INDEX member_identity_by_tail ON member_identity (tail) WHERE tail IS NOT NULL;

-- A database with members is sealed by the command that opens it next, which has the keys; an empty one has nothing to seal.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM member) THEN
        DROP TABLE plain_identity;
        ALTER TABLE member DROP COLUMN plain_name;
    ELSE
        ALTER TABLE member ALTER COLUMN plain_name DROP NOT NULL, ALTER COLUMN plain_name DROP DEFAULT;
    END IF;
END $$;
