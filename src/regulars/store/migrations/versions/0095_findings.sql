-- What watches found and what staff decided about it, found without reading through all events.
CREATE INDEX event_watched ON event (member_id, event_no) WHERE type IN ('earning.unusual', 'earning.reviewed');

-- Points of an order that are gone for good: expired, or forfeited after a review.
CREATE INDEX entry_gone ON entry (member_id, reference) WHERE kind IN ('expire', 'forfeit') AND reference IS NOT NULL;
DROP INDEX entry_expired;
