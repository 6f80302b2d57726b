"""Checkpoints and proofs over HTTP: who may see them, and that what is handed out can be checked without us."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from regulars.features.evidence.facade import CheckpointShape, ProofShape, check_proof
from regulars.features.programs.facade import ProgramLibrary
from regulars.kit.problems import Problem
from regulars.ledger.append import Ledger
from regulars.ledger.checkpoints import make_checkpoint
from regulars.store.database import Database
from tests.support.scenes import Scene, mall, open_scene

UNKNOWN = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Iterator[Scene]:
    """Set the mall's scene, where points can be used at once."""
    with open_scene(database, tmp_path, mall(("pending_days: 7", "pending_days: 0"))) as running:
        yield running


def checkpoint(scene: Scene) -> None:
    make_checkpoint(Ledger(scene.site.database, ProgramLibrary().history))


def refusal(scene: Scene, path: str) -> tuple[int, str]:
    answer = scene.client.get(path)
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize(
    ("caller", "list_status", "proof_status"),
    [
        ("anonymous", 401, 401), ("clerk", 403, 404), ("analyst", 200, 404), ("operator", 200, 404), ("admin", 200, 404),
        ("key:members:read", 403, 404), ("key:board:read", 200, 403), ("key:events:write", 403, 403),
    ],
)  # fmt: skip
def test_who__may_see_evidence(scene: Scene, caller: str, list_status: int, proof_status: int):
    client = scene.client if caller == "operator" else scene.site.caller(caller)
    assert client.get("/v1/ledger/checkpoints").status_code == list_status
    assert client.get(f"/v1/members/{UNKNOWN}/entries/1/proof").status_code == proof_status


def test_checkpoints__are_listed_newest_first_page_by_page(scene: Scene):
    assert scene.get("/v1/ledger/checkpoints") == {"items": [], "next_cursor": None, "total": 0}
    scene.member()
    for _ in range(3):
        checkpoint(scene)
    first = scene.get("/v1/ledger/checkpoints", limit=2)
    assert ([item["checkpoint_no"] for item in first["items"]], first["total"]) == ([3, 2], 3)
    second = scene.get("/v1/ledger/checkpoints", limit=2, cursor=first["next_cursor"])
    assert ([item["checkpoint_no"] for item in second["items"]], second["next_cursor"]) == ([1], None)
    assert scene.get("/v1/ledger/checkpoints/2") == first["items"][1]
    assert first["items"][0]["previous"] == first["items"][1]["hash"]
    assert refusal(scene, "/v1/ledger/checkpoints/4") == (404, "checkpoint_unknown")
    assert refusal(scene, "/v1/ledger/checkpoints?cursor=abc") == (422, "cursor_invalid")


def test_proof__of_each_entry_can_be_checked_by_whoever_keeps_the_checkpoint(scene: Scene):
    member_id = scene.member()
    scene.pay(member_id, "o1", "2025-03-15 10:00", 10_050, 2_000, postage=800)
    checkpoint(scene)
    scene.tell(member_id, "order.refunded", "2025-03-20 10:00", refund_id="r1", order_id="o1", amount_minor=3_000)
    scene.move_to("2027-01-01 00:00")
    scene.sweep()
    checkpoint(scene)
    kept = {number: scene.get(f"/v1/ledger/checkpoints/{number}") for number in (1, 2)}
    entries = scene.pages(member_id, "entries")
    assert {"earn", "reverse", "expire"} <= {entry["kind"] for entry in entries}
    for entry in entries:
        proof = scene.ask(member_id, f"entries/{entry['entry_no']}/proof")
        written = ProofShape.model_validate_json(json.dumps(proof))
        check_proof(written, CheckpointShape.model_validate_json(json.dumps(kept[proof["checkpoint"]["checkpoint_no"]])))
        proven = proof["entries"][0]
        assert (proven["entry_no"], proven["kind"], proven["amount"]) == (entry["entry_no"], entry["kind"], entry["amount"])
        assert proven["event"] == (entry["event"] and {"source": entry["event"]["source"], "id": entry["event"]["id"]})
    later = scene.ask(member_id, "entries/1/proof", checkpoint_no=2)
    assert later["checkpoint"] == kept[2]
    with pytest.raises(Problem) as refused:
        check_proof(ProofShape.model_validate(later), CheckpointShape.model_validate(kept[1]))
    assert refused.value.code == "proof_elsewhere"


def test_what_has_no_proof__is_refused_with_the_reason(scene: Scene):
    member_id = scene.member()
    scene.pay(member_id, "o1", "2025-03-15 10:00", 10_000)
    assert refusal(scene, f"/v1/members/{member_id}/entries/1/proof") == (409, "checkpoint_missing")
    checkpoint(scene)
    assert refusal(scene, f"/v1/members/{member_id}/entries/99/proof") == (404, "entry_unknown")
    assert refusal(scene, f"/v1/members/{member_id}/entries/1/proof?checkpoint_no=2") == (404, "checkpoint_unknown")
    assert refusal(scene, f"/v1/members/{member_id}/entries/0/proof") == (422, "request_invalid")
    with scene.site.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
        connection.execute("UPDATE entry SET amount = amount + 1 WHERE member_id = %s", (member_id,))
    assert refusal(scene, f"/v1/members/{member_id}/entries/1/proof") == (409, "ledger_changed")
