-- A document with very many lots is stored in three pieces: what PostgreSQL keeps out of line it need not write again as long as an
-- update leaves the column as it is, and nothing touches most of the lots of a long life.
ALTER TABLE member_document
    ADD COLUMN middle text,                              -- lots in the middle of one wallet, as JSON
    ADD COLUMN tail text,                                -- what follows them
    ADD COLUMN middle_place bigint NOT NULL DEFAULT 0;   -- first lot << 32 | number of lots; 0: state is the whole document

-- Read as if it were a column: SELECT member_document.whole FROM member_document.
CREATE FUNCTION whole(member_document) RETURNS text LANGUAGE sql STABLE AS 'SELECT concat($1.state, $1.middle, $1.tail)';
