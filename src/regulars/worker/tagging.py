"""Keeps rule-based tags up to date, round by round."""

from __future__ import annotations

from threading import Event

import structlog

from regulars.features.context import AppContext
from regulars.features.tags.facade import evaluate_round
from regulars.worker.rounds import keep_at

ROUND_SECONDS = 1.0

log = structlog.get_logger()


def keep_tagged(context: AppContext, stop: Event, round_seconds: float = ROUND_SECONDS) -> None:
    """Evaluate until `stop` is set; what happens to a member shows in the tags after at most a round."""

    def evaluate() -> bool:
        done = evaluate_round(context)
        if done.entered or done.left:
            log.info("tagged", rules=done.rules, changed=done.changed, entered=done.entered, left=done.left)
        return done.has_more

    keep_at(evaluate, stop, round_seconds, unreached="tags_not_evaluated")
