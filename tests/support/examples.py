"""The program that tests of slices play on, published into a test's database."""

from datetime import UTC, datetime
from pathlib import Path

from regulars.features.programs.facade import ProgramLibrary, publish
from regulars.store.database import Database

MALL = Path(__file__).with_name("mall.yaml")


def publish_mall(database: Database, more: str = "") -> None:
    """Publish the mall's program as version 1, perhaps with more sections."""
    with database.transaction() as connection:
        publish(
            connection,
            ProgramLibrary(),
            MALL.read_text(encoding="utf-8") + more,
            name=MALL.name,
            in_force_from=None,
            clock=lambda: datetime.now(UTC),
            published_by="test",
        )
