"""Backtests: what a draft of the program would have done with everything that happened."""
