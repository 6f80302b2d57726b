-- Who won a contest, decided once.
CREATE TABLE contest_closing (
    honour     text         NOT NULL,
    first_day  integer      NOT NULL,                   -- days since 1970: a contest held again next year is another one
    closed_at  timestamptz  NOT NULL,
    closed_by  text         NOT NULL,
    winners    uuid[]       NOT NULL,                   -- the best first
    PRIMARY KEY (honour, first_day)
);
