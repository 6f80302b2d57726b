"""What other slices may ask about accounts: a member's account now, what it holds, and the words in which it explains itself."""

from regulars.features.accounts.contracts import Account
from regulars.features.accounts.schemas import EntriesQuery, EntryList, WalletList
from regulars.features.accounts.service.account import open_account
from regulars.features.accounts.service.entries import list_entries
from regulars.features.accounts.service.wallet import read_wallets
from regulars.features.accounts.wording import skipped as skipped_words

__all__ = [
    "Account",
    "EntriesQuery",
    "EntryList",
    "WalletList",
    "list_entries",
    "open_account",
    "read_wallets",
    "skipped_words",
]
