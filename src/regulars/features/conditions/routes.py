"""Conditions over HTTP: what an editor asks while somebody writes one."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.conditions.place_schemas import ConditionPlaces, EditedText, NewCondition, ProgramText, place_shape
from regulars.features.conditions.reader import ConditionReader
from regulars.features.conditions.schemas import (
    ConditionCheck,
    ConditionDraft,
    ConditionFields,
    FieldsQuery,
    check_shape,
    fields_shape,
)
from regulars.features.conditions.service.check import check_condition
from regulars.features.context import Context
from regulars.features.programs.facade import (
    ProgramWords,
    catalogue_of,
    condition_places,
    parse_document,
    with_condition,
    words_of,
)
from regulars.kit.instants import instant_of
from regulars.ledger.append import no_program

router = APIRouter(prefix="/v1/conditions", tags=["conditions"], dependencies=[Depends(require("program:read"))])

Reader = Annotated[Principal, Depends(require("members:read"))]


@router.get(
    "/fields",
    operation_id="list_condition_fields",
    summary="Fields that conditions may name",
    responses={409: {"description": "No program has been published."}},
)
def get_fields(query: Annotated[FieldsQuery, Query()], context: Context) -> ConditionFields:
    """Every field of the program in force with its operators and values, and the metrics that can be counted."""
    with context.database.snapshot() as connection:
        published = context.programs.published(connection)
        if not published:
            raise no_program()
        reader = ConditionReader(connection, published, context.ledger.now(connection), query.use)
    return fields_shape(reader.offered, reader.words, reader.catalogue.metrics)


@router.post("/places", operation_id="list_condition_places", summary="Places for conditions in a draft")
def post_places(body: ProgramText) -> ConditionPlaces:
    """Where in a draft conditions stand or could stand, and the fields that they may name by the draft's own words."""
    parsed, source = parse_document(body.yaml)
    catalogue = catalogue_of(parsed)
    return ConditionPlaces(
        places=[place_shape(place) for place in condition_places(parsed, source)],
        fields=fields_shape(catalogue.fields.values(), words_of(parsed), catalogue.metrics),
    )


@router.post(
    "/placed",
    operation_id="place_condition",
    summary="Put a condition into a draft",
    responses={422: {"description": "The text is no program, or has no such place."}},
)
def post_placed(body: NewCondition) -> EditedText:
    """The draft with a condition at one of its places, or without the one there. Nothing is kept or judged."""
    return EditedText(yaml=with_condition(body.yaml, body.path, body.condition))


@router.post(
    "/check",
    operation_id="check_condition",
    summary="Check a condition and count its members",
    responses={
        409: {"description": "No program has been published."},
        503: {"description": "The members could not be searched in time."},
    },
)
def post_check(body: ConditionDraft, request: Request, caller: Reader, context: Context) -> ConditionCheck:
    """Judge a condition by the program in force: every fault with its path, or how it reads, and the members it holds for now.

    Members are judged by what is stored of them; what has fallen due since the last sweep is not in it.
    """
    with context.database.snapshot() as connection:
        published = context.programs.published(connection)
        if not published:
            raise no_program()
        now = context.ledger.now(connection)
        reader = ConditionReader(connection, published, now, body.use)
        checked = check_condition(connection, reader, body.condition, instant_of(now), body.limit)
        shown = check_shape(caller, checked, ProgramWords(published, now))
    members = [] if shown.members is None else [each.member_id for each in shown.members.items]
    tell_audit(request, members=members, is_reading=True)
    return shown
