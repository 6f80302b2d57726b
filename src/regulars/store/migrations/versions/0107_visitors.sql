-- A visitor: known by nothing but devices ever since they are there. Only such a member joins somebody else by being identified. Who
-- was a person once stays one, whatever is taken away from them later: two people are merged as the approvals say.
ALTER TABLE member ADD COLUMN is_visitor boolean NOT NULL DEFAULT false;
UPDATE member SET is_visitor = true
 WHERE erased_at IS NULL AND sealed_name IS NULL
   AND EXISTS (SELECT FROM member_identity AS held WHERE held.member_id = member.member_id)
   AND NOT EXISTS (
       SELECT FROM member_identity AS held LEFT JOIN identity_rule AS rule USING (kind)
        WHERE held.member_id = member.member_id AND NOT coalesce(rule.device, held.kind IN ('visitor', 'device')));
