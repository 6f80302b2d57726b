-- Facts leave the outbox in one order. Transactions commit in another order than they took their numbers in, so a reader that
-- remembers "read up to 7" could miss 6. The relay, one at a time, numbers what is committed; readers follow that number.
ALTER TABLE outbox
    ADD COLUMN recorded_at  timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN relay_no     bigint;                     -- NULL until relayed
CREATE UNIQUE INDEX outbox_relayed ON outbox (relay_no) WHERE relay_no IS NOT NULL;
CREATE INDEX outbox_waiting ON outbox (outbox_no) WHERE relay_no IS NULL;
CREATE INDEX outbox_recorded ON outbox USING brin (recorded_at);

CREATE TABLE outbox_relay (
    only_row    boolean  PRIMARY KEY DEFAULT true CHECK (only_row),
    relayed_to  bigint   NOT NULL
);
INSERT INTO outbox_relay (relayed_to) VALUES (0);

CREATE TABLE webhook_endpoint (
    endpoint_id      uuid         PRIMARY KEY,
    url              text         NOT NULL,
    description      text         NOT NULL,
    types            text[]       NOT NULL,             -- of facts; empty: all
    secret           bytea        NOT NULL,             -- signs; it must be known in plain to sign
    previous_secret  bytea,                             -- signs as well until previous_until
    previous_until   timestamptz,
    is_active        boolean      NOT NULL,
    disabled_reason  text,                              -- 'gone', 'failing', 'staff'; NULL while active
    failing_since    timestamptz,                       -- of the first failure since the last success
    read_to          bigint       NOT NULL,             -- relay number up to which facts have become deliveries
    since            timestamptz  NOT NULL,             -- facts recorded before are none of its business
    created_at       timestamptz  NOT NULL,
    created_by       text         NOT NULL
);

CREATE TABLE webhook_delivery (
    delivery_no      bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    endpoint_id      uuid         NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
    message_id       text         NOT NULL,             -- the same each time a fact is sent, replays included
    member_id        uuid,                              -- deliveries of one member go out in order
    type             text         NOT NULL,
    body             text         NOT NULL,
    status           text         NOT NULL CHECK (status IN ('pending', 'delivered', 'dead')),
    attempts         integer      NOT NULL DEFAULT 0,
    next_attempt_at  timestamptz  NOT NULL,             -- while an attempt is under way: when it is given up for lost
    last_attempt_at  timestamptz,
    last_answer      text,                              -- '200', '503', 'timed out' …
    created_at       timestamptz  NOT NULL
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (next_attempt_at) WHERE status = 'pending';
CREATE INDEX webhook_delivery_order ON webhook_delivery (endpoint_id, member_id, delivery_no) WHERE status = 'pending';
CREATE INDEX webhook_delivery_listed ON webhook_delivery (endpoint_id, delivery_no);
