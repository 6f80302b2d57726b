"""What other parts may do with tags."""

from regulars.features.tags.queries import mark_asking_due, select_borne, select_tags
from regulars.features.tags.service.evaluate import Round, evaluate_round, evaluate_until_done
from regulars.features.tags.service.give import change_bearers
from regulars.features.tags.service.many import Tagging, count_bearers, count_tagging, tag_many, take_out_of_use
from regulars.features.tags.service.moving import TAGS_MOVER

__all__ = [
    "TAGS_MOVER",
    "Round",
    "Tagging",
    "change_bearers",
    "count_bearers",
    "count_tagging",
    "evaluate_round",
    "evaluate_until_done",
    "mark_asking_due",
    "select_borne",
    "select_tags",
    "tag_many",
    "take_out_of_use",
]
