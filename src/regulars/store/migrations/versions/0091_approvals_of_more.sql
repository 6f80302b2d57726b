-- Merges, and what changes many members at once, can wait for a second person as well.
ALTER TABLE approval ALTER COLUMN member_id DROP NOT NULL;            -- none: about several, seen from headquarters only

ALTER TABLE approval_policy
    ADD COLUMN merges   boolean  NOT NULL DEFAULT false,               -- whether merging members needs two
    ADD COLUMN honours  boolean  NOT NULL DEFAULT false,               -- whether giving an honour by hand needs two
    ADD COLUMN mass_above bigint;                                      -- members whom staff may tag at once alone; NULL: any
