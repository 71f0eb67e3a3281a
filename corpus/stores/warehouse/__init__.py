"""Postings and series as tables that an engine can count: made from the truth, free to be deleted.

Importing Ibis and DuckDB takes half a second: only a process that counts imports what is in here.
"""
