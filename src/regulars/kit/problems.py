"""The one typed error for everything that a user can cause.

A `Problem` says what is wrong (`code`, stable for ever), where (`errors`, one per field), and what to do next (`hint`).
It knows nothing of HTTP: the status of each code stands in one table of the API. What only a bug can cause is an
assertion, never a Problem.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that was refused.

    >>> FieldError("lines[0].quantity", "must be at least 1", expected="an integer from 1", hint="Leave the line out.").path
    'lines[0].quantity'
    """

    path: str
    """Where the value stands in what was sent, as `lines[0].quantity`; for an environment variable, its name."""
    message: str
    expected: str = ""
    hint: str = ""


class Problem(Exception):  # noqa: N818 - the word of RFC 9457, and of the glossary
    """A refusal that a user caused and can act on.

    `code` is snake_case and never changes its meaning; `facts` carries the numbers behind the refusal (such as the
    balance that was too small) as JSON values.

    >>> problem = Problem("balance_insufficient", "The member has 40 points.", facts={"available": 40})
    >>> problem.code, problem.facts["available"], str(problem)
    ('balance_insufficient', 40, 'balance_insufficient: The member has 40 points.')
    """

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        errors: tuple[FieldError, ...] = (),
        hint: str = "",
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.errors = errors
        self.hint = hint
        self.facts: Mapping[str, Any] = MappingProxyType(dict(facts or {}))

    def __reduce__(self) -> tuple[Any, ...]:
        """Go from process to process whole."""
        return _problem, (self.code, self.detail, self.errors, self.hint, dict(self.facts))

    def __str__(self) -> str:
        """Say everything that the reader of a terminal needs, one fact a line."""
        lines = [f"{self.code}: {self.detail}"]
        for error in self.errors:
            expected = f" (expected {error.expected})" if error.expected else ""
            lines.append(f"  {error.path}: {error.message}{expected}")
            if error.hint:
                lines.append(f"    {error.hint}")
        if self.hint:
            lines.append(f"  {self.hint}")
        return "\n".join(lines)


def _problem(code: str, detail: str, errors: tuple[FieldError, ...], hint: str, facts: dict[str, Any]) -> Problem:
    return Problem(code, detail, errors=errors, hint=hint, facts=facts)


def one_of(words: Sequence[str]) -> str:
    """What is expected where one of some words is.

    >>> one_of(["year", "never"])
    'one of year, never'
    """
    return f"one of {', '.join(words)}"
