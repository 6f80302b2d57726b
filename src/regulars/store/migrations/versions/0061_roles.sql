-- An account has roles at units: whether a role also holds below the unit is said with it.
CREATE TABLE staff_assignment (
    staff_id  uuid     NOT NULL REFERENCES staff,
    role      text     NOT NULL,                        -- of features/access/roles.py, or of custom_role
    unit_id   uuid     NOT NULL REFERENCES organisation_unit,
    inherits  boolean  NOT NULL,
    PRIMARY KEY (staff_id, role, unit_id)
);
INSERT INTO staff_assignment SELECT staff_id, role, '00000000-0000-7000-8000-000000000001', true FROM staff;
ALTER TABLE staff DROP COLUMN role;

CREATE TABLE custom_role (
    role        text         PRIMARY KEY,
    name        text         NOT NULL,
    scopes      text[]       NOT NULL,
    created_at  timestamptz  NOT NULL DEFAULT now()
);

ALTER TABLE api_key
    ADD COLUMN unit_id   uuid     NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001' REFERENCES organisation_unit,
    ADD COLUMN inherits  boolean  NOT NULL DEFAULT true;
