-- Instants as in the document: microseconds. The lots of a middle of which nothing is known yet are read by every event.
ALTER TABLE member_document
    ADD COLUMN middle_points bigint NOT NULL DEFAULT 0,                          -- what remains in its lots together
    ADD COLUMN middle_active_at bigint NOT NULL DEFAULT -1000000000000000000,    -- from here on all of them can be spent
    ADD COLUMN middle_due_at bigint NOT NULL DEFAULT -1000000000000000000;       -- until just before nothing is due of them
