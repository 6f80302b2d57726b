"""Where each value of a YAML document stands: a map from its path to its line, for errors that name the line."""

from __future__ import annotations

from typing import Any

import yaml

from regulars.kit.problems import FieldError, Problem

Path = tuple[str | int, ...]


def read_yaml(text: str, name: str) -> tuple[Any, dict[Path, int]]:
    """The document and the line (from 1) of each value in it.

    Rejected as `mapping_invalid`: text that is not YAML, a key given twice, and anchors (`&x`, `*x`), which a mapping
    does not need and which can blow a small file up into a huge one.
    """
    lines: dict[Path, int] = {}
    try:
        for token in yaml.scan(text):
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
                raise refusal(name, token.start_mark.line + 1, "$", "anchors and aliases are not taken", "the value itself")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is not None:
            _record(root, (), lines, name)
        return yaml.safe_load(text), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise refusal(name, line, "$", error.problem or "not YAML", "a YAML document") from error
    except yaml.YAMLError as error:
        raise refusal(name, 1, "$", str(error), "a YAML document") from error


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """The line of a value, or of the nearest thing around it that exists.

    >>> line_of(("columns", "sku"), {(): 1, ("columns",): 4})
    4
    """
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def refusal(name: str, line: int, path: str, message: str, expected: str) -> Problem:
    """One fault of a mapping as a problem."""
    error = FieldError(path, f"{name}, line {line}: {message}", expected=expected)
    return Problem("mapping_invalid", f"{name} cannot be used.", errors=(error,), facts={"line": line})


def _record(node: yaml.Node, path: Path, lines: dict[Path, int], name: str) -> None:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _record(item, (*path, index), lines, name)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            line = key.start_mark.line + 1
            if inner in lines:
                raise refusal(name, line, ".".join(map(str, inner)), f"given twice (first in line {lines[inner]})", "one value")
            lines[inner] = line
            _record(value, inner, lines, name)
