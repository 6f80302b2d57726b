"""Members as files: brought in from CSV, Excel or Parquet by a mapping, and taken out into a file that can be brought in again.

A row becomes a line in the house's own spelling, is matched with who is there, and then nothing but a new member, a change of
one, or a reason why not. A dry run takes the same steps and leaves the last one out.
"""
