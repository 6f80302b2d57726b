-- Instants as in the document: microseconds. The lots of a middle of which nothing is known yet are read by every event.
-- A server of an older release, which knows nothing of these columns, would leave them as they are: it stops at the new name.
ALTER TABLE member_document RENAME COLUMN middle_place TO middle_span;
ALTER TABLE member_document
    ADD COLUMN middle_points bigint NOT NULL DEFAULT 0,                          -- what remains in its lots together
    ADD COLUMN middle_active_at bigint NOT NULL DEFAULT -1000000000000000000,    -- from here on all of them can be spent
    ADD COLUMN middle_due_at bigint NOT NULL DEFAULT -1000000000000000000;       -- until just before nothing is due of them
