-- The backups that were made, so that somebody notices when none is made any more. The files themselves are the operator's.
CREATE TABLE backup_run (
    backup_no    bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    finished_at  timestamptz  NOT NULL,
    file_name    text         NOT NULL,                -- without its folder
    bytes        bigint       NOT NULL,
    sha256       text         NOT NULL                 -- of the dump in it
);
