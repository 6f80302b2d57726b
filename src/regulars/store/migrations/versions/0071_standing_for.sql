-- Who stands for a member: themselves, or whoever they were merged into, also through others.
CREATE FUNCTION standing_for(asked uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH RECURSIVE way AS (
        SELECT member_id, merged_into FROM member WHERE member_id = asked
        UNION ALL SELECT m.member_id, m.merged_into FROM way JOIN member AS m ON m.member_id = way.merged_into
    )
    SELECT coalesce((SELECT member_id FROM way WHERE merged_into IS NULL), asked)
$$;
