"""Bringing a shop's sales history in: any CSV, Parquet or Excel file becomes events by a mapping written in YAML.

A file is read into columns, cleaned by column, grouped into documents, and its returns are matched to what was bought.
The result is a plan: one fixed sequence of events, which the ledger then decides exactly as if they came from a till.
"""
