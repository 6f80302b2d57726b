"""What can be done with a backtest, one verb per file."""
