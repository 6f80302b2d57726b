"""Why not: the clauses because of which a condition failed, each with what was asked and what was there, in both languages.

They are named by the paths that were stored when it was decided, so the sentence is the same years later.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.conditions.condition import Condition, Unmet
from regulars.core.conditions.field import Field
from regulars.core.conditions.groups import Clause, Group
from regulars.core.conditions.said import Said, Words
from regulars.core.conditions.saying import say_clause, say_field, say_value
from regulars.core.values import Value

NOTHING_HELD: Final = Said("无", "none")


@final
class ToldUnmet(Value):
    """A clause that was not as it had to be. `is_wanted`: it had to hold; otherwise it had to fail, and held."""

    def __init__(self, clause: Said, is_wanted: bool, actual: Said) -> None:
        self.clause: Final = clause
        self.is_wanted: Final = is_wanted
        self.actual: Final = actual

    def plain(self) -> Any:
        """The fields in order."""
        return (self.clause.plain(), self.is_wanted, self.actual.plain())

    def sentence(self) -> Said:
        """Both in one sentence."""
        no, not_ = ("", "") if self.is_wanted else ("不是", "not ")
        return Said(f"要求{no}“{self.clause.zh}”，{self.actual.zh}", f"asked {not_}“{self.clause.en}”, {self.actual.en}")


def tell_unmet(condition: Condition, unmet: Unmet, words: Words) -> ToldUnmet | None:
    """An unmet clause in words; None where the condition has no such clause."""
    is_wanted = True
    found = condition
    for step in unmet.path.split("."):
        if not isinstance(found, Group) or not step.isdecimal() or int(step) >= len(found.parts):
            return None
        is_wanted = is_wanted is not found.is_not
        found = found.parts[int(step)]
    if not isinstance(found, Clause):
        return None
    return ToldUnmet(say_clause(found, words), is_wanted, say_actual(found.field, unmet.actual, words))


def say_actual(field: Field, actual: Any, words: Words) -> Said:
    """What was there, as `实际为金卡` and `it was Gold`."""
    if actual is None:
        name = say_field(field, words)
        return Said(f"{name.zh}未知", f"{name.en} is not known")
    if field.name in ("is_birthday", "is_birthday_month") and isinstance(actual, list):
        birthday, day = [f"{each // 100:02d}-{each % 100:02d}" for each in actual]
        return Said(f"生日 {birthday}，当天 {day}", f"birthday {birthday}, event on {day}")
    if isinstance(actual, list):
        said = [words.value(field.name, str(each)) for each in actual] or [NOTHING_HELD]
        return Said(f"实际为{'、'.join([each.zh for each in said])}", f"it was {', '.join([each.en for each in said])}")
    if isinstance(actual, bool):
        held = words.flag(field.name, actual)
        return Said(f"实际{held.zh}", held.en)
    said_value = say_value(field, actual, words)
    return Said(f"实际为{said_value.zh}".rstrip(), f"it was {said_value.en}")
