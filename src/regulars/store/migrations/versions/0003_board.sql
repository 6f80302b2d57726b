-- How members stand now, by tier: the board's counts are answered from this index alone, without the wide rows behind it. It
-- takes the place of the index on (tier_key, member_id) and serves lists as well.
DROP INDEX member_state_by_tier;
CREATE INDEX member_state_by_tier ON member_state (tier_key, member_id)
    INCLUDE (in_grace, points_pending, points_debt, last_order_at, last_active_at);
