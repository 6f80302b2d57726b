"""What other slices may know of member access: the ways in, and that sessions end which have outlived what is set."""

from regulars.features.member_access.senders import ways_of
from regulars.features.member_access.service.sessions import end_outlived_sessions

__all__ = ["end_outlived_sessions", "ways_of"]
