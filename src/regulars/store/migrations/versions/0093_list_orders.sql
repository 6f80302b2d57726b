-- One index for each order of the member list (features/members/queries.py), ties broken by the id: a page is read where it lies,
-- instead of sorting a million members for twenty of them.
CREATE INDEX member_state_by_spend ON member_state (spend_minor, member_id);
CREATE INDEX member_state_by_points ON member_state (points_available, member_id);
CREATE INDEX member_state_by_growth ON member_state (growth, member_id);
CREATE INDEX member_state_by_last_order ON member_state (coalesce(last_order_at, 'epoch'), member_id);
CREATE INDEX member_by_joining ON member (joined_at, member_id);
