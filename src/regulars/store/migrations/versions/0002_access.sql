-- Who may use the service. Secrets are kept as hashes only: passwords with argon2, tokens and keys (256 random bits,
-- nothing to guess) with SHA-256.

CREATE TABLE staff (
    staff_id       uuid         PRIMARY KEY,
    username       text         NOT NULL UNIQUE,        -- folded: NFKC and case
    display_name   text         NOT NULL,
    role           text         NOT NULL,               -- a role of features/access/roles.py
    password_hash  text         NOT NULL,
    disabled       boolean      NOT NULL DEFAULT false,
    created_at     timestamptz  NOT NULL
);

CREATE TABLE staff_session (
    token_hash    bytea        PRIMARY KEY,
    staff_id      uuid         NOT NULL REFERENCES staff,
    created_at    timestamptz  NOT NULL,
    last_seen_at  timestamptz  NOT NULL                 -- to the minute: not every request writes
);
CREATE INDEX staff_session_by_staff ON staff_session (staff_id);
CREATE INDEX staff_session_by_age ON staff_session (created_at);

CREATE TABLE api_key (
    key_id        text         PRIMARY KEY,             -- the public middle part of rk_<key_id>_<secret>
    secret_hash   bytea        NOT NULL,
    name          text         NOT NULL,
    scopes        text[]       NOT NULL,
    created_at    timestamptz  NOT NULL,
    expires_at    timestamptz,
    revoked_at    timestamptz,
    last_used_on  date                                  -- to the day: not every request writes
);
