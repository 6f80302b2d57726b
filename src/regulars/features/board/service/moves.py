"""Moves: how often members went from one tier of a ladder to another."""

from __future__ import annotations

from regulars.features.board.contracts import MonthlyFigures, Months
from regulars.features.board.schemas import TierMove


def tier_moves(figures: MonthlyFigures, ladder: str, months: Months) -> list[TierMove]:
    """The moves of a range of months, the most frequent first."""
    moves = []
    for dimension in figures.dimensions("tier_move"):
        members = figures.total("tier_move", months, dimension)
        before, after = parse_move(dimension, ladder)
        if after and members:
            moves.append(TierMove(origin=before, to=after, members=members))
    return sorted(moves, key=lambda move: -move.members)


def parse_move(dimension: str, ladder: str) -> tuple[str, str]:
    """The two tiers of a figure of moves; empty for one of another ladder.

    >>> parse_move("mall:silver>gold", "mall"), parse_move("fans:a>b", "mall")
    (('silver', 'gold'), ('', ''))
    """
    if not dimension.startswith(f"{ladder}:"):
        return "", ""
    before, _, after = dimension.removeprefix(f"{ladder}:").partition(">")
    return before, after
