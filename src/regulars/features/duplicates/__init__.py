"""Duplicates: members who may be one person, found round by round, for staff to merge or to dismiss."""
