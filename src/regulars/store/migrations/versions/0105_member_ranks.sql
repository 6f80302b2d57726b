-- What the member list is sorted by, with an index for each order, ties broken by the id. A row follows the state a moment later,
-- by the outbox: in the state's own row, each event would pay for every one of these indexes.
CREATE TABLE member_rank (
    member_id         uuid         PRIMARY KEY REFERENCES member,
    spend_minor       bigint       NOT NULL,
    points_available  bigint       NOT NULL,
    growth            bigint       NOT NULL,
    last_order_at     timestamptz  NOT NULL              -- the epoch: none yet
);
INSERT INTO member_rank SELECT member_id, spend_minor, points_available, growth, coalesce(last_order_at, 'epoch') FROM member_state;
CREATE INDEX member_rank_by_spend ON member_rank (spend_minor, member_id);
CREATE INDEX member_rank_by_points ON member_rank (points_available, member_id);
CREATE INDEX member_rank_by_growth ON member_rank (growth, member_id);
CREATE INDEX member_rank_by_last_order ON member_rank (last_order_at, member_id);
INSERT INTO outbox_reader (name, read_to) SELECT 'ranks', relayed_to FROM outbox_relay;

DROP INDEX member_state_by_spend;
DROP INDEX member_state_by_points;
DROP INDEX member_state_by_growth;
DROP INDEX member_state_by_last_order;
