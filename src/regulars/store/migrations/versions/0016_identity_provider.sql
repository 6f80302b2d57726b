-- Log-in by an identity provider (OpenID Connect): whose person has which account, and the log-ins that are on their way.

CREATE TABLE staff_provider (
    issuer     text         NOT NULL,
    subject    text         NOT NULL,                   -- the provider's own name for the person, which never changes
    staff_id   uuid         NOT NULL REFERENCES staff,
    linked_at  timestamptz  NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (issuer, staff_id)
);

CREATE TABLE provider_attempt (
    state_hash   bytea        PRIMARY KEY,
    nonce        text         NOT NULL,
    verifier     text         NOT NULL,                 -- of PKCE
    next_path    text         NOT NULL,
    created_at   timestamptz  NOT NULL
);
CREATE INDEX provider_attempt_by_age ON provider_attempt (created_at);
