"""What other parts may do with tags."""

from regulars.features.tags.queries import select_borne, select_tags
from regulars.features.tags.service.evaluate import Round, evaluate_round, evaluate_until_done

__all__ = ["Round", "evaluate_round", "evaluate_until_done", "select_borne", "select_tags"]
