-- An event may name another member: the receiver of points, the one who recommended. What its decision was told of them is kept
-- with it, so that the member's history alone can be decided again to the same.
ALTER TABLE event ADD COLUMN other_member text;         -- JSON [member_id, is it the same member, what of them is frozen]
