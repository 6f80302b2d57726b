"""The tool kit: settings, problems, time, exact numbers. It knows no word of the loyalty domain.

`core` stands on this layer, so the modules that core uses import only the standard library and never reach for a clock,
for chance or for the machine.
"""
