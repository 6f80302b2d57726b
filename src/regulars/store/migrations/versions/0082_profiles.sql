-- What the operator wants to know of members, and what is known. Personal values are sealed under the member's key.
CREATE TABLE member_field (
    key           text         PRIMARY KEY,
    name          text         NOT NULL UNIQUE,
    kind          text         NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'choices', 'flag')),
    choices       text         NOT NULL,                -- JSON {value: label}; empty but for choice and choices
    asked_of      text         NOT NULL CHECK (asked_of IN ('all', 'person', 'enterprise')),
    is_personal   boolean      NOT NULL,
    is_counted    boolean      NOT NULL,                -- towards how complete a profile is
    confirm_days  integer,                              -- asked again when it was told longer ago; NULL: never
    is_open       boolean      NOT NULL DEFAULT true,
    created_at    timestamptz  NOT NULL,
    created_by    text         NOT NULL
);

CREATE TABLE member_profile (
    member_id  uuid   PRIMARY KEY,
    kind       text   NOT NULL CHECK (kind IN ('person', 'enterprise')),
    fields     jsonb  NOT NULL,                         -- values that are not personal, by key; a date as its day since 1970
    told       jsonb  NOT NULL,                         -- the local day on which each value, personal or not, was told or confirmed
    sealed     bytea                                    -- JSON {"fields": personal values, "contacts": [...]} under the member's key
);
CREATE INDEX member_profile_enterprises ON member_profile (member_id) WHERE kind = 'enterprise';
