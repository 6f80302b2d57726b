-- What one person asks for and another one decides. A decision is written in the transaction of what it causes.
CREATE TABLE approval (
    approval_id    uuid         PRIMARY KEY,
    member_id      uuid         NOT NULL,               -- whom it is about
    type           text         NOT NULL,               -- of the event that is asked for
    data           text         NOT NULL,               -- JSON: its data, the reason in it
    foreseen       text         NOT NULL,               -- JSON: the answer it would have had when it was asked for
    status         text         NOT NULL DEFAULT 'pending'
                   CHECK (status IN ('pending', 'approved', 'refused', 'rejected', 'withdrawn', 'expired')),
    requested_by   text         NOT NULL,               -- 'staff:anna'
    requested_at   timestamptz  NOT NULL,
    expires_at     timestamptz  NOT NULL,
    decided_by     text,
    decided_at     timestamptz,
    note           text         NOT NULL DEFAULT '',    -- of who decided
    outcome        text                                 -- JSON: the answer of the event, when it was sent
);
CREATE INDEX approval_listed ON approval (requested_at DESC, approval_id);
CREATE INDEX approval_pending ON approval (expires_at) WHERE status = 'pending';

CREATE TABLE approval_policy (
    only_row          boolean  PRIMARY KEY DEFAULT true CHECK (only_row),
    adjustment_above  bigint,                           -- points that staff may adjust alone; NULL: any
    days              integer  NOT NULL                 -- until a request expires
);
INSERT INTO approval_policy (adjustment_above, days) VALUES (NULL, 14);
