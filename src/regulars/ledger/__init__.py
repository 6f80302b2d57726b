"""The single write path: gather facts, let `core` decide, append entries and the new state in one transaction.

No other code writes entries or member states, whether the event came over HTTP, from an import or from the clock.
"""
