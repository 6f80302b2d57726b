"""The API does what its description says, whatever it is sent: Schemathesis makes requests from the description itself.

Half of them fit the description and half do not. No answer is a mistake of ours, every answer has the shape and the media type
that are described for it, and what does not fit is refused. The same requests each time, so that a failure stays one.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from tests.support.whole_api import PUBLIC_ADDRESS, WholeApi

DESCRIPTION = json.loads((Path(__file__).parents[2] / "web/packages/client/openapi.json").read_text(encoding="utf-8"))
CHECKS = {
    "enabled": False,
    "not_a_server_error": {"enabled": True},
    "status_code_conformance": {"enabled": True},
    "content_type_conformance": {"enabled": True},
    "response_headers_conformance": {"enabled": True},
    "response_schema_conformance": {"enabled": True},
    "negative_data_rejection": {"enabled": True, "expected-statuses": ["4XX"]},
}
CONFIGURATION = {"generation": {"with-security-parameters": False}, "checks": CHECKS}
SCHEMA = schemathesis.openapi.from_dict(DESCRIPTION, config=schemathesis.Config.from_dict(CONFIGURATION))
OPERATIONS = {found.ok().definition.raw["operationId"]: found.ok() for found in SCHEMA.get_all_operations()}
TOLD_IN_ANSWER = {"append_events", "check_condition", "check_program"}
"""What does not fit is told one by one, in an answer that is no refusal."""
EXAMPLES_MAX = 5
URL_LENGTH_MAX = 2_000
SEEDED = settings(
    derandomize=True, database=None, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck)
)  # fmt: skip


def takes_parameters(operation: APIOperation) -> bool:
    """Whether there is something in its path or query that can be wrong."""
    return bool(operation.path_parameters or operation.query)


@pytest.fixture(scope="module")
def connection() -> Iterator[requests.Session]:
    """Give a connection that is kept, without proxies and cookies of this machine."""
    with requests.Session() as session:
        session.trust_env = False
        yield session


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_operation__answers_what_fits_as_its_description_says(api: WholeApi, connection: requests.Session, operation_id):
    ask_in_many_ways(api, connection, operation_id, GenerationMode.POSITIVE)


@pytest.mark.parametrize("operation_id", [name for name, each in OPERATIONS.items() if each.body or takes_parameters(each)])
def test_operation__refuses_what_does_not_fit(api: WholeApi, connection: requests.Session, operation_id):
    ask_in_many_ways(api, connection, operation_id, GenerationMode.NEGATIVE)


def ask_in_many_ways(api: WholeApi, connection: requests.Session, operation_id: str, mode: GenerationMode) -> None:
    """Ask an operation with generated requests, and look at each answer."""
    operation, described = OPERATIONS[operation_id], api.operations[operation_id]
    named = api.path_values(described) if mode is GenerationMode.POSITIVE else None
    client = api.caller(described)
    excluded = [negative_data_rejection] if operation_id in TOLD_IN_ANSWER else []

    @settings(SEEDED, max_examples=EXAMPLES_MAX)
    @given(case=operation.as_strategy(generation_mode=mode, path_parameters=named))
    def ask(case: Case) -> None:
        keep_at_home(case.body)
        connection.cookies.update(dict(client.cookies))
        response = case.call(base_url=api.site.url, session=connection, headers=dict(client.headers))
        connection.cookies.clear()
        case.validate_response(response, excluded_checks=excluded)

    ask()


def keep_at_home(body: Any) -> None:
    """No webhook is told to go to a machine that is not ours, not even to look its name up."""
    if isinstance(body, dict) and isinstance(body.get("url"), str) and len(body["url"]) < URL_LENGTH_MAX:
        body["url"] = PUBLIC_ADDRESS
