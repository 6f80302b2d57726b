"""Card faces: whether the words on a card can be read on both of its colours, by the contrast formula of WCAG 2."""

from __future__ import annotations

from typing import Final

INKS: Final = ("#16211f", "#ffffff")
"""What the words on a card are written in: the one that contrasts more."""
CONTRAST_MIN: Final = 4.0
_LINEAR_UP_TO: Final = 0.04045


def is_readable(*grounds: str) -> bool:
    """Whether one ink can be read on all of some `#rrggbb` grounds.

    >>> is_readable("#3b6fb6", "#1d3f73"), is_readable("#ffffff", "#000000")
    (True, False)
    """
    return any(min(contrast(ink, ground) for ground in grounds) >= CONTRAST_MIN for ink in INKS)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= _LINEAR_UP_TO else ((share + 0.055) / 1.055) ** 2.4
