-- The state document moves to a table of its own. What is left of `member_state` is narrow, so boards and lists read little; and
-- neither table has an index over what an ordinary event changes, so PostgreSQL writes the new version of a row beside the old
-- one and touches no index (HOT). The pages keep room for that.
CREATE TABLE member_document (
    member_id  uuid  PRIMARY KEY REFERENCES member,
    state      text  NOT NULL                           -- core State as JSON (format inside)
) WITH (fillfactor = 60);
INSERT INTO member_document SELECT member_id, state FROM member_state;

ALTER TABLE member_state DROP COLUMN state;
ALTER TABLE member_state SET (fillfactor = 80);
DROP INDEX member_state_last_order;
DROP INDEX member_state_by_tier;
CREATE INDEX member_state_by_tier ON member_state (tier_key, member_id);

-- Only what expired is looked up by reference; anything else of a reference is found among its member's entries.
DROP INDEX entry_by_reference;
CREATE INDEX entry_expired ON entry (member_id, reference) WHERE kind = 'expire' AND reference IS NOT NULL;
