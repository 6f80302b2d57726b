"""YAML edited in place: one value of a text is put, replaced or taken away, and every other character stays as it was.

Comments, order and spelling belong to whoever wrote the text, so it is not written anew: the marks of the parsed nodes say what
to cut out and where to put what. What comes out is read again and compared with what it should say.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, Final

import yaml

Path = tuple[str | int, ...]

WIDTH_MAX: Final = 10**9
"""No line is folded: what is one clause stays on one line."""
_COMMENT: Final = re.compile(r":[ \t]*(#[^\n]*)")


class _Loader(yaml.SafeLoader):
    """Dates and `=` stay the text they are."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:value")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Dumper(yaml.SafeDumper):
    """Lists stand indented below their names."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's own
        """Indent, also where PyYAML would not."""
        super().increase_indent(flow, indentless=False)


def put(text: str, path: Path, value: Any) -> str:
    r"""The text with a value at a path, whose mapping or list is there; a new name comes last in its mapping.

    >>> put("rules:\n  - key: a # the first\n", ("rules", 0, "when"), {"any": [{"x": 1}]})
    'rules:\n  - key: a # the first\n    when:\n      any:\n        - {x: 1}\n'
    >>> put("{a: 1}", ("b",), {"c": 2})
    '{a: 1, b: {c: 2}}'
    """
    root, wanted = _read(text)
    _held(wanted, path)[path[-1]] = value
    around = _node(root, path[:-1])
    if isinstance(around, yaml.SequenceNode):
        item = around.value[int(path[-1])]
        return _checked(text[: item.start_mark.index] + _flow(value) + text[_end(item) :], wanted)
    assert isinstance(around, yaml.MappingNode), "a value stands in a mapping or a list"
    pair = _pair(around, str(path[-1]))
    if around.flow_style:
        edited = _put_in_flow(text, around, pair, str(path[-1]), value)
    else:
        edited = _put_in_block(text, around, pair, str(path[-1]), value)
    return _checked(edited, wanted)


def take_away(text: str, path: Path) -> str:
    r"""The text without a name of a mapping and its value; the name is there, and not alone.

    >>> take_away("a: 1\nb:\n  - 2 # two\nc: 3\n", ("b",))
    'a: 1\nc: 3\n'
    >>> take_away("{a: 1, b: 2}", ("a",))
    '{b: 2}'
    """
    root, wanted = _read(text)
    del _held(wanted, path)[path[-1]]
    around = _node(root, path[:-1])
    assert isinstance(around, yaml.MappingNode), "a name stands in a mapping"
    number = next(number for number, (key, _) in enumerate(around.value) if key.value == path[-1])
    key, value = around.value[number]
    if number == 0:
        start, end = key.start_mark.index, around.value[1][0].start_mark.index
    elif around.flow_style:
        start, end = _end(around.value[number - 1][1]), _end(value)
    else:
        start, end = text.rfind("\n", 0, key.start_mark.index), _line_end(text, _end(value))
    return _checked(text[:start] + text[end:], wanted)


def _put_in_flow(text: str, around: yaml.MappingNode, pair: tuple[yaml.Node, yaml.Node] | None, name: str, value: Any) -> str:
    if pair is not None:
        return text[: pair[1].start_mark.index] + _flow(value) + text[_end(pair[1]) :]
    at = _end(around.value[-1][1])
    return f"{text[:at]}, {_flow({name: value})[1:-1]}{text[at:]}"


def _put_in_block(text: str, around: yaml.MappingNode, pair: tuple[yaml.Node, yaml.Node] | None, name: str, value: Any) -> str:
    indent = " " * around.value[0][0].start_mark.column
    written = yaml.dump(
        {name: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=WIDTH_MAX
    )
    if _is_flat(value):
        written = f"{name}: {_flow(value)}\n"
    lines = written.rstrip("\n").split("\n")
    if pair is None:
        at = _line_end(text, _end(around.value[-1][1]))
        return text[:at] + "".join(f"\n{indent}{line}" for line in lines) + text[at:]
    comment = _COMMENT.match(text, pair[0].end_mark.index)
    if comment and len(lines) > 1:
        lines[0] += f" {comment[1]}"
    return text[: pair[0].start_mark.index] + f"\n{indent}".join(lines) + text[_end(pair[1]) :]


def _is_flat(value: Any) -> bool:
    return not isinstance(value, dict | list) or not value


def _flow(value: Any) -> str:
    written = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=True, width=WIDTH_MAX)
    return written.removesuffix("\n").removesuffix("\n...").rstrip("\n")


def _read(text: str) -> tuple[yaml.Node, Any]:
    """The nodes of a text, which know their places, and what it says."""
    loader = _Loader(text)
    root = loader.get_single_node()
    assert root is not None, "an empty text has no values"
    return root, deepcopy(loader.construct_document(root))


def _node(node: yaml.Node, path: Path) -> yaml.Node:
    for step in path:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[int(step)]
        else:
            found = _pair(node, str(step))
            assert found is not None, f"there is nothing at {path}"
            node = found[1]
    return node


def _pair(node: yaml.Node, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    return next(((key, value) for key, value in node.value if key.value == name), None)


def _end(node: yaml.Node) -> int:
    """Where a value ends; the marks of block collections would include the comments behind them."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(node, yaml.MappingNode) else last)
    end: int = node.end_mark.index
    return end


def _line_end(text: str, at: int) -> int:
    """The end of the line in which something ends; a block of text ends with its line break already."""
    if text[:at].endswith("\n"):
        return at - 1
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _held(document: Any, path: Path) -> Any:
    """What holds the value at a path."""
    for step in path[:-1]:
        document = document[step]
    return document


def _checked(edited: str, wanted: Any) -> str:
    assert yaml.load(edited, Loader=_Loader) == wanted, "the text says what it should"  # noqa: S506 - as above
    return edited
