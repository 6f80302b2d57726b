"""`regulars migrate`: bring the database to the schema of this release. `serve` does it too."""

from regulars.cli.output import console, problems_told
from regulars.kit.settings import Settings
from regulars.store.database import Database
from regulars.store.preparing import prepare


def run() -> None:
    """Bring the database to the schema of this release."""
    with problems_told(), Database.open(Settings.from_environment()) as database:
        done = prepare(database)
    console.print(f"Migrated: {', '.join(done)}." if done else "Up to date.", markup=False)
