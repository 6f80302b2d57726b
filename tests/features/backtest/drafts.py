"""Drafts: the example's program with something changed."""

from typing import Any

import yaml

from tests.support.example_cut import EXAMPLE

IN_FORCE = (EXAMPLE / "program.yaml").read_text(encoding="utf-8")


def changed(**rules: dict[str, Any]) -> str:
    """The example's program with fields of some rules replaced."""
    document = yaml.safe_load(IN_FORCE)
    for rule in document["rules"]:
        rule.update(rules.get(rule["key"], {}))
    return dumped(document)


def dumped(document: dict[str, Any]) -> str:
    """A document as YAML."""
    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))
