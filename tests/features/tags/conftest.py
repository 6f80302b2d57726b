"""Fixtures: a mall whose members are tagged by hand and by rule, one evaluation at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from regulars.features.context import make_context
from regulars.features.tags.facade import Round, evaluate_until_done
from regulars.kit.settings import Settings
from regulars.store.database import Database
from regulars.store.outbox import FACTS, ToldFact, facts_from_json
from tests.support.databases import DatabaseServer
from tests.support.scenes import Json, Scene, mall, open_scene


class Tagging:
    """A scene, and what tags do in it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.client: httpx.Client = scene.client

    def evaluate(self) -> Round:
        """Bring everything up to date."""
        return evaluate_until_done(make_context(Settings(), self.scene.site.database))

    def make(self, key: str, *rules: Json, **more: Any) -> Json:
        """Declare a tag, with a rule that joins clauses by and if there are any."""
        body = {"key": key, "name": key.upper(), **more}
        if rules:
            body["condition"] = {"combinator": "and", "rules": rules}
        answer = self.client.post("/v1/tags", json=body)
        assert answer.status_code == 201, answer.text
        made: Json = answer.json()
        return made

    def of(self, member_id: str) -> list[str]:
        """The tags of a member."""
        return [borne["key"] for borne in self.scene.get(f"/v1/members/{member_id}/tags")["items"]]

    def size(self, key: str) -> int:
        """How many members a tag counts."""
        return next(tag["members"] for tag in self.scene.get("/v1/tags")["items"] if tag["key"] == key)

    def told(self) -> list[tuple[str, str, str, str]]:
        """What was told of tags: fact, tag, member and cause, in order."""
        with self.scene.site.database.snapshot() as connection:
            rows = connection.execute(f"SELECT {FACTS} FROM outbox ORDER BY outbox_no".encode()).fetchall()
        facts: list[ToldFact] = [fact for (text,) in rows for fact in facts_from_json(text)]
        return [
            (fact.name, fact.data["tag"], str(fact.member_id), fact.data["cause"])
            for fact in facts
            if fact.name.startswith("tag.")
        ]


@pytest.fixture
def tagging(database: Database, tmp_path: Path) -> Iterator[Tagging]:
    """The mall, without members yet."""
    with open_scene(database, tmp_path, mall()) as scene:
        yield Tagging(scene)


@pytest.fixture(scope="module")
def shared(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tagging]:
    """The mall for tests that do not mind each other's tags."""
    with database_server.fresh_database() as database, open_scene(database, tmp_path_factory.mktemp("build"), mall()) as scene:
        yield Tagging(scene)
