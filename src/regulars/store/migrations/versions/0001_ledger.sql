-- The ledger's tables. Every member-scoped table carries member_id in its primary key, so that the same schema can be
-- distributed by member_id; nothing here refers to another member's rows.

CREATE TABLE program_version (
    version        integer      PRIMARY KEY CHECK (version > 0),
    program_key    text         NOT NULL,
    in_force_from  timestamptz  NOT NULL,
    published_at   timestamptz  NOT NULL,
    published_by   text         NOT NULL,
    note           text         NOT NULL DEFAULT '',
    source_text    text         NOT NULL,              -- the YAML exactly as it was published
    source_sha256  text         NOT NULL
);
COMMENT ON TABLE program_version IS 'Immutable published versions of the loyalty program. An event is judged by the version in force when it happened.';

CREATE TABLE test_clock (
    only_row  boolean      PRIMARY KEY DEFAULT true CHECK (only_row),
    now       timestamptz  NOT NULL
);
COMMENT ON TABLE test_clock IS 'Present only in a sandbox: the instant that stands for now. Without a row the system clock is used.';

CREATE SEQUENCE member_no_seq;

CREATE TABLE member (
    member_id     uuid         PRIMARY KEY,
    member_no     bigint       NOT NULL UNIQUE DEFAULT nextval('member_no_seq'),
    display_name  text         NOT NULL DEFAULT '',
    joined_at     timestamptz  NOT NULL,
    join_channel  text         NOT NULL DEFAULT '',
    created_at    timestamptz  NOT NULL DEFAULT now()
);

CREATE TABLE member_identity (
    kind       text  NOT NULL,
    value      text  NOT NULL,                          -- normalised; unique per kind
    member_id  uuid  NOT NULL REFERENCES member,
    PRIMARY KEY (kind, value)
);
CREATE INDEX member_identity_by_member ON member_identity (member_id);
CREATE INDEX member_identity_by_prefix ON member_identity (value text_pattern_ops);

-- One row per member: the whole state as the core's document, beside the few columns that lists and boards read.
CREATE TABLE member_state (
    member_id         uuid         PRIMARY KEY REFERENCES member,
    state             text         NOT NULL,            -- core State as JSON (format inside)
    entry_no          bigint       NOT NULL,            -- entries written so far = number of the last one
    event_no          bigint       NOT NULL,
    chain_head        bytea        NOT NULL,            -- hash of the last entry
    next_due_at       timestamptz,                      -- first instant at which settlement has something to do
    tier_key          text         NOT NULL,
    tier_since        timestamptz  NOT NULL,
    in_grace          boolean      NOT NULL,
    points_available  bigint       NOT NULL,
    points_pending    bigint       NOT NULL,
    points_debt       bigint       NOT NULL,
    growth            bigint       NOT NULL,
    orders            integer      NOT NULL,            -- orders not refunded in full
    spend_minor       bigint       NOT NULL,            -- paid minus refunded, all time
    last_order_at     timestamptz,
    last_active_at    timestamptz
);
CREATE INDEX member_state_due ON member_state (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX member_state_last_order ON member_state (last_order_at);
CREATE INDEX member_state_by_tier ON member_state (tier_key, member_id);

CREATE TABLE event (
    member_id        uuid         NOT NULL,
    event_no         bigint       NOT NULL,             -- 1, 2, 3 … per member, in the order decided
    source           text         NOT NULL,
    event_id         text         NOT NULL,             -- the sender's id
    type             text         NOT NULL,
    occurred_at      timestamptz  NOT NULL,
    decided_at       timestamptz  NOT NULL,             -- the `now` given to the transition
    program_version  integer      NOT NULL,
    status           text         NOT NULL CHECK (status IN ('accepted', 'rejected', 'quarantined')),
    reference        text,                              -- 'order:o1', 'refund:r1', 'redemption:x' when accepted
    sent_by          text         NOT NULL,             -- who sent it: 'staff:anna', 'key:…', 'import'; '' when we made it
    body             text         NOT NULL,             -- canonical JSON
    body_hash        bytea        NOT NULL,
    outcome          text         NOT NULL,             -- the first answer, JSON
    PRIMARY KEY (member_id, event_no)
);
CREATE UNIQUE INDEX event_idempotency ON event (source, event_id);
CREATE UNIQUE INDEX event_reference ON event (reference) WHERE reference IS NOT NULL;
CREATE INDEX event_quarantined ON event (decided_at) WHERE status = 'quarantined';

CREATE TABLE entry (
    member_id        uuid         NOT NULL,
    entry_no         bigint       NOT NULL,             -- 1, 2, 3 … per member
    event_no         bigint,                            -- NULL: settlement (the clock caused it)
    wallet           text         NOT NULL,
    kind             text         NOT NULL,             -- earn, reverse, redeem, restore, expire, write_off, adjust
    amount           bigint       NOT NULL,             -- change of the member's balance
    lots             text         NOT NULL,             -- JSON [[lot_no, change, expires_at, active_at], …] in µs; active_at only where the lot is made
    debt_change      bigint       NOT NULL,             -- amount = sum of lot changes - debt_change
    rule             text,
    program_version  integer      NOT NULL,
    at               timestamptz  NOT NULL,             -- when it took effect
    recorded_at      timestamptz  NOT NULL,             -- the `now` under which it was written
    reference        text,                              -- 'order:o1' …: what it belongs to
    hash             bytea        NOT NULL,             -- SHA-256 over the previous entry's hash and this entry
    PRIMARY KEY (member_id, entry_no)
);
CREATE INDEX entry_by_reference ON entry (member_id, reference) WHERE reference IS NOT NULL;

-- What a later refund or cancellation needs to know: what each rule gave at which rates, which lots were taken, what came back so far.
CREATE TABLE business_record (
    member_id    uuid         NOT NULL,
    reference    text         NOT NULL,                 -- 'order:o1', 'redemption:x'
    event_no     bigint       NOT NULL,
    at           timestamptz  NOT NULL,
    record       text         NOT NULL,                 -- core OrderRecord or RedemptionRecord as JSON
    PRIMARY KEY (member_id, reference)
);

CREATE TABLE outbox (
    outbox_no  bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    facts      text         NOT NULL                    -- JSON [[member, [[name, at, data], …]], …] of one transaction, in order
);

-- Sums per calendar day (program time zone), appended as small deltas in the transaction that causes them and folded
-- together by the worker. Reading a board is a sum over days, never over history.
CREATE TABLE figure (
    day        date    NOT NULL,
    figure     text    NOT NULL,                        -- 'orders', 'sales_minor', 'points.earn', 'tier_move' …
    dimension  text    NOT NULL,                        -- '' or e.g. 'silver>gold'
    value      bigint  NOT NULL
);
CREATE INDEX figure_by_day ON figure (figure, day);

CREATE TABLE import_run (
    import_id      uuid         PRIMARY KEY,
    source         text         NOT NULL,
    file_sha256    text         NOT NULL,
    mapping_sha256 text         NOT NULL,
    started_at     timestamptz  NOT NULL,
    finished_at    timestamptz,
    events_done    bigint       NOT NULL DEFAULT 0,
    report         text,                                -- JSON, when finished
    UNIQUE (source, file_sha256, mapping_sha256)
);

-- Entries and events are written once. The application's own role may not change them either.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER program_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON program_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
