"""Every guard of the house. A new one is one new file and one line here."""

from tests.house.guards import (
    amounts,
    documented,
    entry_writer,
    guarantees,
    http_places,
    migrations,
    naming,
    notes,
    purity,
    sizes,
    sql_places,
    supply_chain,
)
from tests.house.rules import Guard

GUARDS: tuple[Guard, ...] = (
    amounts.GUARD,
    documented.MODULES,
    documented.CORE_FUNCTIONS,
    entry_writer.GUARD,
    guarantees.GUARD,
    http_places.GUARD,
    migrations.GUARD,
    naming.GUARD,
    notes.NOTES,
    notes.SKIPS,
    purity.GUARD,
    sizes.GUARD,
    sql_places.GUARD,
    supply_chain.GUARD,
)
