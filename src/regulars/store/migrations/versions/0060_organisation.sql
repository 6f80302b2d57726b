-- The organisation is one tree: headquarters, regions below it, stores at the ends. Units are closed, never deleted, so what
-- refers to one needs no foreign key.
CREATE TABLE organisation_unit (
    unit_id     uuid         PRIMARY KEY,
    parent_id   uuid         REFERENCES organisation_unit,
    line        uuid[]       NOT NULL,                  -- from headquarters down to the unit itself: everything below a unit names it
    kind        text         NOT NULL CHECK (kind IN ('headquarters', 'region', 'store')),
    code        text         NOT NULL UNIQUE,           -- what tills and files call it
    name        text         NOT NULL,                  -- empty at headquarters: called by the word for it
    time_zone   text,                                   -- NULL: as above it
    closed_at   timestamptz,
    created_at  timestamptz  NOT NULL DEFAULT now(),
    CHECK ((parent_id IS NULL) = (kind = 'headquarters'))
);
CREATE UNIQUE INDEX organisation_unit_one_headquarters ON organisation_unit (kind) WHERE kind = 'headquarters';
CREATE INDEX organisation_unit_below ON organisation_unit USING gin (line);

INSERT INTO organisation_unit (unit_id, parent_id, line, kind, code, name) VALUES (
    '00000000-0000-7000-8000-000000000001', NULL, '{00000000-0000-7000-8000-000000000001}', 'headquarters', 'hq', ''
);

-- Whose member it is. Who has no store belongs to headquarters.
ALTER TABLE member ADD COLUMN home_unit_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001';
CREATE INDEX member_by_home ON member (home_unit_id, member_id);
