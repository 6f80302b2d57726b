"""Profiles: the fields that the operator declares, what is known of each member, contacts of companies, and how fresh it is."""
