-- Log-in of staff. Secrets are kept as hashes, with one exception: a second factor's secret has to be read to check a code.

ALTER TABLE staff
    ALTER COLUMN password_hash DROP NOT NULL,           -- NULL: not chosen yet
    ADD COLUMN email                text UNIQUE,        -- folded; by it an identity provider's account is found
    ADD COLUMN password_changed_at  timestamptz;
UPDATE staff SET password_changed_at = created_at;

-- A session opens in stages: 'code' waits for the second factor, 'enrol' may do nothing but set one up, 'open' is in.
ALTER TABLE staff_session
    ADD COLUMN session_id  uuid  NOT NULL DEFAULT gen_random_uuid() UNIQUE,     -- names it in lists; the token stays secret
    ADD COLUMN stage       text  NOT NULL DEFAULT 'open' CHECK (stage IN ('code', 'enrol', 'open')),
    ADD COLUMN means       text  NOT NULL DEFAULT 'password' CHECK (means IN ('password', 'provider')),
    ADD COLUMN address     text  NOT NULL DEFAULT '',
    ADD COLUMN agent       text  NOT NULL DEFAULT '';

CREATE TABLE staff_totp (
    staff_id        uuid         PRIMARY KEY REFERENCES staff,
    secret          text,                               -- NULL until a first code was right
    enrolled_at     timestamptz,
    last_step       bigint       NOT NULL DEFAULT 0,    -- the 30 seconds of the last code taken: none is taken twice
    pending_secret  text,                               -- shown, not yet confirmed
    pending_since   timestamptz
);

CREATE TABLE staff_recovery_code (
    staff_id   uuid         NOT NULL REFERENCES staff,
    code_hash  bytea        NOT NULL,
    used_at    timestamptz,
    PRIMARY KEY (staff_id, code_hash)
);

CREATE TABLE second_factor_role (
    role  text  PRIMARY KEY                             -- whoever has it logs in with a second factor
);

-- A link by which a person chooses a password: once, and only until it expires.
CREATE TABLE staff_link (
    code_hash   bytea        PRIMARY KEY,
    staff_id    uuid         NOT NULL REFERENCES staff,
    purpose     text         NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    created_at  timestamptz  NOT NULL,
    expires_at  timestamptz  NOT NULL,
    used_at     timestamptz
);
CREATE INDEX staff_link_by_staff ON staff_link (staff_id);

-- Attempts per account and address, shared by all processes. A subject is kept as a hash: people type passwords as user names.
CREATE TABLE attempt_count (
    subject_hash       bytea        PRIMARY KEY,
    window_started_at  timestamptz  NOT NULL,
    taken              integer      NOT NULL
);
CREATE INDEX attempt_count_by_age ON attempt_count (window_started_at);

ALTER TABLE api_key ADD COLUMN replaced_by text REFERENCES api_key;

-- Who came in and who did not, and every change to what lets people and systems in.
CREATE TABLE access_log (
    entry_no  bigint       PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at        timestamptz  NOT NULL,
    kind      text         NOT NULL,                    -- an AccessKind of features/access/contracts.py
    subject   text         NOT NULL,                    -- staff:ann, key:till 12; empty where a name is no account's
    actor     text         NOT NULL,                    -- who did it; the subject itself at a log-in
    address   text         NOT NULL,
    agent     text         NOT NULL,
    detail    text         NOT NULL
);
CREATE INDEX access_log_by_subject ON access_log (subject, entry_no DESC);
CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
