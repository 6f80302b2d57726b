-- Whose word was chosen for a merge, field by field. Keys of fields, never what stands in them.
ALTER TABLE member_merge ADD COLUMN fields jsonb NOT NULL DEFAULT '{}';
