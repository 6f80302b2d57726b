"""Conditions in a program's text: where they may stand, and the text with another one there, nothing else changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from regulars.features.programs.facade import condition_places, parse_document, with_condition
from tests.support.applications import Site, open_site
from tests.support.databases import DatabaseServer

EXAMPLES = Path(__file__).parents[3] / "examples"
PLACES_EACH = 24
"""So many places of a program are tried, spread over all of it: a text of hundreds of lines is read five times for each."""
PROGRAMS = [*sorted(EXAMPLES.glob("*.yaml")), EXAMPLES / "online-retail" / "program.yaml"]
CONDITION = {
    "combinator": "or", "not": True,
    "rules": [
        {"field": "today", "operator": ">=", "value": "2026-03-01"}, {"field": "is_birthday", "operator": "null"},
        {"did": "orders", "at_least": 1, "window": "year"}, {"combinator": "and", "rules": [{"did": "orders", "within_days": 3}]},
    ],
}  # fmt: skip
GYM = (EXAMPLES / "gym.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_every_place_of_the_examples__takes_a_condition_and_gives_it_back(path: Path):
    text = path.read_text(encoding="utf-8")
    parsed, source = parse_document(text)
    places = condition_places(parsed, source)
    assert len(places) > len(parsed.rules)
    for place in places[:: len(places) // PLACES_EACH or 1]:
        edited = with_condition(text, place.path, CONDITION)
        again = {each.path: each for each in condition_places(*parse_document(edited))}
        assert again[place.path].condition == CONDITION, place.path
        assert {key: each.condition for key, each in again.items() if key != place.path} == {
            each.path: each.condition for each in places if each.path != place.path
        }
        back = with_condition(edited, place.path, place.condition)
        if place.condition is None:
            assert back == text, place.path
        else:
            assert parse_document(back)[0] == parsed, place.path


def test_comments_and_every_other_line__stay(tmp_path: Path):
    edited = with_condition(GYM, "rules.2.when", CONDITION)
    assert "    when: # has trained before, and not in the last two weeks\n      combinator: or\n      not: true\n" in edited
    before, after = GYM.splitlines(), edited.splitlines()
    assert [line for line in before if line not in after] == [
        "        - {did: activity.visit, at_least: 1, window: lifetime}",
        '        - {field: days_since_activity, operator: ">", value: 14}',
    ]
    gone = with_condition(GYM, "rules.2.when", None)
    assert "has trained before" not in gone
    assert len(gone.splitlines()) == len(before) - 5


@pytest.fixture(scope="module")
def site(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation that has no program yet: the draft is all there is."""
    with database_server.fresh_database() as database, open_site(database, tmp_path_factory.mktemp("build")) as running:
        yield running


CALLERS = {"anonymous": 401, "key:members:read": 403, "key:program:read": 200, "analyst": 200, "admin": 200}


@pytest.mark.parametrize("who", CALLERS)
def test_who__may_ask_for_places(site: Site, who: str):
    caller = site.caller(who)
    assert caller.post("/v1/conditions/places", json={"yaml": GYM}).status_code == CALLERS[who]
    body = {"yaml": GYM, "path": "rules.0.when", "condition": CONDITION}
    assert caller.post("/v1/conditions/placed", json=body).status_code == CALLERS[who]


def test_places__are_told_with_the_draft_s_own_words_and_fields(site: Site):
    found = site.staff("admin", "ada").post("/v1/conditions/places", json={"yaml": GYM}).json()
    places = {place["path"]: place for place in found["places"]}
    off_peak = places["rules.1.when"]
    assert (off_peak["kind"], off_peak["name"]["zh"], off_peak["knows_order"]) == ("rule", "错峰训练", False)
    assert off_peak["text"]["zh"] == "星期（1 为周一）不超过 5，且小时（0 至 23）在 10 至 15 之间"
    assert places["rules.7.when"]["knows_order"]
    way = places["ladders.0.tiers.3.keep.any.1.when"]
    assert (way["kind"], way["name"]["en"], way["what"]["zh"]) == ("tier", "Iron, to keep", "团课（自然季度）≥ 12")
    assert "attribute.goal" in [field["name"] for field in found["fields"]["fields"]]
    assert "activity.visit" in [metric["name"] for metric in found["fields"]["metrics"]]


def test_placed__refuses_what_is_no_place_and_what_is_no_program(site: Site):
    caller = site.staff("admin", "eve")
    lost = caller.post("/v1/conditions/placed", json={"yaml": GYM, "path": "rules.99.when", "condition": None})
    assert (lost.status_code, lost.json()["code"], lost.json()["errors"][0]["path"]) == (422, "condition_place_unknown", "path")
    broken = caller.post("/v1/conditions/places", json={"yaml": "program: [gym"})
    assert (broken.status_code, broken.json()["code"]) == (422, "program_invalid")
