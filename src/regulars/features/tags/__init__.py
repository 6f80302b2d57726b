"""Tags: what a member is to the operator, given by hand or kept up to date by a rule."""
