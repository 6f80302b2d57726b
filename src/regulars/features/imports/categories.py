"""Kinds and categories of lines, decided once per distinct product by the tables of the mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from regulars.features.imports.mapping import Categories, Kinds, Mapping


class Product(NamedTuple):
    """What a line says about the thing sold, as it goes into an event. A category is given to the default kind only."""

    sku: str
    name: str | None
    category: str | None
    kind: str


def products_of(staged: Iterable[tuple[str, str | None, str | None, str | None]], mapping: Mapping) -> list[Product]:
    """Turn (sku, name, category, kind) as the file has them into products."""
    kind_of_sku = {sku: kind for kind, skus in mapping.kinds.by_sku.items() for sku in skus}
    patterns = compile_table(mapping.categories)
    products = []
    for sku, raw_name, raw_category, raw_kind in staged:
        name = plain_name(raw_name)
        kind = kind_of_sku.get(sku) or kind_of_value(raw_kind, mapping.kinds)
        category = raw_category
        if category is None and kind == mapping.kinds.default:
            category = category_of(name or "", patterns, mapping.categories.default)
        products.append(Product(sku, name, category, kind))
    return products


def kind_of_value(value: str | None, kinds: Kinds) -> str:
    """The kind for a value of the kind column: as the table says, else the value itself.

    >>> kind_of_value("运费", Kinds(by_value={"运费": "postage"})), kind_of_value(None, Kinds())
    ('postage', 'goods')
    """
    return kinds.default if value is None else kinds.by_value.get(value, value)


def plain_name(name: str | None) -> str | None:
    r"""A name on one line: unprintable characters and runs of spaces become one space.

    >>> plain_name(" LUNCH BAG  BLACK\nSKULL. ")
    'LUNCH BAG BLACK SKULL.'
    """
    if name is None:
        return None
    return " ".join("".join(char if char.isprintable() else " " for char in name).split()) or None


Patterns = list[tuple[str, re.Pattern[str]]]


def compile_table(categories: Categories) -> Patterns:
    """One pattern per category.

    A word of Latin letters matches as a whole word, also with a plural `s` or `es`; a word in any other script matches
    anywhere, because Chinese has no spaces between words.
    """
    return [(entry.category, re.compile("|".join(map(_pattern, entry.words)), re.IGNORECASE)) for entry in categories.table]


def category_of(name: str, patterns: Patterns, default: str) -> str:
    """The first category with a word of the name, else the default.

    >>> table = [{"category": "bags", "words": ["bag"]}, {"category": "tea", "words": ["茶"]}]
    >>> patterns = compile_table(Categories.model_validate({"table": table}))
    >>> [category_of(name, patterns, "other") for name in ("JUMBO BAGS", "BAGEL", "龙井茶叶")]
    ['bags', 'other', 'tea']
    """
    return next((category for category, pattern in patterns if pattern.search(name)), default)


def _pattern(word: str) -> str:
    plain = re.escape(word)
    return rf"(?<![^\W_]){plain}(?:e?s)?(?![^\W_])" if word.isascii() else plain
