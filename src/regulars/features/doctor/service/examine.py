"""Examine an installation: nothing is changed, made or migrated by looking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from regulars.features.context import make_context, system_time
from regulars.features.doctor.checks import CHECKS
from regulars.features.doctor.checks.machine import disk_space, native_code
from regulars.features.doctor.contracts import Finding, Limits, Subject
from regulars.kit.problems import Problem
from regulars.kit.settings import Settings
from regulars.store.database import Database
from regulars.store.embedded import has_data
from regulars.store.migrate import lacking_migrations


def examine(
    settings: Settings, limits: Limits | None = None, wall_clock: Callable[[], datetime] = system_time
) -> Iterator[Finding]:
    """Walk what every check says. What cannot be looked at because of something before it is left out."""
    chosen = limits or Limits()
    yield from native_code()
    if settings.database_url is None and not has_data(settings.data_dir):
        do = "regulars serve makes one; or name another with REGULARS_DATA_DIR."
        yield Finding("database", "fail", f"There is no database in {settings.data_dir}.", do)
        return
    yield from disk_space(settings, chosen)
    try:
        with Database.open(settings) as database:
            lacking = lacking_migrations(database.url)
            if lacking:
                says = f"The schema is behind this release by {len(lacking)}: {', '.join(lacking)}."
                yield Finding("migrations", "fail", says, "regulars backup FILE, then regulars migrate.")
                return
            yield Finding("migrations", "ok", "The schema is that of this release.")
            subject = Subject(context=make_context(settings, database, wall_clock), limits=chosen)
            for check in CHECKS:
                yield from check(subject)
    except Problem as problem:
        fields = " ".join(f"{error.path} {error.message}." for error in problem.errors)
        yield Finding("database", "fail", f"{problem.detail} {fields}".strip(), problem.hint)
