-- Undoing a merge, and bringing in many members from a file, can wait for a second person as well.
ALTER TABLE approval_policy
    ADD COLUMN unmerges       boolean  NOT NULL DEFAULT false,         -- whether undoing a merge needs two
    ADD COLUMN imports_above  bigint;                                  -- members whom staff may bring in or change by a file alone; NULL: any

ALTER TABLE member_import
    ADD COLUMN approval_id  uuid,                                      -- the request that it be started, if somebody else has to agree
    ADD COLUMN kept_until   timestamptz;                               -- so long the file is kept for that request
