"""Every refusal as an RFC 9457 problem. The one table here maps each code to its HTTP status and title.

Slices raise `Problem` with a code and know nothing of HTTP. A new code is one new line in `ANSWERS`.
"""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, NamedTuple

import msgspec
from starlette.responses import Response

from regulars.kit.problems import FieldError, Problem

MEDIA_TYPE = "application/problem+json"
FIELD_ERRORS_MAX = 50
TYPE_PREFIX = "urn:regulars:problem:"


class Answer(NamedTuple):
    """How a code is answered."""

    status: int
    title: str


ANSWERS: dict[str, Answer] = {
    # The request itself
    "json_malformed": Answer(400, "The body is not valid JSON"),
    "request_invalid": Answer(422, "The request has fields that cannot be used"),
    "cursor_invalid": Answer(422, "The cursor does not belong to this list"),
    "route_unknown": Answer(404, "There is nothing at this address"),
    "method_not_allowed": Answer(405, "This address does not answer to that method"),
    "body_too_large": Answer(413, "The body is too large"),
    "query_too_long": Answer(414, "The query is too long"),
    "headers_too_large": Answer(431, "The headers are too large"),
    "request_refused": Answer(400, "The request was refused"),
    # Who is asking
    "not_authenticated": Answer(401, "No valid session or API key"),
    "credentials_invalid": Answer(401, "User name or password is wrong"),
    "scope_missing": Answer(403, "The caller may not do this"),
    "request_header_missing": Answer(403, "The header against forged requests is missing"),
    "request_cross_site": Answer(403, "Another site asked for the change"),
    "log_in_unfinished": Answer(403, "The log-in is not at this step"),
    "attempts_exceeded": Answer(429, "Too many attempts"),
    "code_invalid": Answer(422, "The code cannot be used"),
    "password_wrong": Answer(422, "The password is wrong"),
    "link_invalid": Answer(422, "The link is not valid any more"),
    "enrolment_missing": Answer(409, "No second factor is being set up"),
    "second_factor_missing": Answer(409, "There is no second factor"),
    "second_factor_required": Answer(409, "The role needs a second factor"),
    "provider_refused": Answer(401, "The identity provider did not log anybody in"),
    "provider_account_missing": Answer(403, "Nobody of this name has an account"),
    "provider_unreachable": Answer(503, "The identity provider does not answer"),
    "session_unknown": Answer(404, "There is no such session"),
    "rules_invalid": Answer(422, "The rules of log-in cannot be set so"),
    "rules_end_own_session": Answer(409, "It would end the session that asks for it"),
    "last_admin": Answer(409, "This is the last administrator"),
    "staff_deactivated": Answer(409, "The account is deactivated"),
    "email_taken": Answer(409, "The e-mail address is taken"),
    "email_invalid": Answer(422, "The e-mail address cannot be used"),
    "display_name_invalid": Answer(422, "The name cannot be used"),
    "staff_unknown": Answer(404, "There is no such staff account"),
    "staff_exists": Answer(409, "The user name is taken"),
    "role_unknown": Answer(422, "There is no such role"),
    "role_invalid": Answer(422, "The role cannot be made so"),
    "role_exists": Answer(409, "There is such a role already"),
    "role_in_use": Answer(409, "Accounts have the role"),
    "roles_exceeded": Answer(409, "There are too many roles"),
    "assignments_invalid": Answer(422, "The roles cannot be given so"),
    "scope_exceeded": Answer(403, "Nobody gives more than they have"),
    "scope_unknown": Answer(422, "There is no such scope"),
    "password_too_short": Answer(422, "The password is too short"),
    "password_weak": Answer(422, "The password is among the first that somebody tries"),
    "username_invalid": Answer(422, "The user name cannot be used"),
    "key_unknown": Answer(404, "There is no such API key"),
    "key_ended": Answer(409, "The API key has ended"),
    "key_invalid": Answer(422, "The API key cannot be made this way"),
    # Members
    "member_unknown": Answer(404, "There is no such member"),
    "identity_invalid": Answer(422, "The identity cannot be used"),
    "identity_taken": Answer(409, "The identity belongs to another member"),
    "joined_in_future": Answer(422, "The joining time lies in the future"),
    # Files of members
    "import_unknown": Answer(404, "There is no such import"),
    "import_not_ready": Answer(409, "The import cannot do that now"),
    "imports_busy": Answer(409, "Enough imports are under way"),
    "import_under_way": Answer(409, "The import is being carried out already"),
    "export_too_large": Answer(422, "There are too many members for one file"),
    # Organisation
    "unit_unknown": Answer(404, "There is no such unit"),
    "unit_invalid": Answer(422, "The unit cannot be called so"),
    "unit_exists": Answer(409, "The code is taken"),
    "unit_misplaced": Answer(422, "The unit cannot stand there"),
    "unit_closed": Answer(409, "The unit is closed"),
    "unit_has_open_units": Answer(409, "Open units stand below it"),
    "unit_out_of_reach": Answer(403, "The unit is not one of the caller's"),
    "units_exceeded": Answer(409, "There are too many units"),
    "condition_invalid": Answer(422, "The condition cannot be used"),
    "view_unknown": Answer(404, "There is no such view"),
    "view_exists": Answer(409, "The name of the view is taken"),
    "views_exceeded": Answer(409, "There are too many views"),
    # Profiles
    "field_unknown": Answer(404, "There is no such field"),
    "field_exists": Answer(409, "The field's key or name is taken"),
    "field_invalid": Answer(422, "The field cannot be declared so"),
    "fields_exceeded": Answer(409, "There are too many fields"),
    "profile_invalid": Answer(422, "What is said does not fit the fields"),
    # Tags
    "tag_unknown": Answer(404, "There is no such tag"),
    "tag_exists": Answer(409, "The tag's name or key is taken"),
    "tag_rule_invalid": Answer(422, "The rule of the tag cannot be used"),
    "tag_by_rule": Answer(409, "The tag is given by its rule alone"),
    "tag_in_use": Answer(409, "The rule of another tag names it"),
    "tags_exceeded": Answer(409, "There are too many tags"),
    # Approvals
    "approval_required": Answer(403, "A second person has to agree"),
    "approval_unknown": Answer(404, "There is no such request"),
    "approval_own": Answer(403, "Nobody approves what they asked for"),
    "approval_decided": Answer(409, "The request was decided already"),
    "approval_impossible": Answer(422, "It cannot be asked for"),
    "approval_stale": Answer(409, "It would do something else by now"),
    # Events: refusals before a decision
    "idempotency_conflict": Answer(409, "The same event id was sent with another body"),
    "event_unknown": Answer(404, "There is no such event"),
    "entry_unknown": Answer(404, "There is no such entry"),
    "event_invalid": Answer(422, "The event has fields that cannot be used"),
    # Unusual earning
    "finding_unknown": Answer(404, "Nothing waits to be looked into"),
    "findings_changed": Answer(409, "Something else was found meanwhile"),
    # Contests
    "contest_unknown": Answer(404, "There is no such contest"),
    "contest_not_over": Answer(409, "The contest is not over"),
    "contest_in_review": Answer(409, "Somebody in front is to be looked into"),
    "contest_too_late": Answer(409, "Nobody can bear the honour any more"),
    # Programs
    "program_missing": Answer(409, "No program has been published"),
    "program_version_unknown": Answer(404, "There is no such version of the program"),
    "program_invalid": Answer(422, "The program cannot be used"),
    "program_conflict": Answer(409, "Another version was published meanwhile"),
    "program_strands_members": Answer(409, "The program takes away what members hold"),
    "program_in_force_in_past": Answer(422, "The program would judge the past anew"),
    "condition_place_unknown": Answer(422, "The program has no such place for a condition"),
    "condition_too_slow": Answer(503, "The condition takes too long to count"),
    "backtest_unknown": Answer(404, "There is no such backtest"),
    "backtest_unfinished": Answer(409, "The backtest is not finished"),
    "backtests_busy": Answer(409, "Enough backtests are under way"),
    # Sandboxes
    "not_a_sandbox": Answer(409, "This is no sandbox"),
    "clock_backwards": Answer(422, "The clock only moves forward"),
    "clock_too_far": Answer(422, "The clock cannot be moved so far"),
    "import_unfinished": Answer(409, "An import of history is unfinished"),
    "sandbox_unknown": Answer(404, "There is no such sandbox"),
    "sandbox_exists": Answer(409, "The name is taken"),
    "sandbox_name_invalid": Answer(422, "The name cannot be used"),
    "sandbox_not_permitted": Answer(403, "The database role may not make sandboxes"),
    "sandbox_in_use": Answer(409, "The sandbox is in use"),
    # Evidence
    "checkpoint_unknown": Answer(404, "There is no such checkpoint"),
    "checkpoint_missing": Answer(409, "No checkpoint covers the entry yet"),
    "checkpoint_invalid": Answer(422, "The file holds no checkpoint"),
    "proof_too_long": Answer(422, "The proof would be too long"),
    "proof_invalid": Answer(422, "The proof does not hold"),
    "proof_elsewhere": Answer(422, "The proof is for another checkpoint"),
    "ledger_changed": Answer(409, "The ledger is not what a checkpoint saw"),
    "file_unwritable": Answer(500, "The file cannot be written"),
    "file_exists": Answer(409, "There is a file of this name"),
    # Webhooks
    "webhook_unknown": Answer(404, "There is no such endpoint"),
    "webhook_invalid": Answer(422, "The endpoint cannot be used"),
    "webhook_address_refused": Answer(422, "The endpoint's address is not permitted"),
    "webhooks_exceeded": Answer(409, "There are too many endpoints"),
    # Backups
    "backup_damaged": Answer(422, "The backup is damaged"),
    "backup_failed": Answer(500, "The backup could not be made"),
    "restore_failed": Answer(500, "The backup could not be restored"),
    "ledger_differs": Answer(500, "The events do not lead to what is stored"),
    "restore_differs": Answer(500, "What was restored does not hold"),
    "restore_not_permitted": Answer(403, "The database role may not restore here"),
    "database_not_empty": Answer(409, "The database is not empty"),
    "backup_newer": Answer(422, "The backup was made by a later release"),
    "backup_format_unknown": Answer(422, "The backup is of a later release"),
    "postgres_program_missing": Answer(500, "A program of PostgreSQL is missing"),
    "database_empty": Answer(409, "There is nothing in the database"),
    # Imports
    "mapping_invalid": Answer(422, "The mapping cannot be used"),
    "column_missing": Answer(422, "The file lacks a column"),
    "column_type_unknown": Answer(422, "A column holds what cannot be read"),
    "encoding_wrong": Answer(422, "The file is written in another encoding"),
    "file_empty": Answer(422, "The file is empty"),
    "file_kind_unknown": Answer(422, "Files of this kind cannot be read"),
    "file_not_found": Answer(422, "There is no such file"),
    "file_too_large": Answer(413, "The file is too large"),
    "file_unreadable": Answer(422, "The file cannot be read"),
    "sheet_missing": Answer(422, "The workbook lacks the sheet"),
    # Events: rejections by the program
    "occurred_in_future": Answer(422, "The event lies in the future"),
    "too_late": Answer(422, "The event came too late"),
    "currency_mismatch": Answer(422, "The currency is not the program's"),
    "wallet_unknown": Answer(422, "The program has no such wallet"),
    "amount_too_large": Answer(422, "The amount is too large"),
    "order_already_known": Answer(409, "The order is already known"),
    "order_unknown": Answer(422, "The order is not known"),
    "order_of_other_member": Answer(422, "The order belongs to another member"),
    "order_already_completed": Answer(422, "The order is completed already"),
    "line_unknown": Answer(422, "The order has no such line"),
    "refund_already_known": Answer(409, "The refund is already known"),
    "refund_exceeds_order": Answer(422, "The refund is more than is left of the order"),
    "refund_empty": Answer(422, "The refund takes nothing back"),
    "redemption_already_known": Answer(409, "The redemption is already known"),
    "redemption_unknown": Answer(422, "The redemption is not known"),
    "redemption_already_cancelled": Answer(422, "The redemption is already cancelled"),
    "activity_unknown": Answer(422, "The program does not know this activity"),
    "activity_already_known": Answer(422, "The activity was already counted"),
    "referrer_unknown": Answer(422, "The referrer is not known"),
    "referrer_is_self": Answer(422, "Nobody brings themselves"),
    "referrer_already_known": Answer(409, "It is known already who brought the member"),
    "referred_too_late": Answer(422, "The member has bought before"),
    "task_unknown": Answer(422, "The program has no such task"),
    "task_not_needed": Answer(422, "The member holds the tier already"),
    "task_not_open": Answer(422, "The task is not open to the member now"),
    "task_running": Answer(409, "The task was accepted already"),
    "honour_unknown": Answer(422, "The program has no such honour"),
    "honour_not_open": Answer(422, "The honour is not given at that time"),
    "honour_already_held": Answer(409, "The member bears the honour already"),
    "card_unknown": Answer(422, "The program has no such card"),
    "card_already_known": Answer(409, "The card was already granted"),
    "card_not_held": Answer(409, "The member holds no such card"),
    "cards_too_many": Answer(422, "The member holds too many cards"),
    "attributes_too_many": Answer(422, "The member would have too many attributes"),
    "balance_insufficient": Answer(422, "The balance is not enough"),
    "points_as_cash_not_offered": Answer(422, "The program does not take points as cash"),
    "points_exceed_order_share": Answer(422, "Points pay too much of the order"),
    "confirmation_required": Answer(422, "The member has to confirm"),
    "hold_already_known": Answer(409, "The hold is already known"),
    "hold_not_open": Answer(422, "There is no such open hold"),
    "hold_exceeded": Answer(422, "More is taken than is held"),
    "holds_exceeded": Answer(422, "Too many holds are open"),
    "member_frozen": Answer(422, "The member is frozen"),
    "identity_blocked": Answer(422, "The identity is nobody's"),
    "identities_exceeded": Answer(409, "The member has enough identities of this kind"),
    "identity_unknown": Answer(404, "The member has no such identity"),
    "identity_kind_wrong": Answer(422, "The kind of identity is of the other sort"),
    "sender_missing": Answer(422, "No code can be sent there"),
    "token_invalid": Answer(401, "The token cannot be used"),
    "tokens_not_taken": Answer(409, "No app logs members in here"),
    "erasure_unconfirmed": Answer(422, "The member's number was not typed"),
    "consent_in_future": Answer(422, "The consent lies in the future"),
    "member_erased": Answer(409, "The member was erased"),
    "member_not_frozen": Answer(422, "The member is not frozen"),
    "transfer_not_offered": Answer(422, "The program does not let members send points"),
    "transfer_already_known": Answer(409, "The transfer is already known"),
    "transfer_to_self": Answer(422, "The receiver is the sender"),
    "receiver_unknown": Answer(422, "The receiver is not known"),
    "receiver_frozen": Answer(422, "The receiver is frozen"),
    "transfer_too_small": Answer(422, "Too few points are sent"),
    "transfer_exceeds_share": Answer(422, "Too much of the balance is sent"),
    "transfer_exceeds_month": Answer(422, "Too much is sent in the month"),
    "transfer_unknown": Answer(422, "The transfer is not known"),
    "transfer_already_reversed": Answer(422, "The transfer is already undone"),
    "survivor_unknown": Answer(422, "The survivor is not known"),
    "merge_with_self": Answer(422, "Both are one member"),
    "merge_already_known": Answer(409, "The merge is already known"),
    "duplicate_unknown": Answer(404, "There is no such pair"),
    "merge_unknown": Answer(404, "There is no such merge"),
    "already_merged": Answer(409, "The member was merged before"),
    "merge_already_undone": Answer(409, "The merge is already undone"),
    "merge_not_last": Answer(409, "Another merge came later"),
    # The service
    "settings_invalid": Answer(500, "The service is set up wrongly"),
    "address_unusable": Answer(500, "The address cannot be served"),
    "database_unreachable": Answer(503, "The database does not answer"),
    "database_version_unsupported": Answer(500, "The database is too old"),
    "database_embedded_failed": Answer(500, "The embedded database does not start"),
    "wall_missing": Answer(503, "The database cannot keep stores apart"),
    "database_in_use": Answer(503, "The database is in use"),
    "master_key_missing": Answer(503, "The master key is not at hand"),
    "master_key_invalid": Answer(500, "The master key cannot be read"),
    "master_key_in_setting": Answer(409, "The master key is in a setting"),
    "master_key_in_use": Answer(409, "The master key is in use"),
    "seal_broken": Answer(500, "Something sealed does not open"),
    "database_schema_newer": Answer(500, "The database belongs to a later release"),
    "not_ready": Answer(503, "The service is not ready"),
    "unexpected": Answer(500, "Something went wrong on our side"),
}


def status_of(code: str) -> int:
    """The HTTP status of a problem code. A code without a line is our mistake, and answered as one."""
    return ANSWERS.get(code, ANSWERS["unexpected"]).status


def problem_document(problem: Problem) -> dict[str, Any]:
    """The RFC 9457 document of a problem; facts stand under `facts`."""
    answer = ANSWERS.get(problem.code, ANSWERS["unexpected"])
    document: dict[str, Any] = {
        "type": TYPE_PREFIX + problem.code,
        "title": answer.title,
        "status": answer.status,
        "code": problem.code,
        "detail": problem.detail,
        "errors": [_field(error) for error in problem.errors[:FIELD_ERRORS_MAX]],
        "hint": problem.hint,
    }
    if problem.facts:
        document["facts"] = dict(problem.facts)
    return document


def problem_response(problem: Problem, headers: Iterable[tuple[str, str]] = ()) -> Response:
    """The whole answer to a problem. A `retry_after_seconds` among the facts becomes the Retry-After header."""
    document = problem_document(problem)
    response = Response(msgspec.json.encode(document), status_code=document["status"], media_type=MEDIA_TYPE)
    for name, value in headers:
        response.headers[name] = value
    if "retry_after_seconds" in problem.facts:
        response.headers["Retry-After"] = str(problem.facts["retry_after_seconds"])
    if document["status"] == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="regulars"'
    return response


def unexpected_problem(request_id: str) -> Problem:
    """What the caller may know of a mistake of ours: nothing but the number under which it is in the log."""
    return Problem(
        "unexpected",
        "The request was not carried out.",
        hint=f"Tell the operator the request id {request_id}; the cause stands in the log under it.",
        facts={"request_id": request_id},
    )


def _field(error: FieldError) -> dict[str, str]:
    return {"path": error.path, "message": error.message, "expected": error.expected, "hint": error.hint}
