"""Refiguring: derive the daily figures from the stored events again, and append what they lack.

A figure is a sum of deltas, so setting it right is one more delta: what was stored stays, and what other transactions append
meanwhile counts as it always does. A release that keeps another figure, or splits one, fills the past by this; and where the days
of being active were changed, past months then count by those of now.
"""

from __future__ import annotations

from collections.abc import Callable

from regulars.kit.problems import Problem
from regulars.ledger.append import Ledger
from regulars.ledger.audit import audit_members
from regulars.ledger.figures import FigureDeltas
from regulars.store.exchange import Exchange
from regulars.store.figures import add_figures, see_one_moment
from regulars.store.histories import figure_sums
from regulars.store.lifecycle import ActiveDays, read_lifecycle, write_lifecycle


def refigure(ledger: Ledger, progress: Callable[[int], None] = lambda _: None) -> int:
    """Set the daily figures right and return how many were not; Problem `ledger_differs` where the ledger itself is not."""
    with ledger.database.transaction() as connection:
        see_one_moment(connection)
        programs = ledger.history(connection)
        setting = read_lifecycle(connection)
        figures = FigureDeltas(programs.latest().calendar, ActiveDays(setting.days.active_days))
        for found in audit_members(connection, programs, figures, progress):
            raise Problem(
                "ledger_differs",
                f"The events do not lead to what is stored: {found.member_id or 'base'}: {found.what}.",
                hint="Run `regulars ledger audit` and restore a backup that passes it.",
            )
        stored, expected = figure_sums(connection), figures.all()
        lacking = {key: expected.get(key, 0) - stored.get(key, 0) for key in {*stored, *expected}}
        lacking = {key: value for key, value in lacking.items() if value}
        exchange = Exchange(connection)
        add_figures(exchange, lacking)
        exchange.run()
        if setting.counted_from is not None:  # all months count by the days of now
            write_lifecycle(connection, setting._replace(counted_from=None, longest_days=0))
        return len(lacking)
