-- A member who was merged into another stands for nobody any more: their ids and identities lead to the survivor.
ALTER TABLE member ADD COLUMN merged_into uuid REFERENCES member;
CREATE INDEX member_merged ON member (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE member_merge (
    merge_id     text         PRIMARY KEY,
    absorbed_id  uuid         NOT NULL REFERENCES member,
    survivor_id  uuid         NOT NULL REFERENCES member,
    merged_at    timestamptz  NOT NULL,
    merged_by    text         NOT NULL,                 -- 'staff:anna', 'key:…'
    reason       text         NOT NULL,
    moved        text         NOT NULL,                 -- JSON: what each mover took along, to be moved back
    unmerged_at  timestamptz,
    unmerged_by  text,
    unmerge_reason text
);
CREATE INDEX member_merge_by_absorbed ON member_merge (absorbed_id);
CREATE INDEX member_merge_by_survivor ON member_merge (survivor_id);

-- What a decision was told that is not in its member's own history: few events have any of it, so it is a table of its own.
CREATE TABLE event_elsewhere (
    member_id  uuid    NOT NULL,
    event_no   bigint  NOT NULL,
    named      uuid    NOT NULL,                        -- the member whom the sender named: the body's hash covers this id
    under      uuid,                                    -- the absorbed member to whom the event belongs; NULL: the member's own
    touched    text[]  NOT NULL,                        -- references whose records it wrote
    told       text,                                    -- JSON: record, order and expiries that another history knows
    PRIMARY KEY (member_id, event_no)
);
CREATE TRIGGER event_elsewhere_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_elsewhere
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
