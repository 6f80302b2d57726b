"""Views: what the member list is narrowed to, saved under a name, for oneself or for all."""
