-- Imports of members: how far each came and what became of its rows, so that one that was cut off goes on.
CREATE TABLE member_import (
    import_id       uuid         PRIMARY KEY,
    asked_by        text         NOT NULL,                -- 'staff:anna', 'key:…', 'command line'
    asked_at        timestamptz  NOT NULL,
    file_name       text         NOT NULL,
    file_sha256     text         NOT NULL,
    mapping_sha256  text,                                 -- NULL until somebody has said what the columns mean
    rows_total      bigint       NOT NULL DEFAULT 0,
    rows_done       bigint       NOT NULL DEFAULT 0,      -- rows that are in, from the first on
    tally           text         NOT NULL DEFAULT '{}',   -- JSON: what became of them
    finished_at     timestamptz
);
CREATE UNIQUE INDEX member_import_once ON member_import (file_sha256, mapping_sha256) WHERE asked_by = 'command line';

-- What did not go in. Cells of the file may be anybody's name or phone, so they are sealed; dropped after 30 days.
CREATE TABLE member_import_reject (
    import_id  uuid     NOT NULL REFERENCES member_import ON DELETE CASCADE,
    part_no    integer  NOT NULL,
    faults     integer  NOT NULL,
    sealed     bytea    NOT NULL,                         -- JSON: [[row, column, value, reason], …]
    PRIMARY KEY (import_id, part_no)
);
