"""Every check that needs the database, in the order in which they are told. A new one is a function and one line here."""

from regulars.features.doctor.checks import access, backups, deliveries, keys, ledger, machine, server, wall
from regulars.features.doctor.contracts import Check

CHECKS: tuple[Check, ...] = (
    server.database,
    server.durability,
    server.packing,
    machine.clocks,
    wall.wall,
    keys.master_key,
    keys.key_file,
    ledger.sandbox,
    ledger.program,
    ledger.settlement,
    ledger.imports,
    ledger.figures,
    ledger.checkpoints,
    deliveries.outbox,
    deliveries.webhooks,
    access.second_factor,
    access.audit_log,
    backups.backup,
    backups.leftovers,
    server.indexes,
    server.vacuum,
    server.room_for_connections,
)
