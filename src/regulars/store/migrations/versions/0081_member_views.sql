-- Views of the member list that somebody saved: what it is narrowed to, its order and its columns.
CREATE TABLE member_view (
    view_id     uuid         PRIMARY KEY,
    name        text         NOT NULL,
    owner       text         NOT NULL,                  -- 'staff:anna'
    is_shared   boolean      NOT NULL,
    content     text         NOT NULL,                  -- JSON of the console's own: filters, condition, order, columns
    created_at  timestamptz  NOT NULL,
    UNIQUE (owner, name)
);
