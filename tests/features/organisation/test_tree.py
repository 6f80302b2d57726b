"""The tree of the organisation: what may stand where, and that everything below a unit moves with it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.applications import Site

HQ = "00000000-0000-7000-8000-000000000001"
UNKNOWN = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"


class Tree:
    """The organisation as an administrator sees it, units named by their codes."""

    def __init__(self, site: Site) -> None:
        self.client = site.staff("admin")

    def add(self, code, parent="hq", kind="store", **more):
        body = {"parent_id": self.id(parent), "kind": kind, "code": code, "name": f"Name of {code}"} | more
        return self.client.post("/v1/organisation/units", json=body)

    def change(self, code, /, **changes):
        if "parent" in changes:
            changes["parent_id"] = self.id(changes.pop("parent"))
        return self.client.patch(f"/v1/organisation/units/{self.id(code)}", json=changes)

    def units(self):
        return self.client.get("/v1/organisation/units").json()["items"]

    def id(self, code):
        return next(unit["unit_id"] for unit in self.units() if unit["code"] == code)

    def lines(self):
        """Every unit with the codes above it, in the order of the list."""
        units = {unit["unit_id"]: unit for unit in self.units()}

        def line(unit):
            above = units.get(unit["parent_id"])
            return f"{line(above)}/{unit['code']}" if above else unit["code"]

        return [line(unit) for unit in units.values()]


@pytest.fixture
def tree(site: Site) -> Tree:
    """Give north with s1 and s2, and south with s3."""
    tree = Tree(site)
    for code, parent, kind in (("north", "hq", "region"), ("south", "hq", "region"), ("s2", "north", "store"),
                               ("s1", "north", "store"), ("s3", "south", "store")):  # fmt: skip
        assert tree.add(code, parent, kind).status_code == 201
    return tree


def refusal(answer):
    return answer.status_code, answer.json()["code"], answer.json()["errors"][0]["path"]


def test_tree__begins_with_headquarters(site: Site):
    (only,) = Tree(site).units()
    assert (only["unit_id"], only["kind"], only["code"], only["parent_id"]) == (HQ, "headquarters", "hq", None)


def test_tree__lists_each_unit_behind_the_one_above_it(tree: Tree):
    assert tree.lines() == ["hq", "hq/north", "hq/north/s1", "hq/north/s2", "hq/south", "hq/south/s3"]


def test_move__takes_everything_below_along(tree: Tree, site: Site):
    assert tree.change("north", parent="south").status_code == 200
    assert tree.lines() == ["hq", "hq/south", "hq/south/north", "hq/south/north/s1", "hq/south/north/s2", "hq/south/s3"]
    assert tree.change("s1", parent="hq").status_code == 200
    with site.database.snapshot() as connection:
        wrong = connection.execute(
            "SELECT count(*) FROM organisation_unit AS unit JOIN organisation_unit AS above ON above.unit_id = unit.parent_id"
            " WHERE unit.line <> above.line || unit.unit_id"
        ).fetchone()
    assert wrong == (0,)


@pytest.mark.parametrize(
    ("code", "parent", "found"),
    [
        ("north", "north", (422, "unit_misplaced", "parent_id")),
        ("hq", "north", (422, "unit_misplaced", "parent_id")),
        ("s1", "s3", (422, "unit_misplaced", "parent_id")),
        ("north", "s1", (422, "unit_misplaced", "parent_id")),
    ],
)
def test_move__refuses_circles_and_places_below_a_store(tree: Tree, code, parent, found):
    before = tree.lines()
    assert refusal(tree.change(code, parent=parent)) == found
    assert tree.lines() == before


def test_move__two_at_once_make_no_circle(tree: Tree):
    moves = [("north", {"parent_id": tree.id("south")}), ("south", {"parent_id": tree.id("north")})]
    ids = {code: tree.id(code) for code, _ in moves}
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda m: tree.client.patch(f"/v1/organisation/units/{ids[m[0]]}", json=m[1]), moves))
    assert sorted(answer.status_code for answer in answers) == [200, 422]
    assert len(tree.lines()) == 6


def test_depth__ends_at_eight_levels(tree: Tree):
    above = "north"
    for level in range(3, 8):
        assert tree.add(f"r{level}", above, "region").status_code == 201
        above = f"r{level}"
    assert tree.add("deepest", above).status_code == 201
    assert tree.add("r8", above, "region").status_code == 201
    assert refusal(tree.add("too deep", "r8")) == (422, "unit_misplaced", "parent_id")
    assert tree.change("r3", parent="hq").status_code == 200
    assert tree.change("r3", parent="north").status_code == 200
    assert refusal(tree.change("north", parent="south")) == (422, "unit_misplaced", "parent_id")


def test_close__needs_what_is_below_closed_first_and_lets_nothing_in(tree: Tree):
    assert refusal(tree.change("north", is_closed=True)) == (409, "unit_has_open_units", "is_closed")
    for code in ("s1", "s2", "north"):
        assert tree.change(code, is_closed=True).json()["closed_at"]
    assert refusal(tree.add("s9", "north")) == (409, "unit_closed", "parent_id")
    assert refusal(tree.change("s1", is_closed=False)) == (409, "unit_closed", "parent_id")
    assert refusal(tree.change("hq", is_closed=True)) == (422, "unit_misplaced", "is_closed")
    assert tree.change("north", is_closed=False).json()["closed_at"] is None
    assert tree.change("s1", is_closed=False).json()["closed_at"] is None


def test_codes__are_one_unit_each(tree: Tree):
    assert refusal(tree.add("s1", "south")) == (409, "unit_exists", "code")
    assert refusal(tree.change("s2", code="s1")) == (409, "unit_exists", "code")
    assert tree.change("s2", code=" S-02 ", name="Two", time_zone="Asia/Urumqi").json()["code"] == "S-02"


def test_words__that_cannot_be_used_are_named(tree: Tree):
    assert refusal(tree.add("s8", time_zone="Mars/Base")) == (422, "unit_invalid", "time_zone")
    assert refusal(tree.add("  ")) == (422, "unit_invalid", "code")
    assert refusal(tree.change("s1", name="\u0007")) == (422, "unit_invalid", "name")
    assert refusal(tree.client.patch(f"/v1/organisation/units/{UNKNOWN}", json={})) == (404, "unit_unknown", "unit_id")


def test_change__is_in_the_audit_log_with_before_and_after(tree: Tree):
    tree.change("s1", parent="south")
    line = tree.client.get("/v1/audit?limit=1").json()["items"][0]
    assert (line["action"], line["subject"]) == ("change_unit", "unit s1")
    assert line["before"]["parent_id"] != line["after"]["parent_id"] == tree.id("south")
