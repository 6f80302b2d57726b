"""The stored form of a state's extras: a JSON object of what is not empty."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

StoredLot = tuple[int, int, int, int, int, int, str, str, int]
StoredStrand = tuple[
    str, str, dict[str, dict[str, dict[int, int]]], dict[str, tuple[list[StoredLot], int, list[StoredLot]]], list[str]
]


class StoredExtras(Struct):
    """The extras of a state as JSON holds them; what is empty is left out."""

    birthday: int = 0
    attributes: dict[str, Any] = {}
    referrer: str = ""
    converted_by: str = ""
    frozen: str = ""
    runs: dict[str, list[tuple[int, int, int, dict[int, int]]]] = {}
    held_days: dict[str, dict[int, int]] = {}
    times: dict[str, dict[int, int]] = {}
    bought: dict[str, int] = {}
    cards: list[tuple[str, str, int, int, int]] = []
    attempts: dict[str, tuple[int, int, int, bool]] = {}
    honours: dict[str, tuple[int, int]] = {}
    year_end_at: int = 0
    notices: dict[str, int] = {}
    near: dict[str, str] = {}
    lifts: dict[str, dict[int, int]] = {}
    granted: dict[str, dict[str, str]] = {}
    holds: dict[str, tuple[str, int, list[StoredLot], int]] = {}
    decays_at: dict[str, int] = {}
    faded: dict[str, dict[str, dict[int, int]]] = {}
    scores: dict[str, dict[int, int]] = {}
    watched: dict[str, dict[int, int]] = {}
    merged_into: str = ""
    strands: list[StoredStrand] = []
    origins: dict[str, tuple[str, dict[str, int]]] = {}
    stays: list[str] = []
