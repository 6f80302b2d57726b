-- Which tier the survivor of a merge has, and whose profile holds: as whoever merged chose it.
ALTER TABLE member_merge
    ADD COLUMN tier_policy     text  NOT NULL DEFAULT 'higher' CHECK (tier_policy IN ('higher', 'survivor', 'recompute')),
    ADD COLUMN profile_policy  text  NOT NULL DEFAULT 'filled' CHECK (profile_policy IN ('filled', 'survivor', 'newest'));
