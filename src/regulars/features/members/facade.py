"""What other slices may ask about members. The caller brings the connection, so that answers belong to one moment."""

from regulars.features.members.queries import count_by_lifecycle
from regulars.features.members.schemas import MemberSelection
from regulars.features.members.service.identify import check_visitor, join_visitor
from regulars.features.members.service.rank import rank_all, rank_round
from regulars.features.members.service.read import find_member, read_member
from regulars.features.members.service.select import read_pages, select_everybody

__all__ = [
    "MemberSelection",
    "check_visitor",
    "count_by_lifecycle",
    "find_member",
    "join_visitor",
    "rank_all",
    "rank_round",
    "read_member",
    "read_pages",
    "select_everybody",
]
