"""What other slices may ask about accounts: a member's account now, and the words in which it explains itself."""

from regulars.features.accounts.contracts import Account
from regulars.features.accounts.service.account import open_account
from regulars.features.accounts.wording import skipped as skipped_words

__all__ = ["Account", "open_account", "skipped_words"]
