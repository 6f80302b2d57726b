-- An import that somebody asked for over HTTP waits here for a worker, with its file, until it has ended.
ALTER TABLE member_import
    ADD COLUMN status    text         NOT NULL DEFAULT 'importing'
        CHECK (status IN ('uploaded', 'trying', 'tried', 'importing', 'done', 'failed', 'cancelled')),
    ADD COLUMN head      bytea,                                -- sealed JSON: [[header, [first cells]], …]
    ADD COLUMN mapping   text,                                 -- JSON, once somebody has said what the columns mean
    ADD COLUMN reach     text,                                 -- JSON {"below": [...], "only": [...]}; NULL: everywhere
    ADD COLUMN tried     text,                                 -- JSON: what the last dry run said would become of the rows
    ADD COLUMN attempts  integer      NOT NULL DEFAULT 0,      -- since it last moved on
    ADD COLUMN seen_at   timestamptz,                          -- the last sign of life of the process that works on it
    ADD COLUMN problem   text;                                 -- when failed: why, in words
UPDATE member_import SET status = 'done' WHERE finished_at IS NOT NULL;
CREATE INDEX member_import_newest ON member_import (asked_at DESC);
CREATE INDEX member_import_waiting ON member_import (asked_at) WHERE status IN ('trying', 'importing');

-- The file itself, sealed, in parts; gone when the import has ended or was left lying for a week.
CREATE TABLE member_import_file (
    import_id  uuid     NOT NULL REFERENCES member_import ON DELETE CASCADE,
    part_no    integer  NOT NULL,
    sealed     bytea    NOT NULL,
    PRIMARY KEY (import_id, part_no)
);
