-- How identities of a kind are treated, where it is otherwise than by default; and a name for each identity that says nothing of it.
ALTER TABLE member_identity ADD COLUMN identity_id uuid NOT NULL DEFAULT gen_random_uuid();

CREATE TABLE identity_rule (
    kind        text         PRIMARY KEY,
    priority    integer      NOT NULL,                  -- 1 is shown and asked for first
    per_member  integer      NOT NULL,                  -- so many of one member at most
    device      boolean      NOT NULL,                  -- it knows a device or a visit, and not a person
    blocked     text[]       NOT NULL,                  -- values that are nobody's, * for anything
    changed_at  timestamptz  NOT NULL,
    changed_by  text         NOT NULL
);
