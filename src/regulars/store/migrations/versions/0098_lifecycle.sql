-- The days that part the stages of life, of the whole base (store/lifecycle.py). Every transaction of the ledger reads `active_days`
-- together with the newest program; a change waits for them and they for it.
CREATE TABLE lifecycle_setting (
    is_only       boolean      PRIMARY KEY DEFAULT true CHECK (is_only),
    new_days      int          NOT NULL DEFAULT 30 CHECK (new_days >= 0),
    active_days   int          NOT NULL DEFAULT 90 CHECK (active_days > 0),
    lost_days     int          NOT NULL DEFAULT 180,
    counted_from  date,                                           -- the board's sums count by active_days from here on; NULL: always
    changed_at    timestamptz,
    changed_by    text         NOT NULL DEFAULT '',
    CHECK (lost_days > active_days)
);
INSERT INTO lifecycle_setting DEFAULT VALUES;
