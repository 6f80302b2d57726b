"""YAML that knows its lines: a document together with the line of each value, so that an error can name the place.

Anchors and aliases are refused: nobody needs them here, and they can blow a small file up into a huge one.
"""

from __future__ import annotations

from typing import Any

import yaml
from pydantic import ValidationError

from regulars.kit.problems import FieldError, Problem

Path = tuple[str | int, ...]

_EXPECTED = {
    "missing": "a value",
    "extra_forbidden": "no such key",
    "greater_than": "a number above {gt}",
    "greater_than_equal": "a number of at least {ge}",
    "less_than_equal": "a number of at most {le}",
    "literal_error": "{expected}",
    "union_tag_invalid": "{expected_tags}",
    "too_short": "at least {min_length}",
    "too_long": "at most {max_length}",
    "string_too_short": "at least {min_length} characters",
    "string_too_long": "at most {max_length} characters",
    "string_pattern_mismatch": "text of the form {pattern}",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "string_type": "text",
    "bool_type": "true or false",
    "model_type": "named values",
    "dict_type": "named values",
    "tuple_type": "a list",
    "union_tag_not_found": "a value for {discriminator}",
}
"""What was expected, by Pydantic's type of error; its own message already says the rest."""


DEPTH_MAX = 40
"""How deep lists and mappings may stand in each other."""

_OPENING = (
    yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken, yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken,
)  # fmt: skip
_CLOSING = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)


class _TrickError(Exception):
    """A token that is good YAML, and refused."""

    def __init__(self, token: yaml.Token, message: str, expected: str) -> None:
        super().__init__(message)
        self.line = token.start_mark.line + 1
        self.message = message
        self.expected = expected


class _Loader(yaml.SafeLoader):
    """Safe, and a date or an `=` stays the text it is: whoever wants more reads it with a message of their own.

    Tricks are refused as their tokens are taken: most of the time goes into finding tokens, so a text is gone through once.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def get_token(self) -> Any:
        """Take the next token."""
        token: Any = super().get_token()  # type: ignore[no-untyped-call]  # the stubs know this method without its type
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
            raise _TrickError(token, "anchors and aliases are not taken", "the value itself")
        self._depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if self._depth > DEPTH_MAX:
            raise _TrickError(token, "nested too deeply", f"at most {DEPTH_MAX} levels")
        return token


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:value")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class YamlSource:
    """A parsed document, its name for messages, and the code under which its faults are reported."""

    def __init__(self, text: str, name: str, code: str) -> None:
        self.name = name
        self.code = code
        self._lines: dict[Path, int] = {}
        try:
            loader = _Loader(text)
            root = loader.get_single_node()
            if root is not None:
                self._note(root, ())
            self.document: Any = None if root is None else loader.construct_document(root)
        except _TrickError as error:
            raise self._fault(error.line, "$", error.message, error.expected) from error
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self._fault(mark.line + 1 if mark else 1, "$", error.problem or "not YAML", "a YAML document") from error
        except yaml.YAMLError as error:
            raise self._fault(1, "$", str(error), "a YAML document") from error

    def line_of(self, path: Path) -> int:
        """The line (from 1) of a value, or of the nearest thing around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def error(self, path: Path, message: str, expected: str = "", hint: str = "") -> FieldError:
        """One fault at a path, its message naming file and line."""
        shown = ".".join(str(step) for step in path) or "$"
        return FieldError(shown, f"{self.name}, line {self.line_of(path)}: {message}", expected, hint)

    def problem(self, errors: list[FieldError]) -> Problem:
        """All faults together."""
        return Problem(self.code, f"{self.name} cannot be used: {len(errors)} fault(s).", errors=tuple(errors))

    def validation_errors(self, error: ValidationError, tags: frozenset[str] = frozenset()) -> list[FieldError]:
        """Pydantic's findings, with the line of each. `tags` are the names of union members, which it puts into paths."""
        paths = [self._path_of(item["loc"], tags) for item in error.errors(include_url=False, include_input=False)]
        found = []
        for item, path in zip(error.errors(include_url=False, include_input=False), paths, strict=True):
            is_echo = item["type"] == "too_short" and any(other[: len(path)] == path and other != path for other in paths)
            if not is_echo:  # a list whose items are faulty is also reported as too short
                message = item["msg"].removeprefix("Value error, ")
                found.append(self.error(path, message, _EXPECTED.get(item["type"], "").format(**item.get("ctx") or {})))
        return found

    def _path_of(self, steps: tuple[str | int, ...], tags: frozenset[str]) -> Path:
        path: Path = ()
        for number, step in enumerate(steps):
            is_member = number < len(steps) - 1 or isinstance(steps[number - 1], int)
            is_tag = is_member and step in tags and (*path, step) not in self._lines
            if not is_tag:
                path = (*path, step)
        return path

    def _fault(self, line: int, path: str, message: str, expected: str) -> Problem:
        error = FieldError(path, f"{self.name}, line {line}: {message}", expected)
        return Problem(self.code, f"{self.name} cannot be used.", errors=(error,), facts={"line": line})

    def _note(self, node: yaml.Node, path: Path) -> None:
        self._lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self._note(item, (*path, index))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                line = key.start_mark.line + 1
                if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                    raise self._fault(
                        line, ".".join(map(str, path)) or "$", "a key that is no text", "a name, in quotes if need be"
                    )
                inner = (*path, key.value)
                if inner in self._lines:
                    shown = ".".join(map(str, inner))
                    raise self._fault(line, shown, f"given twice (first in line {self._lines[inner]})", "one value")
                self._lines[inner] = line
                self._note(value, inner)
