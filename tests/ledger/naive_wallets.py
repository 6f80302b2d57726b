"""The naive model of points that die of inactivity or on fixed days of the year, and of growth that fades: by hand."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.ledger.naive_days import Month, later, local, midnight, month_of, month_start, same_day_later


@dataclass
class Pile:
    """Points of one check-in in a wallet besides the main one."""

    left: int
    earned_at: datetime
    gone_at: datetime


@dataclass
class Besides:
    """Stars live on with every activity for two months; coins live to the next 30 June or 31 December."""

    stars: list[Pile] = field(default_factory=list)
    coins: list[Pile] = field(default_factory=list)
    starred: list[date] = field(default_factory=list)
    """Days on which stars were given."""

    def due(self) -> list[datetime]:
        """When something ends."""
        return [pile.gone_at for pile in self.stars + self.coins]

    def expire(self, now: datetime) -> None:
        """What has ended is gone."""
        self.stars = [pile for pile in self.stars if pile.gone_at > now]
        self.coins = [pile for pile in self.coins if pile.gone_at > now]

    def be_active(self, at: datetime) -> None:
        """Stars live on from the day of an activity, never shorter than before."""
        ends = midnight(same_day_later(local(at).date(), 2) + timedelta(days=1))
        for pile in self.stars:
            pile.gone_at = max(pile.gone_at, ends)

    def check_in(self, at: datetime) -> int:
        """Seven stars on the first check-in of a day, three coins on each; how many points that are together."""
        day = local(at).date()
        given = 3
        if day not in self.starred:
            self.starred.append(day)
            self.stars.append(Pile(7, at, midnight(same_day_later(day, 2) + timedelta(days=1))))
            given += 7
        ends = min(each for year in (day.year, day.year + 1) for each in (date(year, 6, 30), date(year, 12, 31)) if each >= day)
        self.coins.append(Pile(3, at, midnight(ends + timedelta(days=1))))
        return given

    def available(self, wallet: str) -> int:
        """What can be spent."""
        return sum(pile.left for pile in (self.stars if wallet == "stars" else self.coins))

    def spend(self, wallet: str, points: int) -> None:
        """What ends first is spent first."""
        for pile in sorted(self.stars if wallet == "stars" else self.coins, key=lambda held: (held.gone_at, held.earned_at)):
            part = min(points, pile.left)
            pile.left -= part
            points -= part
        self.stars = [pile for pile in self.stars if pile.left]
        self.coins = [pile for pile in self.coins if pile.left]


@dataclass
class Growth:
    """One point per 1.00, in the month of the order; only twelve months count, and the oldest of them fades by a fifth."""

    months: dict[Month, int] = field(default_factory=dict)
    faded: set[Month] = field(default_factory=set)
    is_sure: bool = True
    """False once something was taken back of a month that had faded: by how much is rounded, which the rules leave open."""

    def due(self, now: datetime) -> list[datetime]:
        """The next month start at which something fades or leaves."""
        return [month_start(later(month_of(now), 1))] if self.months else []

    def fade(self, month: Month) -> None:
        """What happens as a month starts."""
        first = later(month, -11)
        self.months = {held: value for held, value in self.months.items() if held >= first and value}
        if first in self.months:
            self.months[first] -= self.months[first] // 5
            self.faded.add(first)

    def move(self, month: Month, change: int) -> None:
        """Give, or take back."""
        if change < 0 and (month in self.faded or month not in self.months):
            self.is_sure = False
            return
        self.months[month] = self.months.get(month, 0) + change

    def total(self) -> int:
        """The growth value."""
        return sum(self.months.values())
