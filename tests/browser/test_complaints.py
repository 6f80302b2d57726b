"""The windows of these tests hear what the browser complains about: a canary for each kind of complaint."""

import pytest

from tests.support.browser import Desk

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("planted", "heard"),
    [
        ("console.error('planted')", "error: planted"),
        ("setTimeout(() => { throw new Error('planted') })", "uncaught: planted"),
        ("document.head.append(Object.assign(document.createElement('script'), {text: '1'}))", "Content Security Policy"),
        ("fetch('http://127.0.0.2:9/')", "Content Security Policy"),
    ],
)
def test_canary__is_heard(desk: Desk, planted: str, heard: str):
    desk.open("/program")
    assert desk.complaints() == []
    desk.page.evaluate(f"() => {{ {planted} }}")
    desk.wait_for_complaint(heard)
    desk.tolerate(".*")


def test_canary__another_site_is_heard(desk: Desk):
    desk.page.goto("about:blank")  # a page without our policy
    desk.page.evaluate("() => { fetch('http://127.0.0.2:9/').catch(() => null) }")
    desk.wait_for_complaint("asked another site: http://127.0.0.2:9/")
    desk.tolerate(".*")
