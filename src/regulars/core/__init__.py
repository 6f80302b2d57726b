"""The rules of loyalty as pure functions: values in, values out, no clock, no I/O, no float.

`transition(program, state, event, facts, now)` decides what an event means for a member; every driver (online, import,
settlement, backtest) calls this same function, so nothing else may decide points, growth or tiers.
"""
