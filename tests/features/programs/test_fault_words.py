"""Every fault of a draft reads in both languages; what has no line in the words is found here."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from regulars.features.programs.checking import check_draft, draft_of
from regulars.features.programs.fault_words import NOT_YAML, fault_text, translated
from regulars.kit.problems import FieldError
from tests.features.programs.test_faults import FAULTS, TEXT, Fault
from tests.support.scenes import WITHOUT_DIAMOND, mall

CHINESE = re.compile(r"[\u4e00-\u9fff]")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_fault__reads_in_chinese_and_in_english(fault: Fault):
    found = check_draft(TEXT.replace(fault.old, fault.new, 1), (), NOW).faults
    assert found
    for each in found:
        assert translated(each.message) or each.expected == NOT_YAML, each.message
        assert CHINESE.search(each.text.zh), each.text
        assert " (expected" not in each.text.zh
        assert each.text.en.startswith(each.message)
        assert not CHINESE.search(re.sub("[“”「」]", "", each.text.en).replace("母婴", "")), each.text


def test_stranding__reads_in_chinese():
    published = draft_of(mall(), (), NOW)
    found = check_draft(mall(*WITHOUT_DIAMOND), (published,), NOW).faults
    assert [fault.text.zh for fault in found] == ["等级 mall.diamond 不见了，而会员正持有它（应为 tier mall.diamond）"]


def test_phrase__without_a_line_stays_as_it_is():
    told = fault_text(FieldError("moon", "the moon is full", "a new moon"))
    assert told.zh == told.en == "the moon is full (expected a new moon)"
