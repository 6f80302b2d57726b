"""A mapping that cannot be used says where, in which line, and what was expected."""

from pathlib import Path

import pytest

from regulars.features.imports.facade import parse_mapping, read_mapping
from regulars.kit.problems import Problem
from tests.support.sales_files import MAPPING


@pytest.mark.parametrize(
    ("old", "new", "path", "line"),
    [
        ("version: 1", "version: 2", "version", 2),
        ("source: shop", "source: my shop", "source", 3),
        ("Europe/London", "Europe/Nowhere", "time_zone", 4),
        ("code: GBP", "code: pounds", "currency.code", 5),
        ("digits: 2", "digits: two", "currency.digits", 5),
        ("kind: customer_no, ", "", "identities.0.kind", 6),
        ("sku: code, ", "", "columns.sku", 7),
        ("quantity: quantity, ", "", "columns", 7),
        ("unit_price: price", "unit_price: price, line_total: total", "columns", 7),
        ("name: name", "titel: name", "columns.titel", 7),
        ("{prefix: C,", "{prefix: C, sign: negative,", "refund", 8),
        ("{prefix: C,", "{column: type,", "refund", 8),
        ("postage: [POST]", "postage: POST", "kinds.by_sku.postage", 9),
        ("words: [mug]", "words: []", "categories.table.0.words", 10),
    ],
)
def test_mapping__fault_names_path_and_line(old: str, new: str, path: str, line: int):
    assert old in MAPPING
    with pytest.raises(Problem) as caught:
        parse_mapping(MAPPING.replace(old, new), "shop.yaml")
    assert caught.value.code == "mapping_invalid"
    assert path in [error.path for error in caught.value.errors]
    assert f"shop.yaml, line {line}:" in caught.value.errors[0].message


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("version: 1\nsource: [", 2, "line 2"),
        ("version: 1\nsource: a\nversion: 1", 3, "given twice (first in line 1)"),
        ("a: &x 1\nb: *x", 1, "anchors"),
        ("", 1, "valid"),
        ("- 1", 1, "valid"),
    ],
)
def test_yaml__fault_names_the_line(text: str, line: int, said: str):
    with pytest.raises(Problem) as caught:
        parse_mapping(text)
    assert f"mapping.yaml, line {line}:" in caught.value.errors[0].message
    assert said in str(caught.value)


def test_required_key__is_named_with_what_was_expected():
    with pytest.raises(Problem) as caught:
        parse_mapping(MAPPING.replace("time_zone: Europe/London", ""))
    assert [(error.path, error.expected) for error in caught.value.errors] == [("time_zone", "a value")]


def test_every_fault__is_told_at_once():
    with pytest.raises(Problem) as caught:
        parse_mapping(MAPPING.replace("digits: 2", "digits: 9").replace("sku: code, ", ""))
    assert {error.path for error in caught.value.errors} == {"currency.digits", "columns.sku"}


def test_fingerprint__is_of_the_meaning_not_the_layout():
    assert parse_mapping(MAPPING).sha256() == parse_mapping("# a comment\n" + MAPPING).sha256()
    assert parse_mapping(MAPPING).sha256() != parse_mapping(MAPPING.replace("mug", "cup")).sha256()


def test_file__must_exist_and_be_utf8(tmp_path: Path):
    with pytest.raises(Problem, match="file_not_found"):
        read_mapping(tmp_path / "none.yaml")
    (tmp_path / "gb.yaml").write_bytes("source: 商场".encode("gb18030"))
    with pytest.raises(Problem, match="not UTF-8"):
        read_mapping(tmp_path / "gb.yaml")
