"""Conditions: what must hold for a rule to give, or for a member to be counted, as data in the program.

One JSON form, the RuleGroup of react-querybuilder, is read once (`reading`) against a catalogue of typed fields, then asked as
often as needed. `condition` says what every condition can do; the files of fields say what can be looked at, `comparing` how,
`groups` how clauses are joined, `saying` how it all reads. The compiler to SQL walks the same objects (`store/conditions`).
"""
