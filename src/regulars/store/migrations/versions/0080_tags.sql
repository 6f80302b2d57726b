-- Tags: what a member is to the operator. They stand beside the ledger: no tag changes what an event means.
CREATE TABLE tag (
    tag_no           integer      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,  -- short, because memberships repeat it by the million
    key              text         NOT NULL UNIQUE,
    name             text         NOT NULL UNIQUE,
    description      text         NOT NULL,
    color            text         NOT NULL,
    condition        text,                              -- JSON of a rule that keeps the tag up to date; NULL: given by hand
    members          bigint       NOT NULL DEFAULT 0,   -- counted where memberships change
    is_due           boolean      NOT NULL DEFAULT false,  -- the rule is new or changed: everybody has to be looked at
    is_daily         boolean      NOT NULL DEFAULT false,  -- the rule looks at time, so it is asked of everybody each day
    evaluated_at     timestamptz,                       -- when everybody was last looked at
    evaluated_on     date,                              -- that local day
    program_version  integer,                           -- and the version by which the rule was read
    is_faulty        boolean      NOT NULL DEFAULT false,  -- the program no longer knows what the rule speaks of
    created_at       timestamptz  NOT NULL,
    created_by       text         NOT NULL
);

-- No foreign keys: a rule enters members by the hundred thousand, each taken from `member` by the same statement.
CREATE TABLE member_tag (
    tag_no     integer      NOT NULL,
    member_id  uuid         NOT NULL,
    since      timestamptz  NOT NULL,
    given_by   text         NOT NULL,                   -- 'staff:anna', 'key:mall'; '' by the rule
    PRIMARY KEY (tag_no, member_id)
);
CREATE INDEX member_tag_by_member ON member_tag (member_id);

-- Who follows the relayed facts, besides webhooks; facts are kept until all have read them.
CREATE TABLE outbox_reader (
    name     text    PRIMARY KEY,
    read_to  bigint  NOT NULL
);
INSERT INTO outbox_reader (name, read_to) SELECT 'tags', relayed_to FROM outbox_relay;
