"""Checks of the keys of personal data: the master key is here, it opens what is stored, and only its owner can read it."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from regulars.features.doctor.contracts import Finding, Subject
from regulars.features.privacy.facade import examine_keys

KEEP = "Keep a copy of it apart from the database and its backups."


def master_key(subject: Subject) -> Iterator[Finding]:
    """What is sealed opens with the master keys at hand."""
    found = examine_keys(subject.context.database)
    if found.lacking:
        says = f"Something is sealed under the master key {', '.join(found.lacking)}, which is not here."
        yield Finding("master key", "fail", says, "Bring it back from where you keep it: nothing else opens what it sealed.")
    elif found.broken:
        says = f"Keys that do not open: {', '.join(found.broken)}."
        yield Finding("master key", "fail", says, "They were changed in the database: restore a backup.")
    elif not found.wraps:
        yield Finding("master key", "ok", "Nothing is sealed yet.")
    elif old := sum(count for key_id, count in found.wraps.items() if key_id != found.at_hand[0]):
        says = f"{old:,} keys are still wrapped by an old master key."
        yield Finding("master key", "warn", says, "regulars keys rotate-master --no-new")
    else:
        yield Finding("master key", "ok", f"The master key {found.at_hand[0]} opens what is stored. {KEEP}")


def key_file(subject: Subject) -> Iterator[Finding]:
    """The file of the master keys is for its owner's eyes only."""
    source = subject.context.database.vault.source
    if source is None or not source.is_file or not source.path.exists():
        return
    mode = stat.S_IMODE(source.path.stat().st_mode)
    if mode & 0o077:
        yield Finding("key file", "fail", f"{source.path} can be read by others (mode {mode:o}).", f"chmod 600 {source.path}")
    else:
        yield Finding("key file", "ok", f"{source.path} can be read by its owner only.")
