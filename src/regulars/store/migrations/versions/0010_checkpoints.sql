-- Checkpoints of the hash chains: one hash over the heads of all members' chains, each covering the checkpoint before it, small
-- enough to be kept elsewhere.
CREATE TABLE ledger_checkpoint (
    checkpoint_no  bigint       PRIMARY KEY CHECK (checkpoint_no > 0),
    at             timestamptz  NOT NULL,
    members        bigint       NOT NULL,               -- leaves of the tree
    entries        bigint       NOT NULL,
    root           bytea        NOT NULL,               -- Merkle root (RFC 6962) over the leaves in the order of member_id
    previous       bytea        NOT NULL,               -- hash of the checkpoint before it; zeros for the first
    hash           bytea        NOT NULL                -- SHA-256 over all of this row
);

-- How far each member's chain had come, written only by the checkpoints that found it longer than the one before: the leaf of a
-- member at a checkpoint is the last row up to it.
CREATE TABLE ledger_checkpoint_leaf (
    member_id      uuid    NOT NULL,
    checkpoint_no  bigint  NOT NULL,
    entry_no       bigint  NOT NULL,
    head           bytea   NOT NULL,
    PRIMARY KEY (member_id, checkpoint_no)
);

-- The subtrees of 1,024 members each, so that a proof reads one block of leaves instead of all, and a wrong root is found in one.
CREATE TABLE ledger_checkpoint_block (
    checkpoint_no    bigint   NOT NULL,
    block_no         integer  NOT NULL,                 -- 0, 1, 2 …
    first_member_id  uuid     NOT NULL,
    root             bytea    NOT NULL,
    PRIMARY KEY (checkpoint_no, block_no)
);

CREATE TRIGGER ledger_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_checkpoint_leaf_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint_leaf FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_checkpoint_block_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint_block FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
