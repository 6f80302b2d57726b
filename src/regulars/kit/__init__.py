"""The tool kit: settings, problems, time, exact numbers. It knows no word of the loyalty domain.

Only the standard library is imported here, because `core` stands on this layer and must stay pure.
"""
