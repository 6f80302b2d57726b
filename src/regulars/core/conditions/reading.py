"""Reading: the JSON of a condition against a catalogue, with every fault at its path.

    {"combinator": "and", "not": false, "rules": [
        {"field": "tier.mall", "operator": ">=", "value": "gold"},
        {"did": "spend", "at_least": "500", "window": "rolling_3_months"},
        {"combinator": "or", "rules": [...]}]}

A behaviour clause (`did`) is a shorter way to say two clauses that fields can say as well: a metric over a window, or the days
since the last order or activity. The `id` that editors give to groups and rules is ignored.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.conditions.behaviours import DID_KEYS, read_behaviour
from regulars.core.conditions.catalogue import Catalogue
from regulars.core.conditions.condition import Condition
from regulars.core.conditions.faults import CLAUSES_MAX, DEPTH_MAX, Fault, Path
from regulars.core.conditions.field import Field, Subject
from regulars.core.conditions.groups import Clause, Group
from regulars.core.conditions.operands import OPERATORS, read_test

GROUP_KEYS: Final = frozenset({"combinator", "not", "rules", "id"})
CLAUSE_KEYS: Final = frozenset({"field", "operator", "value", "valueSource", "id"})


@final
class Reader:
    """One reading: the catalogue, the subjects that exist where the condition stands, and what was found."""

    def __init__(self, catalogue: Catalogue, subjects: tuple[Subject, ...]) -> None:
        self.catalogue: Final = catalogue
        self.subjects: Final = subjects
        self.faults: list[Fault] = []
        self.clauses = 0

    def fault(self, path: Path, message: str, expected: str = "") -> None:
        """Note a fault."""
        self.faults.append(Fault(path, message, expected))

    def group(self, given: Any, path: Path, depth: int) -> Condition | None:
        """A group, or None where something in it is wrong."""
        if not isinstance(given, dict):
            self.fault(path, "a group is expected", "`combinator` and `rules`")
            return None
        if depth > DEPTH_MAX:
            self.fault(path, "groups are nested too deeply", f"at most {DEPTH_MAX} levels")
            return None
        before = len(self.faults)
        self.check_keys(given, GROUP_KEYS, path)
        combinator, is_not, rules = given.get("combinator"), given.get("not", False), given.get("rules")
        if combinator not in ("and", "or"):
            self.fault((*path, "combinator"), "it is not said how the rules are joined", "`and` or `or`")
        if not isinstance(is_not, bool):
            self.fault((*path, "not"), "not a truth", "true or false")
        if not isinstance(rules, list) or not rules:
            self.fault((*path, "rules"), "there is no rule", "a list of at least one rule or group")
            return None
        parts = [self.part(each, (*path, "rules", number), depth) for number, each in enumerate(rules)]
        if len(self.faults) > before:
            return None
        return Group(combinator == "and", is_not is True, tuple([part for part in parts if part is not None]))

    def part(self, given: Any, path: Path, depth: int) -> Condition | None:
        """A group, a behaviour clause or a clause: whichever its keys say."""
        if not isinstance(given, dict):
            self.fault(path, "a rule or a group is expected", "`field` and `operator`, `did`, or `combinator` and `rules`")
            return None
        if "rules" in given or "combinator" in given:
            return self.group(given, path, depth + 1)
        self.clauses += 1
        if self.clauses == CLAUSES_MAX + 1:
            self.fault(path, "the condition has too many clauses", f"at most {CLAUSES_MAX}")
        if "did" in given:
            self.check_keys(given, DID_KEYS, path)
            return read_behaviour(given, self.catalogue, path, self.faults)
        return self.clause(given, path)

    def clause(self, given: dict[Any, Any], path: Path) -> Condition | None:
        """A field, an operator and a value."""
        self.check_keys(given, CLAUSE_KEYS, path)
        if given.get("valueSource", "value") != "value":
            self.fault((*path, "valueSource"), "a field is compared with a value", "`value`, or leave it out")
        field = self.field(given.get("field"), path)
        if field is None:
            return None
        operator = "null" if "operator" in given and given["operator"] is None else given.get("operator")  # YAML's null
        if not isinstance(operator, str) or operator not in OPERATORS[field.kind]:
            self.fault((*path, "operator"), f"{field.name} cannot be asked that", f"one of {', '.join(OPERATORS[field.kind])}")
            return None
        test = read_test(field, operator, given.get("value"), self.catalogue.digits, (*path, "value"), self.faults)
        return None if test is None else Clause(field, test)

    def field(self, name: Any, path: Path) -> Field | None:
        """A field of the catalogue that exists where the condition stands."""
        field = self.catalogue.fields.get(name) if isinstance(name, str) else None
        offered = [each.name for each in self.catalogue.fields.values() if each.subject in self.subjects]
        if field is None:
            message = "no field is named" if name is None else f"there is no field {str(name)[:60]}"
            self.fault((*path, "field"), message, f"one of {', '.join(offered)}")
        elif field.subject not in self.subjects:
            where = "while an order is judged" if field.subject == "order" else "of members as they are listed, not to rules"
            self.fault((*path, "field"), f"{field.name} is only known {where}", f"one of {', '.join(offered)}")
            return None
        return field

    def check_keys(self, given: dict[Any, Any], known: frozenset[str], path: Path) -> None:
        """Refuse what means nothing here."""
        for key in given:
            if key not in known:
                self.fault((*path, str(key)), "there is no such key here", f"one of {', '.join(sorted(known))}")


def read_condition(given: Any, catalogue: Catalogue, subjects: tuple[Subject, ...]) -> tuple[Condition | None, list[Fault]]:
    """A condition that is whole, or every fault in it."""
    reader = Reader(catalogue, subjects)
    condition = reader.group(given, (), 1)
    return (None if reader.faults else condition), reader.faults
