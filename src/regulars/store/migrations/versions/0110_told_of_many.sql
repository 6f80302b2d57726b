-- Tags come and go by the hundred thousand. What is told of each member alike stands once, beside the members.
ALTER TABLE outbox
    ADD COLUMN members uuid[];                          -- facts is then one fact, [name, at, data]; NULL: it names its members
ALTER TABLE outbox ALTER COLUMN members SET STORAGE EXTERNAL;  -- ids are not packed: it takes long and gains nothing

-- Which tags a member bears is read off the index alone.
CREATE INDEX member_tag_of_member ON member_tag (member_id, tag_no);
DROP INDEX member_tag_by_member;
