"""How commands tell a program: what it says, what differs, and what publishing it does; every sentence in both languages."""

from __future__ import annotations

from typing import Final

from rich.text import Text

from regulars.cli.output import console, print_table
from regulars.features.programs.contracts import (
    ChangedPart,
    ChangedValue,
    Comparison,
    HeldWallet,
    LadderEffect,
    PublicationEffect,
)
from regulars.features.programs.facade import (
    PublishedProgram,
    Sentence,
    told_benefits,
    told_cards,
    told_ladder,
    told_offers,
    told_parts,
    told_promotions,
    told_reach,
    told_rules,
    told_stacking,
    told_wallets,
)

LANGUAGES: Final = ("zh", "en")
MARKS: Final = {"added": "+", "removed": "-", "changed": "~"}
LINE_MARKS: Final = {"same": " ", "added": "+", "removed": "-", "gap": "…"}
COLORS: Final = {"added": "green", "removed": "red"}


def tell(published: PublishedProgram) -> None:
    """Print a program as people read it, each sentence in both languages."""
    document = published.document
    console.print(f"{document.name.zh} / {document.name.en} ({document.program})", markup=False)
    for ladder in document.ladders:
        for tier in told_ladder(published, ladder.key):
            asked = told_reach(published, ladder.key, tier.key)
            text = f"{asked.zh} / {asked.en}" if tier.requirements else "-"
            console.print(f"  {tier.level} {tier.name.zh} / {tier.name.en}: {text}", markup=False, soft_wrap=True)
    for part in told_parts(published):
        console.print(f"  {part.name.zh} / {part.name.en}: {part.text.zh} / {part.text.en}", markup=False, soft_wrap=True)
    for wallet in told_wallets(published):
        console.print(f"  {wallet.name.zh} / {wallet.name.en}: {wallet.text.zh} / {wallet.text.en}", markup=False, soft_wrap=True)
    _tell_offers(published)
    for rule in told_rules(published):
        console.print(f"  {rule.key}: {rule.text.zh} / {rule.text.en}", markup=False, soft_wrap=True)
    for promotion in told_promotions(published):
        named = f"{promotion.name.zh} / {promotion.name.en}"
        console.print(f"  {named}: {promotion.text.zh} / {promotion.text.en}", markup=False, soft_wrap=True)
    for card in told_cards(published):
        console.print(f"  {card.name.zh} / {card.name.en}: {card.text.zh} / {card.text.en}", markup=False, soft_wrap=True)
    if stacking := told_stacking(published):
        console.print(f"  {stacking.zh} / {stacking.en}", markup=False, soft_wrap=True)


def _tell_offers(published: PublishedProgram) -> None:
    """What members have by their tiers, and what they may do with points."""
    for benefit in told_benefits(published):
        named = f"{benefit.name.zh} / {benefit.name.en}"
        console.print(f"  {named}: {benefit.text.zh} / {benefit.text.en}", markup=False, soft_wrap=True)
    for offer in told_offers(published):
        console.print(f"  {offer.key}: {offer.text.zh} / {offer.text.en}", markup=False, soft_wrap=True)


def _amount(required: int, digits: int) -> str:
    return f"{required:,}" if not digits else f"{required // 10**digits:,}.{required % 10**digits:0{digits}d}"


def tell_comparison(compared: Comparison, *, with_lines: bool = False) -> None:
    """Print what differs, part by part, and line by line if wanted."""
    if not compared.parts:
        same = "The texts are the same." if compared.is_same_text else "Nothing differs but the spelling and the comments."
        console.print(same, markup=False)
    else:
        for part in compared.parts:
            _tell_part(part)
    if with_lines and compared.lines is None:
        console.print("The texts are too long to be compared by line.", markup=False)
    elif with_lines:
        for line in compared.lines or ():
            _print(f"{LINE_MARKS[line.kind]} {line.text}", COLORS.get(line.kind, ""))


def tell_effect(effect: PublicationEffect, draft: PublishedProgram) -> None:
    """Print what publishing does at once."""
    about = "about " if effect.judged < effect.members else ""
    sample = f" (a sample of {effect.judged:,} was judged)" if about else ""
    console.print(f"{effect.members:,} members{sample}.", markup=False)
    moves = [row for ladder in effect.ladders for row in _moves(ladder, about)]
    if moves:
        print_table(("tiers", "from", "to", "members"), moves)
    elif effect.ladders:
        console.print("Nobody's tier changes at once, and no coming review ends otherwise.", markup=False)
    held = [_wallet_row(wallet, about, draft.document.currency.digits) for wallet in effect.wallets]
    if held:
        print_table(("wallet", "members", "points", "worth before", "worth after"), held)


def both(words: Sentence | None) -> str:
    """Words in both languages, once where they are the same.

    >>> both(Sentence(zh="银卡", en="Silver")), both(Sentence(zh="1.2", en="1.2")), both(None)
    ('银卡 / Silver', '1.2', '-')
    """
    if words is None:
        return "-"
    return words.en if words.zh == words.en else f"{words.zh} / {words.en}"


def _tell_part(part: ChangedPart) -> None:
    """Print a changed part: its name, how it reads, and value by value what it said and what it says."""
    name = both(part.section) if part.name is None else f"{both(part.section)}: {both(part.name)}"
    _print(f"{MARKS[part.kind]} {name}", COLORS.get(part.kind, "bold"))
    if not part.values:
        _tell_sides(part.before, part.after, 2)
    for value in part.values:
        where = _where(value)
        if where:
            _print(f"  {MARKS[value.kind]} {where}", COLORS.get(value.kind, ""))
        _tell_sides(value.before, value.after, 4 if where else 2)


def _tell_sides(before: Sentence | None, after: Sentence | None, indent: int) -> None:
    for side, kind in ((before, "removed"), (after, "added")):
        if side is not None:
            _print(f"{' ' * indent}{MARKS[kind]} {both(side)}", COLORS[kind])


def _print(line: str, style: str) -> None:
    console.print(Text(line.rstrip(), style=style), soft_wrap=True)


def _where(value: ChangedValue) -> str:
    return " / ".join(dict.fromkeys(" › ".join(getattr(step, language) for step in value.where) for language in LANGUAGES))


def _wallet_row(wallet: HeldWallet, about: str, digits: int) -> tuple[str, ...]:
    worths = ("-" if worth is None else _amount(worth, digits) for worth in (wallet.worth_before_minor, wallet.worth_after_minor))
    points = "-" if wallet.worth_after_minor is None else f"{about}{wallet.points:,}"
    return (both(wallet.name), f"{about}{wallet.members:,}", points, *worths)


def _moves(ladder: LadderEffect, about: str) -> list[tuple[str, ...]]:
    told = (("lifted at once", ladder.lifted), ("at the next review", ladder.reviews))
    return [
        (f"{both(ladder.name)}, {when}", both(move.before.name), both(move.after.name), f"{about}{move.members:,}")
        for when, moves in told
        for move in moves
    ]
