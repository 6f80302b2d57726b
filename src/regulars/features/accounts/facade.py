"""What other slices may ask about accounts: the words in which an account explains itself."""

from regulars.features.accounts.wording import skipped as skipped_words

__all__ = ["skipped_words"]
