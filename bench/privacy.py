"""Members whose personal data are sealed: how fast they are opened, with and without ciphers."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from regulars.features.context import make_context
from regulars.features.programs.facade import publish
from regulars.kit.examples import examples_folder
from regulars.kit.ids import new_id
from regulars.kit.sealing import BlindIndex, DataKey
from regulars.kit.settings import Settings
from regulars.ledger.members import open_members
from regulars.store.database import Database
from regulars.store.identities import Identity, normalise_identity
from regulars.store.members import NewMember
from regulars.store.preparing import prepare

MEMBERS: Final = int(os.environ.get("BENCH_MEMBERS", "50000"))
"""Each with a name and two identities; `BENCH_MEMBERS=20000` for a look."""
AT_ONCE: Final = 5_000
SURNAMES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰薇晓"


def measure() -> dict[str, Any]:
    """Members a second, on bases of their own."""
    print("privacy …", flush=True)
    sealed = _filled()
    with without_ciphers():
        plain = _filled()
    return {
        "member_open_per_second": round(sealed),
        "member_open_sealing_cost": round(1 - sealed / plain, 3),
        "privacy": {
            "members": MEMBERS, "identities": 2 * MEMBERS, "repeat": "python -m bench privacy",
            "open": "name, two identities, key, state and joining of each, 5,000 a transaction",
        },
    }  # fmt: skip


@contextmanager
def without_ciphers() -> Iterator[None]:
    """Leave ciphers and hashes out, to see what sealing itself costs. Rows, indexes and keys are as wide as before."""
    seal, open_, of = DataKey.seal, DataKey.open, BlindIndex.of
    try:
        DataKey.seal = lambda _self, plain, _place: bytes(29) + plain  # type: ignore[method-assign]  # for the measurement alone
        DataKey.open = lambda _self, sealed, _place: sealed[29:]  # type: ignore[method-assign]  # for the measurement alone
        BlindIndex.of = lambda _self, kind, value: 2 * hash((kind, value)).to_bytes(8, signed=True)  # type: ignore[method-assign]  # for the measurement alone
        yield
    finally:
        DataKey.seal, DataKey.open, BlindIndex.of = seal, open_, of  # type: ignore[method-assign]  # for the measurement alone


def _filled() -> float:
    """Members opened a second."""
    with tempfile.TemporaryDirectory(prefix="regulars-bench-") as folder:
        settings = Settings(data_dir=Path(folder))
        with Database.open(settings) as database:
            prepare(database)
            context = make_context(settings, database)
            joined_at = datetime.now(UTC) - timedelta(days=20)
            with database.transaction() as connection:
                text = (examples_folder() / "mall.yaml").read_text(encoding="utf-8")
                publish(
                    connection, context.programs, text, name="mall.yaml", in_force_from=joined_at,
                    clock=lambda: datetime.now(UTC), published_by="bench",
                )  # fmt: skip
            chance = random.Random(5)
            seconds = 0.0
            for first in range(0, MEMBERS, AT_ONCE):
                rows = [_member(number, joined_at, chance) for number in range(first, min(first + AT_ONCE, MEMBERS))]
                began = time.perf_counter()
                with database.transaction() as connection:
                    open_members(connection, context.ledger.history(connection), rows)
                seconds += time.perf_counter() - began
            return MEMBERS / seconds


def _member(number: int, joined_at: datetime, chance: random.Random) -> NewMember:
    name = chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2))))
    identities = (normalise_identity("phone", f"139{number:08d}"), Identity("card_no", f"{number:08d}"))
    return NewMember(new_id(), name, joined_at, "bench", identities)
