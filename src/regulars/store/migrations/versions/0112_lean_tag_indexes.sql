-- A rule enters hundreds of thousands at once, and most of what that costs is these two indexes.
ALTER INDEX member_tag_pkey SET (deduplicate_items = off);
ALTER INDEX member_tag_of_member SET (deduplicate_items = off, fillfactor = 60);
