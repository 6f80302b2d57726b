"""The demo: two years of a real shop's sales, run through a program from an empty database to a console full of members."""
