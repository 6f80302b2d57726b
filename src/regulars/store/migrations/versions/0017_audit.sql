-- The audit log: who read or changed what. A line is one JSON text that never changes; the columns beside it are for searching.

CREATE TABLE audit_line (
    line_no  bigint       PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at       timestamptz  NOT NULL,
    kind     text         NOT NULL,                     -- an AuditKind of features/audit/contracts.py
    action   text         NOT NULL,
    actor    text         NOT NULL,
    subject  text         NOT NULL,
    members  text[]       NOT NULL,                     -- whose data was read or changed
    body     text         NOT NULL                      -- everything, as it is sealed
);
CREATE INDEX audit_line_by_time ON audit_line (at);
CREATE INDEX audit_line_by_actor ON audit_line (actor, line_no DESC);
CREATE INDEX audit_line_by_member ON audit_line USING gin (members);

-- The seal: one hash over each line and the hash before it. Lines are written at once by many and sealed by one at a time, within
-- half a minute; the order of the seal is the order of this table.
CREATE TABLE audit_seal (
    seal_no  bigint  PRIMARY KEY CHECK (seal_no > 0),
    line_no  bigint  NOT NULL UNIQUE,
    hash     bytea   NOT NULL
);

CREATE TRIGGER audit_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
