"""Benchmarks: what the product promises about speed, as ratios to a peer measured in the same run on the same machine.

Nothing here passes or fails a test. `make bench` runs all of it and writes `bench/results.json`.
"""
