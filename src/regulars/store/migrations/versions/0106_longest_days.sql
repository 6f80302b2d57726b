-- By how many days customers may have counted as active before the latest change: what is told late counts nobody a second time.
ALTER TABLE lifecycle_setting ADD COLUMN longest_days int NOT NULL DEFAULT 0;
UPDATE lifecycle_setting SET longest_days = greatest(90, active_days) WHERE counted_from IS NOT NULL;
