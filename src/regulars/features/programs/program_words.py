"""The words of all published versions: what a page about a member calls tiers, wallets, rules and parts of the program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from regulars.features.programs import document as doc
from regulars.features.programs.contracts import PartKind, PublishedProgram, ToldLook, ToldPart, ToldRule, ToldTier
from regulars.features.programs.telling import in_force, said, told_look, told_parts, told_rules
from regulars.features.programs.wording import Sentence

COLOR_UNKNOWN: Final = "#8c8c8c"
PLAIN_LOOK: Final = ToldLook(None, "", None, "ring")
"""That of a tier which no version names any more."""


class ProgramWords:
    """The words of all published versions, for one page: each is worked out when it is first asked for."""

    def __init__(self, published: Sequence[PublishedProgram], now: datetime) -> None:
        self.published = published
        self.current = in_force(published, now)
        self._rules: dict[int, dict[str, ToldRule]] = {}

    def rule(self, key: str, version: int) -> ToldRule:
        """A rule as the version that judged by it puts it; a rule that it does not know is told by its key."""
        rules = self._rules.get(version)
        if rules is None:
            rules = self._rules[version] = {rule.key: rule for rule in told_rules(self.published[version - 1])}
        if key not in rules:
            for part in told_parts(self.published[version - 1]):  # an honour gives points when it ends
                if part.kind == "honour" and part.key == key:
                    return ToldRule(key, "", "", None, Sentence(zh=f"“{part.name.zh}”结束。", en=f"{part.name.en} has ended."))
        return rules.get(key) or ToldRule(key, "", "", None, Sentence(zh=key, en=key))

    def part(self, kind: PartKind, key: str) -> ToldPart:
        """A lift, task, honour or watch, in the newest version that names it."""
        for version in (self.current, *reversed(self.published)):
            for part in told_parts(version):
                if (part.kind, part.key) == (kind, key):
                    return part
        return ToldPart(kind, key, Sentence(zh=key, en=key), Sentence(zh="", en=""))

    def badge(self, honour: str) -> str:
        """The badge of an honour, in the newest version that names it."""
        for version in (self.current, *reversed(self.published)):
            for held in version.document.honours:
                if held.key == honour:
                    return held.badge
        return "★"

    def tier(self, key: str) -> ToldTier:
        """A tier's label, in the newest version that names it."""
        for version in (self.current, *reversed(self.published)):
            for ladder in version.document.ladders:
                for level, tier in enumerate(ladder.tiers):
                    if tier.key == key:
                        return ToldTier(key, said(tier.name), tier.color, level, [], told_look(tier))
        return ToldTier(key, Sentence(zh=key, en=key), COLOR_UNKNOWN, 0, [], PLAIN_LOOK)

    def wallet(self, key: str) -> Sentence:
        """A wallet's name."""
        names = (wallet.name for wallet in self.current.document.wallets if wallet.key == key)
        return next((said(name) for name in names), Sentence(zh=key, en=key))

    def dimensions(self, wallet: str) -> dict[str, Sentence]:
        """The dimensions of a growth wallet with their names."""
        for held in self.current.document.wallets:
            if isinstance(held, doc.GrowthWallet) and held.key == wallet:
                return {key: said(name) for key, name in held.dimensions.items()}
        return {}

    def watch_figure(self, key: str, value: int) -> str:
        """What a watch added up, in the newest version that names it."""
        for version in (self.current, *reversed(self.published)):
            for held in version.document.watches:
                if held.key == key:
                    return held.figure(value, version.document.currency.digits)
        return f"{value:,}"
