"""Events: how touchpoints tell what happened, singly, in batches or as a dry run; and what came too late."""
