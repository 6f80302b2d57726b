-- Members to be looked at, from when on. A member may have several rows; the one at `member_state.queued_for` counts, and is not
-- later than anything that is due for them. Nothing refers to `member`: a row is written by whoever holds the lock of the state.
CREATE TABLE member_due (
    due_at     timestamptz  NOT NULL,
    member_id  uuid         NOT NULL,
    PRIMARY KEY (due_at, member_id)
);

ALTER TABLE member_state ADD COLUMN queued_for timestamptz;
DROP INDEX member_state_due;
UPDATE member_state SET queued_for = next_due_at WHERE next_due_at IS NOT NULL;
INSERT INTO member_due (due_at, member_id) SELECT queued_for, member_id FROM member_state WHERE queued_for IS NOT NULL ORDER BY 1;
