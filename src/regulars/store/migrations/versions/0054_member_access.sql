-- Log-in of members: a code sent to them, or a token signed by the operator's own app, opens a session that sees their own data.

CREATE TABLE member_code (
    code_id     uuid         PRIMARY KEY,
    member_id   uuid         REFERENCES member,         -- NULL: nobody has the address that was asked for
    code_hash   bytea        NOT NULL,                  -- keyed: six digits could be guessed otherwise
    expires_at  timestamptz  NOT NULL,
    attempts    integer      NOT NULL DEFAULT 0,
    used_at     timestamptz
);
CREATE INDEX member_code_by_age ON member_code (expires_at);
CREATE INDEX member_code_by_member ON member_code (member_id);

CREATE TABLE member_session (
    token_hash    bytea        PRIMARY KEY,
    member_id     uuid         NOT NULL REFERENCES member,
    means         text         NOT NULL CHECK (means IN ('code', 'token')),
    created_at    timestamptz  NOT NULL,
    last_seen_at  timestamptz  NOT NULL                 -- to the hour: not every request writes
);
CREATE INDEX member_session_by_member ON member_session (member_id);
CREATE INDEX member_session_by_age ON member_session (created_at);

CREATE TABLE member_token_used (
    token_hash  bytea        PRIMARY KEY,               -- of issuer and jti: a token opens one session
    expires_at  timestamptz  NOT NULL
);
CREATE INDEX member_token_used_by_age ON member_token_used (expires_at);
