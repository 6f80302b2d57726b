"""The example as it is loaded: the figures published for it, and a second run that adds nothing."""

import json

import pytest

from tests.support.served_example import LoadedExample

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ORDERS, REFUND_DOCUMENTS, REFUND_LINES, MEMBERS = 36_975, 7_901, 18_446, 5_942
ORDER_TOTAL_MINOR = 1_743_153_316
"""17,431,533.178 in the data, whose unit prices have three decimals here and there: each invoice is rounded once."""


def test_loading__gives_the_published_figures(loaded: LoadedExample):
    summary = loaded.summary
    assert (summary["orders"], summary["refund_documents"], summary["members"]) == (ORDERS, REFUND_DOCUMENTS, MEMBERS)
    assert summary["refund_lines_matched"] + summary["refund_lines_unmatched"] == REFUND_LINES
    assert summary["order_total_minor"] == ORDER_TOTAL_MINOR
    assert summary["audit_violations"] == 0
    assert sum(summary["tiers"].values()) == MEMBERS
    assert summary["events"] == summary["events_stored"] >= ORDERS


def test_loading__again_adds_nothing(loaded: LoadedExample):
    again = json.loads(loaded.run("demo", "--no-serve", "--json"))
    assert (again["events"], again["audit_violations"]) == (0, 0)
    same = ("members", "orders", "refund_documents", "refund_lines_matched", "refund_lines_unmatched", "order_total_minor")
    assert {key: again[key] for key in same} == {key: loaded.summary[key] for key in same}
