-- What the board reads. Its figures over months come from `figure`; two questions need members, and each has an index that
-- answers it alone, without the wide rows behind it.

-- Who bought, and who was active, in some months: the activity of those months, never all history.
CREATE INDEX event_activity ON event (occurred_at, member_id, type)
    WHERE status = 'accepted' AND type IN ('order.paid', 'member.checked_in');

-- How members stand now, by tier. It takes the place of the index on (tier_key, member_id) and serves lists as well.
DROP INDEX member_state_by_tier;
CREATE INDEX member_state_by_tier ON member_state (tier_key, member_id)
    INCLUDE (in_grace, points_pending, points_debt, last_order_at, last_active_at);
