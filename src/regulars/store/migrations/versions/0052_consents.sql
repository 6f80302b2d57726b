-- What members agreed to and took back. A line never changes: what holds now is the newest line of a channel and purpose.
CREATE TABLE consent_change (
    change_no    bigint       PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    member_id    uuid         NOT NULL REFERENCES member,
    channel      text         NOT NULL,                 -- a Channel of features/privacy/contracts.py
    purpose      text         NOT NULL,                 -- a Purpose of it
    is_granted   boolean      NOT NULL,
    said_at      timestamptz  NOT NULL,                 -- when the member said so
    source       text         NOT NULL,                 -- where: a form, an app, a call
    recorded_at  timestamptz  NOT NULL,
    recorded_by  text         NOT NULL
);
CREATE INDEX consent_change_newest ON consent_change (member_id, channel, purpose, said_at DESC, change_no DESC);
CREATE TRIGGER consent_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
