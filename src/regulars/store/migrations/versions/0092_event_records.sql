-- What a later refund or cancellation needs, as the event left it; `business_record` holds it once it has changed or moved.
ALTER TABLE event ADD COLUMN record text;

ALTER TABLE business_record DROP COLUMN event_no, DROP COLUMN at;
