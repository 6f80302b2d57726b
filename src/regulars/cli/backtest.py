"""`regulars program backtest`: what a draft would have done with everything that happened, as tables or JSON."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from regulars.cli.instants import read_instant
from regulars.cli.output import complaints, console, open_database, print_table, problems_told
from regulars.features.backtest.facade import Answer, BacktestReport, FlowMonth, Gained, Question, RankedMember, run_backtest
from regulars.features.context import AppContext, make_context
from regulars.kit.settings import Settings
from regulars.ledger.append import no_program

FIRST: Final = 10
"""So many winners and losers are printed."""


def run(
    file: Annotated[Path, typer.Argument(help="The draft as YAML.", exists=True, dir_okay=False, readable=True)],
    start: Annotated[
        str | None,
        typer.Option("--from", help="The day from which the draft would have been in force; the beginning by default."),
    ] = None,
    end: Annotated[str | None, typer.Option("--to", help="History counts up to the start of this day; now by default.")] = None,
    processes: Annotated[
        int | None, typer.Option("--processes", min=0, help="How many walk the base; one for each core by default.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole report as JSON.")] = False,
) -> None:
    """Replay stored history under a draft and under the versions that were in force, and compare. Nothing is changed.

    Prints points, liability and tiers month by month, what each rule came to, and who would win and lose most.
    """
    with open_database() as database, problems_told():
        context = make_context(Settings.from_environment(), database)
        question = _question(context, file, start, end)
        cores = os.cpu_count() or 1
        with _progress() as bar:
            task = bar.add_task("events", total=None)
            answer = run_backtest(
                context, question, processes=cores if processes is None else processes,
                walked=lambda done, total: bar.update(task, completed=done, total=total),
            )  # fmt: skip
    if as_json:
        typer.echo(f'{{"report":{answer.report.model_dump_json(by_alias=True)},"ranking":{answer.ranking.model_dump_json()}}}')
    else:
        tell(answer)


def _question(context: AppContext, file: Path, start: str | None, end: str | None) -> Question:
    with context.database.snapshot() as connection:
        published = context.programs.published(connection)
    if not published:
        raise no_program()
    zone = published[-1].program.zone
    return Question(
        file.read_text(encoding="utf-8", errors="replace"),
        None if start is None else read_instant(start, "--from", zone),
        None if end is None else read_instant(end, "--to", zone),
    )


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=complaints
    )


def tell(answer: Answer) -> None:
    """Print a report as tables; each figure stands as `in force → draft`."""
    report = answer.report
    console.print(
        f"{report.events:,} events of {report.members:,} members, {report.first_month} to {report.last_month},"
        f" in {report.seconds:,} s. Every figure: in force → draft.",
        markup=False,
    )
    for wallet in report.wallets:
        console.print(f"\n{wallet.name.zh} / {wallet.name.en} ({wallet.key})", markup=False)
        columns = ("month", "issued", "expired", "outstanding", f"liability {report.currency}", f"cost {report.currency}")
        flows = zip(wallet.in_force, wallet.draft, strict=True)
        print_table(columns, (_flow_row(was, would, report) for was, would in flows))
    for ladder in report.ladders:
        console.print(f"\n{ladder.name.zh} / {ladder.name.en} ({ladder.key}): members at the end", markup=False)
        was, would = ladder.in_force[-1].members, ladder.draft[-1].members
        crossed = {(cross.in_force, cross.draft): cross.members for cross in ladder.crossed}
        print_table(
            ("tier", "members", *(f"→ {tier.key}" for tier in ladder.tiers)),
            (
                (
                    tier.key, _pair(was.get(tier.key, 0), would.get(tier.key, 0)),
                    *(f"{crossed.get((tier.key, to.key), 0):,}" for to in ladder.tiers),
                )
                for tier in ladder.tiers
            ),
        )  # fmt: skip
    console.print("\nRules")
    print_table(
        ("rule", "wallet", "given", "taken back", f"cost {report.currency}"),
        (
            (
                rule.key, rule.wallet, _pair(*(None if side is None else side.given for side in (rule.in_force, rule.draft))),
                _pair(*(None if side is None else side.taken_back for side in (rule.in_force, rule.draft))),
                " → ".join(
                    "-" if side is None else _amount(side.cost_minor, report) for side in (rule.in_force, rule.draft)
                ),
            )
            for rule in report.rules
        ),
    )  # fmt: skip
    if report.refusals:
        console.print("\nRefused")
        print_table(("code", "events"), ((held.code, _pair(held.in_force, held.draft)) for held in report.refusals))
    outcome = report.outcome
    console.print(
        f"\n{outcome.winners:,} members gain {_amount(outcome.won_minor, report)} {report.currency},"
        f" {outcome.losers:,} lose {_amount(-outcome.lost_minor, report)}, {outcome.unchanged:,} stay as they are.",
        markup=False,
    )
    for title, ranked in (("Who gains most", answer.ranking.winners), ("Who loses most", answer.ranking.losers)):
        if ranked:
            console.print(f"\n{title}")
            _print_ranked(ranked[:FIRST], report)


def _print_ranked(ranked: Iterable[RankedMember], report: BacktestReport) -> None:
    wallets = [wallet.key for wallet in report.wallets]
    print_table(
        ("member", f"difference {report.currency}", *wallets, "tier"),
        (
            (
                member.member_id, _amount(member.difference_minor, report),
                *(_pair(_given(member.in_force, wallet), _given(member.draft, wallet)) for wallet in wallets),
                _pair_of_words(member.tier_in_force, member.tier_draft),
            )
            for member in ranked
        ),
    )  # fmt: skip


def _given(gained: Mapping[str, Gained], wallet: str) -> int:
    return gained[wallet].given if wallet in gained else 0


def _flow_row(was: FlowMonth, would: FlowMonth, report: BacktestReport) -> tuple[str, ...]:
    return (
        was.month, _pair(was.issued, would.issued), _pair(was.expired, would.expired), _pair(was.outstanding, would.outstanding),
        _pair_of_words(_amount(was.liability_minor, report), _amount(would.liability_minor, report)),
        _pair_of_words(_amount(was.cost_minor, report), _amount(would.cost_minor, report)),
    )  # fmt: skip


def _pair(was: int | None, would: int | None) -> str:
    return _pair_of_words(*("-" if value is None else f"{value:,}" for value in (was, would)))


def _pair_of_words(was: str, would: str) -> str:
    return was if was == would else f"{was} → {would}"


def _amount(minor: int, report: BacktestReport) -> str:
    digits = report.currency_digits
    whole, part = divmod(abs(minor), 10**digits)
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole:,}.{part:0{digits}d}" if digits else f"{sign}{whole:,}"
