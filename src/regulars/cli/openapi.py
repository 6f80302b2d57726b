"""`regulars openapi`: the API's description, as clients are generated from it."""

from __future__ import annotations

import json

import typer

from regulars.api.app import create_app
from regulars.cli.output import open_database
from regulars.features.context import make_context
from regulars.kit.settings import Settings


def run() -> None:
    """Print the OpenAPI 3.1 description of the HTTP interface as JSON."""
    with open_database() as database:
        document = create_app(make_context(Settings.from_environment(), database)).openapi()
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
